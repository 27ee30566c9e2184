/** `contentmark/audit-proof`: checks proofs of an audit log, in a browser too. Re-exports only. */
export {
  CHECKPOINT_REASONS,
  type CheckpointReason,
  type CheckpointVerdict,
  type Cosignature,
  type LogPolicy,
  openCheckpoint,
  type TreeHead,
} from '../audit/log/checkpoint.ts';
export { type DecodedEvent, decodeEvent } from '../audit/log/decode-event.ts';
export type { Actor, AuditEvent, AuditInput, EventObject, Purged } from '../audit/log/event.ts';
export {
  type ConsistencyVerdict,
  PROOF_REASONS,
  type ProofReason,
  type ProofVerdict,
  type VerifyProofOptions,
  verifyConsistency,
  verifyLogProof,
} from '../audit/log/verify-proof.ts';
