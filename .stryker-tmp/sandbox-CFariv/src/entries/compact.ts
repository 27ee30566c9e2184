/** `contentmark/compact`: the check for pages. Re-exports only. */
// @ts-nocheck

export { type CompactContent, type CompactSingle, text } from '../compact/content.ts';
export {
  type CompactItemOptions,
  type CompactVerdict,
  type CompactVerified,
  type CompactVerifier,
  type CompactVerifierOptions,
  createCompactVerifier,
} from '../compact/verifier.ts';
