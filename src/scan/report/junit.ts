/**
 * Writes a report as JUnit XML, which every CI server shows: a suite for each file, a case for each
 * finding.
 */
import { escapeXml } from '../../escape-markup.ts';
import { printable } from '../../printable.ts';
import type { NotScanned, ScanFinding, ScanReport } from '../finding.ts';

/** Findings of severity `info` are no failures and are left out. */
export function toJunit({ findings, notScanned }: ScanReport): string {
  const files = new Map<string, { failures: ScanFinding[]; errors: NotScanned[] }>();
  const of = (file: string) => {
    const held = files.get(file) ?? { failures: [], errors: [] };
    files.set(file, held);
    return held;
  };
  for (const finding of findings) {
    if (finding.severity !== 'info') of(finding.place.file).failures.push(finding);
  }
  for (const one of notScanned) if (one.isFault) of(one.file).errors.push(one);
  let [failures, errors] = [0, 0];
  const suites = [...files].map(([file, held]) => {
    failures += held.failures.length;
    errors += held.errors.length;
    return writeSuite(file, held.failures, held.errors);
  });
  const clean = suites.length === 0 ? [writeClean()] : suites;
  const tests = Math.max(failures + errors, 1);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="contentmark" tests="${tests}" failures="${failures}" errors="${errors}">
${clean.join('\n')}
</testsuites>
`;
}

function writeSuite(
  file: string,
  failures: readonly ScanFinding[],
  errors: readonly NotScanned[],
): string {
  const name = xml(file);
  const cases = [
    ...failures.map(({ id, severity, place, reason }) => {
      const at = `line ${place.line}, record ${place.record}, ${place.pointer || 'the whole'}`;
      return `    <testcase classname="${name}" name="${xml(`${id} at ${at}`)}"><failure type="${severity}" message="${xml(reason)}">${xml(`${file}: ${at}`)}</failure></testcase>`;
    }),
    ...errors.map(({ line, reason, detail }) => {
      const at = line === undefined ? 'the file' : `line ${line}`;
      return `    <testcase classname="${name}" name="${xml(`not scanned: ${at}`)}"><error type="${reason}" message="${xml(detail)}"/></testcase>`;
    }),
  ];
  const counts = `tests="${cases.length}" failures="${failures.length}" errors="${errors.length}"`;
  return `  <testsuite name="${name}" ${counts}>\n${cases.join('\n')}\n  </testsuite>`;
}

function writeClean(): string {
  return `  <testsuite name="scan" tests="1" failures="0" errors="0">\n    <testcase classname="scan" name="no findings"/>\n  </testsuite>`;
}

function xml(text: string): string {
  return escapeXml(printable(text));
}
