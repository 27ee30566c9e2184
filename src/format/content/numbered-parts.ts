/**
 * Makes parts of a list of texts, such as the alt texts of a product's images. A mark has room for
 * 64 parts and a product up to 250 images, so the first texts are parts of their own, each of which
 * a page can check alone, and all others together are one part.
 */

import { requireText, wrongArgument } from '../../errors.ts';
import { encodeBase64url } from '../bytes/base64url.ts';
import {
  type Canonical,
  createContent,
  isContent,
  isParts,
  JSON_1,
  type SingleContent,
} from './content.ts';
import { canonicalizeJson } from './json.ts';

/** Places with a part of their own: with 15 other parts beside them a mark is full. */
const SINGLE_PARTS = 48;

/**
 * Names the parts: `alt1` to `alt48` by their places, and `alt49+` for every place from 49 on, a
 * JSON list (json-1) of the canonical texts in their order, `""` where there is none, up to the
 * last one that there is. Places without a text are no parts.
 * @param name what the names begin with.
 * @param contents by place; `undefined` where there is no text.
 * @returns for {@link parts}, together with the other parts of the record.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function numberedParts(
  name: string,
  contents: readonly (SingleContent | undefined)[],
): ReadonlyMap<string, SingleContent> {
  requireText('name', name);
  if (!Array.isArray(contents)) throw wrongArgument('contents', 'an array of contents', contents);
  const named = new Map<string, SingleContent>();
  const others: (SingleContent | undefined)[] = [];
  contents.forEach((content, index) => {
    if (content !== undefined && (!isContent(content) || isParts(content))) {
      throw wrongArgument(`contents[${index}]`, 'content made by text, html, json or raw', content);
    }
    if (index >= SINGLE_PARTS) others.push(content);
    else if (content !== undefined) named.set(`${name}${index + 1}`, content);
  });
  while (others.length > 0 && others.at(-1) === undefined) others.pop();
  if (others.length > 0) named.set(nameOfOthers(name), listOf(others));
  return named;
}

/** The name of the part that holds the places from 49 on. */
function nameOfOthers(name: string): string {
  return `${name}${SINGLE_PARTS + 1}+`;
}

/** Canonical forms in a list. No source: it depends on more than one text. */
function listOf(contents: readonly (SingleContent | undefined)[]): SingleContent {
  return createContent(JSON_1, undefined, () => {
    const profiles = new Set<number>();
    const forms: string[] = [];
    for (const content of contents) {
      const canonical: Canonical = content?.canonicalize() ?? { form: '' };
      if (canonical.form === undefined) return canonical;
      if (content !== undefined) profiles.add(content.profile);
      const { form } = canonical;
      forms.push(typeof form === 'string' ? form : encodeBase64url(form));
    }
    // The same list could stand for a text and for JSON that looks like it.
    return profiles.size === 1
      ? canonicalizeJson(forms)
      : { problem: 'numbered texts have different profiles' };
  });
}
