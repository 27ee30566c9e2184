/**
 * Checks one mark, in five steps, each in a file of its own. This is the first file to read. The
 * memory of a verifier is around it, in remembering.ts.
 */
import type { Backend } from '../format/crypto/backend.ts';
import { compareContent, type SeenTexts } from './compare-content.ts';
import { findKey, type Lookup, type Statement } from './find-key.ts';
import { holdAgainst } from './hold-against.ts';
import type { Item } from './item.ts';
import { type MarkInput, type ReadMark, readMark } from './mark-input.ts';
import { badSignature, type TrySignature } from './signature.ts';
import type { Verdict } from './verdict.ts';

/** How a caller that remembers marks is told of one whose signature has held. */
export interface Remember {
  /** Where texts that match are noted. */
  readonly seen: SeenTexts;
  /** Takes the statement when the verdict on it is known. */
  readonly keep: (statement: Statement, verdict: Verdict) => void;
}

/**
 * Checks one mark. How the signature is tried decides what is returned: with `signedNow` the
 * verdict, with `signedSoon` perhaps a promise of it; a page tries signatures beside one another.
 * @throws ContentmarkError `ERR_ARGUMENT` where the mark is neither bytes nor text.
 */
export function check<T>(
  { mark: given, content, expected }: Item<MarkInput | ReadMark>,
  lookup: Lookup,
  backend: Backend,
  trySignature: TrySignature<Verdict, T>,
  remember?: Remember,
): Verdict | T {
  // 1. Read: one mark in all that was given, and what its bytes say.
  const mark = readMark(given, backend.decodeBase64url, lookup);
  if (mark.status !== 'read') return mark;

  // 2. Find the key that it names, or the root of its batch. No claim counts yet.
  const found = findKey(mark.envelope, lookup, backend.sha256);
  if (found.status !== 'found') return found;

  // 3. Check the signature.
  return trySignature(found.unchecked, backend, (isSigned) => {
    if (!isSigned) return badSignature(found.statements[0].key, mark.envelope.claims);
    if (found.batch !== undefined) lookup.roots?.learn(found.batch);

    // 4. Hold it against what is expected: key, environment, time, recall, subject.
    const { statement, refused } = holdAgainst(found.statements, expected);

    // 5. Compare the content with the one that was signed.
    const verdict =
      refused ?? compareContent(statement, content, expected, backend, remember?.seen);
    remember?.keep(statement, verdict);
    return verdict;
  });
}
