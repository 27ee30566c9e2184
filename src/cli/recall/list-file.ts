/** Recall lists as files of the `recall` commands: read with their check, and replaced whole. */
import type { RecallList, VerifiedRecallList } from 'contentmark/recall';
import type { Trust } from 'contentmark/verify';
import { printable } from '../../printable.ts';
import { writeAtomically } from '../files/atomic-file.ts';
import { readNamedFile } from '../files/read-input.ts';
import { EXIT, Failure } from '../terminal/failure.ts';

/** A list that holds, and its bytes. */
export interface OpenedList {
  readonly bytes: Uint8Array;
  readonly found: VerifiedRecallList;
}

/** Reads a list that has to hold; `undefined` where there is no such file. */
export async function openList(file: string, trust: Trust): Promise<OpenedList | undefined> {
  const bytes = await readNamedFile(file, 'LIST').catch((error: unknown) => {
    if (error instanceof Failure && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  const { verifyRecallList } = await import('contentmark/recall');
  const found = await verifyRecallList(new Uint8Array(bytes), { trust });
  if (found.status === 'verified') return { bytes, found };
  throw new Failure(
    EXIT.usage,
    'ERR_INPUT',
    `${file} is no recall list to go on from: ${found.reason}: ${found.detail}`,
    'LIST',
  );
}

/** Puts a list in its place, unless somebody else has put another there meanwhile. */
export async function replaceList(
  file: string,
  list: Uint8Array,
  before: OpenedList | undefined,
): Promise<void> {
  await writeAtomically(file, 'LIST', async (output) => {
    await output.write(list);
    const now = await readNamedFile(file, 'LIST').catch(() => undefined);
    const isSame =
      before === undefined
        ? now === undefined
        : now !== undefined && Buffer.compare(now, before.bytes) === 0;
    if (!isSame) {
      const why = `${file} was changed by somebody else meanwhile; run it again`;
      throw new Failure(EXIT.internal, 'ERR_STORE', why, 'LIST');
    }
  });
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** What a list says, for people. */
export function describeList({ list, keyId }: VerifiedRecallList): readonly string[] {
  const { issuer, sequence, issuedAt, nextUpdate, entries } = list;
  return [
    `Recall list ${sequence} of ${printable(issuer)}`,
    `  signed       ${iso(issuedAt)} by ${keyId}`,
    `  next update  ${iso(nextUpdate)}`,
    `  entries      ${entries.length}`,
    ...entries.map((entry) => `  - ${printable(describeEntry(entry))}`),
  ];
}

function describeEntry(entry: RecallList['entries'][number]): string {
  const { ids, reason, incident, issuedFrom, issuedUntil } = entry;
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  const said = [
    ids && (ids.length === 16 ? `id ${uuid(hex(ids))}` : `${ids.length / 16} ids`),
    entry.root && `batch ${hex(entry.root)}`,
    entry.keyId && `key ${entry.keyId}`,
    entry.ingredient && `made from ${hex(entry.ingredient)}`,
    entry.subject && `subject ${JSON.stringify(entry.subject)}`,
    entry.subjectPrefix && `subjects that begin with ${JSON.stringify(entry.subjectPrefix)}`,
    entry.environment && `environment ${entry.environment}`,
    issuedFrom !== undefined && `from ${iso(issuedFrom)}`,
    issuedUntil !== undefined && `until ${iso(issuedUntil)}`,
    `(${reason}${incident === undefined ? '' : `, ${incident}`})`,
  ];
  return said.filter(Boolean).join(', ').replace(', (', ' (');
}

function uuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The same for programs: digests and ids as text. */
export function listToJson({ list, keyId }: VerifiedRecallList): object {
  const entries = list.entries.map(({ ids, root, ingredient, ...rest }) => ({
    ...(ids !== undefined && {
      ids: Array.from({ length: ids.length / 16 }, (_, index) =>
        uuid(Buffer.from(ids.subarray(index * 16, index * 16 + 16)).toString('hex')),
      ),
    }),
    ...(root !== undefined && { root: Buffer.from(root).toString('hex') }),
    ...(ingredient !== undefined && { ingredient: Buffer.from(ingredient).toString('hex') }),
    ...rest,
  }));
  const { previous, ...rest } = list;
  return {
    ...rest,
    ...(previous !== undefined && { previous: Buffer.from(previous).toString('hex') }),
    keyId,
    entries,
  };
}
