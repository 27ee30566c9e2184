/**
 * `scan`: searches files (exports, dumps, feeds, themes and settings) for data that must not go
 * into an environment, and returns the findings.
 */
import { readOptions, requireText, wrongArgument } from '../errors.ts';
import type { ChangedLines } from './changed-lines.ts';
import type { LongReport, NotScanned, ScanFinding, ScanReport } from './finding.ts';
import { createTools, type FailOn, LOOK_OPTIONS, type LookOptions } from './look.ts';
import { createRepeats } from './repeats.ts';
import { runHere, runScan } from './run-scan.ts';
import type { ScanInput } from './scan-file.ts';
import { createTally, summaryOf } from './tally.ts';
import { listUnits } from './units.ts';

/** What to scan, and for where. */
export interface ScanOptions extends LookOptions {
  /** Files and directories, in the order in which they are told. */
  readonly paths: readonly string[];
  /** Bytes that are no file, such as stdin; told after the paths. */
  readonly inputs?: readonly ScanInput[];
  /** Only records that touch these lines; other files are passed over. Default all of every file. */
  readonly changed?: ChangedLines;
  /** Fingerprints of findings that are known: they are counted and told no more. Default none. */
  readonly baseline?: ReadonlySet<string>;
  /** Told the bytes that were read of a file since it was told last, before decompression. */
  readonly onBytes?: (bytes: number) => void;
}

/** Their names. */
export const SCAN_OPTIONS: readonly (keyof ScanOptions)[] = [
  ...LOOK_OPTIONS,
  'paths',
  'inputs',
  'changed',
  'baseline',
  'onBytes',
];

/**
 * Scans, and holds every finding in memory: a few hundred bytes each. What cannot be read stands in
 * `notScanned`, with its place.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_POLICY` for a mistake in the options; never for a file.
 * @example
 * ```ts
 * import { isStopped, scan } from 'contentmark/scan';
 *
 * async function* upload() {
 *   yield 'email,total\njo@example.com,12.00\n';
 * }
 *
 * const report = await scan({ paths: [], inputs: [{ file: 'orders.csv', stream: upload() }] });
 * console.log(report.findings[0]?.id, isStopped(report, 'block')); // domain.example true
 * ```
 */
export async function scan(options: ScanOptions): Promise<ScanReport> {
  const own = readOptions('options', options, SCAN_OPTIONS);
  const { paths, inputs = [], changed, baseline = new Set<string>(), onBytes } = own;
  requirePaths(paths);
  const findings: ScanFinding[] = [];
  const notScanned: NotScanned[] = [];
  const tally = createTally();
  await runScan({
    running: runHere(listUnits(paths, inputs, changed), createTools(own)),
    tally,
    repeats: createRepeats(),
    baseline,
    onBytes,
    sink: {
      finding: (one) => findings.push(one),
      known: () => undefined,
      notScanned: (one) => notScanned.push(one),
    },
  });
  const { scanned, counts } = summaryOf(tally);
  return { scanned, findings, notScanned, counts };
}

/** @throws ContentmarkError `ERR_ARGUMENT` */
export function requirePaths(paths: unknown): asserts paths is readonly string[] {
  if (!Array.isArray(paths)) throw wrongArgument('options.paths', 'an array of paths', paths);
  for (const [index, path] of paths.entries()) requireText(`options.paths[${index}]`, path);
}

/** Whether a gate stops: for findings grave enough, and for what should have been read and was not. */
export function isStopped(
  { counts, notScanned }: Pick<LongReport, 'counts' | 'notScanned'>,
  failOn: FailOn,
): boolean {
  if (counts.block > 0) return true;
  for (const { isFault } of notScanned) if (isFault) return true;
  return failOn !== 'block' && counts.warn > 0;
}
