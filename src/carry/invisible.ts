/**
 * Carries a mark at the end of a plain text, in characters that are not displayed: for text that is
 * copied from store to store without its record. It is metadata and no watermark: docs/invisible.md
 * says what removes it.
 *
 * So that one text never reads as two things, these are refused: more than one mark, anything
 * behind the mark, and a run that is not as long as it declares. Runs of other tools are text.
 */

import { ContentmarkError, readOptions, wrongArgument } from '../errors.ts';
import { decodeBase64url, encodeBase64url } from '../format/bytes/base64url.ts';
import {
  FIRST_SELECTOR,
  INVISIBLE_MAGIC,
  MAX_INVISIBLE_BYTES,
  RUN_MARK,
  readTrailingCarrier,
} from '../format/content/trailing-carrier.ts';
import type { Carrier } from './carrier.ts';
import {
  INVISIBLE_ENCODINGS,
  type InvisibleEncoding,
  writeRun,
  writeSelectors,
} from './invisible-run.ts';

/** Options of {@link invisibleCarrier}. */
export interface InvisibleCarrierOptions {
  /** What `write` writes; `read` reads both. Default `vs256`, the shorter one. */
  readonly encoding?: InvisibleEncoding;
}

/** Not base64url, so it extracts as an unreadable mark. */
const UNREADABLE_TEXT = '=';

/**
 * Carries a mark at the end of a plain text (profile text-1, which looks past it). In
 * place of an envelope it carries a pointer as well (`pointerTo`). Not for titles: they
 * are cut, compared, sorted and turned into URLs.
 *
 * `write` refuses a text (`ERR_HOST`) with a mark of ours that cannot be read any more:
 * what is left of it has become part of the text, and the text no longer the one signed.
 * @example
 * ```ts
 * import { generateKey, localSigner, signSync, text } from 'contentmark';
 * import { embed, extract } from 'contentmark/carrier';
 * import { invisibleCarrier } from 'contentmark/invisible';
 *
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const mark = signSync(text('Light.'), { signer: localSigner(generateKey()), claims });
 * const marked = embed('Light.', mark, invisibleCarrier());
 * console.log(marked.startsWith('Light.'), extract(marked, invisibleCarrier()).length); // true 1
 * ```
 */
export function invisibleCarrier(options: InvisibleCarrierOptions = {}): Carrier<string> {
  const { encoding = 'vs256' } = readOptions('options', options, ['encoding']);
  if (!INVISIBLE_ENCODINGS.includes(encoding)) {
    throw wrongArgument('options.encoding', '"vs256" or "vs16"', encoding);
  }
  return Object.freeze({
    name: `invisible text ${encoding}`,
    write(host: string, textForm: string): string {
      if (typeof host !== 'string') throw wrongArgument('host', 'a string', host);
      const bytes = decodeCarried(textForm);
      const { start, damage } = findMark(host);
      if (damage !== undefined) {
        throw new ContentmarkError(
          'ERR_HOST',
          `has ${damage}; embed into the text as it was signed`,
          'host',
        );
      }
      return host.slice(0, start) + writeRun(bytes, encoding);
    },
    read(host: string) {
      if (typeof host !== 'string') return [];
      const { bytes, damage } = findMark(host);
      if (damage !== undefined) return [UNREADABLE_TEXT];
      return bytes === undefined ? [] : [encodeBase64url(bytes)];
    },
  });
}

function decodeCarried(textForm: unknown): Uint8Array {
  const bytes = typeof textForm === 'string' ? decodeBase64url(textForm) : undefined;
  if (bytes === undefined || bytes.length === 0 || bytes.length > MAX_INVISIBLE_BYTES) {
    throw wrongArgument('textForm', `the text form of 1 to ${MAX_INVISIBLE_BYTES} bytes`, textForm);
  }
  return bytes;
}

/** Where the text itself ends, and what a mark of ours behind it carries or how it is damaged. */
interface Found {
  readonly start: number;
  readonly bytes?: Uint8Array;
  readonly damage?: string;
}

/** What a run of ours begins with: U+FEFF and the magic, in either encoding. */
const OPENINGS: readonly string[] = /* @__PURE__ */ INVISIBLE_ENCODINGS.map(
  (encoding) => RUN_MARK + writeSelectors(INVISIBLE_MAGIC, encoding),
);

function findMark(text: string): Found {
  const start = text.length;
  const [first, second] = findOpenings(text);
  if (second !== undefined) return { start, damage: 'more than one mark of ours' };
  if (first !== undefined) {
    const carrier = readTrailingCarrier(text);
    // A run holds no U+FEFF, so the one opening is where the carrier begins, or there is none.
    return carrier ?? { start, damage: 'a mark of ours that is cut, or followed by something' };
  }
  return hasBareRun(text) ? { start, damage: 'a mark of ours without its U+FEFF' } : { start };
}

/** Where runs of ours begin. It stops at two, because two already refuse the text. */
function findOpenings(text: string): number[] {
  const found: number[] = [];
  for (const opening of OPENINGS) {
    const first = text.indexOf(opening);
    if (first === -1) continue;
    found.push(first);
    const second = text.indexOf(opening, first + opening.length);
    if (second !== -1) found.push(second);
  }
  return found;
}

/**
 * Matches a character that may be followed by a variation selector of its own. In ASCII, Unicode's
 * variation sequences begin with a digit, `#` or `*` only. Halves of surrogate pairs are as good as
 * whole.
 */
const OWNER = /[^\0-\x7f\s\ufeff]|[0-9#*]/;

/**
 * Whether our magic stands without its U+FEFF, which text cleaners remove because they take it for
 * a byte order mark. It begins a run then, or the selectors before it belong to the character that
 * they follow. What any other run carries is its own business.
 */
function hasBareRun(text: string): boolean {
  for (const opening of OPENINGS) {
    const magic = opening.slice(RUN_MARK.length);
    // Where the magic before ends, if a run of another tool carries it.
    let carried = -1;
    for (let at = text.indexOf(magic); at !== -1; at = text.indexOf(magic, carried)) {
      const start = startOfRun(text, at, carried);
      if (start !== carried && (start === at || OWNER.test(text.charAt(start - 1)))) return true;
      carried = at + magic.length;
    }
  }
  return false;
}

/** Where the selectors before an index begin. Looks back no further than `limit`. */
function startOfRun(text: string, end: number, limit: number): number {
  let start = end;
  while (start > limit) {
    const unit = text.charCodeAt(start - 1);
    if (unit >= FIRST_SELECTOR && unit < FIRST_SELECTOR + 16) start -= 1;
    else if (unit >= 0xdd00 && unit <= 0xddef && text.charCodeAt(start - 2) === 0xdb40) start -= 2;
    else break;
  }
  return start;
}
