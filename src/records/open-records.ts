/**
 * `openRecords`: reads any supported file as a stream of records with their places: catalogues,
 * exports, dumps, feeds, themes and settings.
 */
import { readCsv, readTsv } from './csv/read-csv.ts';
import { type Format, formatOfName } from './format.ts';
import { readJson } from './json/read-json.ts';
import { readJsonl } from './json/read-jsonl.ts';
import { readMarkup } from './markup/read-markup.ts';
import { InputError } from './piece/input-error.ts';
import type { Piece } from './piece/piece.ts';
import type { ReadOptions } from './piece/read-options.ts';
import { readEnv } from './settings/read-env.ts';
import { readIni } from './settings/read-ini.ts';
import { readSheets } from './sheet/read-sheets.ts';
import { type Input, openDocuments, type TextDocument } from './source/documents.ts';
import { readSql } from './sql/read-sql.ts';

type Reader = (
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
) => AsyncIterable<readonly Piece[]>;

const READERS: Readonly<Record<Format, Reader>> = {
  csv: readCsv,
  tsv: readTsv,
  json: readJson,
  jsonl: readJsonl,
  sql: readSql,
  html: readMarkup,
  env: readEnv,
  ini: readIni,
  xlsx: readSheets,
  // The parser is loaded where a feed is read.
  xml: async function* (source, options) {
    yield* (await import('./xml/read-xml.ts')).readXml(source, options);
  },
};

/** A document and its pieces. */
export interface RecordStream {
  readonly document: TextDocument;
  /** `undefined` for a member of an archive that is of no known format. */
  readonly format: Format | undefined;
  /** In batches, as the document is read. To be read before the next document is asked for. */
  readonly pieces: AsyncIterable<readonly Piece[]>;
}

/** What to read, and what is known of it. */
export interface OpenOptions extends Input, Omit<ReadOptions, 'file'> {
  /** Default: what the name of the file, or of each member of an archive, says. */
  readonly format?: Format;
}

/**
 * The records of a file: of the file itself, of what gzip holds, or of each member of a zip
 * archive. What cannot be read is a piece with its problem and place.
 * @throws InputError where nothing of a document could be read, or its format is not known
 * @example
 * ```ts
 * import { openRecords } from 'contentmark/records';
 *
 * async function* upload() {
 *   yield new TextEncoder().encode('Handle;Title\nboots;Trail Boot\n');
 * }
 *
 * for await (const { pieces } of openRecords({ file: 'products.csv', stream: upload() })) {
 *   for await (const batch of pieces) {
 *     for (const piece of batch) {
 *       if (piece.type !== 'row') continue;
 *       const { place, toValue } = piece.row;
 *       console.log(place.line, JSON.stringify(toValue())); // 2 {"Handle":"boots","Title":"Trail Boot"}
 *     }
 *   }
 * }
 * ```
 */
export async function* openRecords(options: OpenOptions): AsyncGenerator<RecordStream> {
  const { file, stream, onRead, format: given, ...reading } = options;
  const input = { file, ...(stream && { stream }), ...(onRead && { onRead }) };
  for await (const document of openDocuments(input)) {
    const format = given ?? formatOfName(document.name);
    if (format === undefined) {
      const problem = 'does not say its format';
      if (!document.isMember) throw new InputError(document.file, problem);
      // The other members of the archive are still read.
      yield { document, format, pieces: sayUnread(document.file, problem) };
      continue;
    }
    const pieces = READERS[format](document.chunks, { ...reading, file: document.file });
    yield { document, format, pieces: closeFaults(pieces, document.file) };
  }
}

async function* sayUnread(file: string, detail: string): AsyncGenerator<readonly Piece[]> {
  const place = { file, record: 1, line: 1, byteStart: 0, byteEnd: 0 };
  yield [
    { type: 'broken', place, bytes: new Uint8Array(0), problem: { reason: 'unreadable', detail } },
  ];
}

/** Turns an error behind the first record into a broken piece; one before it is thrown. */
async function* closeFaults(
  pieces: AsyncIterable<readonly Piece[]>,
  file: string,
): AsyncGenerator<readonly Piece[]> {
  let last = { record: 0, line: 1, byteEnd: 0 };
  try {
    for await (const batch of pieces) {
      for (const piece of batch) {
        if (piece.type === 'row') last = piece.row.place;
        else if (piece.type === 'broken') last = piece.place;
      }
      yield batch;
    }
  } catch (error) {
    if (!(error instanceof InputError) || last.record === 0) throw error;
    const { record, line, byteEnd } = last;
    const place = { file, record: record + 1, line, byteStart: byteEnd, byteEnd };
    const problem = {
      reason: 'unreadable',
      detail: `${error.problem}; the rest of the file was not read`,
    } as const;
    yield [{ type: 'broken', place, bytes: new Uint8Array(0), problem }];
  }
}
