/** What a scan has counted up to a place, from which it can go on. */
import type { ScanCounts, ScanReport } from './finding.ts';

/** Plain data: it is written to disk. */
export interface Tally {
  /** Units that have been read. */
  units: number;
  /** A digest of them. */
  chain: string;
  readonly scanned: { files: number; records: number };
  readonly counts: { -readonly [K in keyof Omit<ScanCounts, 'marks'>]: number };
  readonly marks: { -readonly [K in keyof ScanCounts['marks']]: number };
  /** Of the file that is being read in parts, before the next part. */
  readonly before: { records: number; lines: number };
}

/** Nothing yet. */
export function createTally(): Tally {
  return {
    units: 0,
    chain: '',
    scanned: { files: 0, records: 0 },
    counts: { block: 0, warn: 0, info: 0, known: 0, absent: 0, notScanned: 0 },
    marks: { found: 0, checked: 0, refused: 0 },
    before: { records: 0, lines: 0 },
  };
}

/** As a report has it. */
export function summaryOf({
  scanned,
  counts,
  marks,
}: Tally): Pick<ScanReport, 'scanned' | 'counts'> {
  const { block, warn, info, known, absent, notScanned } = counts;
  return {
    scanned: { ...scanned },
    counts: { block, warn, info, known, marks: { ...marks }, absent, notScanned },
  };
}
