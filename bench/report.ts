/** What the bench prints: one JSON object, or a table for people. */
import { cpus, loadavg } from 'node:os';
import type { Outcome, Ratio, Result } from './measure.ts';
import type { Suite } from './suite.ts';

/** The outcome of one suite, and where and when it was measured. */
export interface Report {
  readonly suite: string;
  readonly node: string;
  readonly machine: string;
  readonly date: string;
  readonly results: readonly Result[];
  readonly ratios: Readonly<Record<string, Ratio>>;
  readonly counts: Readonly<Record<string, number>>;
}

/** Puts the contests of a suite together. */
export function createReport(suite: string, outcomes: readonly Outcome[]): Report {
  const processors = cpus();
  const model = processors[0]?.model.trim() || 'unnamed processor';
  return {
    suite,
    node: process.version,
    machine: `${model}, ${processors.length} cores, ${process.platform} ${process.arch}`,
    date: new Date().toISOString(),
    results: outcomes.flatMap(({ results }) => results),
    ratios: Object.assign({}, ...outcomes.map(({ ratios }) => ratios)),
    counts: Object.assign({}, ...outcomes.map(({ counts }) => counts)),
  };
}

/** The same for people. `rounds` tells how much to trust it. */
export function formatReport(report: Report, suite: Suite, rounds: number): string {
  const load = loadavg()
    .map((value) => value.toFixed(2))
    .join(' ');
  const lines = [
    `${report.suite}: ${report.machine}`,
    `Node ${report.node}, ${report.date}, load average ${load}, ${rounds} round${rounds === 1 ? '' : 's'}`,
    '',
    row('case', 'median', 'p99'),
    ...report.results.map(({ name, medianNs, p99Ns }) =>
      row(name, formatTime(medianNs), formatTime(p99Ns)),
    ),
    '',
    row('ratio', 'median', 'min', 'max'),
    ...Object.entries(report.ratios).map(([name, { median, min, max }]) =>
      row(name, median.toFixed(3), min.toFixed(3), max.toFixed(3)),
    ),
    ...Object.entries(report.counts).map(
      ([name, count], index) =>
        `${index === 0 ? '\n' : ''}${row(name, count.toLocaleString('en'))}`,
    ),
    '',
    ...suite.notes.map((note) => `- ${note}`),
  ];
  return lines.join('\n');
}

function row(name: string, ...columns: readonly string[]): string {
  return name.padEnd(24) + columns.map((column) => column.padStart(12)).join('');
}

function formatTime(ns: number): string {
  if (ns < 1e3) return `${ns} ns`;
  return ns < 1e6 ? `${(ns / 1e3).toFixed(1)} µs` : `${(ns / 1e6).toFixed(2)} ms`;
}
