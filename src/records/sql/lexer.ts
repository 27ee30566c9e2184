/**
 * Classifies the bytes of a SQL dump as code, quotes or comments, one at a time, so that a
 * parenthesis or semicolon counts only in code. PostgreSQL (standard and E'' strings, dollar
 * quotes, nested comments) and MySQL or MariaDB (backslashes in all strings, backticks, `#`)
 * differ; the dialect says which holds.
 */

/** Whose grammar a dump follows. SQLite and other dumps in standard SQL read as PostgreSQL's. */
export type Dialect = 'postgresql' | 'mysql';

/** What a byte is part of. */
export type ByteClass = 'code' | 'quoted' | 'comment';

/** Takes bytes in order and says of each what it is part of. */
export interface Lexer {
  read(byte: number): ByteClass;
  /** From the next byte on. Only called between statements. */
  setDialect(dialect: Dialect): void;
}

const SINGLE = 0x27;
const DOUBLE = 0x22;
const BACKTICK = 0x60;
const BACKSLASH = 0x5c;
const DOLLAR = 0x24;
const DASH = 0x2d;
const SLASH = 0x2f;
const STAR = 0x2a;
const HASH = 0x23;
const LINE_FEED = 0x0a;

/** The longest dollar quote that is recognised: an identifier of PostgreSQL has 63 bytes. */
const MAX_TAG = 64;

type Mode = 'code' | 'string' | 'line' | 'block' | 'dollar';

/** Begins between two statements. */
export function createLexer(): Lexer {
  let dialect: Dialect = 'postgresql';
  let mode: Mode = 'code';
  let quote = 0;
  let hasBackslashes = false;
  let isEscaped = false;
  /** The bytes before this one, of code only; 0 for what stands behind a comment. */
  let previous = 0;
  let beforePrevious = 0;
  let isBehindQuote = false;
  let depth = 0;
  let tag: number[] = [];
  let isInTag = false;
  let matched = 0;

  function readCode(byte: number): ByteClass {
    const last = previous;
    const lastButOne = beforePrevious;
    const wasBehindQuote = isBehindQuote;
    beforePrevious = previous;
    previous = byte;
    isBehindQuote = false;
    if (isInTag) {
      if (byte === DOLLAR) {
        tag.push(byte);
        isInTag = false;
        mode = 'dollar';
        matched = 0;
        return 'quoted';
      }
      if (isWordByte(byte) && tag.length < MAX_TAG) tag.push(byte);
      else isInTag = false;
    }
    switch (byte) {
      case SINGLE:
      case DOUBLE:
      case BACKTICK:
        if (byte === BACKTICK && dialect !== 'mysql') return 'code';
        // 'it''s' closes and opens again: the second half is read as the first was.
        if (!(wasBehindQuote && quote === byte)) {
          hasBackslashes =
            byte !== BACKTICK &&
            (dialect === 'mysql' || (byte === SINGLE && isE(last) && !isWordByte(lastButOne)));
        }
        quote = byte;
        isEscaped = false;
        mode = 'string';
        return 'quoted';
      case DASH:
        if (last === DASH && dialect !== 'mysql') return startComment('line');
        return 'code';
      case HASH:
        return dialect === 'mysql' ? startComment('line') : 'code';
      case STAR:
        return last === SLASH ? startComment('block') : 'code';
      case DOLLAR:
        if (dialect !== 'mysql' && !isWordByte(last)) {
          tag = [byte];
          isInTag = true;
        }
        return 'code';
      default:
        // MySQL's "--" is a comment only before white space: 5--1 is a difference.
        if (dialect === 'mysql' && last === DASH && lastButOne === DASH && byte <= 0x20) {
          startComment('line');
          if (byte === LINE_FEED) mode = 'code';
          return 'comment';
        }
        return 'code';
    }
  }

  function startComment(next: 'line' | 'block'): ByteClass {
    mode = next;
    depth = 1;
    previous = 0;
    beforePrevious = 0;
    return 'comment';
  }

  function readString(byte: number): ByteClass {
    if (isEscaped) isEscaped = false;
    else if (byte === BACKSLASH && hasBackslashes) isEscaped = true;
    else if (byte === quote) {
      mode = 'code';
      isBehindQuote = true;
      previous = byte;
      beforePrevious = 0;
    }
    return 'quoted';
  }

  function readBlock(byte: number): ByteClass {
    if (byte === SLASH && previous === STAR) {
      depth -= 1;
      previous = 0;
      if (depth === 0) mode = 'code';
    } else if (byte === STAR && previous === SLASH && dialect !== 'mysql') {
      depth += 1;
      previous = 0;
    } else previous = byte;
    return 'comment';
  }

  function readDollar(byte: number): ByteClass {
    // The tag begins with its only other "$", so a failed match can begin again at this byte alone.
    matched = byte === tag[matched] ? matched + 1 : byte === DOLLAR ? 1 : 0;
    if (matched === tag.length) {
      mode = 'code';
      previous = byte;
    }
    return 'quoted';
  }

  return {
    read(byte) {
      switch (mode) {
        case 'code':
          return readCode(byte);
        case 'string':
          return readString(byte);
        case 'line':
          if (byte === LINE_FEED) mode = 'code';
          return 'comment';
        case 'block':
          return readBlock(byte);
        case 'dollar':
          return readDollar(byte);
      }
    },
    setDialect(next) {
      dialect = next;
    },
  };
}

function isWordByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    byte === 0x5f ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte >= 0x80
  );
}

function isE(byte: number): boolean {
  return byte === 0x45 || byte === 0x65;
}
