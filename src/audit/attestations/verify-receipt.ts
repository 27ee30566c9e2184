/**
 * Checks a detection receipt: that a key bound to the solution it names signed exactly these
 * findings, and, where the content is at hand, that it is the content they are about.
 */

import { systemClock } from '../../clock.ts';
import { readOptions, requireSeconds, wrongArgument } from '../../errors.ts';
import { decodeBase64url } from '../../format/bytes/base64url.ts';
import { encodeHex, equalBytes } from '../../format/bytes/bytes.ts';
import { createCborReader, fail, readEnd, readIntMap } from '../../format/bytes/cbor-read.ts';
import { encodeSigStructure, readCoseSign1 } from '../../format/bytes/cose.ts';
import { type Backend, checkSoon } from '../../format/crypto/backend.ts';
import { getNativeBackend, loadBackend } from '../../format/crypto/default.ts';
import { readRecord } from '../../format/envelope/decode-claims.ts';
import { digestSubject, digestSubmitted, type Submitted } from './digest-submitted.ts';
import { readReceiptHeader } from './header.ts';
import { type KnownReceiptKey, type ReceiptKey, readReceiptKeys } from './receipt-keys.ts';
import {
  type DetectionReceipt,
  findEvidenceProblem,
  MAX_RECEIPT_BYTES,
  RECEIPT_FIELDS,
} from './schema.ts';

/** Why a receipt is refused, in the order the checks run. */
export const RECEIPT_REASONS = [
  'too-large',
  'malformed',
  'wrong-type',
  'unknown-key',
  'bad-signature',
  'key-revoked',
  'solution-not-allowed',
  'not-yet-valid',
  'content-mismatch',
  'subject-mismatch',
] as const;

/** One of {@link RECEIPT_REASONS}. */
export type ReceiptReason = (typeof RECEIPT_REASONS)[number];

/** What {@link verifyReceipt} finds. The receipt exists on the verified branch only. */
export type ReceiptVerdict =
  | {
      readonly status: 'verified';
      readonly receipt: DetectionReceipt;
      /** 16 hexadecimal digits. */
      readonly keyId: string;
      /** Whether content was given and is what the receipt is about. */
      readonly content: 'matches' | 'not-given';
      /** Whether a record was given and is the one that marks were compared with. */
      readonly subject: 'matches' | 'not-given';
      /** The solution's own clock; nobody else witnessed the time. */
      readonly time: 'self-asserted';
    }
  | { readonly status: 'rejected'; readonly reason: ReceiptReason; readonly detail: string };

/** Whom to believe, and what the receipt should be about. */
export interface VerifyReceiptOptions {
  readonly keys: readonly ReceiptKey[];
  /** What was submitted, in its order. Default: not compared, and the verdict says so. */
  readonly content?: readonly Submitted[];
  /** Name of the record it should be about. Default: not compared, and the verdict says so. */
  readonly subject?: string;
  /** Unix seconds. Default the machine's clock. */
  readonly now?: number;
}

const OPTIONS = [
  'keys',
  'content',
  'subject',
  'now',
] as const satisfies readonly (keyof VerifyReceiptOptions)[];

/** Seconds that the solution's clock and ours may differ, as for marks. */
const CLOCK_TOLERANCE = 60;

/**
 * Checks a receipt, as bytes or as unpadded base64url.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_TRUST` for mistakes in the arguments; whatever
 * the receipt holds, the answer is a verdict.
 */
export async function verifyReceipt(
  receipt: Uint8Array | string,
  options: VerifyReceiptOptions,
): Promise<ReceiptVerdict> {
  if (typeof receipt !== 'string' && !(receipt instanceof Uint8Array))
    throw wrongArgument('receipt', 'Uint8Array or its base64url', receipt);
  const { keys, content, subject, now = systemClock() } = readOptions('options', options, OPTIONS);
  const known = readReceiptKeys(keys);
  requireSeconds('options.now', now);
  const backend = getNativeBackend() ?? (await loadBackend());
  const shown: Shown = {
    content:
      content === undefined ? undefined : digestSubmitted('options.content', content, backend),
    subject: subject === undefined ? undefined : digestSubject('options.subject', subject, backend),
  };
  const opened = open(receipt, known);
  if ('reason' in opened) return opened;
  if (!(await isSigned(opened, backend)))
    return reject('bad-signature', `the signature does not verify under ${opened.key.keyId}`);
  return conclude(opened, shown, now);
}

