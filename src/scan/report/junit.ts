/**
 * Writes a report as JUnit XML, which every CI server shows: suites of one file each, a case for each
 * finding.
 */
import { escapeXml } from '../../escape-markup.ts';
import { printable } from '../../printable.ts';
import { faultsOf, type LongReport, type NotScanned, type ScanFinding } from '../finding.ts';

/** Findings of severity `info` are no failures and are left out. */
export function* writeJunit({ findings, notScanned, counts }: LongReport): Generator<string> {
  const failures = counts.block + counts.warn;
  const suites = [
    ...countRuns(findings, ({ severity, place }) => (severity === 'info' ? '' : place.file)),
  ];
  const broken = [...countRuns(notScanned, ({ isFault, file }) => (isFault ? file : ''))];
  const errors = broken.reduce((sum, { count }) => sum + count, 0);
  yield `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="contentmark" tests="${Math.max(failures + errors, 1)}" failures="${failures}" errors="${errors}">
`;
  const failed = failuresOf(findings);
  for (const suite of suites) yield* writeSuite(suite, failed, 'failures', writeFailure);
  const faults = faultsOf(notScanned);
  for (const suite of broken) yield* writeSuite(suite, faults, 'errors', writeError);
  if (failures + errors === 0) yield CLEAN;
  yield '</testsuites>\n';
}

/** Entries of one file that stand together. */
interface Run {
  readonly file: string;
  count: number;
}

/** @param fileOf empty for what is left out. */
function* countRuns<T>(items: Iterable<T>, fileOf: (item: T) => string): Generator<Run> {
  let run: Run | undefined;
  for (const item of items) {
    const file = fileOf(item);
    if (file === '') continue;
    if (run?.file === file) run.count += 1;
    else {
      if (run !== undefined) yield run;
      run = { file, count: 1 };
    }
  }
  if (run !== undefined) yield run;
}

function* failuresOf(findings: Iterable<ScanFinding>): Generator<ScanFinding> {
  for (const finding of findings) if (finding.severity !== 'info') yield finding;
}

function* writeSuite<T>(
  { file, count }: Run,
  items: Iterator<T>,
  kind: 'failures' | 'errors',
  writeCase: (item: T, name: string) => string,
): Generator<string> {
  const name = xml(file);
  const counts = (['failures', 'errors'] as const).map(
    (one) => `${one}="${one === kind ? count : 0}"`,
  );
  yield `  <testsuite name="${name}" tests="${count}" ${counts.join(' ')}>\n`;
  for (let left = count; left > 0; left--) {
    const { done, value } = items.next();
    if (done) break;
    yield `${writeCase(value, name)}\n`;
  }
  yield '  </testsuite>\n';
}

function writeFailure({ id, severity, place, reason }: ScanFinding, name: string): string {
  const at = `line ${place.line}, record ${place.record}, ${place.pointer || 'the whole'}`;
  return `    <testcase classname="${name}" name="${xml(`${id} at ${at}`)}"><failure type="${severity}" message="${xml(reason)}">${xml(`${place.file}: ${at}`)}</failure></testcase>`;
}

function writeError({ line, reason, detail }: NotScanned, name: string): string {
  const at = line === undefined ? 'the file' : `line ${line}`;
  return `    <testcase classname="${name}" name="${xml(`not scanned: ${at}`)}"><error type="${reason}" message="${xml(detail)}"/></testcase>`;
}

const CLEAN = `  <testsuite name="scan" tests="1" failures="0" errors="0">
    <testcase classname="scan" name="no findings"/>
  </testsuite>
`;

function xml(text: string): string {
  return escapeXml(printable(text));
}
