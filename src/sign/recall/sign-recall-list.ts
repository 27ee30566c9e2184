/** Makes recall lists. Signing code: this file loads cbor-x. */
import { systemClock } from '../../clock.ts';
import { ContentmarkError, readOptions, requireSeconds, wrongArgument } from '../../errors.ts';
import { decodeHex } from '../../format/bytes/bytes.ts';
import { type CborValue, encodeCbor } from '../../format/bytes/cbor-write.ts';
import { encodeUtf8 } from '../../format/bytes/utf8.ts';
import { parseUuid } from '../../format/bytes/uuid.ts';
import type { Signer } from '../../format/crypto/signer.ts';
import { encodeRecord } from '../../format/envelope/encode-claims.ts';
import { ID_BYTES, MAX_TEXT_BYTES } from '../../format/envelope/limits.ts';
import { isUri } from '../../format/envelope/vocabulary.ts';
import {
  ENTRY_KEYS,
  findEntryProblem,
  LIST_KEYS,
  MAX_RECALL_ENTRIES,
  MAX_RECALL_LIST_BYTES,
  RECALL_CLAIMS,
  RECALL_LIST_TYPE,
  RECALL_REASONS,
  type RecallEntry,
} from '../../trust/recall/recall-list.ts';
import type { VerifiedRecallList } from '../../trust/recall/recall-verdict.ts';
import { signStatement } from '../sign-statement.ts';

/** An entry to be signed: ids as claims hold them, or as bytes. */
export interface RecallEntryInput extends Omit<RecallEntry, 'ids' | 'reason'> {
  /** UUIDs in lower case, in any order; or 16 bytes each, ascending, each once. */
  readonly ids?: Iterable<string> | Uint8Array;
  /** Default `unspecified`. */
  readonly reason?: RecallEntry['reason'];
}

/** What a list is to say. */
export interface RecallListInput {
  /** Whose marks it takes back: a URI. Not given where there is a list before, whose issuer it is. */
  readonly issuer?: string;
  /** The list before, as `verifyRecallList` gave it: its entries stay. Default none: the first list. */
  readonly previous?: VerifiedRecallList;
  /** What is taken back now. None where only `nextUpdate` is moved on. */
  readonly entries: readonly RecallEntryInput[];
  /** Unix seconds. Default the machine's clock. */
  readonly issuedAt?: number;
  /** Unix seconds from which on it is too old to go by: when the next will be there at the latest. */
  readonly nextUpdate: number;
}

const INPUT = [
  'issuer',
  'previous',
  'entries',
  'issuedAt',
  'nextUpdate',
] as const satisfies readonly (keyof RecallListInput)[];

const ENTRY: readonly (keyof RecallEntryInput)[] = Object.keys(ENTRY_KEYS) as never;

/**
 * Signs a recall list: all that the list before it said, and what is added.
 * @returns a COSE_Sign1 with a `typ` of its own, so that it passes as no mark.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_CLAIMS` for what a list cannot hold, `ERR_SIGNER`
 * @example
 * ```ts
 * import { createTrust, generateKey, localSigner } from 'contentmark';
 * import { signRecallList, verifyRecallList } from 'contentmark/recall';
 *
 * const key = generateKey();
 * const issuer = 'https://shop.example/ai';
 * const entries = [{ subject: 'trail-boot', issuedUntil: 1_760_000_000, reason: 'wrong-content' }] as const;
 * const input = { issuer, entries, issuedAt: 1_760_000_000, nextUpdate: 1_760_086_400 };
 * const signed = await signRecallList(input, { signer: localSigner(key) });
 * const trust = createTrust([
 *   { publicKey: key.publicKey, issuers: [issuer], environments: ['production'], recall: true },
 * ]);
 * const verdict = await verifyRecallList(signed, { trust });
 * if (verdict.status === 'verified') console.log(verdict.list.sequence); // 1
 * ```
 */
