/**
 * What must not be in a mark, and must be found again: the prompt, and whatever else a text came
 * from. It is kept beside, by whoever may keep it; the mark holds a digest alone.
 *
 * Marks of one chunk share their claims, so they share one digest: that of an index, which has
 * the digest of each record. To show one record to an auditor one shows the index and that
 * record, and no other. Each record has 32 random bytes: prompts are easily guessed, and a
 * digest of a guess would tell. Where a record is erased, its digest says nothing any more.
 */
import { createHash, randomBytes } from 'node:crypto';
import { json } from 'contentmark/content';
import type { Claims } from 'contentmark/verify';

/** Plain data about the making of one text. */
export type PrivateFacts = Readonly<Record<string, string>>;

/** A record as it is stored, and the one thing about it that may be known. */
export interface PrivateRecord {
  /** JSON. */
  readonly text: string;
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
}

/** The digest of each record, by handle. */
export type PrivateIndex = Readonly<Record<string, string>>;

/** Makes a record. */
export function sealPrivateRecord(facts: PrivateFacts): PrivateRecord {
  const text = canonical({ ...facts, salt: randomBytes(32).toString('base64url') });
  return { text, digest: sha256(text).toString('hex') };
}

/** What the marks of a chunk say: `claims.privateDigest`. */
export function digestIndex(index: PrivateIndex): Uint8Array {
  return new Uint8Array(sha256(canonical(index)));
}

/** Whether a record is the one that the mark of this product was made with. */
export function isPrivateRecordOf(
  { subject, privateDigest }: Pick<Claims, 'subject' | 'privateDigest'>,
  index: PrivateIndex,
  text: string,
): boolean {
  return (
    privateDigest !== undefined &&
    sha256(canonical(index)).equals(privateDigest) &&
    Object.hasOwn(index, subject) &&
    index[subject] === sha256(text).toString('hex')
  );
}

/** One text for one value, whatever the order of its members (RFC 8785). */
function canonical(value: Readonly<Record<string, string>>): string {
  const { form, problem } = json(value).canonicalize();
  if (typeof form !== 'string') throw new Error(problem ?? 'no canonical form');
  return form;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
