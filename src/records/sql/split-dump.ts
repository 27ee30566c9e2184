/**
 * Divides a SQL dump into rows and what stands between them, a chunk at a time: each tuple of
 * `INSERT … VALUES (…), (…);` and each line of `COPY … FROM stdin;` is a row. Everything else is
 * passed through. It finds where rows end; tuple.ts and copy-line.ts read them.
 */
import { MAX_RECORD_BYTES } from '../piece/piece.ts';
import { readCopy, readCreateTable, readInsert, type Table } from './heads.ts';
import { type ByteClass, createLexer, type Dialect } from './lexer.ts';

/** A stretch of the dump. All tokens together are the dump. */
export type Token =
  | { readonly type: 'gap'; readonly bytes: Uint8Array }
  | {
      readonly type: 'tuple' | 'copy-line';
      readonly bytes: Uint8Array;
      readonly table: Table;
      readonly dialect: Dialect;
    }
  | { readonly type: 'fault'; readonly bytes: Uint8Array; readonly detail: string };

/** Takes chunks, gives tokens. */
export interface DumpSplitter {
  push(chunk: Uint8Array): Token[];
  end(): Token[];
}

const OPEN = 0x28;
const CLOSE = 0x29;
const SEMICOLON = 0x3b;
const LINE_FEED = 0x0a;
const BACKTICK = 0x60;

/** A statement's beginning beyond this says nothing about rows: a view, a function, a blob. */
const MAX_HEAD = 256 * 1024;

/** Comments at the top of a dump that say who wrote it. */
const MAX_BANNER = 4096;

type State = 'head' | 'tuples' | 'tuple' | 'tail' | 'copy-head' | 'copy' | 'given-up';

