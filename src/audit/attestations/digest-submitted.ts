/**
 * Digests submitted content byte for byte. No canonical form is applied, so anybody can compute the
 * same digest.
 */

import { ContentmarkError, requireBytes, wrongArgument } from '../../errors.ts';
import type { Hashing } from '../../format/crypto/backend.ts';
import { MAX_CONTENTS } from './detection.ts';

/** One submitted content: bytes, or a text, which is digested as UTF-8. */
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
    return digestText(`${argument}[${index}]`, one, { hashText });
  });
}

/**
 * SHA-256 of the UTF-8 of a record's name.
 * @throws ContentmarkError `ERR_ARGUMENT`, also for an empty name.
 */
export function digestSubject(argument: string, subject: unknown, hashing: Hashing): Uint8Array {
  if (subject === '') throw wrongArgument(argument, 'the name of a record', subject);
  return digestText(argument, subject, hashing);
}

/**
 * SHA-256 of a text's UTF-8.
 * @throws ContentmarkError `ERR_ARGUMENT`, also for text with a lone surrogate, which has no UTF-8.
 */
function digestText(
  argument: string,
  text: unknown,
  { hashText }: Pick<Hashing, 'hashText'>,
): Uint8Array {
  if (typeof text !== 'string') throw wrongArgument(argument, 'text', text);
  if (text.isWellFormed()) return hashText(text);
  throw new ContentmarkError(
    'ERR_ARGUMENT',
    'has a lone surrogate, so it has no UTF-8 to hash',
    argument,
  );
}
