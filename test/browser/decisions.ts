/** The decision log, read as anybody would: line by line. */
import { readFileSync } from 'node:fs';
import { inject } from 'vitest';

/** A line, as far as it is read here. */
export interface LogLine {
  readonly place: string;
  readonly subject: string;
  readonly action: string;
  readonly rule: string;
  readonly findings: readonly { readonly path: string; readonly id: string }[];
  readonly claims?: { readonly environment: string; readonly purpose: string };
}

export function readLogText(): string {
  return readFileSync(inject('log'), 'utf8');
}

export function readLog(): readonly LogLine[] {
  return readLogText()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LogLine);
}

/** The newest line about something that names a marker. */
export function findLine(subject: string, id: string): LogLine | undefined {
  return readLog().findLast(
    (line) => line.subject === subject && line.findings.some((finding) => finding.id === id),
  );
}