/** Begins with the first byte of the dump; a byte order mark has been taken off. */
export function createDumpSplitter(): DumpSplitter {
  const lexer = createLexer();
  const columnsOf = new Map<string, readonly string[]>();
  let dialect: Dialect = 'postgresql';
  let state: State = 'head';
  let table: Table = { name: '', columns: undefined };
  let depth = 0;
  let head = '';
  let isInComment = false;
  let banner: string | undefined = '';
  let held: Uint8Array[] = [];
  let heldBytes = 0;

  function knowTable(named: Table): Table {
    return { name: named.name, columns: named.columns ?? columnsOf.get(named.name) };
  }

  /** At a parenthesis: what it begins is a row where VALUES stands before it. */
  function readInserted(): Table | undefined {
    // Looked at first, so that a long statement is not read whole at each of its parentheses.
    return /\bVALUES?\s*\($/i.test(head.slice(-24)) ? readInsert(head.slice(0, -1)) : undefined;
  }

  /** At the semicolon of a statement that had no rows. */
  function endStatement(): State {
    const created = readCreateTable(head);
    if (created?.columns !== undefined) columnsOf.set(created.name, created.columns);
    const copy = readCopy(head);
    head = '';
    if (copy === undefined || !copy.isText) return 'head';
    table = knowTable(copy);
    return 'copy-head';
  }

  /** Reads off the comments at the top which program wrote the dump. */
  function readBanner(byte: number): void {
    if (banner === undefined) return;
    banner += String.fromCharCode(byte);
    if (byte !== LINE_FEED && byte !== SEMICOLON) return;
    const found = dialectOf(banner);
    if (found !== undefined) setDialect(found);
    if (found !== undefined || banner.length > MAX_BANNER) banner = undefined;
  }

  function setDialect(next: Dialect): void {
    dialect = next;
    lexer.setDialect(next);
  }

  /** Collects a statement without its comments. */
  function addToHead(byte: number, part: ByteClass): void {
    if (part === 'comment') {
      // What began it was taken for code until it was whole.
      if (!isInComment) head = withoutCommentStart(head);
      isInComment = true;
      return;
    }
    isInComment = false;
    if (head.length > MAX_HEAD || (head === '' && byte <= 0x20)) return;
    head += String.fromCharCode(byte);
    // A name in backticks tells the dialect of a dump that has no banner.
    if (byte !== BACKTICK || dialect === 'mysql') return;
    setDialect('mysql');
    lexer.read(byte);
  }

  function push(chunk: Uint8Array): Token[] {
    const tokens: Token[] = [];
    let from = 0;
    const cut = (type: 'gap' | 'tuple' | 'copy-line', to: number): void => {
      const bytes = join(chunk.subarray(from, to));
      from = to;
      if (bytes.length > 0) {
        tokens.push(type === 'gap' ? { type, bytes } : { type, bytes, table, dialect });
      }
    };
    for (let at = 0; at < chunk.length && state !== 'given-up'; at++) {
      if (state === 'copy-head' || state === 'copy') {
        const end = chunk.indexOf(LINE_FEED, at);
        if (end === -1) break;
        at = end;
        if (state === 'copy-head') {
          cut('gap', at + 1);
          state = 'copy';
        } else if (isEndOfData(chunk, from, at)) {
          cut('gap', at + 1);
          state = 'head';
        } else cut('copy-line', at + 1);
        continue;
      }
      const byte = chunk[at] as number;
      const part = lexer.read(byte);
      if (state === 'head') {
        readBanner(byte);
        addToHead(byte, part);
      }
      if (part !== 'code') continue;
      switch (state) {
        case 'head':
          if (byte === SEMICOLON) {
            depth = 0;
            state = endStatement();
          } else if (byte === CLOSE) depth = Math.max(depth - 1, 0);
          else if (byte === OPEN) {
            const inserted = depth === 0 ? readInserted() : undefined;
            depth += 1;
            if (inserted === undefined) break;
            table = knowTable(inserted);
            head = '';
            cut('gap', at);
            state = 'tuple';
          }
          break;
        case 'tuples':
          if (byte === OPEN) {
            cut('gap', at);
            depth = 1;
            state = 'tuple';
          } else if (byte === SEMICOLON) state = 'head';
          else if (byte > 0x20 && byte !== 0x2c) state = 'tail';
          break;
        case 'tuple':
          if (byte === OPEN) depth += 1;
          else if (byte === CLOSE) {
            depth -= 1;
            if (depth > 0) break;
            cut('tuple', at + 1);
            state = 'tuples';
          }
          break;
        case 'tail':
          if (byte === SEMICOLON) state = 'head';
          break;
      }
    }
    keepRest(tokens, chunk.subarray(from));
    return tokens;
  }

  /** `\.` alone in a line; the line may have begun in an earlier chunk. */
  function isEndOfData(chunk: Uint8Array, from: number, to: number): boolean {
    if (heldBytes + (to - from) > 3) return false;
    const line = Buffer.concat([...held, chunk.subarray(from, to)]).toString('latin1');
    return line === '\\.' || line === '\\.\r';
  }

  function join(bytes: Uint8Array): Uint8Array {
    if (held.length === 0) return bytes;
    const joined = Buffer.concat([...held, bytes]);
    held = [];
    heldBytes = 0;
    return joined;
  }

  function keepRest(tokens: Token[], rest: Uint8Array): void {
    if (rest.length === 0) return;
    if (state !== 'tuple' && state !== 'copy' && state !== 'copy-head') {
      tokens.push({ type: 'gap', bytes: rest });
      return;
    }
    held.push(rest);
    heldBytes += rest.length;
    if (heldBytes <= MAX_RECORD_BYTES) return;
    const detail = `a row of over ${MAX_RECORD_BYTES} bytes; the rest of the dump was not read`;
    tokens.push({ type: 'fault', bytes: join(new Uint8Array(0)), detail });
    state = 'given-up';
  }

  return {
    push,
    end() {
      const bytes = join(new Uint8Array(0));
      switch (state) {
        case 'tuple':
        case 'tuples':
        case 'tail':
          return [{ type: 'fault', bytes, detail: 'the dump ends inside an INSERT statement' }];
        case 'copy':
        case 'copy-head':
          return [
            { type: 'fault', bytes, detail: 'the dump ends before the end of a COPY, "\\."' },
          ];
        default:
          return [];
      }
    },
  };
}

/** What the tools that write dumps put at their top. */
function dialectOf(banner: string): Dialect | undefined {
  if (/(?:MySQL|MariaDB) dump|\/\*!\d{5}/.test(banner)) return 'mysql';
  return banner.includes('PostgreSQL database dump') ? 'postgresql' : undefined;
}

function withoutCommentStart(head: string): string {
  if (head.endsWith('--')) return head.slice(0, -2);
  return head.endsWith('-') || head.endsWith('/') ? head.slice(0, -1) : head;
}
