/**
 * Writes reports with one entry a finding: GitLab code quality, annotations of GitHub.
 */
import type { Severity } from '../../detect/finding/finding.ts';
import { printable } from '../../printable.ts';
import { faultsOf, type LongReport, type NotScanned, type ScanFinding } from '../finding.ts';
import { writeItems } from './json.ts';

const GITLAB: Readonly<Record<Severity, string>> = {
  block: 'blocker',
  warn: 'minor',
  info: 'info',
};

/** GitLab's code quality report. What was not scanned is an entry too. */
export function* writeGitlab(report: LongReport): Generator<string> {
  yield '[';
  yield* writeItems(gitlabEntries(report));
  yield ']\n';
}

function* gitlabEntries({ findings, notScanned }: LongReport): Generator<object> {
  for (const { fingerprint, id, severity, place, reason } of findings) {
    yield {
      description: `${id}: ${reason}, at ${place.pointer || 'the whole'}`,
      check_name: id,
      fingerprint,
      severity: GITLAB[severity],
      location: { path: place.file, lines: { begin: Math.max(place.line, 1) } },
    };
  }
  for (const { file, line = 1, reason, detail } of faultsOf(notScanned)) {
    yield {
      description: `not scanned: ${detail}`,
      check_name: `not-scanned.${reason}`,
      fingerprint: `${reason}:${file}:${line}`,
      severity: 'blocker',
      location: { path: file, lines: { begin: line } },
    };
  }
}

/** Annotations: GitHub shows ten of each level a step, so the gravest come first. */
export function* writeGithub(report: LongReport): Generator<string> {
  const { findings, notScanned, counts, scanned } = report;
  for (const one of faultsOf(notScanned)) yield `${annotateUnread(one)}\n`;
  for (const [severity, level] of [
    ['block', 'error'],
    ['warn', 'warning'],
  ] as const) {
    for (const one of findings) {
      if (one.severity === severity) yield `${annotate(level, one)}\n`;
    }
  }
  const said = `${counts.block} block, ${counts.warn} warn, ${counts.info} info in ${scanned.records} records of ${scanned.files} files; ${counts.notScanned} not scanned`;
  yield `::notice title=contentmark::${escapeData(said)}\n`;
}

function annotate(level: string, { id, place, reason }: ScanFinding): string {
  const { file, line, pointer } = place;
  return `::${level} file=${escapeProperty(file)},line=${Math.max(line, 1)},title=${escapeProperty(id)}::${escapeData(`${reason}, at ${pointer || 'the whole'}`)}`;
}

function annotateUnread({ file, line = 1, reason, detail }: NotScanned): string {
  return `::error file=${escapeProperty(file)},line=${line},title=${escapeProperty(`not scanned: ${reason}`)}::${escapeData(detail)}`;
}

/** Workflow commands end at a line feed; a percent sign begins an escape. */
function escapeData(text: string): string {
  return printable(text).replaceAll('%', '%25');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
