/**
 * Reads what was submitted for detection: the exact text or bytes, and a text to search where there
 * is one.
 */
import { decodeBase64, repeated } from './content.ts';
import { RequestProblem } from './problem.ts';
import type { DetectRequest, SubmittedRequest } from './requests.ts';

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
  /** As it was submitted: what an attestation hashes. */
  readonly content: string | Uint8Array;
  /** Its text; `not-text` for bytes that are no UTF-8, `too-much` for more text than is looked into. */
  readonly text: { readonly read: string } | { readonly unread: 'not-text' | 'too-much' };
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
  if ('text' in request) return { name, content: request.text, text: { read: request.text } };
  const content = 'bytes' in request ? request.bytes : decodeBase64(request.base64);
  return { name, content, text: decodeUtf8(content, maxText) };
}

/** Bytes that are checked at a time, so that a large file is not decoded whole. */
const CHUNK_BYTES = 65_536;

function decodeUtf8(bytes: Uint8Array, maxText: number): Submitted['text'] {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  let isTooMuch = false;
  try {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      const stream = at + CHUNK_BYTES < bytes.length;
      text += decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream });
      isTooMuch ||= text.length > maxText;
      // Its end may still show that it is no text at all, but an image.
      if (isTooMuch) text = '';
    }
  } catch {
    return { unread: 'not-text' };
  }
  return isTooMuch ? { unread: 'too-much' } : { read: text };
}

function requireFew(all: readonly Submitted[], maxText: number): void {
  let length = 0;
  for (const { text } of all) length += 'read' in text ? text.read.length : 0;
  if (length > maxText) throw new RequestProblem('content-too-large');
}
