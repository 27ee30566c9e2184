/**
 * `POST /v1/detect`: detects by every technique in content whose record and profile are not known. Each
 * finding says which technique it rests on. Nothing is kept, no finding holds a value, and no answer
 * says who or what made the content.
 */

import {
  type AttestedFinding,
  type AttestedSearch,
  type DetectionResult,
  MAX_FINDINGS,
} from '../audit/attestations/detection.ts';
import { signAttestation } from '../audit/attestations/sign-attestation.ts';
import { type Finding, SEVERITIES } from '../detect/finding/finding.ts';
import { findingsOfMark } from '../detect/marks.ts';
import {
  type Recognised,
  registryFindings,
  type TextQueries,
} from '../detect/registry/recognize.ts';
import { encodeBase64url } from '../format/bytes/base64url.ts';
import { encodeHex } from '../format/bytes/bytes.ts';
import { explain } from '../verify/explain.ts';
import { inspect } from '../verify/inspect.ts';
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

/** Findings beside the marks that an answer lists, the gravest; the others are counted. */
export const MAX_LISTED = 100;

/** What was found. */
export interface Found {
  readonly result: DetectionResult;
  readonly marks: readonly CheckedMark[];
  /** What else, the gravest first. */
  readonly findings: readonly Finding[];
  /** How many findings are not listed. */
  readonly unlisted: number;
  readonly search: AttestedSearch;
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

/** Asks the registry at the cost of whoever sent the texts. */
export type AskRegistry = (asked: TextQueries) => Promise<readonly Recognised[]>;

/**
 * Looks at submitted content.
 * @throws RequestProblem
 */
export async function detect(
  request: DetectInput,
  read: Read,
  check: MarkCheck,
  ask: AskRegistry | undefined,
  settings: ApiSettings,
): Promise<Found> {
  const { attestations, clock, environment, limits, lists } = settings;
  if (request.attestation && attestations === undefined)
    throw new RequestProblem('attestations-not-offered');
  const submitted = readSubmitted(request, limits.htmlCharacters);
  const look = { markers: lists.json, hasRegistry: ask !== undefined };
  const found = await checkMarks(request, submitted, read, check, look);
  const told = await tell(found, ask, settings);
  const detectedAt = clock();
  const result = conclude(found);
  const subject = request.subject === undefined ? 'not-compared' : 'compared';
  let attestation: Uint8Array | undefined;
  if (request.attestation && attestations !== undefined) {
    const content = submitted.map((one) => one.content);
    const compared = request.subject !== undefined && { subject: request.subject };
    const statement = { content, result, ...(await attest(found, told)), ...compared };
    const { requireOwnKey, ...signing } = attestations;
    requireOwnKey();
    attestation = await signAttestation({ ...statement, environment, detectedAt }, signing);
  }
  const { marks } = found;
  return { result, marks, ...told, subject, detectedAt, limits: LIMITS[result], attestation };
}

type Told = Pick<Found, 'findings' | 'unlisted' | 'search'>;

/** What was found beside the verdicts on marks, and what was looked for. */
async function tell(
  { marks, looked, isReadable }: CheckedMarks,
  ask: AskRegistry | undefined,
  { environment, lists }: ApiSettings,
): Promise<Told> {
  const { asked } = looked;
  const isAsked = asked !== undefined && ask !== undefined;
  const recognised = isAsked ? registryFindings(await ask(asked)) : [];
  const ofMarks = marks.flatMap(({ path, bytes, inspection = inspect(bytes) }) =>
    // One that cannot be read has a verdict that says so.
    inspection.reason === undefined ? findingsOfMark(path, inspection, environment) : [],
  );
  const all = [...ofMarks, ...looked.findings, ...recognised];
  const findings = SEVERITIES.flatMap((grade) => all.filter(({ severity }) => severity === grade));
  const isComplete = isReadable && looked.isComplete && asked?.isComplete !== false;
  return {
    findings: findings.slice(0, MAX_LISTED),
    unlisted: looked.unlisted + Math.max(0, findings.length - MAX_LISTED),
    search: {
      techniques: isAsked ? [...TECHNIQUES_HERE, 'registry'] : TECHNIQUES_HERE,
      markers: lists.digest(),
      extent: isComplete ? 'all' : 'part',
    },
  };
}

/** What is always looked for. */
const TECHNIQUES_HERE = ['signature', 'canary', 'marker', 'schema', 'declared'] as const;

/** Verdicts on marks, and each other kind of finding once: an attestation names no places. */
async function attest(
  { marks }: CheckedMarks,
  { findings, unlisted, search }: Told,
): Promise<{ readonly findings: readonly AttestedFinding[]; readonly search: AttestedSearch }> {
  const ofMarks = await Promise.all(marks.map(toAttestedFinding));
  const kinds = new Map(
    findings.map(({ technique, id, severity }) => [
      `${technique} ${id} ${severity}`,
      { technique, id, severity },
    ]),
  );
  const all: readonly AttestedFinding[] = [...ofMarks, ...kinds.values()];
  const isCut = unlisted > 0 || all.length > MAX_FINDINGS;
  return {
    findings: all.slice(0, MAX_FINDINGS),
    search: isCut ? { ...search, extent: 'part' } : search,
  };
}

/** What was found, as the response holds it. */
export async function toDetectResponse(found: Found): Promise<object> {
  const { marks, findings, search, attestation, ...rest } = found;
  const verdicts = await Promise.all(
    marks.map(async ({ path, bytes, verdict }) => ({
      technique: 'signature',
      path,
      mark: encodeHex(await hash(bytes)),
      ...verdict,
      explanation: explain(verdict),
    })),
  );
  return {
    ...rest,
    findings: [...verdicts, ...findings],
    search: { ...search, markers: encodeHex(search.markers) },
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
