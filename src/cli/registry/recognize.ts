/**
 * `contentmark registry recognize`: lists the cells of a file that equal, or are like, what was
 * signed.
 */

import { type Command, Option } from 'commander';
import { FORMATS, type Format, type Place } from 'contentmark/records';
import type { RegistryMatch } from 'contentmark/registry';
import { systemClock } from '../../clock.ts';
import { printable } from '../../printable.ts';
import { REGISTRY_OPTION, withRegistry } from '../files/registry-file.ts';
import { readRows } from '../guard/rows.ts';
import { EXIT } from '../terminal/failure.ts';
import { colorsFor, write } from '../terminal/io.ts';
import { createJsonList } from '../terminal/json-list.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { isImageName, readImage } from './image-file.ts';

interface Flags {
  readonly registry: string;
  readonly format?: Format;
  readonly json?: true;
}

/** A cell that the registry knows, or an image, which has no place within its file. */
interface Found extends Pick<Place, 'file' | 'record'>, Partial<Omit<Place, 'file' | 'record'>> {
  /** JSON Pointer within the record. */
  readonly pointer: string;
  readonly matches: readonly RegistryMatch[];
}

const EXAMPLE = `
A text is exact where it has the digest of a signed part, and near where at most 7 of the 64 bits of its
fingerprint differ; so is an image, which needs the package sharp. Texts of fewer than 12 words and flat
colours have no fingerprint. Exit codes: 0 nothing is recognised,
1 something is, or a row cannot be read. That nothing is recognised does not say that nothing is generated.

Example:
  $ contentmark registry recognize export.csv --registry seen.registry --json
`;

/** Adds the command. */
export function addRegistryRecognize(parent: Command, session: Session): void {
  addCommand(parent, 'recognize')
    .summary('find texts of a file that were signed, with or without their marks')
    .description('Find texts of a file that are, or are like, what was signed.')
    .argument('<file>', 'CSV or TSV, JSON (a list, or one row) or JSONL, an image, or - for stdin')
    .requiredOption(...REGISTRY_OPTION)
    .addOption(new Option('--format <format>', 'default: what the name says').choices(FORMATS))
    .addHelpText('after', EXAMPLE)
    .action((file: string, flags: Flags) => recognizeFile(file, flags, session));
}

async function recognizeFile(file: string, flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const now = systemClock();
  const counts = { records: 0, recognised: 0, exact: 0, near: 0, unreadable: 0 };
  const list = flags.json ? createJsonList(io, 'recognised') : undefined;
  const colors = colorsFor(io.stdout, io.env);
  const { recognize } = await import('contentmark/registry');
  await withRegistry(flags.registry, 'read', async (registry) => {
    const tell = async (found: readonly Found[]): Promise<void> => {
      if (found.length > 0) counts.recognised += 1;
      for (const one of found) {
        counts[one.matches[0]?.kind === 'exact' ? 'exact' : 'near'] += 1;
        if (list) await list.add(one);
        else await write(io.stdout, `${lineOf(one, colors)}\n`);
      }
    };
    if (flags.format === undefined && isImageName(file)) {
      const query = await readImage(io, file, 'FILE');
      const matches = await registry.recognize(query, now);
      counts.records = 1;
      if (query.near === undefined) counts.unreadable = 1;
      return tell(matches.length > 0 ? [{ file, record: 1, pointer: '', matches }] : []);
    }
    for await (const row of readRows(io, file, flags.format)) {
      if (row.isHeader) continue;
      counts.records += 1;
      if ('problem' in row) {
        counts.unreadable += 1;
        continue;
      }
      const { recognised, isComplete } = await recognize(row.value, registry, now);
      const found = recognised.map(({ path, matches }): Found => {
        return { ...row.place, pointer: path, matches };
      });
      if (!isComplete) counts.unreadable += 1;
      await tell(found);
    }
  });
  session.exit = counts.recognised + counts.unreadable > 0 ? EXIT.findings : EXIT.clean;
  if (list) return list.end({ counts });
  const { records, recognised, exact, near, unreadable } = counts;
  await write(
    io.stdout,
    `${records} records: ${recognised} recognised (${exact} exact, ${near} near), ${unreadable} unreadable\n`,
  );
}

function lineOf(
  { record, line, pointer, matches }: Found,
  colors: ReturnType<typeof colorsFor>,
): string {
  const [first] = matches;
  const how = first?.kind === 'exact' ? 'exact' : `near, ${first?.distance} of 64 bits`;
  const more = matches.length > 1 ? ` and ${matches.length - 1} more` : '';
  const where = line === undefined ? `record ${record}` : `line ${line}`;
  return `${colors.yellow(where)} ${printable(pointer)}: ${how}, ${first?.id}${more}`;
}
