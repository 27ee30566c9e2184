/** Computes what a signature covers: the digest of one content, or of each part of a record. */

import { ContentmarkError } from '../errors.ts';
import { type Content, isParts, type SingleContent } from '../format/content/content.ts';
import { digestContent } from '../format/content/digest.ts';
import { getSigningBackend } from '../format/crypto/signing.ts';
import type { PartDigest, Payload } from '../format/envelope/claims.ts';

/**
 * Digests content for signing.
 * @param argument what the caller calls the content, for the error.
 * @throws ContentmarkError `ERR_CONTENT` where it has no canonical form.
 */
export function digestPayload(argument: string, content: Content): Payload {
  if (!isParts(content)) {
    const { profile, mediaType } = content;
    return { type: 'hash', profile, mediaType, digest: requireDigest(argument, content) };
  }
  const parts = new Map<string, PartDigest>();
  for (const [name, part] of content.parts) {
    parts.set(name, { profile: part.profile, digest: requireDigest(`${argument}.${name}`, part) });
  }
  return { type: 'manifest', parts };
}

function requireDigest(argument: string, content: SingleContent): Uint8Array {
  const { digest, problem } = digestContent(content, getSigningBackend());
  if (problem === undefined) return digest;
  throw new ContentmarkError('ERR_CONTENT', `cannot be signed: ${problem}`, argument);
}
