/** A catalogue as records: the file, its format, its map and the profiles the map asks for. */
import {
  type CatalogMap,
  type ContentMaker,
  createAssembler,
  createMarkCell,
  type Field,
  FORMATS,
  type Format,
  findName,
  formatOfName,
  InputError,
  type Item,
  loadProfiles,
  type MarkCell,
  nearestName,
  openRecords,
  type Piece,
  type RecordStream,
  type TextDocument,
} from 'contentmark/records';
import { EXIT, Failure, unreadable, usage } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { loadMap } from './load-map.ts';
import { createProgress } from './progress.ts';

/** What both catalogue commands ask for. */
export interface CatalogFlags {
  readonly map: string;
  readonly format?: Format;
  readonly requireParts?: true;
  readonly json?: true;
}

/** A part of the map that no column of the file is for. */
export interface UncoveredPart {
  readonly part: string;
  /** A column that may be meant. */
  readonly near?: string;
}

/** A catalogue that has been opened and can be read once. */
export interface Catalog {
  readonly map: CatalogMap;
  readonly marks: MarkCell;
  readonly makeContent: ContentMaker;
  readonly document: TextDocument;
  readonly format: Format;
  /** Parts of the map that the file has no column for; known once the first records are read. */
  readonly uncovered: readonly UncoveredPart[];
  /** What divides the cells, where that is not a comma; known with the header. */
  readonly delimiter: string | undefined;
  /** In batches, as the file is read. The gaps and pieces together are the file. */
  readonly items: AsyncIterable<readonly Item[]>;
  /** Lets go of the file, however far it was read. */
  close(): Promise<void>;
}

/** Opens a catalogue. Whatever the caller has to mend is found before the first record. */
export async function openCatalog(
  io: Io,
  input: string,
  flags: CatalogFlags,
  title: string,
): Promise<Catalog> {
  const map = await loadMap(flags.map);
  const format = chooseFormat(input, flags.format, map.format);
  const isTable = format === 'csv' || format === 'tsv' || format === 'xlsx' || format === 'sql';
  if (map.group && !isTable) throw usage('the map groups rows, which only tables have', '--map');
  const makeContent = await loadProfiles([...map.parts.values()].map(({ profile }) => profile));
  const marks = createMarkCell(map.carrier);
  let advance = (_bytes: number): void => undefined;
  const streams = openRecords({
    file: input,
    ...(input === '-' && { stream: io.stdin as AsyncIterable<Uint8Array | string> }),
    onRead: (bytes) => advance(bytes),
    format,
    fields: map.fields,
    mark: map.carrier.column,
    ...(map.list !== undefined && { list: map.list }),
  });
  const stream = await openFirst(streams, input);
  const progress = await createProgress(io, title, stream.document.size, flags.json === true);
  advance = progress.advance;
  const header = createHeaderCheck(map, input, flags.requireParts === true);
  const assembler = createAssembler(map, marks, makeContent);

  async function* items(): AsyncGenerator<readonly Item[]> {
    try {
      // In UTF-8 as all pieces are; the output is written in the encoding of the input.
      const hasMark = stream.document.encoding.mark.length > 0;
      if (hasMark) yield [{ type: 'gap', bytes: Buffer.from('\ufeff', 'utf8') }];
      for await (const pieces of stream.pieces) {
        header.look(pieces);
        yield assembler.push(pieces);
      }
      yield assembler.end();
      await assertLast(streams, input);
    } catch (error) {
      throw asUsage(error);
    } finally {
      progress.stop();
    }
  }
  return {
    map,
    marks,
    makeContent,
    document: stream.document,
    format,
    get uncovered() {
      return header.uncovered();
    },
    get delimiter() {
      return header.delimiter();
    },
    items: items(),
    async close() {
      await streams.return(undefined);
    },
  };
}

async function openFirst(
  streams: AsyncGenerator<RecordStream>,
  input: string,
): Promise<RecordStream> {
  try {
    const first = await streams.next();
    if (!first.done) return first.value;
  } catch (error) {
    throw error instanceof InputError ? asUsage(error) : unreadable(error, input, 'INPUT');
  }
  throw usage(`${input}: holds no file`, 'INPUT');
}

async function assertLast(streams: AsyncGenerator<RecordStream>, input: string): Promise<void> {
  const next = await streams.next();
  if (next.done !== true) {
    throw usage(`${input}: holds several files; name one of them`, 'INPUT');
  }
}

function asUsage(error: unknown): unknown {
  if (!(error instanceof InputError)) return error;
  return new Failure(EXIT.usage, 'ERR_INPUT', `${error.file}: ${error.problem}`, 'INPUT');
}

/** What the caller says goes before what the map says, and that before the file's name. */
function chooseFormat(
  input: string,
  given: Format | undefined,
  mapped: Format | undefined,
): Format {
  const named = formatOfName(input.replace(/\.gz$/i, ''));
  // A map for CSV is for the same columns divided by tabs, and for a sheet of them.
  const isTable = mapped === 'csv' && (named === 'tsv' || named === 'xlsx');
  const format = given ?? (isTable ? named : (mapped ?? named));
  if (format !== undefined) return format;
  throw usage(
    `INPUT "${input}" does not say its format; add --format ${FORMATS.join('|')}`,
    '--format',
  );
}

/** Holds the names of a file against the map before the first record is given on. */
function createHeaderCheck(map: CatalogMap, input: string, isStrict: boolean) {
  let uncovered: readonly UncoveredPart[] = [];
  let delimiter: string | undefined;
  let isKnown = false;

  function check(names: readonly string[], isHeader: boolean): void {
    isKnown = true;
    const has = (field: Field): boolean => typeof findName(names, field) === 'number';
    if (isHeader && !has(map.subject)) {
      throw usage(
        `${input}: no column ${list(map.subject)} for the subject${near(names, map.subject)}`,
        'INPUT',
      );
    }
    const without = [...map.parts].filter(([, { column }]) => !has(column));
    if (isHeader && without.length === map.parts.size) {
      const wanted = [...map.parts.values()].map((part) => list(part.column)).join(', ');
      throw usage(`${input}: none of the columns that the map signs: ${wanted}`, 'INPUT');
    }
    // A column that is for something else is not the one that was meant.
    const free = names.filter((name) => !map.fields.some((field) => findName([name], field) === 0));
    uncovered = without.map(([part, { column }]) => {
      const found = nearestName(free, column);
      return { part, ...(found !== undefined && { near: found }) };
    });
    if (isStrict && uncovered.length > 0) {
      const parts = uncovered.map(({ part }) => part).join(', ');
      throw usage(`${input}: no column for ${parts}, which --require-parts asks for`, 'INPUT');
    }
  }

  return {
    look(pieces: readonly Piece[]): void {
      if (isKnown) return;
      for (const piece of pieces) {
        if (piece.type === 'header') {
          delimiter = piece.delimiter;
          check(piece.names, true);
          return;
        }
        if (piece.type !== 'row' || piece.row.isAround) continue;
        const value = piece.row.toValue();
        if (typeof value === 'object' && value !== null) check(Object.keys(value), false);
        return;
      }
    },
    uncovered: () => uncovered,
    delimiter: () => delimiter,
  };
}

function list(field: Field): string {
  return field.map((name) => JSON.stringify(name)).join(' or ');
}

function near(names: readonly string[], field: Field): string {
  const found = nearestName(names, field);
  return found === undefined ? '' : `; is it ${JSON.stringify(found)}?`;
}
