/**
 * What is dear in a request: looking through texts for marks, and bringing them into canonical form. Plain
 * data in and out, so that it can be done on another thread. For the API, and for the threads of its host.
 */
import { extract, memberCarrier } from 'contentmark/carrier';
import { type Canonical, jsonText, type Profile, parseJson, text } from 'contentmark/content';
import { attributeCarrier, html, htmlText, scriptCarrier } from 'contentmark/html';
import { invisibleCarrier } from 'contentmark/invisible';

/** A profile of text. */
export type TextProfile = Exclude<Profile, 'raw-1'>;

/** Texts of one request, and what to do with each. */
export interface TextJob {
  /** Look for marks in these. */
  readonly find: readonly string[];
  /**
   * Whether a mark is known already. An invisible one in the middle of a text is then part of the text
   * that the other is about, and that one's digest says whether it belongs there.
   */
  readonly hasOthers: boolean;
  /** Bring these into canonical form. */
  readonly canonicalize: readonly { readonly profile: TextProfile; readonly text: string }[];
}

/** What came of a {@link TextJob}, in its order. */
export interface TextResult {
  readonly found: readonly FoundMarks[];
  readonly canonical: readonly Canonical[];
}

/** Marks in one text. */
export interface FoundMarks {
  /** As bytes; one that cannot be read as zero bytes, which are malformed. An invisible one may be a pointer. */
  readonly marks: readonly Uint8Array[];
  /** Whether the whole text was looked through; where it was not, no mark does not mean that there is none. */
  readonly isReadable: boolean;
}

const CONTENT_OF = { 'text-1': text, 'json-1': jsonText, 'html-1': html, 'html-text-1': htmlText };

/** Does a job. Whatever the texts hold, it does not throw. */
export function readTexts({ find, hasOthers, canonicalize }: TextJob): TextResult {
  return {
    found: find.map((one) => findMarks(one, hasOthers)),
    canonical: canonicalize.map((one) => CONTENT_OF[one.profile](one.text).canonicalize()),
  };
}

const HTML_CARRIERS = [attributeCarrier(), scriptCarrier()] as const;
const MEMBER_CARRIER = memberCarrier();
/** Reads both encodings, whichever it would write. */
const INVISIBLE_CARRIER = invisibleCarrier();

/** As json-1 has it: what can be signed can be looked through. */
const MAX_DEPTH = 128;

/** What begins as an object or a list of JSON does. Words in brackets begin otherwise, mostly. */
const JSON_START = /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[{["\]\-\d]|true|false|null|$))/;

/**
 * The text form of an envelope anywhere, by how each begins: in a list of records, in JSON inside of
 * HTML, in a file that is nearly JSON. No other carrier says that a mark stands there.
 */
const TEXT_FORM = /(?<![\w-])0oR[\w-]{50,}/g;

function findMarks(text: string, hasOthers: boolean): FoundMarks {
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
    ...written.flatMap((one) => extract({ contentmark: one }, MEMBER_CARRIER)),
    ...extract(text, INVISIBLE_CARRIER),
  ];
}

/** JSON, also behind a byte order mark; `undefined` for text that does not begin as JSON does. */
function readJson(
  text: string,
): { readonly value?: unknown; readonly problem?: string } | undefined {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  return JSON_START.test(source) ? parseJson(source, MAX_DEPTH) : undefined;
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
