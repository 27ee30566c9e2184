/**
 * Detects marks anywhere in data. They are decoded always and checked where keys are given. It is
 * not known which part of the data a mark is about, so contents are not compared. An unverified
 * claim still counts against the record: one that says it is of staging does not belong in
 * production, whoever signed it.
 */
import { isPointer } from '../carry/invisible-pointer.ts';
import { findMarks, mayHoldMark } from '../carry/search/find-marks.ts';
import { readOptions, requireText, wrongArgument } from '../errors.ts';
import { raw } from '../format/content/raw.ts';
import { type Inspection, inspect } from '../verify/inspect.ts';
import { ANY_SUBJECT_DANGEROUS } from '../verify/refusal.ts';
import type { Verifier } from '../verify/verifier.ts';
import type { DetectedMark, Detector } from './finding/detection.ts';
import type { Finding, Severity } from './finding/finding.ts';
import { NOT_LOOKED_AT_REASON } from './match/walk.ts';
import { toPointer } from './pointer.ts';
import { visitTexts } from './texts.ts';

/** What marks are held against. */
export interface MarkDetectorOptions {
  /** Where the data goes: a mark of another environment is found. */
  readonly environment: string;
  /**
   * Checks each mark but for its subject and content: signature, key, environment, time, recall.
   * It must be able to check synchronously. Default: marks are decoded only.
   */
  readonly verifier?: Pick<Verifier, 'verifySync'>;
}

const OPTIONS: readonly (keyof MarkDetectorOptions)[] = ['environment', 'verifier'];

/**
 * The extension claim of a canary that names its seed set, a text; without it the finding names the
 * mark's subject. `contentmark canary make` signs it.
 */
export const SEED_SET = 'seed-set';

/** A name stands in the reason of a canary; more of it than this is no name. */
const MAX_NAME = 64;

/**
 * Prepares a detector of marks: in HTML, JSON, cells and invisible runs of every text. Its findings
 * are `mark-of-another-environment`, `mark-of-test-data`, `canary` and `mark-unreadable`.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function createMarkDetector(options: MarkDetectorOptions): Detector {
  const { environment, verifier } = readOptions('options', options, OPTIONS);
  requireText('options.environment', environment);
  if (verifier !== undefined && typeof verifier?.verifySync !== 'function') {
    throw wrongArgument('options.verifier', 'a verifier of createVerifier', verifier);
  }
  const nothing = raw(new Uint8Array(0));

  function readMark(path: string, bytes: Uint8Array, findings: Finding[]): DetectedMark {
    const inspected = inspect(bytes);
    findings.push(...findingsOfMark(path, inspected, environment));
    if (inspected.reason !== undefined) return { path, isChecked: false };
    const verdict = verifier?.verifySync(nothing, bytes, { subject: ANY_SUBJECT_DANGEROUS });
    // Where the subject was reached, all but the content has held, and that was not given.
    const isRefused = verdict?.status === 'rejected' && verdict.checks.subject !== 'passed';
    return { path, isChecked: verdict !== undefined, ...(isRefused && { refused: verdict }) };
  }

  return (data) => {
    const findings: Finding[] = [];
    const marks: DetectedMark[] = [];
    const { isComplete, visited } = visitTexts(data, (text, names) => {
      if (!mayHoldMark(text)) return;
      for (const bytes of different(findMarks(text).marks)) {
        if (!isPointer(bytes)) marks.push(readMark(toPointer(names), bytes, findings));
      }
    });
    if (!isComplete) {
      const id = 'not-looked-at.nodes';
      findings.push(tell('', id, 'warn', NOT_LOOKED_AT_REASON[id]));
    }
    return { findings, unlisted: 0, visited, isComplete, marks };
  };
}

/** What counts against data by what a mark in it says of itself, whoever signed it. */
export function findingsOfMark(
  path: string,
  inspection: Inspection,
  environment: string,
): readonly Finding[] {
  if (inspection.reason !== undefined) {
    return [tell(path, 'mark-unreadable', 'warn', 'stands in the place of a mark and is none')];
  }
  const findings: Finding[] = [];
  const { purpose, environment: own, subject } = inspection.claims;
  if (own !== environment) {
    const reason = 'a mark that says it was made for another environment';
    findings.push(tell(path, 'mark-of-another-environment', 'block', reason));
  }
  if (purpose === 'canary') {
    const seedSet = inspection.claims.extensions?.get(SEED_SET);
    const name = typeof seedSet === 'string' ? seedSet : subject;
    const reason = `a canary, planted in ${name.slice(0, MAX_NAME)}`;
    findings.push({ ...tell(path, 'canary', 'block', reason), technique: 'canary' });
  } else if (purpose !== 'content') {
    const reason = `a mark that says its content is test data (${purpose})`;
    findings.push(tell(path, 'mark-of-test-data', 'block', reason));
  }
  return findings;
}

function tell(path: string, id: string, severity: Severity, reason: string): Finding {
  return { path, technique: 'declared', id, severity, reason };
}

/** JSON holds a mark as its text and as its value. */
function different(marks: readonly Uint8Array[]): readonly Uint8Array[] {
  if (marks.length < 2) return marks;
  const keyOf = (bytes: Uint8Array): string => {
    let key = '';
    for (const byte of bytes) key += String.fromCharCode(byte);
    return key;
  };
  return [...new Map(marks.map((bytes) => [keyOf(bytes), bytes])).values()];
}
