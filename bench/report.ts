/** What the bench prints: one JSON object, or a table for people. */
import { cpus, loadavg } from 'node:os';
import { FREE_CORES } from './control.ts';
import type { Outcome, Result } from './measure.ts';
import type { Spread } from './quantile.ts';
import type { Figure, Suite } from './suite.ts';

/** Where and when something was measured. */
export interface Setting {
  readonly node: string;
  readonly machine: string;
  readonly date: string;
  /** Rounds that count; the more, the more it is to be trusted. */
  readonly rounds: number;
  /** Processes that wanted to run, over the last minute. */
  readonly load: number;
}

/** The outcome of one suite. */
export interface Report extends Setting {
  readonly suite: string;
  readonly results: readonly Result[];
  readonly ratios: Readonly<Record<string, Spread>>;
  readonly figures: readonly Figure[];
  /** The control loop of the contests that use threads. */
  readonly scaling?: Spread;
  readonly notes: readonly string[];
}

/** Says where we are. */
export function describeSetting(rounds: number): Setting {
  const processors = cpus();
  const model = processors[0]?.model.trim() || 'unnamed processor';
  return {
    node: process.version,
    machine: `${model}, ${processors.length} cores, ${process.platform} ${process.arch}`,
    date: new Date().toISOString(),
    rounds,
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}

/** Puts the contests of a suite together. */
export function createReport(
  { name, notes }: Suite,
  outcomes: readonly Outcome[],
  figures: readonly Figure[],
  rounds: number,
): Report {
  // Where several contests used threads, the busiest moment counts.
  const [scaling] = outcomes
    .flatMap((outcome) => outcome.scaling ?? [])
    .toSorted((a, b) => a.median - b.median);
  return {
    suite: name,
    ...describeSetting(rounds),
    results: outcomes.flatMap(({ results }) => results),
    ratios: Object.assign({}, ...outcomes.map(({ ratios }) => ratios)),
    figures,
    ...(scaling !== undefined && { scaling }),
    notes,
  };
}

/** The same for people. */
export function formatReport(report: Report): string {
  const { suite, results, ratios, figures, scaling, notes } = report;
  const lines = [
    `${suite}: ${formatSetting(report)}`,
    '',
    row('case', 'median', 'p99'),
    ...results.map(({ name, medianNs, p99Ns }) =>
      row(name, formatTime(medianNs), formatTime(p99Ns)),
    ),
    '',
    row('ratio', 'median', 'min', 'max'),
    ...Object.entries(ratios).map(([name, { median, min, max }]) =>
      row(name, ...[median, min, max].map(formatRatio)),
    ),
  ];
  if (figures.length > 0) {
    lines.push('', row('figure', 'value'));
    for (const { name, value, unit } of figures)
      lines.push(row(name, `${formatNumber(value)} ${unit}`));
  }
  if (scaling !== undefined) lines.push('', formatScaling(scaling));
  return [...lines, '', ...notes.map((note) => `- ${note}`)].join('\n');
}

/** Machine, Node, date and load in one line. */
export function formatSetting({ machine, node, date, load, rounds }: Setting): string {
  return `${machine}, Node ${node}, ${date}, load average ${load}, ${rounds} round${rounds === 1 ? '' : 's'}`;
}

/** What the control loop found. */
export function formatScaling({ median, min, max }: Spread): string {
  const spread = `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
  return median >= FREE_CORES
    ? `Both cores were free: two threads did ${spread} times the work of one.`
    : `The cores were busy: two threads did ${spread} times the work of one, ${FREE_CORES} is free. What uses threads is slower here than it need be.`;
}

/** A line of a table: names to the left, numbers to the right. */
export function row(name: string, ...columns: readonly string[]): string {
  return name.padEnd(28) + columns.map((column) => column.padStart(13)).join('');
}

/** Three digits that count. */
export function formatRatio(value: number): string {
  return value >= 0.1 ? value.toFixed(3) : value.toPrecision(3);
}

/** A time in the unit that fits it. */
export function formatTime(ns: number): string {
  if (ns < 1e3) return `${ns < 10 ? ns.toFixed(1) : Math.round(ns)} ns`;
  return ns < 1e6 ? `${(ns / 1e3).toFixed(1)} µs` : `${(ns / 1e6).toFixed(2)} ms`;
}

/** Whole from a hundred on. */
export function formatNumber(value: number): string {
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(3)));
}
