/**
 * The gap report: each measure with a status, what that rests on and how it was counted. It states
 * what was found in what it was given, and nothing about whether a law is met.
 */

import type { ScanAttestation } from '../audit/attestations/scan.ts';
import type { Policy } from '../decide/policy/policy.ts';
import type { RegistryStatistics } from '../detect/registry/entry.ts';
import type { ScanReport } from '../scan/finding.ts';
import type { ReportFacts } from './facts.ts';
import type { Measure } from './measures.ts';

/** Statuses of a measure. None of them says that a law or a standard is met. */
export const GAP_STATUSES = [
  /** What the measure asks for was found in what was given. */
  'marked',
  /** It was looked for, and lacks or is not complete. */
  'gap',
  /** A person has to decide, and nobody has said so yet. */
  'needs-assessment',
  /** It can be counted, and nothing was given to count. */
  'not-measured',
  /** It does not speak to this role, or not on this day. */
  'out-of-scope',
] as const;

/** One of {@link GAP_STATUSES}. */
export type GapStatus = (typeof GAP_STATUSES)[number];

/** A count, and of how many. */
export interface Count {
  readonly name: string;
  readonly count: number;
  /** The denominator; absent where there is none. */
  readonly of?: number;
}

/** What a report was made from: a file by its SHA-256, 64 hexadecimal digits. */
export interface ReportInput {
  readonly kind: 'facts' | 'scan' | 'attestation' | 'registry' | 'policy' | 'bench';
  /** As it was named. */
  readonly name: string;
  /** Absent for a preset, which comes with the program. */
  readonly sha256?: string;
}

/** A file with its name, its digest and what it holds. */
export interface Named<T> {
  readonly name: string;
  readonly sha256: string;
  readonly value: T;
}

/** A benchmark as `npm run bench -- NAME --json` prints it, as far as it is cited. */
export interface Bench {
  readonly suite: string;
  /** ISO 8601. */
  readonly date: string;
  /** Error rates with their counts and intervals, in words. */
  readonly notes: readonly string[];
}

/** What a report is made of. All but facts and day is optional, and what is not given is not measured. */
export interface GapReportInput {
  readonly facts: Named<ReportFacts>;
  /** Unix seconds: the day that the report is about. */
  readonly asOf: number;
  readonly scans?: readonly Named<Pick<ScanReport, 'scanned' | 'counts'>>[];
  /** Attestations of scans whose signature was checked. */
  readonly attestations?: readonly Named<ScanAttestation>[];
  readonly registry?: Named<RegistryStatistics>;
  /** The policy by which data is let in; without a digest for a preset. */
  readonly policy?: { readonly name: string; readonly sha256?: string; readonly value: Policy };
  readonly benches?: readonly Named<Bench>[];
  /** Version of the program that makes the report. */
  readonly version?: string;
}

/** What became of one measure. */
export interface Assessment {
  readonly status: GapStatus;
  /** Half a line: why. */
  readonly reason: string;
  readonly counts: readonly Count[];
  /** Names of the inputs that it rests on. */
  readonly basis: readonly string[];
  /** `YYYY-MM-DD`, where the measure has a day of its own that has not come. */
  readonly due?: string;
}

/** Whether a section of the Code speaks to this role on this day. */
export interface Applicability {
  readonly section: 1 | 2;
  readonly state: 'applies' | 'transition' | 'not-yet' | 'needs-assessment' | 'other-role';
  readonly reason: string;
}

/** What of one scan counts for marking. */
export interface MarkingRow {
  /** Name of the report or attestation. */
  readonly input: string;
  readonly records: number;
  /** Records with a mark, of {@link records}. */
  readonly withMark: number;
  readonly marks: { readonly found: number; readonly checked: number; readonly refused: number };
  readonly findings: { readonly block: number; readonly warn: number; readonly info: number };
  readonly notScanned: number;
}

/** Error rates of a benchmark, as it told them. */
export interface CitedRates {
  /** First 16 hexadecimal digits of the SHA-256 of the benchmark's own record. */
  readonly run: string;
  readonly suite: string;
  readonly date: string;
  readonly notes: readonly string[];
}

/** A gap report. */
export interface GapReport {
  readonly version: 1;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Day of the list of measures. */
  readonly catalogue: string;
  readonly generator: { readonly name: 'contentmark'; readonly version: string };
  /** Declared by the shop, not checked. */
  readonly declared: Pick<
    ReportFacts,
    'organisation' | 'system' | 'role' | 'placedOnMarket' | 'signatory'
  >;
  readonly applicability: readonly Applicability[];
  readonly totals: Readonly<Record<GapStatus, number>>;
  readonly measures: readonly (Measure & Assessment)[];
  readonly marking: readonly MarkingRow[];
  readonly errorRates: readonly CitedRates[];
  readonly inputs: readonly ReportInput[];
  readonly limits: readonly string[];
}

/** What no report says, whatever stands above it. */
export const REPORT_LIMITS: readonly string[] = [
  'A status says what was found in the inputs that are listed, and not whether a law, a code or a standard is met.',
  'What was declared is the word of whoever declared it; nothing here has checked it.',
  'The absence of a finding shows nothing about what was not scanned, or what no rule knows.',
  'A mark shows who declared what about a content, not that the declaration is true, nor when it was made.',
  'Invisible characters and files beside a content are metadata and count as no watermark; a registry of fingerprints counts as no layer.',
  'Error rates are those of the benchmark runs that are named, on their data; without a run there is no rate.',
  'This is the work of a program and no legal advice.',
];
