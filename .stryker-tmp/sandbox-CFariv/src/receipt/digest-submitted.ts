/** Digests of what was submitted, as it was submitted: no canonical form, so anybody can repeat it. */
// @ts-nocheck

import type { Hashing } from '../crypto/backend.ts';
import { ContentmarkError, requireBytes, wrongArgument } from '../errors.ts';
import { MAX_CONTENTS } from './schema.ts';

/** One submitted content: bytes, or a text that stands for its UTF-8. */
export type Submitted = Uint8Array | string;

/**
 * SHA-256 of each.
 * @throws ContentmarkError `ERR_ARGUMENT`, also for text with a lone surrogate, which has no UTF-8.
 */
export function digestSubmitted(
  argument: string,
  content: unknown,
  { sha256, hashText }: Hashing,
): readonly Uint8Array[] {
  if (!Array.isArray(content) || content.length === 0 || content.length > MAX_CONTENTS)
    throw wrongArgument(argument, `an array of 1 to ${MAX_CONTENTS} texts or byte arrays`, content);
  return Array.from(content, (one: unknown, index) => {
    if (typeof one !== 'string') {
      requireBytes(`${argument}[${index}]`, one);
      return sha256(one);
    }
    if (one.isWellFormed()) return hashText(one);
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `"${argument}[${index}]" has a lone surrogate, so it has no UTF-8 to hash`,
      `${argument}[${index}]`,
    );
  });
}
