/**
 * The closed list of reasons why a mark is refused, in the order the checks run. The first check
 * that fails gives the reason, and later checks are not run.
 */

/** Every reason a verdict can carry. */
export const REASONS = [
  /** Two different envelopes stand on one host. */
  'ambiguous',
  /** The envelope is longer than 8,192 bytes. */
  'too-large',
  /** The bytes are not an envelope in the one encoding that is accepted. */
  'malformed',
  /** A signed object, but of another kind than a content mark. */
  'wrong-type',
  /** Signed with another algorithm than Ed25519 (-19). */
  'unsupported-algorithm',
  /** No key in trust has this key id. */
  'unknown-key',
  /** An item of a batch whose signed root is not at hand. */
  'unknown-root',
  /** The signature does not verify under the key. */
  'bad-signature',
  /** The signed root is of another issuer or another tree than the item. */
  'receipt-mismatch',
  /** The key is revoked. */
  'key-revoked',
  /** The mark is dated before the key became valid. */
  'key-not-yet-valid',
  /** The mark is dated after the key stopped being valid. */
  'key-expired',
  /** The key may not speak for this issuer. */
  'issuer-not-allowed',
  /** The key may not speak for this environment. */
  'environment-not-allowed',
  /** The key may not sign for this purpose, or nothing of this purpose may be in production. */
  'purpose-not-allowed',
  /** The mark was made for another environment than the one that checks it. */
  'environment-mismatch',
  /** The mark was made for another audience. */
  'audience-mismatch',
  /** The mark is dated in the future, or not valid yet. */
  'not-yet-valid',
  /** The mark has expired. */
  'expired',
  /** The recall list is too old to know whether the mark still counts. */
  'recall-stale',
  /** The mark is recalled. */
  'recalled',
  /** The mark names another subject than the one shown. */
  'subject-mismatch',
  /** The content shown is of another kind than the one signed (its profile, or parts). */
  'profile-mismatch',
  /** The content shown has no canonical form. */
  'content-invalid',
  /** A part is shown that was not signed. */
  'unsigned-part',
  /** A part that must be shown is not. */
  'missing-part',
  /** The content shown is not the content signed. */
  'digest-mismatch',
] as const;

/** One of {@link REASONS}. */
export type Reason = (typeof REASONS)[number];
