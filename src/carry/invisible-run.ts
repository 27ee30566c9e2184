/** Writes bytes as a run of variation selectors. content/trailing-carrier.ts reads them. */
import { concatBytes } from '../format/bytes/bytes.ts';
import {
  FIRST_SELECTOR,
  FIRST_SUPPLEMENT,
  INVISIBLE_MAGIC,
  INVISIBLE_VERSION,
  RUN_MARK,
} from '../format/content/trailing-carrier.ts';

/**
 * How a byte becomes selectors. `vs256`: one each, most of them outside the basic
 * plane, four bytes in UTF-8. `vs16`: two of the basic plane, six bytes in UTF-8, for
 * stores that hold no more than three bytes a character (MySQL's utf8mb3).
 */
export type InvisibleEncoding = 'vs256' | 'vs16';

/** Both of them. What was written in one is read whichever is asked for. */
export const INVISIBLE_ENCODINGS: readonly InvisibleEncoding[] = ['vs256', 'vs16'];

const SPELL: Readonly<Record<InvisibleEncoding, (byte: number) => string>> = {
  vs256: (byte) =>
    byte < 16
      ? String.fromCharCode(FIRST_SELECTOR + byte)
      : String.fromCodePoint(FIRST_SUPPLEMENT + byte - 16),
  vs16: (byte) => String.fromCharCode(FIRST_SELECTOR + (byte >> 4), FIRST_SELECTOR + (byte & 15)),
};

/** Bytes as selectors, without anything before or behind them. */
export function writeSelectors(bytes: Uint8Array, encoding: InvisibleEncoding): string {
  let run = '';
  for (const byte of bytes) run += SPELL[encoding](byte);
  return run;
}

/** One carrier of ours: what is put at the end of a text. */
export function writeRun(bytes: Uint8Array, encoding: InvisibleEncoding): string {
  const header = Uint8Array.of(INVISIBLE_VERSION, 0, 0, 0, 0);
  new DataView(header.buffer).setUint32(1, bytes.length);
  return RUN_MARK + writeSelectors(concatBytes(INVISIBLE_MAGIC, header, bytes), encoding);
}
