/**
 * `scan`: searches files (exports, dumps, feeds, themes and settings) for data that must not go
 * into an environment, and returns the findings.
 */

import { publishedLists, SETTING_CLASSES } from '../decide/guards/look.ts';
import type { PolicyPlace } from '../decide/policy/decision.ts';
import { environmentClassOf, type Policy } from '../decide/policy/policy.ts';
import { storefront } from '../decide/policy/presets.ts';
import { createDetector } from '../detect/create-detector.ts';
import type { Detector } from '../detect/finding/detection.ts';
import { createMarkDetector } from '../detect/marks.ts';
import type { OwnMarker } from '../detect/own-markers.ts';
import type { Registry } from '../detect/registry/entry.ts';
import { createRegistryDetector } from '../detect/registry/recognize.ts';
import { readOptions, requireText, wrongArgument } from '../errors.ts';
import type { Format } from '../records/format.ts';
import type { Verifier } from '../verify/verifier.ts';
import type { NotScanned, ScanCounts, ScanFinding, ScanReport } from './finding.ts';
import { createFingerprints } from './fingerprint.ts';
import { listFiles } from './list-files.ts';
import { type Look, type ScanInput, type ScanTools, scanFile } from './scan-file.ts';
import { createWeigh } from './weigh.ts';

/** From which severity on a finding stops a gate; `absent`: a record without a mark as well. */
export const FAIL_ON = ['block', 'warn', 'absent'] as const;

/** One of {@link FAIL_ON}. */
export type FailOn = (typeof FAIL_ON)[number];

/** What to scan, and for where. */
export interface ScanOptions {
  /** Files and directories, in the order in which they are told. */
  readonly paths: readonly string[];
  /** Bytes that are no file, such as stdin; told after the paths. */
  readonly inputs?: readonly ScanInput[];
  /** Where the data goes. Default `production`; a name that the policy does not know is judged as that. */
  readonly environment?: string;
  /** Checks marks but for their content. Default: they are decoded only. */
  readonly verifier?: Pick<Verifier, 'verifySync'>;
  /** Default the preset `storefront`: `import` for records, `settings` for settings. */
  readonly policy?: Policy;
  /** Finds texts of records without a mark that are, or are like, what was signed. Default none. */
  readonly registry?: Pick<Registry, 'recognize'>;
  /** Markers of your own. Default none. */
  readonly markers?: readonly OwnMarker[];
  /** Default `block`. */
  readonly failOn?: FailOn;
  /** Fingerprints of findings that are known: they are counted and told no more. Default none. */
  readonly baseline?: ReadonlySet<string>;
  /** Told each finding as it is found. */
  readonly onFinding?: (finding: ScanFinding) => void;
  /** Told the bytes that were read of a file since it was told last, before decompression. */
  readonly onBytes?: (bytes: number) => void;
}

const OPTIONS: readonly (keyof ScanOptions)[] = [
  'paths',
  'inputs',
  'environment',
  'verifier',
  'policy',
  'registry',
  'markers',
  'failOn',
  'baseline',
  'onFinding',
  'onBytes',
];

/**
 * Scans. What cannot be read stands in `notScanned`, with its place.
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
  const own = readOptions('options', options, OPTIONS);
  const { paths, inputs = [], baseline = new Set<string>(), onFinding, failOn = 'block' } = own;
  if (!Array.isArray(paths)) throw wrongArgument('options.paths', 'an array of paths', paths);
  for (const [index, path] of paths.entries()) requireText(`options.paths[${index}]`, path);
  if (!FAIL_ON.includes(failOn)) {
    throw wrongArgument('options.failOn', `one of ${FAIL_ON.join(', ')}`, failOn);
  }
  const tools: ScanTools = {
    lookFor: createLooks(own),
    fingerprints: createFingerprints(),
    isMarkWanted: failOn === 'absent',
    onBytes: own.onBytes,
    recognize: own.registry && createRegistryDetector(own.registry),
  };
  const findings: ScanFinding[] = [];
  const notScanned: NotScanned[] = [];
  const counts = { block: 0, warn: 0, info: 0, known: 0, absent: 0 };
  const marks = { found: 0, checked: 0, refused: 0 };
  const scanned = { files: 0, records: 0 };

  async function read(input: ScanInput): Promise<void> {
    scanned.files += 1;
    for await (const event of scanFile(input, tools)) {
      if (event.type === 'not-scanned') {
        notScanned.push(event.notScanned);
        continue;
      }
      if (event.isRecord) {
        scanned.records += 1;
        if (event.marks.found === 0) counts.absent += 1;
      }
      for (const name of ['found', 'checked', 'refused'] as const) marks[name] += event.marks[name];
      for (const finding of event.findings) {
        if (baseline.has(finding.fingerprint)) {
          counts.known += 1;
          continue;
        }
        counts[finding.severity] += 1;
        findings.push(finding);
        onFinding?.(finding);
      }
    }
  }

  for (const path of paths) {
    for await (const listed of listFiles(path)) {
      if ('file' in listed) await read(listed);
      else notScanned.push(listed.notScanned);
    }
  }
  for (const input of inputs) await read(input);
  const all: ScanCounts = { ...counts, marks, notScanned: notScanned.length };
  return { scanned, findings, notScanned, counts: all };
}

/** Whether a gate stops: for findings grave enough, and for what should have been read and was not. */
export function isStopped(
  { counts, notScanned }: Pick<ScanReport, 'counts' | 'notScanned'>,
  failOn: FailOn,
): boolean {
  if (counts.block > 0 || notScanned.some(({ isFault }) => isFault)) return true;
  return failOn !== 'block' && counts.warn > 0;
}

const SETTING_FORMATS: readonly (Format | undefined)[] = ['env', 'ini'];

/** What is looked for in records and in settings; each is made when it is first needed. */
function createLooks(options: ScanOptions): (format: Format | undefined) => Look {
  const { environment = 'production', verifier, policy = storefront, markers = [] } = options;
  const isLive = environmentClassOf(policy, environment) === 'production';
  const marks = createMarkDetector({ environment, ...(verifier && { verifier }) });

  const make = (place: PolicyPlace, lists: readonly Detector[]): Look => ({
    isSettings: place === 'settings',
    detectors: [...lists, marks],
    weigh: createWeigh(policy, place, environment),
  });
  const records = make('import', [createDetector({ markers })]);
  const settings = make(
    'settings',
    isLive
      ? [createDetector({ classes: SETTING_CLASSES, markers })]
      : publishedLists('live-secrets'),
  );
  return (format) => (SETTING_FORMATS.includes(format) ? settings : records);
}
