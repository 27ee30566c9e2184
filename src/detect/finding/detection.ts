/** The `Detection` type, which every detector returns. */
import type { Rejected } from '../../verify/verdict.ts';
import type { Finding } from './finding.ts';

/** What came of looking. */
export interface Detection {
  /** In the order of the data. No two of one detector have the same path and id. */
  readonly findings: readonly Finding[];
  /** Findings beyond the first 1,000 of each severity, which are counted but not listed. */
  readonly unlisted: number;
  /** Values and containers that were looked at. */
  readonly visited: number;
  /** Whether all of the data was looked at. If not, findings of `NOT_LOOKED_AT` say what was not. */
  readonly isComplete: boolean;
  /** The marks that were found, of a detector that looks for them. */
  readonly marks?: readonly DetectedMark[];
}

/** One mark that stood in the data. */
export interface DetectedMark {
  /** Where: a JSON Pointer, as in a finding. */
  readonly path: string;
  /** Whether a key was asked; without trust a mark is decoded only. */
  readonly isChecked: boolean;
  /** Why it does not hold; a policy says what is done about that. Its content was not compared. */
  readonly refused?: Rejected;
}

/** Looks through data. Never throws, whatever the data is. */
export type Detector = (data: unknown) => Detection;
