/** What was submitted for detection: the very text or bytes, and a text to look into where there is one. */
import { decodeBase64, repeated } from './content.ts';
import { RequestProblem } from './problem.ts';
import type { DetectRequest, SubmittedRequest } from './request-schemas.ts';

/** One content: by the API as base64, by the page's form as bytes. */
export type SubmittedInput = SubmittedRequest | { readonly bytes: Uint8Array };

/** What to look at. Every {@link DetectRequest} is one. */
export interface DetectInput extends Omit<DetectRequest, 'content'> {
  readonly content:
    | SubmittedInput
    | { readonly parts: readonly ({ readonly name: string } & SubmittedInput)[] };
}

/** One submitted content. */
export interface Submitted {
  /** Of a part. */
  readonly name: string | undefined;
  /** As it was submitted: what a receipt hashes. */
  readonly content: string | Uint8Array;
  /** Its text; `undefined` for bytes that are no UTF-8, or too many to be read as text. */
  readonly text: string | undefined;
}

/**
 * Reads what was submitted.
 * @param maxText UTF-16 units of text in all.
 * @throws RequestProblem where a part is named twice, or there is too much text.
 */
export function readSubmitted({ content }: DetectInput, maxText: number): readonly Submitted[] {
  if (!('parts' in content)) {
    const one = read(content, undefined, maxText);
    requireFew([one], maxText);
    return [one];
  }
  const names = new Set<string>();
  const all = content.parts.map((part, index) => {
    if (names.has(part.name)) throw repeated(`/content/parts/${index}/name`);
    names.add(part.name);
    return read(part, part.name, maxText);
  });
  requireFew(all, maxText);
  return all;
}

function read(request: SubmittedInput, name: string | undefined, maxText: number): Submitted {
  if ('text' in request) return { name, content: request.text, text: request.text };
  const content = 'bytes' in request ? request.bytes : decodeBase64(request.base64);
  // A file is often an image: megabytes of it are hashed, and not looked into.
  return { name, content, text: content.length > maxText ? undefined : decodeUtf8(content) };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function requireFew(all: readonly Submitted[], maxText: number): void {
  let length = 0;
  for (const { text } of all) length += text?.length ?? 0;
  if (length > maxText) throw new RequestProblem('content-too-large');
}
