/** `contentmark/remote-trust`: keys that somebody else publishes, fetched beside the verifier. Re-exports only. */
export {
  ANY_LISTED_KEY_DANGEROUS,
  type KeyBinding,
} from '../surfaces/remote-trust/bindings.ts';
export { FETCH_FAILURES, type FetchFailure } from '../surfaces/remote-trust/fetch-document.ts';
export type { PinningTrust } from '../surfaces/remote-trust/key-states.ts';
export type { RemoteTrustOptions } from '../surfaces/remote-trust/options.ts';
export {
  IGNORED_REASONS,
  type IgnoredKey,
  type IgnoredReason,
} from '../surfaces/remote-trust/read-document.ts';
export type { RefreshReport } from '../surfaces/remote-trust/refresh-report.ts';
export {
  createRemoteTrust,
  type RemoteTrust,
  type RemoteTrustStatus,
} from '../surfaces/remote-trust/remote-trust.ts';
export type { KeyEnd, SavedKeys } from '../surfaces/remote-trust/saved-keys.ts';
