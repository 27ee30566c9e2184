/**
 * `openCatalog`: opens a file as a catalogue of records, by its format, a map, and the profiles
 * that the map names.
 */
import { ContentmarkError, readOptions, requireText, wrongArgument } from '../../errors.ts';
import { type Format, formatOfName } from '../format.ts';
import { openRecords, type RecordStream } from '../open-records.ts';
import { InputError } from '../piece/input-error.ts';
import type { Input, TextDocument } from '../source/documents.ts';
import { createAssembler } from './assemble.ts';
import { createCoverage, type UncoveredPart } from './coverage.ts';
import type { Item } from './items.ts';
import type { CatalogMap } from './map.ts';
import { createMarkCell, type MarkCell } from './mark-cell.ts';
import { type ContentMaker, loadProfiles } from './profiles.ts';

/** What to read, and how. */
export interface CatalogOptions extends Input {
  /** Which columns are what (docs/catalog-maps.md), checked by {@link readMap}. */
  readonly map: CatalogMap;
  /** Default: what the map says, or else the name of the file. */
  readonly format?: Format;
  /** Refuses a file without a column for each part of the map. Default: it is told by `uncovered`. */
  readonly requireParts?: boolean;
}

/** A catalogue that has been opened and can be read once. */
export interface Catalog {
  readonly map: CatalogMap;
  readonly marks: MarkCell;
  readonly makeContent: ContentMaker;
  readonly document: TextDocument;
  readonly format: Format;
  /** Parts of the map that the file has no column for, as far as it has been read. */
  readonly uncovered: readonly UncoveredPart[];
  /** What divides the cells of a table; known with the header. */
  readonly delimiter: string | undefined;
  /** Lines that belong to a record (`__parentId`) and are of no part of it, so far. */
  readonly passedOver: number;
  /** In batches, as the file is read. The gaps and pieces together are the file, as UTF-8. */
  readonly items: AsyncIterable<readonly Item[]>;
  /** Lets go of the file, however far it was read. */
  close(): Promise<void>;
}

const NAMES = ['file', 'stream', 'onRead', 'map', 'format', 'requireParts'] as const;

/** Formats in which records have several rows. */
const GROUPED: ReadonlySet<Format> = /* @__PURE__ */ new Set([
  'csv',
  'tsv',
  'sql',
  'xlsx',
  'jsonl',
] as const);

/**
 * Opens a catalogue, for `signCatalog` and for checking. To be closed in the end.
 * @throws ContentmarkError `ERR_MAP` where the map groups rows and the format has none;
 * `ERR_ARGUMENT`, also where nothing says the format
 * @throws InputError, then or while `items` is read, where the file is not what it is said to be;
 * errors of the file system as they are
 * @example
 * ```ts
 * import { openCatalog, readMap } from 'contentmark/records';
 *
 * async function* upload() {
 *   yield new TextEncoder().encode('Handle,Title\nboots,Trail Boot\n');
 * }
 *
 * const map = readMap({
 *   subject: 'Handle',
 *   parts: { title: { column: 'Title', profile: 'text' } },
 *   carrier: { type: 'column', name: 'contentmark' },
 * });
 * const catalog = await openCatalog({ file: 'products.csv', stream: upload(), map });
 * for await (const items of catalog.items) {
 *   for (const item of items) {
 *     if (item.type === 'record') console.log(item.place.line, item.place.subject); // 2 boots
 *   }
 * }
 * await catalog.close();
 * ```
 */
export async function openCatalog(options: CatalogOptions): Promise<Catalog> {
  const {
    map,
    requireParts = false,
    format: given,
    ...input
  } = readOptions('options', options, NAMES);
  const { file } = input;
  requireText('options.file', file);
  if (!(map?.parts instanceof Map)) throw wrongArgument('options.map', 'a map by readMap', map);
  const format = chooseFormat(file, given, map.format);
  if (map.group && !GROUPED.has(format)) {
    throw new ContentmarkError(
      'ERR_MAP',
      `the map groups rows, which only tables and JSONL have, not ${format}`,
      'map.group',
    );
  }
  const makeContent = await loadProfiles([...map.parts.values()].map(({ profile }) => profile));
  const marks = createMarkCell(map.carrier);
  const streams = openRecords({
    ...input,
    file,
    format,
    fields: map.fields,
    mark: map.carrier.column,
    ...(map.list !== undefined && { list: map.list }),
  });
  const stream = await openFirst(streams, file);
  const coverage = createCoverage({ map, file, requireParts });
  const assembler = createAssembler({ map, marks, makeContent, format });

  async function* items(): AsyncGenerator<readonly Item[]> {
    // In UTF-8 as all pieces are; who writes them encodes them as the document is.
    const hasMark = stream.document.encoding.mark.length > 0;
    if (hasMark) yield [{ type: 'gap', bytes: Uint8Array.of(0xef, 0xbb, 0xbf) }];
    for await (const pieces of stream.pieces) {
      coverage.look(pieces);
      yield assembler.push(pieces);
    }
    yield assembler.end();
    coverage.end();
    const next = await streams.next();
    if (next.done !== true) throw new InputError(file, 'holds several files; name one of them');
  }
  return {
    map,
    marks,
    makeContent,
    document: stream.document,
    format,
    get uncovered() {
      return coverage.uncovered();
    },
    get delimiter() {
      return coverage.delimiter();
    },
    get passedOver() {
      return assembler.passedOver;
    },
    items: items(),
    async close() {
      await streams.return(undefined);
    },
  };
}

async function openFirst(
  streams: AsyncGenerator<RecordStream>,
  file: string,
): Promise<RecordStream> {
  const first = await streams.next();
  if (first.done === true) throw new InputError(file, 'holds no file');
  return first.value;
}

/** Chooses the format: the caller's, else the map's, else by the file's name. */
function chooseFormat(file: string, given: Format | undefined, mapped: Format | undefined): Format {
  const named = formatOfName(file.replace(/\.gz$/i, ''));
  // A map for CSV is for the same columns divided by tabs, and for a sheet of them.
  const isTable = mapped === 'csv' && (named === 'tsv' || named === 'xlsx');
  const format = given ?? (isTable ? named : (mapped ?? named));
  if (format !== undefined) return format;
  throw new ContentmarkError('ERR_ARGUMENT', `${file}: does not say its format`, 'format');
}

/**
 * Refuses a value that `openCatalog` did not make.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function requireCatalog(argument: string, value: Catalog): void {
  if (typeof value?.items?.[Symbol.asyncIterator] === 'function') return;
  throw wrongArgument(argument, 'a catalogue by openCatalog', value);
}
