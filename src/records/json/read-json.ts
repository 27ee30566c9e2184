/**
 * Reads a JSON document in pieces. Where it is a list, or begins with one (find-list.ts), each
 * element is a row, and what an object has beside the list is one more row, which is never marked.
 * Any other document is one row.
 */

import { decodeUtf8 } from '../../format/bytes/utf8.ts';
import { parseJson } from '../../format/content/json-text.ts';
import { InputError } from '../piece/input-error.ts';
import { countLines, MAX_RECORD_BYTES, type Piece, type Place } from '../piece/piece.ts';
import type { ReadOptions } from '../piece/read-options.ts';
import { createListFinder } from './find-list.ts';
import { MAX_DEPTH, readJsonRow } from './json-row.ts';
import { createArraySplitter, type Token } from './split-array.ts';

/**
 * Reads a file as UTF-8 without its byte order mark. Never holds more than a chunk and a record.
 * @throws InputError where the file is empty
 */
export async function* readJson(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<readonly Piece[]> {
  const { file } = options;
  const counter = createCounter(file);
  const iterator = source[Symbol.asyncIterator]();
  const begun = await readBeginning(iterator, options);
  if (begun.start.length === 0) throw new InputError(file, 'is empty: expected JSON');
  if (begun.pointer === undefined) {
    yield readSingle(begun.start, begun.isCut, counter, options);
    if (begun.isCut) yield* copyRest(iterator);
    return;
  }
  const { pointer, start, rest } = begun;
  const splitter = createArraySplitter();
  let index = 0;
  counter.take(start);
  yield [{ type: 'gap', bytes: start }];

  function convert(token: Token): Piece {
    const { bytes } = token;
    if (token.type === 'gap') {
      counter.take(bytes);
      return { type: 'gap', bytes };
    }
    const place = { ...counter.record(bytes), pointer: `${pointer}/${index}` };
    if (token.type === 'element') {
      index += 1;
      return readJsonRow(bytes, place, options);
    }
    if (token.type === 'fault') {
      return {
        type: 'broken',
        place,
        bytes,
        problem: { reason: 'malformed', detail: token.detail },
      };
    }
    const detail = `an element of over ${MAX_RECORD_BYTES} bytes; the rest of the file was not read`;
    return { type: 'broken', place, bytes, problem: { reason: 'too-large', detail } };
  }

  yield splitter.push(rest).map(convert);
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    yield splitter.push(next.value).map(convert);
    if (splitter.rest.length > 0) break;
  }
  yield splitter.end().map(convert);
  if (splitter.rest.length > 0)
    yield* readTail(start, splitter.rest, iterator, counter, pointer === '');
}

interface Begun {
  /** The document up to and with the bracket of its list, or all that is held of it. */
  readonly start: Uint8Array;
  /** What came behind the bracket in the same chunk. */
  readonly rest: Uint8Array;
  /** Where the list stands; `undefined` where the document is one record. */
  readonly pointer: string | undefined;
  /** Whether the document goes on beyond the limit of a record. */
  readonly isCut: boolean;
}

async function readBeginning(
  iterator: AsyncIterator<Uint8Array>,
  { list }: ReadOptions,
): Promise<Begun> {
  const finder = createListFinder(list);
  const held: Uint8Array[] = [];
  let size = 0;
  let isSingle = false;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    const chunk = next.value;
    for (let at = 0; at < chunk.length && !isSingle; at++) {
      const found = finder.read(chunk[at] as number);
      if (found?.type === 'list') {
        const start = Buffer.concat([...held, chunk.subarray(0, at + 1)]);
        return { start, rest: chunk.subarray(at + 1), pointer: found.pointer, isCut: false };
      }
      isSingle = found !== undefined;
    }
    held.push(chunk);
    size += chunk.length;
    if (size > MAX_RECORD_BYTES) break;
  }
  const isCut = size > MAX_RECORD_BYTES;
  return { start: Buffer.concat(held), rest: NOTHING, pointer: undefined, isCut };
}

const NOTHING = new Uint8Array(0);

function readSingle(
  bytes: Uint8Array,
  isCut: boolean,
  counter: Counter,
  options: ReadOptions,
): readonly Piece[] {
  const place = { ...counter.record(bytes), pointer: '' };
  if (!isCut) return [readJsonRow(bytes, place, options)];
  const detail = `a document of over ${MAX_RECORD_BYTES} bytes that does not begin with a list; the rest was not read`;
  return [{ type: 'broken', place, bytes, problem: { reason: 'too-large', detail } }];
}

async function* copyRest(iterator: AsyncIterator<Uint8Array>): AsyncGenerator<readonly Piece[]> {
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    yield [{ type: 'gap', bytes: next.value }];
  }
}

/** From the bracket that closes the list to the end of the file. */
async function* readTail(
  start: Uint8Array,
  begun: readonly Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
  counter: Counter,
  isList: boolean,
): AsyncGenerator<readonly Piece[]> {
  const held: Uint8Array[] = [...begun];
  let size = begun.reduce((sum, { length }) => sum + length, 0);
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    held.push(next.value);
    size += next.value.length;
    if (size > MAX_RECORD_BYTES) break;
  }
  const tail = Buffer.concat(held);
  const fail = (detail: string): readonly Piece[] => [
    {
      type: 'broken',
      place: counter.record(tail),
      bytes: tail,
      problem: { reason: 'malformed', detail },
    },
  ];
  if (size > MAX_RECORD_BYTES) {
    yield fail(`over ${MAX_RECORD_BYTES} bytes behind the list; they were not read`);
    yield* copyRest(iterator);
    return;
  }
  // The document with its list left empty must be JSON, or what was cut from it was no list.
  const text = decodeUtf8(Buffer.concat([start, tail]));
  const parsed = text === undefined ? undefined : parseJson(text, MAX_DEPTH);
  if (parsed === undefined || parsed.problem !== undefined) {
    yield fail(`text behind the list that does not belong there; it was not read`);
    return;
  }
  if (isList || isEmpty(parsed.value)) {
    counter.take(tail);
    yield [{ type: 'gap', bytes: tail }];
    return;
  }
  const { value } = parsed;
  const place = { ...counter.record(tail), pointer: '' };
  yield [
    {
      type: 'row',
      row: {
        place,
        bytes: tail,
        problem: undefined,
        isAround: true,
        read: () => undefined,
        toValue: () => value,
        write: undefined,
      },
    },
  ];
}

/** Whether a document holds nothing beside the list, at any depth. */
function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const values = Object.values(value);
  return Array.isArray(value) ? values.length === 0 : values.length === 1 && isEmpty(values[0]);
}

interface Counter {
  take(bytes: Uint8Array): Omit<Place, 'record'>;
  record(bytes: Uint8Array): Place;
}

function createCounter(file: string): Counter {
  let record = 0;
  let line = 1;
  let lineStart = 0;
  let offset = 0;
  function take(bytes: Uint8Array): Omit<Place, 'record'> {
    const byteEnd = offset + bytes.length;
    const place = { file, line, column: offset - lineStart + 1, byteStart: offset, byteEnd };
    const lines = countLines(bytes);
    if (lines > 0) lineStart = offset + bytes.lastIndexOf(10) + 1;
    line += lines;
    offset = byteEnd;
    return place;
  }
  return {
    take,
    record(bytes) {
      record += 1;
      return { ...take(bytes), record };
    },
  };
}
