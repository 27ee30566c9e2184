/** `contentmark/compact`: verifies marks in pages, in fewer bytes. Re-exports only. */
export { type CompactContent, type CompactSingle, text } from '../verify/compact/content.ts';
export {
  type CompactItemOptions,
  type CompactVerdict,
  type CompactVerified,
  type CompactVerifier,
  type CompactVerifierOptions,
  createCompactVerifier,
} from '../verify/compact/verifier.ts';
