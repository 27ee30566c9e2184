/** What a check of a recall list gives. Apart from the check: whoever only has a recall loads none of it. */
import type { RecallList } from './recall-list.ts';

/** Why a recall list is refused, in the order the checks run. */
export const RECALL_LIST_REASONS = [
  'too-large',
  'malformed',
  'wrong-type',
  /** No key in trust has this id, or it is one that signs marks. */
  'unknown-key',
  'bad-signature',
  'key-revoked',
  /** The key is dated later or earlier than the list. */
  'key-not-valid',
  /** The key may not recall what this issuer has signed. */
  'issuer-not-allowed',
  'not-yet-valid',
  /** A list with a higher number is known. */
  'older-sequence',
  /** It does not follow from the list that is known: somebody keeps two histories. */
  'other-history',
] as const;

/** One of {@link RECALL_LIST_REASONS}. */
export type RecallListReason = (typeof RECALL_LIST_REASONS)[number];

/** A recall list that is not believed. */
export interface RejectedRecallList {
  readonly status: 'rejected';
  readonly reason: RecallListReason;
  readonly detail: string;
}

/** A recall list whose signature has held. `Recall.apply` takes this and nothing else. */
export interface VerifiedRecallList {
  readonly status: 'verified';
  readonly list: RecallList;
  /** 16 hexadecimal digits. */
  readonly keyId: string;
  /** SHA-256 of its bytes, 32 bytes: what the next list names as `previous`. */
  readonly digest: Uint8Array;
  /** Marks of other environments than these are not meant: the key may not speak for them. */
  readonly environments: readonly string[];
}

const verified = new WeakSet<object>();

/** Notes that a list was verified, so that a recall takes it. */
export function markVerified(list: VerifiedRecallList): VerifiedRecallList {
  verified.add(list);
  return list;
}

/** Whether a value came from `verifyRecallList`, and was not put together by hand. */
export function isVerifiedRecallList(value: unknown): value is VerifiedRecallList {
  return typeof value === 'object' && value !== null && verified.has(value);
}

/** Builds the verdict on a list that is not believed. */
export function reject(reason: RecallListReason, detail: string): RejectedRecallList {
  return Object.freeze({ status: 'rejected', reason, detail });
}
