/**
 * Remembers decoded texts that recur from one envelope to the next: issuers, environments,
 * generators. Comparing bytes is cheaper than decoding them, and equal texts then share one string
 * in memory.
 */
import { decodeUtf8 } from './utf8.ts';

/** A bounded memory of decoded texts. */
export interface TextMemo {
  /** The text of these bytes, or `undefined` where they are not UTF-8. */
  read(bytes: Uint8Array, start: number, end: number): string | undefined;
}

/**
 * The number of places. A shop has a dozen such texts; it is a power of two, so that a mask finds
 * the place.
 */
const PLACES = 64;

interface Known {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** Makes an empty memory. Each place holds the last text that fell on it. */
export function createTextMemo(): TextMemo {
  const places: (Known | undefined)[] = new Array(PLACES).fill(undefined);
  return {
    read(bytes, start, end) {
      const place =
        ((bytes[start] as number) * 31 + (bytes[end - 1] as number) * 7 + end - start) &
        (PLACES - 1);
      const known = places[place];
      if (known !== undefined && isAt(known.bytes, bytes, start, end)) return known.text;
      // A copy: a view would keep the whole envelope in memory.
      const own = bytes.slice(start, end);
      const text = decodeUtf8(own);
      if (text !== undefined) places[place] = { bytes: own, text };
      return text;
    },
  };
}

function isAt(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[start + i]) return false;
  return true;
}
