/** Checks proofs of an audit log by its key alone. Safe for a page: no file, no log, no Node. */
import { systemClock } from '../../clock.ts';
import { readOptions, requireBytes, requireSeconds, wrongArgument } from '../../errors.ts';
import { concatBytes, equalBytes } from '../../format/bytes/bytes.ts';
import { checkConsistencyProof, hashLeaf } from '../../format/bytes/merkle.ts';
import { climb } from '../../format/bytes/merkle-path.ts';
import { getNativeBackend, loadBackend } from '../../format/crypto/default.ts';
import {
  type CheckpointVerdict,
  judgeCheckpoint,
  type LogPolicy,
  readLogPolicy,
} from './checkpoint.ts';
import { decodeEvent } from './decode-event.ts';
import type { AuditEvent } from './event.ts';
import { decodeBase64 } from './note.ts';

/** Why a proof is refused, in the order the checks run. */
export const PROOF_REASONS = [
  'malformed',
  'unknown-origin',
  'unknown-key',
  'bad-signature',
  'too-few-cosignatures',
  'no-entry',
  'not-included',
  'not-consistent',
] as const;

/** One of {@link PROOF_REASONS}. */
export type ProofReason = (typeof PROOF_REASONS)[number];

type Verified = Extract<CheckpointVerdict, { readonly status: 'verified' }>;
type Rejected = {
  readonly status: 'rejected';
  readonly reason: ProofReason;
  readonly detail: string;
};

/** What {@link verifyLogProof} finds. */
export type ProofVerdict =
  | (Verified & {
      /** Where the entry stands. */
      readonly index: number;
      readonly entry: Uint8Array;
      /** The entry, decoded; `undefined` where it is of a version that is not known here. */
      readonly event: AuditEvent | undefined;
    })
  | Rejected;

/** What {@link verifyConsistency} finds. */
export type ConsistencyVerdict =
  | { readonly status: 'verified'; readonly oldSize: number; readonly size: number }
  | Rejected;

/** A path has at most 53 hashes: sizes are below 2^53. */
const MAX_PATH = 53;

/** Longer proofs are refused unread: an entry of 64 KiB, and a checkpoint. */
const MAX_PROOF_LENGTH = 160_000;

/** Options of both checks. */
export interface VerifyProofOptions {
  /** The entry. Default the one that the proof carries as its extra data. */
  readonly entry?: Uint8Array;
  /** Unix seconds. Default the machine's clock. */
  readonly now?: number;
}

/**
 * Checks that an entry is in a log: a `tlog-proof` (c2sp.org/tlog-proof), of which every line counts.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_KEY` for mistakes in policy and options; never for the proof.
 */
export async function verifyLogProof(
  proof: string,
  policy: LogPolicy,
  options: VerifyProofOptions = {},
): Promise<ProofVerdict> {
  if (typeof proof !== 'string') throw wrongArgument('proof', 'a string', proof);
  const keys = readLogPolicy('policy', policy);
  const own = readOptions('options', options, ['entry', 'now']);
  const { now = systemClock() } = own;
  requireSeconds('options.now', now);
  if (own.entry !== undefined) requireBytes('options.entry', own.entry);
  const parts = parseProof(proof);
  if (typeof parts === 'string') return reject('malformed', parts);
  const backend = getNativeBackend() ?? (await loadBackend());
  const opened = await judgeCheckpoint(parts.checkpoint, keys, now, backend);
  if (opened.status === 'rejected') return opened;
  const entry = own.entry ?? parts.extra;
  if (entry === undefined) return reject('no-entry', 'the proof carries none: give the entry');
  const { index, path } = parts;
  const leaf = hashLeaf(backend.sha256, entry);
  const hashes = { bytes: concatBytes(...path), start: 0, stride: 32, count: path.length };
  const root = climb(backend.sha256, leaf, index, opened.head.size, hashes)?.root;
  if (root === undefined || !equalBytes(root, opened.head.root))
    return reject(
      'not-included',
      `the path does not lead from the entry to the root of ${opened.head.size}`,
    );
  return Object.freeze({ ...opened, index, entry, event: decodeEvent(entry).event });
}

/**
 * Checks that a log only grew between two checkpoints of it.
 * @param proof hashes of 32 bytes, as `proveConsistency` gives them.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_KEY` for mistakes in policy and options; never for the rest.
 */
export async function verifyConsistency(
  older: string,
  newer: string,
  proof: readonly Uint8Array[],
  policy: LogPolicy,
  options: Pick<VerifyProofOptions, 'now'> = {},
): Promise<ConsistencyVerdict> {
  if (typeof older !== 'string') throw wrongArgument('older', 'a string', older);
  if (typeof newer !== 'string') throw wrongArgument('newer', 'a string', newer);
  if (!Array.isArray(proof)) throw wrongArgument('proof', 'an array of hashes', proof);
  const keys = readLogPolicy('policy', policy);
  const { now = systemClock() } = readOptions('options', options, ['now']);
  requireSeconds('options.now', now);
  const backend = getNativeBackend() ?? (await loadBackend());
  // The older one was cosigned or was not; what is asked is whether the newer one follows from it.
  const before = await judgeCheckpoint(older, { ...keys, required: 0 }, now, backend);
  if (before.status === 'rejected') return before;
  const after = await judgeCheckpoint(newer, keys, now, backend);
  if (after.status === 'rejected') return after;
  const hashes = Array.from(proof as readonly unknown[], (hash) =>
    hash instanceof Uint8Array ? hash : new Uint8Array(0),
  );
  const [oldSize, size] = [before.head.size, after.head.size];
  // Every log begins with nothing (RFC 9162 has no proof of it).
  const isConsistent =
    oldSize === 0
      ? hashes.length === 0
      : checkConsistencyProof(
          backend.sha256,
          oldSize,
          size,
          before.head.root,
          after.head.root,
          hashes,
        );
  if (isConsistent) return Object.freeze({ status: 'verified', oldSize, size });
  return reject(
    'not-consistent',
    `the log of ${oldSize} is not shown to be the beginning of that of ${size}`,
  );
}

interface ProofParts {
  readonly extra: Uint8Array | undefined;
  readonly index: number;
  readonly path: readonly Uint8Array[];
  readonly checkpoint: string;
}

function parseProof(proof: string): ProofParts | string {
  if (proof.length > MAX_PROOF_LENGTH) return `more than ${MAX_PROOF_LENGTH} characters`;
  const end = proof.indexOf('\n\n');
  if (end < 0) return 'no empty line before the checkpoint';
  const [title, ...lines] = proof.slice(0, end).split('\n');
  if (title !== 'c2sp.org/tlog-proof@v1') return 'no c2sp.org/tlog-proof@v1';
  const extra = lines[0]?.startsWith('extra ')
    ? decodeBase64(lines.shift()?.slice(6) as string)
    : null;
  if (extra === undefined) return 'extra data that is not base64';
  const digits = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '')?.[1];
  const index = Number(digits);
  if (digits === undefined || !Number.isSafeInteger(index)) return 'no index';
  if (lines.length > MAX_PATH) return `more than ${MAX_PATH} hashes`;
  const path: Uint8Array[] = [];
  for (const line of lines) {
    const hash = decodeBase64(line);
    if (hash?.length !== 32) return `hash ${path.length + 1} is none`;
    path.push(hash);
  }
  return { extra: extra ?? undefined, index, path, checkpoint: proof.slice(end + 2) };
}

function reject(reason: ProofReason, detail: string): Rejected {
  return Object.freeze({ status: 'rejected', reason, detail });
}
