/** `contentmark/recall`: signs, checks and follows lists of marks that their issuer takes back. Re-exports only. */
export {
  type RecallEntryInput,
  type RecallListInput,
  signRecallList,
} from '../sign/recall/sign-recall-list.ts';
export type { FollowRecallOptions, RecallRefresh } from '../trust/recall/follow-options.ts';
export {
  type FollowedRecall,
  followRecallList,
  type RecallStatus,
} from '../trust/recall/follow-recall-list.ts';
export {
  type AppliedRecallList,
  createRecall,
  type Recall,
  type RecallOptions,
} from '../trust/recall/recall.ts';
export {
  RECALL_REASONS,
  type RecallEntry,
  type RecallList,
  type RecallReason,
} from '../trust/recall/recall-list.ts';
export {
  RECALL_LIST_REASONS,
  type RecallListReason,
  type RejectedRecallList,
  type VerifiedRecallList,
} from '../trust/recall/recall-verdict.ts';
export {
  type VerifyRecallListOptions,
  verifyRecallList,
} from '../trust/recall/verify-recall-list.ts';
