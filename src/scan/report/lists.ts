/**
 * Writes reports with one entry a finding: JSON Lines, GitLab code quality, annotations of GitHub.
 */
import type { Severity } from '../../detect/finding/finding.ts';
import { printable, toJson } from '../../printable.ts';
import type { NotScanned, ScanFinding, ScanReport } from '../finding.ts';

/** JSON Lines: findings, what was not scanned, and last what was counted. */
export function toJsonl({ scanned, findings, notScanned, counts }: ScanReport): string {
  const lines = [
    ...findings.map((finding) => ({ type: 'finding', ...finding })),
    ...notScanned.map((one) => ({ type: 'not-scanned', ...one })),
    { type: 'summary', scanned, counts },
  ];
  return lines.map((line) => `${toJson(line)}\n`).join('');
}

const GITLAB: Readonly<Record<Severity, string>> = {
  block: 'blocker',
  warn: 'minor',
  info: 'info',
};

/** GitLab's code quality report. What was not scanned is an entry too. */
export function toGitlab({ findings, notScanned }: ScanReport): readonly object[] {
  return [
    ...findings.map(({ fingerprint, id, severity, place, reason }) => ({
      description: `${id}: ${reason}, at ${place.pointer || 'the whole'}`,
      check_name: id,
      fingerprint,
      severity: GITLAB[severity],
      location: { path: place.file, lines: { begin: Math.max(place.line, 1) } },
    })),
    ...notScanned
      .filter(({ isFault }) => isFault)
      .map(({ file, line = 1, reason, detail }) => ({
        description: `not scanned: ${detail}`,
        check_name: `not-scanned.${reason}`,
        fingerprint: `${reason}:${file}:${line}`,
        severity: 'blocker',
        location: { path: file, lines: { begin: line } },
      })),
  ];
}

/** Annotations: GitHub shows ten of each level a step, so the gravest come first. */
export function toGithub({ findings, notScanned, counts, scanned }: ScanReport): string {
  const grave = (severity: Severity) => findings.filter((one) => one.severity === severity);
  const lines = [
    ...notScanned.filter(({ isFault }) => isFault).map(annotateUnread),
    ...grave('block').map((finding) => annotate('error', finding)),
    ...grave('warn').map((finding) => annotate('warning', finding)),
    `::notice title=contentmark::${escapeData(`${counts.block} block, ${counts.warn} warn, ${counts.info} info in ${scanned.records} records of ${scanned.files} files; ${counts.notScanned} not scanned`)}`,
  ];
  return `${lines.join('\n')}\n`;
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
