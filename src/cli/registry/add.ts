/** `contentmark registry add`: remembers the marked records of a catalogue. */
import { type Command, Option } from 'commander';
import { inspect } from 'contentmark/inspect';
import { FORMATS, type Item } from 'contentmark/records';
import type { entriesOf, RegistryEntry } from 'contentmark/registry';
import { type CatalogFlags, inWords, openInput } from '../catalog/open-catalog.ts';
import { readMark } from '../files/read-input.ts';
import { REGISTRY_OPTION, withRegistry } from '../files/registry-file.ts';
import { EXIT, usage } from '../terminal/failure.ts';
import { readTime } from '../terminal/options.ts';
import { printJson, printLines } from '../terminal/output.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { readImage } from './image-file.ts';

interface Flags extends Omit<CatalogFlags, 'map'> {
  readonly map?: string;
  readonly mark?: string;
  readonly registry: string;
  readonly keepUntil: string;
}

const EXAMPLE = `
For each part of a marked record the registry keeps 52 bytes: the digest that was signed, a fingerprint of
its words, the id of the mark, and until when. No content. Marks are not checked: add what you signed.

An image is remembered by its bytes and by what it looks like, under the mark that was made of it; that needs
the package sharp.

Examples:
  $ contentmark registry add photo.webp --mark @photo.mark --registry seen.registry --keep-until 2028-12-31
  $ contentmark registry add signed.csv --map shopify --registry seen.registry --keep-until 2028-12-31
`;

/** Adds the command. */
export function addRegistryAdd(parent: Command, session: Session): void {
  addCommand(parent, 'add')
    .summary('remember the marked records of a catalogue')
    .description('Remember the marked records of a catalogue, without their content.')
    .argument('<input>', 'a marked catalogue (CSV, JSON or JSONL, or - for stdin), or an image')
    .option('--map <map>', 'of a catalogue, required: the map it was signed with')
    .option('--mark <mark>', 'of an image, required: its mark as text, or @FILE')
    .requiredOption(...REGISTRY_OPTION)
    .requiredOption(
      '--keep-until <time>',
      'Unix seconds or ISO 8601; later nothing is recognised by it',
    )
    .addOption(
      new Option('--format <format>', 'default: what the map or name says').choices(FORMATS),
    )
    .addHelpText('after', EXAMPLE)
    .action((input: string, flags: Flags) => {
      const { map, mark } = flags;
      if (mark !== undefined) return addImage(input, { ...flags, mark }, session);
      if (map !== undefined) return addCatalog(input, { ...flags, map }, session);
      throw usage('give --map for a catalogue, or --mark for an image', '--map');
    });
}

async function addImage(
  input: string,
  flags: Flags & { readonly mark: string },
  { io }: Session,
): Promise<void> {
  if (flags.map !== undefined) throw usage('--map is of a catalogue, --mark of an image', '--map');
  const keepUntil = readTime(flags.keepUntil, '--keep-until');
  const found = inspect(await readMark(io, flags.mark, '--mark', { stdin: false }));
  if (found.reason !== undefined) throw usage(`--mark cannot be read: ${found.detail}`, '--mark');
  const { digests, near } = await readImage(io, input, 'INPUT');
  const entry = { id: found.claims.id, digest: digests[0] as Uint8Array, near, keepUntil };
  const newEntries = await withRegistry(flags.registry, 'write', (registry) =>
    registry.add([entry]),
  );
  const isNear = near !== undefined;
  if (flags.json) return printJson(io, { newEntries, near: isNear });
  await printLines(io, [
    `Remembered ${input} in ${flags.registry}`,
    isNear
      ? '  by its bytes and by what it looks like'
      : '  by its bytes only: it is no image that can be read, or one flat colour',
  ]);
}

async function addCatalog(
  input: string,
  flags: Flags & { readonly map: string },
  session: Session,
): Promise<void> {
  const { io } = session;
  const keepUntil = readTime(flags.keepUntil, '--keep-until');
  const { entriesOf } = await import('contentmark/registry');
  const { catalog, progress } = await openInput(io, input, flags, 'Remembering');
  const counts = { records: 0, remembered: 0, unmarked: 0, broken: 0, newEntries: 0 };
  try {
    await withRegistry(flags.registry, 'write', async (registry) => {
      for await (const items of catalog.items) {
        const entries: RegistryEntry[] = [];
        for (const item of items) {
          if (item.type === 'gap') continue;
          counts.records += 1;
          const found = entriesOfItem(item, keepUntil, entriesOf);
          if (typeof found === 'string') counts[found] += 1;
          else {
            counts.remembered += 1;
            entries.push(...found);
          }
        }
        counts.newEntries += await registry.add(entries);
      }
    });
  } catch (error) {
    throw inWords(error, input);
  } finally {
    progress.stop();
    await catalog.close();
  }
  if (counts.broken > 0) session.exit = EXIT.findings;
  if (flags.json) return printJson(io, counts);
  await printLines(io, [
    `Remembered ${input} in ${flags.registry}`,
    ...Object.entries(counts).map(
      ([name, count]) => `  ${NAMES[name as keyof typeof NAMES].padEnd(12)} ${count}`,
    ),
  ]);
}

const NAMES = {
  records: 'records',
  remembered: 'remembered',
  unmarked: 'unmarked',
  broken: 'broken',
  newEntries: 'new entries',
} as const;

/** The entries of one record, or why it has none. */
function entriesOfItem(
  item: Exclude<Item, { readonly type: 'gap' }>,
  keepUntil: number,
  makeEntries: typeof entriesOf,
): readonly RegistryEntry[] | 'unmarked' | 'broken' {
  if (item.type === 'broken' || item.problem !== undefined) return 'broken';
  const { content, marks } = item;
  if (content === undefined || marks.length === 0) return 'unmarked';
  const found = inspect(marks[0] as Uint8Array);
  return found.reason === undefined
    ? makeEntries(content, { id: found.claims.id, keepUntil })
    : 'broken';
}