export async function signRecallList(
  input: RecallListInput,
  options: { readonly signer: Signer },
): Promise<Uint8Array> {
  const {
    issuer,
    previous,
    entries,
    issuedAt = systemClock(),
    nextUpdate,
  } = readOptions('input', input, INPUT);
  const { signer } = readOptions('options', options, ['signer']);
  const named = previous === undefined ? issuer : (issuer ?? previous.list.issuer);
  if (typeof named !== 'string' || !isUri(named))
    throw wrongArgument('input.issuer', 'a URI of whoever signed the marks', named);
  if (previous !== undefined && named !== previous.list.issuer)
    throw wrongInput('issuer', `is not that of the list before, ${previous.list.issuer}`);
  requireSeconds('input.issuedAt', issuedAt);
  requireSeconds('input.nextUpdate', nextUpdate);
  if (nextUpdate <= issuedAt) throw wrongInput('nextUpdate', 'is not after issuedAt');
  if (!Array.isArray(entries)) throw wrongArgument('input.entries', 'an array', entries);
  const added = Array.from(entries as readonly RecallEntryInput[], readEntry);
  const all = [...(previous?.list.entries ?? []), ...added];
  if (all.length > MAX_RECALL_ENTRIES) {
    const problem = `would be ${all.length} with those before, at most ${MAX_RECALL_ENTRIES}; recall more with one entry by ids, batch or key`;
    throw wrongInput('entries', problem);
  }
  const payload = new Map<number, CborValue>([
    [LIST_KEYS.sequence, (previous?.list.sequence ?? 0) + 1],
    ...(previous === undefined ? [] : [[LIST_KEYS.previous, previous.digest] as const]),
    [LIST_KEYS.entries, all.map(encodeEntry)],
  ]);
  const claims = encodeRecord('input.', RECALL_CLAIMS, { issuer: named, issuedAt, nextUpdate });
  const signed = await signStatement(
    { type: RECALL_LIST_TYPE, claims, payload: encodeCbor(payload) },
    signer,
  );
  if (signed.length <= MAX_RECALL_LIST_BYTES) return signed;
  throw wrongInput('entries', `would make a list of more than ${MAX_RECALL_LIST_BYTES} bytes`);
}

function wrongInput(member: string, problem: string): ContentmarkError {
  return new ContentmarkError('ERR_CLAIMS', problem, `input.${member}`);
}

function readEntry(given: RecallEntryInput, index: number): RecallEntry {
  const name = `entries[${index}]`;
  const { ids, reason = 'unspecified', ...rest } = readOptions(`input.${name}`, given, ENTRY);
  if (!RECALL_REASONS.includes(reason))
    throw wrongArgument(`input.${name}.reason`, `one of ${RECALL_REASONS.join(', ')}`, reason);
  for (const member of ['issuedFrom', 'issuedUntil'] as const) {
    const time = rest[member];
    if (time !== undefined) requireSeconds(`input.${name}.${member}`, time);
  }
  for (const member of ['subject', 'subjectPrefix', 'environment'] as const) {
    const text: unknown = rest[member];
    if (text === undefined) continue;
    const isText =
      typeof text === 'string' &&
      text.isWellFormed() &&
      text !== '' &&
      encodeUtf8(text).length <= MAX_TEXT_BYTES;
    if (!isText)
      throw wrongInput(`${name}.${member}`, `expected 1 to ${MAX_TEXT_BYTES} bytes of UTF-8`);
  }
  const entry: RecallEntry = {
    ...rest,
    ...(ids !== undefined && { ids: packIds(ids, `input.${name}.ids`) }),
    reason,
  };
  const wrong = findEntryProblem(entry);
  if (wrong !== undefined) throw wrongInput(`${name}.${wrong.member}`, wrong.problem);
  return entry;
}

function packIds(ids: Iterable<string> | Uint8Array, argument: string): Uint8Array {
  if (ids instanceof Uint8Array) return new Uint8Array(ids);
  if (typeof ids !== 'object' || ids === null || !(Symbol.iterator in ids))
    throw wrongArgument(argument, 'ids of marks', ids);
  // Sorted as text they are sorted as bytes.
  const sorted = [...new Set(ids)].sort();
  const packed = new Uint8Array(sorted.length * ID_BYTES);
  for (const [index, id] of sorted.entries()) {
    const bytes = typeof id === 'string' ? parseUuid(id) : undefined;
    if (bytes === undefined)
      throw wrongArgument(argument, 'ids of marks, UUIDs in lower case, and one of them', id);
    packed.set(bytes, index * ID_BYTES);
  }
  return packed;
}

function encodeEntry(entry: RecallEntry): CborValue {
  const map = new Map<number, CborValue>();
  for (const [name, key] of Object.entries(ENTRY_KEYS)) {
    const value = entry[name as keyof RecallEntry];
    if (value === undefined) continue;
    if (name === 'keyId') map.set(key, decodeHex(value as string) as Uint8Array);
    else if (name === 'reason') map.set(key, RECALL_REASONS.indexOf(entry.reason));
    else map.set(key, value);
  }
  return map;
}
