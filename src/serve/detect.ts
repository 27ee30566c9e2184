/**
 * `POST /v1/detect`: detects marks and markers in content whose record and profile are not known.
 * Each finding says which technique it rests on. Nothing is kept, and no answer says who or what
 * made the content.
 */

import type { AttestedFinding, DetectionResult } from '../audit/attestations/detection.ts';
import { signAttestation } from '../audit/attestations/sign-attestation.ts';
import { encodeBase64url } from '../format/bytes/base64url.ts';
import { encodeHex } from '../format/bytes/bytes.ts';
import { explain } from '../verify/explain.ts';
import {
  type CheckedMark,
  type CheckedMarks,
  checkMarks,
  type MarkCheck,
  type Read,
} from './check-marks.ts';
import type { ApiSettings } from './options.ts';
import { RequestProblem } from './problem.ts';
import { type DetectInput, readSubmitted } from './submitted.ts';

/** Whether marks were compared with a record. One that was not may have been moved. */
export const SUBJECT_CHECKS = ['not-compared', 'compared'] as const;

/** What was found. */
export interface Found {
  readonly result: DetectionResult;
  readonly marks: readonly CheckedMark[];
  readonly subject: (typeof SUBJECT_CHECKS)[number];
  /** Unix seconds. */
  readonly detectedAt: number;
  /** What the result does not prove. */
  readonly limits: string;
  /** Bytes, where the request asked for it. */
  readonly attestation: Uint8Array | undefined;
}

const LIMITS: Readonly<Record<DetectionResult, string>> = {
  'no-mark-found':
    'The absence of a mark proves nothing: content made by a model may never have been marked, or may have lost its mark.',
  'mark-verified':
    'This proves who marked these bytes and what they declared. It does not prove that the declaration is true, nor when it was made.',
  'mark-refused':
    'This says nothing about who made the content or how; only that no mark on it holds.',
  'not-readable':
    'Not all of this could be looked through (bytes that are no text in UTF-8, or JSON that is not well-formed), so a mark may stand in it that was not found.',
};

/**
 * Looks at submitted content.
 * @throws RequestProblem
 */
export async function detect(
  request: DetectInput,
  read: Read,
  check: MarkCheck,
  { attestations, clock, environment, limits }: ApiSettings,
): Promise<Found> {
  if (request.attestation && attestations === undefined)
    throw new RequestProblem('attestations-not-offered');
  const submitted = readSubmitted(request, limits.htmlCharacters);
  const found = await checkMarks(request, submitted, read, check);
  const { marks } = found;
  const result = conclude(found);
  const subject = request.subject === undefined ? 'not-compared' : 'compared';
  const detectedAt = clock();
  let attestation: Uint8Array | undefined;
  if (request.attestation && attestations !== undefined) {
    const content = submitted.map((one) => one.content);
    const findings = await Promise.all(marks.map(toAttestedFinding));
    const compared = request.subject !== undefined && { subject: request.subject };
    const statement = { content, result, findings, ...compared, environment, detectedAt };
    const { requireOwnKey, ...signing } = attestations;
    requireOwnKey();
    attestation = await signAttestation(statement, signing);
  }
  return { result, marks, subject, detectedAt, limits: LIMITS[result], attestation };
}

/** What was found, as the response holds it. */
export async function toDetectResponse(found: Found): Promise<object> {
  const { marks, attestation, ...rest } = found;
  return {
    ...rest,
    findings: await Promise.all(
      marks.map(async ({ bytes, verdict }) => ({
        technique: 'signature',
        mark: encodeHex(await hash(bytes)),
        ...verdict,
        explanation: explain(verdict),
      })),
    ),
    ...(attestation !== undefined && { attestation: encodeBase64url(attestation) }),
  };
}

/** Marks alone decide it. Two that differ have been called ambiguous, so all of them are refused. */
function conclude({ marks, isReadable }: CheckedMarks): DetectionResult {
  if (marks.length === 0) return isReadable ? 'no-mark-found' : 'not-readable';
  return marks.every(({ verdict }) => verdict.status === 'verified')
    ? 'mark-verified'
    : 'mark-refused';
}

async function toAttestedFinding({ bytes, verdict }: CheckedMark): Promise<AttestedFinding> {
  const mark = await hash(bytes);
  if (verdict.status === 'verified') {
    const { status: id, keyId, coverage } = verdict;
    return { technique: 'signature', id, mark, keyId, coverage };
  }
  return { technique: 'signature', id: verdict.reason, mark };
}

async function hash(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
}
