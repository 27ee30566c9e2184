/** A catalogue as records: the file, its format, its map and the profiles the map asks for. */
import { extname } from 'node:path';
import { type ContentMaker, loadProfiles } from '../files/profiles.ts';
import { usage } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { type CatalogMap, FORMATS, type Format, loadMap } from './map.ts';
import { createMarkCell, type MarkCell } from './mark-cell.ts';
import { createProgress } from './progress.ts';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import { readJsonl } from './read-jsonl.ts';
import { createAssembler, type Item } from './records.ts';
import type { Piece } from './row.ts';
import { openSource, type Source } from './source.ts';

/** What both catalogue commands ask for. */
export interface CatalogFlags {
  readonly map: string;
  readonly format?: Format;
  readonly json?: true;
}

/** A catalogue that has been opened and can be read once. */
export interface Catalog {
  readonly map: CatalogMap;
  readonly marks: MarkCell;
  readonly makeContent: ContentMaker;
  /** In batches, as the file is read. The gaps and pieces together are the file. */
  readonly items: AsyncIterable<readonly Item[]>;
  /** Lets go of the file, however far it was read. */
  close(): void;
}

type Reader = (
  source: AsyncIterable<Uint8Array>,
  map: CatalogMap,
) => AsyncIterable<readonly Piece[]>;

const READERS: Readonly<Record<Format, Reader>> = {
  csv: readCsv,
  json: readJson,
  jsonl: readJsonl,
};

/** Opens a catalogue. Whatever the caller has to mend is found before the first record. */
export async function openCatalog(
  io: Io,
  input: string,
  flags: CatalogFlags,
  title: string,
): Promise<Catalog> {
  const map = await loadMap(flags.map);
  const format = chooseFormat(input, flags.format, map.format);
  if (map.group && format !== 'csv')
    throw usage('the map groups rows, which only CSV has', '--map');
  const profiles = [...map.parts.values()].map(({ profile }) => profile);
  const makeContent = await loadProfiles(profiles);
  const source = await openSource(io, input);
  const progress = await createProgress(io, title, source.size, flags.json === true);
  const marks = createMarkCell(map.carrier);
  const assembler = createAssembler(map, marks, makeContent);

  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.chunks) {
      progress.advance(chunk.length);
      yield chunk;
    }
  }
  async function* items(): AsyncGenerator<readonly Item[]> {
    try {
      yield startOf(source);
      for await (const pieces of READERS[format](counted(), map)) yield assembler.push(pieces);
      yield assembler.end();
    } finally {
      progress.stop();
    }
  }
  return { map, marks, makeContent, items: items(), close: source.close };
}

function startOf({ mark }: Source): readonly Item[] {
  return mark.length === 0 ? [] : [{ type: 'gap', bytes: mark }];
}

/** What the caller says goes before what the map says, and that before the file's name. */
function chooseFormat(
  input: string,
  given: Format | undefined,
  mapped: Format | undefined,
): Format {
  const extension = extname(input).slice(1).toLowerCase();
  const named = FORMATS.find((format) => format === extension);
  const format = given ?? mapped ?? named ?? (extension === 'ndjson' ? 'jsonl' : undefined);
  if (format === undefined) {
    throw usage(
      `INPUT "${input}" does not say its format; add --format ${FORMATS.join('|')}`,
      '--format',
    );
  }
  return format;
}
