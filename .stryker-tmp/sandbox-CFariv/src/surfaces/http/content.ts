/** Content of requests as the library takes it. */
// @ts-nocheck

import { type Content, jsonText, parts, raw, type SingleContent, text } from 'contentmark/content';
import { html, htmlText } from 'contentmark/html';
import { RequestProblem } from './problem.ts';
import type { ContentRequest, SingleContentRequest } from './request-schemas.ts';

const TEXT_CONTENT: Readonly<
  Record<Exclude<SingleContentRequest['profile'], 'raw'>, (source: string) => SingleContent>
> = { text, html, 'html-text': htmlText, json: jsonText };

/**
 * Makes content.
 * @param pointer where it stands in the request.
 * @throws RequestProblem `invalid-request` where a part is named twice.
 */
export function toContent(request: ContentRequest, pointer: string): Content {
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

function toSingle(request: SingleContentRequest): SingleContent {
  return request.profile === 'raw'
    ? raw(decodeBase64(request.base64))
    : TEXT_CONTENT[request.profile](request.text);
}

/** How much HTML a parser would have to read, in UTF-16 units. */
export function countHtml(request: ContentRequest): number {
  const all = 'parts' in request ? request.parts : [request];
  let count = 0;
  for (const one of all)
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
