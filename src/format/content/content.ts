/**
 * The `Content` type: a value together with the rule that turns it into bytes. The rule (a
 * canonicalization profile) is named in the envelope and never changes; a different rule is a new
 * profile. Content is made by `text`, `html`, `json`, `raw` … and canonicalized only when it is
 * signed or checked.
 */

import { ContentmarkError, wrongArgument } from '../../errors.ts';
import { HTML_TEXT_1 } from '../envelope/profiles.ts';

export {
  HTML_1,
  HTML_TEXT_1,
  JSON_1,
  PROFILES,
  type Profile,
  RAW_1,
  TEXT_1,
} from '../envelope/profiles.ts';

/**
 * The canonical form, or why the value has none under its profile: bytes, or a well-formed
 * text that stands for its UTF-8, since a runtime may hash that without making bytes of it.
 */
export type Canonical =
  | { readonly form: Uint8Array | string; readonly problem?: never }
  | { readonly problem: string; readonly form?: never };

const BRAND: unique symbol = /* @__PURE__ */ Symbol.for('contentmark.content') as never;

/** One value and its profile. Made by `text`, `html`, `htmlText`, `json`, `raw`, `imageDigest`. */
export interface SingleContent {
  readonly [BRAND]: 'single';
  /** Index in {@link PROFILES}. */
  readonly profile: number;
  /** Media type for label 259 (RFC 9995). Only raw-1 may need one: the other profiles imply theirs. */
  readonly mediaType: string | undefined;
  /**
   * The text it was made from, where its canonical bytes depend on nothing but that text
   * and the profile: two such contents can be compared without canonicalizing.
   */
  readonly source: string | undefined;
  /** Never throws. */
  canonicalize(): Canonical;
}

/** Named parts of one record, signed together. Made by `parts`. */
export interface PartsContent {
  readonly [BRAND]: 'parts';
  readonly parts: ReadonlyMap<string, SingleContent>;
}

/** Anything that can be signed or checked. */
export type Content = SingleContent | PartsContent;

// A class, although its members are what a frozen record would have: freezing takes longer than
// all else that a page does with a text whose mark is remembered.
class Single implements SingleContent {
  readonly #profile: number;
  readonly #source: string | undefined;
  readonly #canonicalize: () => Canonical;
  readonly #mediaType: string | undefined;

  constructor(
    profile: number,
    source: string | undefined,
    canonicalize: () => Canonical,
    mediaType: string | undefined,
  ) {
    this.#profile = profile;
    this.#source = source;
    this.#canonicalize = canonicalize;
    this.#mediaType = mediaType;
  }

  get [BRAND](): 'single' {
    return 'single';
  }

  get profile(): number {
    return this.#profile;
  }

  get source(): string | undefined {
    return this.#source;
  }

  get mediaType(): string | undefined {
    return this.#mediaType;
  }

  canonicalize(): Canonical {
    return this.#canonicalize();
  }
}

/** Makes a content value; the profile's own file is the only caller. */
export function createContent(
  profile: number,
  source: string | undefined,
  canonicalize: () => Canonical,
  mediaType?: string,
): SingleContent {
  return new Single(profile, source, canonicalize, mediaType);
}

/** Makes the content of a record; `parts` is the only caller. */
export function createParts(entries: ReadonlyMap<string, SingleContent>): PartsContent {
  return Object.freeze({ [BRAND]: 'parts' as const, parts: entries });
}

/** Whether a value was made by one of the content functions. */
export function isContent(value: unknown): value is Content {
  try {
    return typeof value === 'object' && value !== null && BRAND in value;
  } catch {
    // A proxy that was revoked, or whose trap throws.
    return false;
  }
}

/** Whether content is a record of named parts. */
export function isParts(content: Content): content is PartsContent {
  return content[BRAND] === 'parts';
}

/**
 * Refuses what is not content, with a hint for the likeliest mistake.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function requireContent(argument: string, value: unknown): asserts value is Content {
  if (isContent(value)) return;
  if (typeof value === 'string') {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      'got a bare string; say what it is: text(…), html(…) or jsonText(…)',
      argument,
    );
  }
  throw wrongArgument(argument, 'content made by text, html, json, raw or parts', value);
}

/** Whether a match under this profile covers the value whole, or its reader-visible text only. */
export function coverageOf(profile: number): 'full' | 'text' {
  return profile === HTML_TEXT_1 ? 'text' : 'full';
}
