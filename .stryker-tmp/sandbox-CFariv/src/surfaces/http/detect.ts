/**
 * `POST /v1/detect`: what can be said of content whose record and profile nobody names. Each
 * piece of evidence says which technique it rests on. Nothing is kept, and no answer says who
 * or what made the content.
 */
// @ts-nocheck

import { explain } from 'contentmark/explain';
import {
  type DetectionResult,
  type ReceiptEvidence,
  type SubjectCheck,
  signReceipt,
} from 'contentmark/receipt';
import type { Verifier } from 'contentmark/verify';
import { type CheckedMark, checkMarks } from './check-marks.ts';
import type { ApiSettings } from './options.ts';
import { RequestProblem } from './problem.ts';
import { type DetectInput, readSubmitted } from './submitted.ts';
import { toBase64url, toHex } from './to-json.ts';

/** What was found. */
export interface Found {
  readonly result: DetectionResult;
  readonly marks: readonly CheckedMark[];
  readonly subject: SubjectCheck;
  /** Unix seconds. */
  readonly detectedAt: number;
  /** What the result does not prove. */
  readonly limits: string;
  /** Bytes, where the request asked for it. */
  readonly receipt: Uint8Array | undefined;
}

const LIMITS: Readonly<Record<DetectionResult, string>> = {
  'no-mark-found':
    'The absence of a mark proves nothing: content made by a model may never have been marked, or may have lost its mark.',
  'mark-verified':
    'This proves who marked these bytes and what they declared. It does not prove that the declaration is true, nor when it was made.',
  'mark-refused':
    'This says nothing about who made the content or how; only that no mark on it holds.',
};

/**
 * Looks at submitted content.
 * @throws RequestProblem
 */
export async function detect(
  request: DetectInput,
  verifier: Verifier,
  { receipts, clock, environment, limits }: ApiSettings,
): Promise<Found> {
  if (request.receipt && receipts === undefined) throw new RequestProblem('receipts-not-offered');
  const submitted = readSubmitted(request, limits.htmlCharacters);
  const marks = await checkMarks(request, submitted, verifier);
  const result = conclude(marks);
  const subject = request.subject === undefined ? 'not-compared' : 'compared';
  const detectedAt = clock();
  let receipt: Uint8Array | undefined;
  if (request.receipt && receipts !== undefined) {
    const content = submitted.map((one) => one.content);
    const evidence = await Promise.all(marks.map(toReceiptEvidence));
    const found = { content, result, evidence, subject, environment, detectedAt } as const;
    const { requireOwnKey, ...signing } = receipts;
    requireOwnKey();
    receipt = await signReceipt(found, signing);
  }
  return { result, marks, subject, detectedAt, limits: LIMITS[result], receipt };
}

/** What was found, as the response holds it. */
export async function toDetectResponse(found: Found): Promise<object> {
  const { marks, receipt, ...rest } = found;
  return {
    ...rest,
    evidence: await Promise.all(
      marks.map(async ({ bytes, verdict }) => ({
        technique: 'signature',
        mark: toHex(await hash(bytes)),
        ...verdict,
        explanation: explain(verdict),
      })),
    ),
    ...(receipt !== undefined && { receipt: toBase64url(receipt) }),
  };
}

/** Marks alone decide it. Two that differ have been called ambiguous, so all of them are refused. */
function conclude(marks: readonly CheckedMark[]): DetectionResult {
  if (marks.length === 0) return 'no-mark-found';
  return marks.every(({ verdict }) => verdict.status === 'verified')
    ? 'mark-verified'
    : 'mark-refused';
}

async function toReceiptEvidence({ bytes, verdict }: CheckedMark): Promise<ReceiptEvidence> {
  const mark = await hash(bytes);
  return verdict.status === 'verified'
    ? { technique: 'signature', finding: verdict.status, mark, keyId: verdict.keyId }
    : { technique: 'signature', finding: verdict.reason, mark };
}

async function hash(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
}
