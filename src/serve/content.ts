/** Converts the content of requests to the library's `Content`. */
import type { Content, SingleContent } from '../format/content/content.ts';
import { parts } from '../format/content/parts.ts';
import { raw } from '../format/content/raw.ts';
import { RequestProblem } from './problem.ts';
import type { TextProfile } from './read-texts.ts';
import type { ContentRequest, SingleContentRequest } from './requests.ts';

/** One text of a request. */
export type TextRequest = Extract<SingleContentRequest, { readonly text: string }>;

/** The profiles by the names that requests have for them. */
export const PROFILE_OF: Readonly<Record<TextRequest['profile'], TextProfile>> = {
  text: 'text-1',
  html: 'html-1',
  'html-text': 'html-text-1',
  json: 'json-1',
};

/** Every text of a content. */
export function textsOf(request: ContentRequest): readonly TextRequest[] {
  const all: readonly SingleContentRequest[] = 'parts' in request ? request.parts : [request];
  return all.flatMap((one) => (one.profile === 'raw' ? [] : [one]));
}

/**
 * Makes content.
 * @param pointer where it stands in the request.
 * @param made what came of each text.
 * @throws RequestProblem `invalid-request` where a part is named twice.
 */
export function toContent(
  request: ContentRequest,
  pointer: string,
  made: (text: TextRequest) => SingleContent,
): Content {
  const toSingle = (one: SingleContentRequest): SingleContent =>
    one.profile === 'raw' ? raw(decodeBase64(one.base64)) : made(one);
  if (!('parts' in request)) return toSingle(request);
  const named = new Map<string, SingleContent>();
  for (const [index, part] of request.parts.entries()) {
    if (named.has(part.name)) throw repeated(`${pointer}/parts/${index}/name`);
    named.set(part.name, toSingle(part));
  }
  return parts(named);
}

/** The error for a part that is named twice. */
export function repeated(pointer: string): RequestProblem {
  return new RequestProblem('invalid-request', [{ pointer, rule: 'repeated' }]);
}

/** How much HTML a parser would have to read, in UTF-16 units. */
export function countHtml(request: ContentRequest): number {
  let count = 0;
  for (const one of textsOf(request))
    if (one.profile === 'html' || one.profile === 'html-text') count += one.text.length;
  return count;
}

/** Bytes of base64 that the schema has let through. */
export function decodeBase64(base64: string): Uint8Array {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
