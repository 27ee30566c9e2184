/**
 * Finds marks in a text of unknown kind, with every carrier that can be in it: for data that
 * somebody else made, such as an import or a submission. Code that knows where its platform keeps
 * marks uses that one carrier.
 */

import { wrongArgument } from '../../errors.ts';
import { decodeBase64url } from '../../format/bytes/base64url.ts';
import { MAX_JSON_DEPTH } from '../../format/content/json.ts';
import { parseJson } from '../../format/content/json-text.ts';
import { extract } from '../carrier.ts';
import { attributeCarrier } from '../html/attribute.ts';
import { scriptCarrier } from '../html/script.ts';
import { invisibleCarrier } from '../invisible.ts';
import { memberCarrier } from '../member.ts';

/** Marks in one text. */
export interface FoundMarks {
  /**
   * Each as bytes; an unreadable one as zero bytes, which `verify` calls malformed. An invisible
   * one may be a pointer.
   */
  readonly marks: readonly Uint8Array[];
  /**
   * Whether the whole text could be searched. Where it could not, a mark may be there that was not
   * found.
   */
  readonly isReadable: boolean;
}

const HTML_CARRIERS = /* @__PURE__ */ (() => [attributeCarrier(), scriptCarrier()])();
const MEMBER_CARRIER = /* @__PURE__ */ memberCarrier();
/** Reads both encodings, whichever it would write. */
const INVISIBLE_CARRIER = /* @__PURE__ */ invisibleCarrier();

/** Matches the beginning of a JSON object or list. Words in brackets begin otherwise, mostly. */
const JSON_START = /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[{["\]\-\d]|true|false|null|$))/;

/**
 * Matches the text form of an envelope anywhere, by how each begins: also in a list of records, in
 * JSON inside of HTML, or in a file that is nearly JSON. No other carrier says that a mark stands
 * there.
 */
const TEXT_FORM = /(?<![\w-])0oR[\w-]{50,}/g;

/**
 * Matches what every mark needs: the start of a text form, a name of ours, a selector, or an escape
 * in JSON that may be one.
 */
const HINT = /0oR|contentmark|\\u|[\ufe00-\ufe0f]|\udb40/i;

/**
 * Whether a text may hold a mark. It is false for most texts without one, and takes a fraction of
 * the time of searching.
 */
export function mayHoldMark(text: string): boolean {
  return HINT.test(text);
}

/**
 * Finds marks in HTML, in a member `contentmark` of JSON, in their text form, and invisible ones.
 * @param hasOthers whether a mark is known already. An invisible one in the middle of a text is
 * then part of the text that the other is about, and that one's digest says whether it belongs there.
 * @throws ContentmarkError `ERR_ARGUMENT` only for what is no string.
 * @example
 * ```ts
 * import { findMarks } from 'contentmark/html';
 *
 * console.log(findMarks('<p>Nothing was signed here.</p>').marks.length); // 0
 * ```
 */
export function findMarks(text: string, hasOthers = false): FoundMarks {
  if (typeof text !== 'string') throw wrongArgument('text', 'a string', text);
  const json = readJson(text);
  const found = [
    ...HTML_CARRIERS.flatMap((carrier) => extract(text, carrier)),
    ...(isRecord(json?.value) ? extract(json.value, MEMBER_CARRIER) : []),
  ];
  const isAlone = !hasOthers && found.length === 0;
  const invisible = extract(text, INVISIBLE_CARRIER);
  const marks = [...found, ...invisible.filter(({ length }) => isAlone || length > 0)];
  // Text of 16-bit units is UTF-8 too, with a zero between its letters; no text that is shown has one.
  const isReadable = json?.problem === undefined && !text.includes('\0');
  if (hasOthers || marks.length > 0) return { marks, isReadable };
  return { marks: [text, ...stringsOf(json?.value)].flatMap(findWritten), isReadable };
}

/** Marks by their text form, and invisible ones: within a value of JSON, whatever its member. */
function findWritten(text: string): readonly Uint8Array[] {
  const written = text.match(TEXT_FORM) ?? [];
  return [
    ...written.map((one) => decodeBase64url(one) ?? new Uint8Array(0)),
    ...extract(text, INVISIBLE_CARRIER),
  ];
}

/** JSON, also behind a byte order mark; `undefined` for text that does not begin as JSON does. */
export function readJson(
  text: string,
): { readonly value?: unknown; readonly problem?: string } | undefined {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  return JSON_START.test(source) ? parseJson(source, MAX_JSON_DEPTH) : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every string in a value of JSON, which nests no deeper than it was read. */
function stringsOf(value: unknown): readonly string[] {
  const strings: string[] = [];
  const rest: unknown[] = [value];
  while (rest.length > 0) {
    const one = rest.pop();
    if (typeof one === 'string') strings.push(one);
    else if (Array.isArray(one)) for (const item of one) rest.push(item);
    else if (isRecord(one)) for (const member of Object.values(one)) rest.push(member);
  }
  return strings;
}
