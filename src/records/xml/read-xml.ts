/**
 * Reads XML in pieces with saxes: one row an item. Feeds of products (RSS 2.0 and Atom with
 * Google's `g:` names) have `item` and `entry`; in any other document the children of the root are
 * the items. Nothing is fetched, and a DOCTYPE is skipped, so no entity is defined.
 */
import { SaxesParser } from 'saxes';
import { isNamed } from '../piece/fields.ts';
import {
  type Cell,
  type ColumnNames,
  MAX_RECORD_BYTES,
  type Piece,
  type Place,
  type Row,
} from '../piece/piece.ts';
import type { ReadOptions } from '../piece/read-options.ts';

/** Elements that are one record of a feed, whatever stands around them. */
const ITEMS = new Set(['item', 'entry']);

/** The deepest nesting that is read, because every level is held in memory. */
const MAX_DEPTH = 128;

interface Element {
  readonly name: string;
  text: string;
  /** Child elements by name, in order. */
  readonly children: Map<string, unknown[]>;
}

interface Open {
  readonly byteStart: number;
  readonly line: number;
  readonly column: number;
  /** From the item down to the element that is being read. */
  readonly path: Element[];
}

/** Reads a document as UTF-8 without its byte order mark. Never holds more than one item. */
export async function* readXml(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): AsyncGenerator<readonly Piece[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  // Without places in its messages: they are told beside them. It counts them all the same.
  const parser = new SaxesParser({ position: false });
  const rows: Piece[] = [];
  const counter = createByteCounter();
  let depth = 0;
  let record = 0;
  let open: Open | undefined;
  let fault: string | undefined;

  parser.on('opentag', (tag) => {
    depth += 1;
    const isItem =
      open === undefined && (ITEMS.has(tag.name) || (depth === 2 && tag.name !== 'channel'));
    if (isItem) {
      open = { ...counter.startOfTag(parser.position), path: [] };
    }
    if (open === undefined) return;
    if (depth > MAX_DEPTH) throw new Error(`elements nested over ${MAX_DEPTH} deep`);
    const element: Element = { name: tag.name, text: '', children: new Map() };
    for (const [name, value] of Object.entries(tag.attributes))
      addChild(element, `@${name}`, String(value));
    open.path.push(element);
  });
  const addText = (text: string): void => {
    const element = open?.path.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    depth -= 1;
    if (open === undefined) return;
    const element = open.path.pop() as Element;
    const parent = open.path.at(-1);
    if (parent !== undefined) {
      addChild(parent, element.name, toValue(element));
      return;
    }
    record += 1;
    const { line, column, byteStart } = open;
    const byteEnd = counter.at(parser.position);
    const place = { file: options.file, record, line, column, byteStart, byteEnd };
    const twice = options.fields?.find((field) => countNamed(element, field) > 1);
    if (twice === undefined) rows.push({ type: 'row', row: createRow(place, element) });
    else {
      // Readers differ in which one they take.
      const detail = `it has more than one ${JSON.stringify(twice[0])}`;
      rows.push({
        type: 'broken',
        place,
        bytes: NOTHING,
        problem: { reason: 'malformed', detail },
      });
    }
    counter.forget(parser.position);
    open = undefined;
  });
  parser.on('error', (error) => {
    throw error;
  });

  function feed(text: string): void {
    counter.add(text);
    if (counter.held() > MAX_RECORD_BYTES) {
      throw new Error(`an item of over ${MAX_RECORD_BYTES} bytes`);
    }
    parser.write(text);
    if (open === undefined) counter.forgetAll();
  }
  function attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      fault = describe(error);
    }
  }
  const take = (): readonly Piece[] => rows.splice(0);

  for await (const chunk of source) {
    if (fault !== undefined) continue;
    attempt(() => feed(decoder.decode(chunk, { stream: true })));
    yield take();
  }
  if (fault === undefined) {
    attempt(() => {
      feed(decoder.decode());
      parser.close();
    });
    yield take();
  }
  if (fault === undefined) return;
  const { line } = parser;
  const at = counter.at(Number.POSITIVE_INFINITY);
  const place = { file: options.file, record: record + 1, line, byteStart: at, byteEnd: at };
  const detail = `${fault}; the rest of the file was not read`;
  yield [{ type: 'broken', place, bytes: NOTHING, problem: { reason: 'malformed', detail } }];
}

/**
 * Converts positions in UTF-16 units, which saxes counts, to bytes. Only the text that may still be
 * asked for is kept: from the item that is open, or the tag that has begun.
 */
function createByteCounter() {
  let text = '';
  let textStart = 0;
  let bytesBefore = 0;
  let line = 1;
  let lineStart = 0;

  function forget(length: number): void {
    const gone = text.slice(0, length);
    const lastLine = gone.lastIndexOf('\n');
    if (lastLine !== -1) {
      line += gone.split('\n').length - 1;
      lineStart = bytesBefore + Buffer.byteLength(gone.slice(0, lastLine + 1), 'utf8');
    }
    bytesBefore += Buffer.byteLength(gone, 'utf8');
    text = text.slice(length);
    textStart += length;
  }

  return {
    add(more: string): void {
      text += more;
    },
    held: (): number => text.length,
    at(position: number): number {
      return bytesBefore + Buffer.byteLength(text.slice(0, position - textStart), 'utf8');
    },
    /** Where the tag that ends at a position begins. */
    startOfTag(position: number): Omit<Open, 'path'> {
      forget(text.lastIndexOf('<', position - textStart - 1));
      return { byteStart: bytesBefore, line, column: bytesBefore - lineStart + 1 };
    },
    forget(position: number): void {
      forget(position - textStart);
    },
    /** All but a tag that may have begun. */
    forgetAll(): void {
      const begun = text.lastIndexOf('<');
      forget(begun === -1 ? text.length : begun);
    },
  };
}

function describe(error: unknown): string {
  if (error instanceof TypeError) return 'bytes that are not UTF-8';
  return error instanceof Error ? error.message : String(error);
}

function addChild(parent: Element, name: string, value: unknown): void {
  const values = parent.children.get(name);
  if (values === undefined) parent.children.set(name, [value]);
  else values.push(value);
}

/** Text, or an object where there are attributes or elements inside. */
function toValue({ text, children }: Element): unknown {
  const trimmed = text.trim();
  if (children.size === 0) return trimmed;
  const value: Record<string, unknown> = Object.create(null);
  for (const [name, values] of children) value[name] = values.length === 1 ? values[0] : values;
  if (trimmed !== '') value['#text'] = trimmed;
  return value;
}

const NOTHING = new Uint8Array(0);

function countNamed({ children }: Element, field: ColumnNames): number {
  let count = 0;
  for (const [name, values] of children) if (isNamed(name, field)) count += values.length;
  return count;
}

function createRow(place: Place, element: Element): Row {
  return {
    place,
    bytes: NOTHING,
    problem: undefined,
    read(field: ColumnNames): Cell | undefined {
      const name = [...element.children.keys()].find((each) => isNamed(each, field));
      const [first] = name === undefined ? [] : (element.children.get(name) ?? []);
      if (first === undefined) return undefined;
      if (typeof first !== 'string') {
        return { value: first, json: JSON.stringify(first), bytes: undefined };
      }
      return { value: first, json: first, bytes: new Uint8Array(Buffer.from(first, 'utf8')) };
    },
    toValue: () => toValue(element),
    write: undefined,
  };
}
