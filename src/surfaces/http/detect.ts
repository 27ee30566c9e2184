/**
 * `POST /v1/detect`: what can be said of content whose record and profile nobody names. Each
 * piece of evidence says which technique it rests on. Nothing is kept, and no answer says who
 * or what made the content.
 */
import { explain } from 'contentmark/explain';
import {
  type DetectionResult,
  type ReceiptEvidence,
  type SubjectCheck,
  signReceipt,
} from 'contentmark/receipt';
import type { Rejected, Verified, Verifier } from 'contentmark/verify';
import { checkMarks } from './check-marks.ts';
import type { ApiSettings } from './options.ts';
import { RequestProblem } from './problem.ts';
import type { DetectRequest } from './request-schemas.ts';
import type { Answer } from './service.ts';
import { readSubmitted } from './submitted.ts';
import { toBase64url, toHex } from './to-json.ts';

/** What the response holds. */
export interface Detected {
  readonly result: DetectionResult;
  readonly evidence: readonly object[];
  readonly subject: SubjectCheck;
  /** Unix seconds. */
  readonly detectedAt: number;
  readonly limits: string;
  readonly receipt?: string;
}

/** A mark with what came of checking it. */
export interface CheckedMark {
  readonly bytes: Uint8Array;
  readonly verdict: Verified | Rejected;
}

/** What each result does not prove. */
const LIMITS: Readonly<Record<DetectionResult, string>> = {
  'no-mark-found':
    'The absence of a mark proves nothing: content made by a model may never have been marked, or may have lost its mark.',
  'mark-verified':
    'This proves who marked these bytes and what they declared. It does not prove that the declaration is true, nor when it was made.',
  'mark-refused':
    'This says nothing about who made the content or how; only that no mark on it holds.',
};

/** Looks at submitted content. */
export async function detect(
  request: DetectRequest,
  verifier: Verifier,
  settings: ApiSettings,
): Promise<Answer<Detected>> {
  const { receipts, clock, environment, limits } = settings;
  if (request.receipt && receipts === undefined) throw new RequestProblem('receipts-not-offered');
  const submitted = readSubmitted(request, limits.htmlCharacters);
  const checked = await checkMarks(request, submitted, verifier);
  const result = conclude(checked);
  const subject = request.subject === undefined ? 'not-compared' : 'compared';
  const detectedAt = clock();
  const found = await Promise.all(checked.map(describe));
  const signed =
    request.receipt && receipts !== undefined
      ? await signReceipt(
          {
            content: submitted.map(({ content }) => content),
            result,
            evidence: found.map(({ signed }) => signed),
            subject,
            environment,
            detectedAt,
          },
          receipts,
        )
      : undefined;
  const body: Detected = {
    result,
    evidence: found.map(({ shown }) => shown),
    subject,
    detectedAt,
    limits: LIMITS[result],
    ...(signed !== undefined && { receipt: toBase64url(signed) }),
  };
  return { body, outcomes: [{ kind: 'detection', result, isSigned: signed !== undefined }] };
}

/** Marks alone decide it. Two that differ have been called ambiguous, so all of them are refused. */
function conclude(checked: readonly CheckedMark[]): DetectionResult {
  if (checked.length === 0) return 'no-mark-found';
  return checked.every(({ verdict }) => verdict.status === 'verified')
    ? 'mark-verified'
    : 'mark-refused';
}

/** One mark, as the response shows it and as the receipt holds it. */
async function describe({
  bytes,
  verdict,
}: CheckedMark): Promise<{ readonly shown: object; readonly signed: ReceiptEvidence }> {
  const mark = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  const technique = 'signature';
  return {
    shown: { technique, mark: toHex(mark), ...verdict, explanation: explain(verdict) },
    signed:
      verdict.status === 'verified'
        ? { technique, finding: verdict.status, mark, keyId: verdict.keyId }
        : { technique, finding: verdict.reason, mark },
  };
}
