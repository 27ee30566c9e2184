/**
 * Does the expensive part of a request: searches texts for marks, and canonicalizes them. Input and
 * output are plain data, so that it can run on another thread.
 */

import { type FoundMarks, findMarks } from '../carry/search/find-marks.ts';
import type { Canonical } from '../format/content/content.ts';
import { html } from '../format/content/html/html.ts';
import { htmlText } from '../format/content/html/html-text.ts';
import { jsonText } from '../format/content/json.ts';
import { text } from '../format/content/text.ts';
import type { Profile } from '../format/envelope/profiles.ts';
import { type Looked, type LookJob, lookThrough } from './look-through.ts';

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
  /** Look through these for test data, and make what a registry is asked about them. */
  readonly look?: LookJob | undefined;
  /** Bring these into canonical form. */
  readonly canonicalize: readonly { readonly profile: TextProfile; readonly text: string }[];
}

/** The result of a {@link TextJob}, in its order. */
export interface TextResult {
  readonly found: readonly FoundMarks[];
  /** Where it was asked for. */
  readonly looked?: Looked | undefined;
  readonly canonical: readonly Canonical[];
}

const CONTENT_OF = { 'text-1': text, 'json-1': jsonText, 'html-1': html, 'html-text-1': htmlText };

/** Does a job. Whatever the texts hold, it does not throw. */
export function readTexts({ find, hasOthers, look, canonicalize }: TextJob): TextResult {
  const found = find.map((one) => findMarks(one, hasOthers));
  const isMarked = hasOthers || found.some(({ marks }) => marks.length > 0);
  return {
    found,
    ...(look && { looked: lookThrough(look, isMarked) }),
    canonical: canonicalize.map((one) => CONTENT_OF[one.profile](one.text).canonicalize()),
  };
}