/** Digests of what the caller has, where it was given. */
interface Shown {
  readonly content: readonly Uint8Array[] | undefined;
  readonly subject: Uint8Array | undefined;
}

/** A receipt whose signature is to be tried. */
interface Opened {
  readonly key: KnownReceiptKey;
  readonly signature: Uint8Array;
  readonly message: Uint8Array;
  readonly receipt: DetectionReceipt;
}

type Rejected = Extract<ReceiptVerdict, { readonly status: 'rejected' }>;

function reject(reason: ReceiptReason, detail: string): Rejected {
  return Object.freeze({ status: 'rejected', reason, detail });
}

function open(
  given: Uint8Array | string,
  keys: ReadonlyMap<string, KnownReceiptKey>,
): Opened | Rejected {
  // Four characters stand for three bytes: a text beyond that is not decoded to find out.
  if (given.length > MAX_RECEIPT_BYTES * (typeof given === 'string' ? 4 / 3 : 1))
    return reject('too-large', `more than ${MAX_RECEIPT_BYTES} bytes`);
  // A copy: what is decoded keeps views of its bytes.
  const bytes = typeof given === 'string' ? decodeBase64url(given) : new Uint8Array(given);
  if (bytes === undefined) return reject('malformed', 'not unpadded base64url');
  const { reader, sign1 } = readCoseSign1(bytes, (at) => readIntMap(at, 0, () => undefined));
  readEnd(reader);
  if (reader.problem !== undefined) return reject('malformed', reader.problem);
  const header = readReceiptHeader(sign1.protectedHeader);
  if ('reason' in header) return reject(header.reason, header.detail);
  const found = readPayload(sign1.payload);
  if (typeof found === 'string') return reject('malformed', found);
  const keyId = encodeHex(header.keyId);
  const key = keys.get(keyId);
  if (key === undefined) return reject('unknown-key', `no key given has the id ${keyId}`);
  // Every required member was read, or there would be a problem.
  const receipt = Object.freeze({ ...header.claims, ...found }) as unknown as DetectionReceipt;
  const message = encodeSigStructure(sign1.protectedHeader, sign1.payload);
  return { key, signature: sign1.signature, message, receipt };
}

/** Reads the findings, or gives their problem. */
function readPayload(bytes: Uint8Array): Partial<DetectionReceipt> | string {
  const reader = createCborReader(bytes);
  const draft: Record<string, unknown> = {};
  readRecord(reader, RECEIPT_FIELDS, draft);
  readEnd(reader);
  if (reader.problem !== undefined) return reader.problem;
  const found = { ...draft, evidence: draft['evidence'] ?? NO_EVIDENCE };
  // Read by the fields of a receipt, so these are their types.
  const { result, evidence } = found as unknown as DetectionReceipt;
  const problem = findEvidenceProblem(result, evidence);
  if (problem !== undefined) fail(reader, problem);
  return reader.problem ?? (found as Partial<DetectionReceipt>);
}

const NO_EVIDENCE: readonly never[] = /* @__PURE__ */ Object.freeze([]);

function isSigned({ key, signature, message }: Opened, backend: Backend) {
  return checkSoon(key.check(backend), signature, message);
}

function conclude(
  { key, receipt }: Opened,
  { content, subject }: Shown,
  now: number,
): ReceiptVerdict {
  const { keyId, solutions, revokedAt } = key;
  if (now >= revokedAt) return reject('key-revoked', `key ${keyId} was revoked at ${revokedAt}`);
  if (!solutions.has(receipt.solution))
    return reject('solution-not-allowed', `key ${keyId} may not speak for ${receipt.solution}`);
  if (receipt.detectedAt > now + CLOCK_TOLERANCE)
    return reject('not-yet-valid', `dated ${receipt.detectedAt}, now ${now}`);
  if (content !== undefined && !areEqual(receipt.content, content))
    return reject('content-mismatch', 'the content given is not what the receipt is about');
  if (subject !== undefined && receipt.subject === undefined)
    return reject('subject-mismatch', 'the receipt compared no record, so its mark may be moved');
  if (subject !== undefined && !areEqual([receipt.subject as Uint8Array], [subject]))
    return reject('subject-mismatch', 'the record given is not the one that was compared');
  return Object.freeze({
    status: 'verified',
    receipt,
    keyId,
    content: content === undefined ? 'not-given' : 'matches',
    subject: subject === undefined ? 'not-given' : 'matches',
    time: 'self-asserted',
  });
}

function areEqual(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((one, index) => equalBytes(one, b[index] as Uint8Array));
}
