/**
 * Reads the CBOR of envelopes (RFC 8949 §4.2.1): shortest heads, definite lengths, map keys
 * ascending by their encoded bytes, UTF-8. It is as strict as bytes/cbor-read.ts in a third of the
 * code, because it builds all values before it checks what they mean. Envelopes are at most 8,192
 * bytes, so this costs little.
 */

/** What can stand in an envelope. */
export type Item =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly Item[]
  | CborMap
  | CborTag;

/** A tagged item. */
export interface CborTag {
  readonly tag: number;
  readonly item: Item;
}

/** A map, and the bytes it took. */
export class CborMap extends Map<Item, Item> {
  length = 0;
}

/**
 * Thrown for bad bytes, inside this folder only: read-envelope.ts catches it and returns a reason.
 */
export class Malformed extends Error {}

/** Ends the reading where a condition does not hold. */
export function need(condition: unknown): asserts condition {
  if (!condition) throw new Malformed();
}

// `ignoreBOM` keeps a leading U+FEFF, `fatal` refuses what would become U+FFFD: two byte
// strings must not decode to one text.
const UTF8 = /* @__PURE__ */ new TextDecoder('utf-8', {
  fatal: true,
  ignoreBOM: true,
});

/** Reads one item that takes all of the bytes. Throws `Malformed`, or what the runtime throws. */
export function readCbor(bytes: Uint8Array): Item {
  let at = 0;

  function take(length: number): Uint8Array {
    need(length <= bytes.length - at);
    at += length;
    return bytes.subarray(at - length, at);
  }

  function read(): Item {
    const start = at;
    const initial = take(1)[0] as number;
    const major = initial >> 5;
    const short = initial & 31;
    let argument = short;
    if (short > 23) {
      need(short < 28 && major < 7);
      argument = 0;
      for (const byte of take(1 << (short - 24))) argument = argument * 256 + byte;
      // The shortest head that can hold it, and no more than 2^53 - 1.
      need(argument >= (short === 24 ? 24 : 2 ** (4 << (short - 24))));
      need(argument <= Number.MAX_SAFE_INTEGER);
    }
    switch (major) {
      case 0:
        return argument;
      case 1:
        return -1 - argument;
      case 2:
        return take(argument);
      case 3:
        return UTF8.decode(take(argument));
      case 4: {
        const list: Item[] = [];
        while (list.length < argument) list.push(read());
        return list;
      }
      case 5:
        return readMap(argument, start);
      case 6:
        return { tag: argument, item: read() };
      default:
        need(argument > 19 && argument < 23);
        return argument === 22 ? null : argument === 21;
    }
  }

  function readMap(count: number, start: number): CborMap {
    const map = new CborMap();
    let previous: Uint8Array | undefined;
    while (map.size < count) {
      const from = at;
      const key = read();
      const encoded = bytes.subarray(from, at);
      need(previous === undefined || isAfter(encoded, previous));
      previous = encoded;
      map.set(key, read());
    }
    map.length = at - start;
    return map;
  }

  const item = read();
  need(at === bytes.length);
  return item;
}

/** Bytewise order of encoded keys; no encoded key begins another. */
function isAfter(key: Uint8Array, previous: Uint8Array): boolean {
  let i = 0;
  while (key[i] === previous[i] && i < key.length) i += 1;
  return (key[i] ?? -1) > (previous[i] ?? -1);
}
