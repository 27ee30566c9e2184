/**
 * Finds the list of records in a JSON document: a list at the top, or one that comes first in an
 * object: `{"products":[…]}` of Shopify's REST API, `{"items":[…], …}` of Magento's,
 * `{"data":{"products":{"nodes":[…]}}}` of GraphQL. A map may name the member instead. Any other
 * document is one record.
 */

import { pointerStep } from '../../json-pointer.ts';

/** What the beginning of a document is. */
export type Beginning =
  /** Records follow this byte; the list stands at this pointer. */
  | { readonly type: 'list'; readonly pointer: string; readonly path: readonly string[] }
  /** The whole document is one record. */
  | { readonly type: 'single' };

/** Takes bytes until it knows. */
export interface ListFinder {
  /** `undefined` while it cannot tell yet. After the byte that begins a list, that list. */
  read(byte: number): Beginning | undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const ARRAY_START = 0x5b;
const ARRAY_END = 0x5d;
const OBJECT_START = 0x7b;
const OBJECT_END = 0x7d;

/** The longest name of a member that can hold a list. */
const MAX_NAME = 256;

/** Begins with the first byte of a document. `list` is the name of a member of the outermost object. */
export function createListFinder(list: string | undefined): ListFinder {
  const path: string[] = [];
  let expects: 'value' | 'name' | 'colon' | 'rest' = 'value';
  let depth = 0;
  let name: number[] = [];
  let isInName = false;
  let isInString = false;
  let isEscaped = false;

  /** A member of the outermost object other than the one that is looked for. */
  function skip(byte: number): void {
    if (isInString) {
      if (isEscaped) isEscaped = false;
      else if (byte === BACKSLASH) isEscaped = true;
      else if (byte === QUOTE) isInString = false;
    } else if (byte === QUOTE) isInString = true;
    else if (byte === ARRAY_START || byte === OBJECT_START) depth += 1;
    else if (byte === ARRAY_END || byte === OBJECT_END) depth -= 1;
    else if (byte === COMMA && depth === 1) {
      path.length = 0;
      expects = 'name';
    }
  }

  function readName(byte: number): Beginning | undefined {
    if (!isInName) {
      if (byte !== QUOTE) return isSpace(byte) ? undefined : { type: 'single' };
      isInName = true;
      name = [];
      return undefined;
    }
    if (isEscaped) isEscaped = false;
    else if (byte === BACKSLASH) isEscaped = true;
    else if (byte === QUOTE) {
      isInName = false;
      expects = 'colon';
      path.push(readString(name));
      return undefined;
    }
    name.push(byte);
    return name.length > MAX_NAME && list === undefined ? { type: 'single' } : undefined;
  }

  return {
    read(byte) {
      switch (expects) {
        case 'rest':
          skip(byte);
          return undefined;
        case 'name':
          return readName(byte);
        case 'colon':
          if (byte === COLON) expects = 'value';
          else if (!isSpace(byte)) return { type: 'single' };
          return undefined;
        case 'value': {
          if (isSpace(byte)) return undefined;
          const isWanted = list === undefined || path.length === 0 || path[0] === list;
          if (byte === ARRAY_START && isWanted) {
            return { type: 'list', pointer: path.map(pointerStep).join(''), path };
          }
          if (byte === OBJECT_START && (list === undefined || depth === 0)) {
            depth += 1;
            expects = 'name';
            return undefined;
          }
          if (list === undefined || depth === 0) return { type: 'single' };
          expects = 'rest';
          skip(byte);
          return undefined;
        }
      }
    },
  };
}

function readString(bytes: readonly number[]): string {
  const source = Buffer.from(bytes).toString('utf8');
  try {
    return String(JSON.parse(`"${source}"`));
  } catch {
    return source;
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
