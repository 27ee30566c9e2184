/** `contentmark/remote-trust`: fetches published keys beside the verifier. Re-exports only. */
export {
  ANY_LISTED_KEY_DANGEROUS,
  type KeyBinding,
} from '../trust/remote/bindings.ts';
export { FETCH_FAILURES, type FetchFailure } from '../trust/remote/fetch-document.ts';
export type { PinningTrust } from '../trust/remote/key-states.ts';
export type { RemoteTrustOptions } from '../trust/remote/options.ts';
export {
  IGNORED_REASONS,
  type IgnoredKey,
  type IgnoredReason,
} from '../trust/remote/read-document.ts';
export type { RefreshReport } from '../trust/remote/refresh-report.ts';
export {
  createRemoteTrust,
  type RemoteTrust,
  type RemoteTrustStatus,
} from '../trust/remote/remote-trust.ts';
export type { KeyEnd, SavedKeys } from '../trust/remote/saved-keys.ts';
