/** The types of a scan's report: findings with their places, and what was not read. */
import { SEVERITIES, type Severity, type Technique } from '../detect/finding/finding.ts';
import type { BrokenReason } from '../records/piece/piece.ts';

/** Where a finding stands. */
export interface ScanPlace {
  /** As it was named or found; a member of an archive stands behind `!/`. */
  readonly file: string;
  /** From 1; 0 for the header of a table. */
  readonly record: number;
  /** Of the record's first byte, from 1. */
  readonly line: number;
  readonly column?: number;
  /** From the document to the value (RFC 6901): `/products/3/body_html`, in tables `/Title`. */
  readonly pointer: string;
}

/** One finding. It never holds the value. */
export interface ScanFinding {
  /**
   * The same as long as rule, record, pointer and value are, wherever the record stands: 32
   * hexadecimal digits.
   */
  readonly fingerprint: string;
  readonly technique: Technique;
  readonly id: string;
  /** As the policy weighs it for the environment, which may be less or more than the rule's own. */
  readonly severity: Severity;
  readonly place: ScanPlace;
  readonly reason: string;
}

/** Why something was not read. */
export type NotScannedReason =
  | BrokenReason
  /** Nothing that is read: a picture, a program. In a directory that is no fault. */
  | 'unknown-format'
  /** A directory that leads back to itself. */
  | 'loop';

/** What was not read. */
export interface NotScanned {
  readonly file: string;
  /** The record; absent for a whole file. */
  readonly record?: number;
  readonly line?: number;
  readonly reason: NotScannedReason;
  readonly detail: string;
  /** Whether a gate stops for it: it should have been read. */
  readonly isFault: boolean;
}

/** What a scan counted. */
export interface ScanCounts {
  readonly block: number;
  readonly warn: number;
  readonly info: number;
  /** Findings that stand in the baseline and count in none of the above. */
  readonly known: number;
  /** Marks that were found, that a key was asked about, and that do not hold. */
  readonly marks: { readonly found: number; readonly checked: number; readonly refused: number };
  /** Records without a mark. */
  readonly absent: number;
  readonly notScanned: number;
}

/** All that a scan found. */
export interface ScanReport {
  readonly scanned: { readonly files: number; readonly records: number };
  /** In the order of the files and their records. */
  readonly findings: readonly ScanFinding[];
  readonly notScanned: readonly NotScanned[];
  readonly counts: ScanCounts;
}

/** A report whose lists may be longer than memory: each can be gone over as often as is wanted. */
export interface LongReport extends Omit<ScanReport, 'findings' | 'notScanned'> {
  readonly findings: Iterable<ScanFinding>;
  readonly notScanned: Iterable<NotScanned>;
}

/** Findings by severity, the gravest first; alike ones in their order. Goes over them once for each. */
export function* gravestFirst(findings: Iterable<ScanFinding>): Generator<ScanFinding> {
  for (const name of SEVERITIES) {
    for (const finding of findings) if (finding.severity === name) yield finding;
  }
}

/** What should have been read and was not. */
export function* faultsOf(notScanned: Iterable<NotScanned>): Generator<NotScanned> {
  for (const one of notScanned) if (one.isFault) yield one;
}

/** The first of many. */
export function* take<T>(items: Iterable<T>, count: number): Generator<T> {
  let taken = 0;
  for (const item of items) {
    if (taken === count) return;
    taken += 1;
    yield item;
  }
}
