/**
 * Groups the reasons of refusal by what they say about where the content comes from. Presets and
 * the floor use the groups, so a new reason needs one line here to have an action in every table.
 */
import type { Reason } from '../../reasons.ts';

/** One group of reasons. */
export type ReasonGroup =
  /** The mark cannot be read: cut off, re-encoded, or something else altogether. */
  | 'unreadable'
  /** Two tools marked the same record. */
  | 'ambiguous'
  /** Its key or root is not in trust. Marks of staging look like this in production. */
  | 'unknown'
  /** Somebody changed it after signing, or made it up. */
  | 'forged'
  /** The key is known, and may not sign for this. */
  | 'key'
  /** A fixture, or signed with the key of fixtures. */
  | 'purpose'
  /** Made for, or in, another environment. */
  | 'environment'
  /** Made for another shop or tenant. */
  | 'audience'
  /** Not yet valid, expired, or checked against a recall list that is too old. */
  | 'time'
  /** Withdrawn by its signer. */
  | 'recalled'
  /** A good mark on another record: a duplicated product, or a moved mark. */
  | 'subject'
  /** A good mark, and the content was edited since. */
  | 'content';

/** The group of each reason. */
export const GROUP_OF: Readonly<Record<Reason, ReasonGroup>> = {
  ambiguous: 'ambiguous',
  'too-large': 'unreadable',
  malformed: 'unreadable',
  'wrong-type': 'unreadable',
  'unsupported-algorithm': 'unreadable',
  'unknown-key': 'unknown',
  'unknown-root': 'unknown',
  'bad-signature': 'forged',
  'receipt-mismatch': 'forged',
  'key-revoked': 'key',
  'key-not-yet-valid': 'key',
  'key-expired': 'key',
  'issuer-not-allowed': 'key',
  'environment-not-allowed': 'environment',
  'purpose-not-allowed': 'purpose',
  'environment-mismatch': 'environment',
  'audience-mismatch': 'audience',
  'not-yet-valid': 'time',
  expired: 'time',
  'recall-stale': 'time',
  recalled: 'recalled',
  'subject-mismatch': 'subject',
  'profile-mismatch': 'content',
  'content-invalid': 'content',
  'unsigned-part': 'content',
  'missing-part': 'content',
  'digest-mismatch': 'content',
};
