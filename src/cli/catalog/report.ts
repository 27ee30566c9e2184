/**
 * What a catalogue command tells: findings as they come, counts at the end. JSON is
 * written as it grows, so a catalogue of a million findings takes no more memory than one.
 */

import type { Catalog, UncoveredPart } from 'contentmark/records';
import { printable } from '../../printable.ts';
import { type Failure, toFailure } from '../terminal/failure.ts';
import { colorsFor, type Io, write } from '../terminal/io.ts';
import { createJsonList } from '../terminal/json-list.ts';

/** A record that is not as it should be. */
export interface Finding {
  /** From 1. */
  readonly record: number;
  /** Where it stands, in a file. */
  readonly line?: number;
  readonly subject?: string;
  readonly status: 'rejected' | 'absent' | 'broken';
  readonly reason?: string;
  readonly detail?: string;
  readonly parts: readonly { readonly name: string; readonly result: string }[];
}

/** Numbers by what they count, in the order they are shown. */
type Counts = Readonly<Record<string, number>>;

/** Collects findings and ends with either `finish` or `fail`. */
export interface Report {
  add(finding: Finding): Promise<void>;
  /** `more` is what the JSON has beside the counts; what {@link describeFile} gave is told in words too. */
  finish(
    title: string,
    counts: Counts,
    more: FileFacts & { readonly output?: string; readonly dryRun?: boolean },
  ): Promise<void>;
  /** Completes what has been printed so far, and marks the failure as told. */
  fail(error: unknown): Promise<Failure>;
}

/** What was found out about the file as a whole. */
export interface FileFacts {
  /** What divides the cells, where it is not a comma. */
  readonly delimiter?: string;
  /** Parts of the map that the file has no column for, so that no mark of it covers them. */
  readonly partsWithoutColumn?: readonly UncoveredPart[];
  /** Lines that belong to a record and that no part of the map is made of. */
  readonly linesPassedOver?: number;
}

/** The facts that a report tells, of a catalogue that has been read. */
export function describeFile({ delimiter, uncovered, passedOver }: Catalog): FileFacts {
  return {
    ...(delimiter !== undefined && delimiter !== ',' && { delimiter }),
    ...(uncovered.length > 0 && { partsWithoutColumn: uncovered }),
    ...(passedOver > 0 && { linesPassedOver: passedOver }),
  };
}

function factsInWords({
  delimiter,
  partsWithoutColumn = [],
  linesPassedOver,
}: FileFacts): string[] {
  const divided =
    delimiter === undefined ? [] : [`  cells divided by ${JSON.stringify(delimiter)}`];
  const uncovered = partsWithoutColumn.map(({ part, near }) => {
    const hint = near === undefined ? '' : ` (is it ${JSON.stringify(near)}?)`;
    return `  not covered: ${part}, no column for it${hint}`;
  });
  const passedOver =
    linesPassedOver === undefined
      ? []
      : [`  not covered: ${format(linesPassedOver)} lines that belong to a record (__parentId)`];
  return [...divided, ...uncovered, ...passedOver];
}

/** A person reads the first few and mends the cause; all of them are in the JSON. */
const SHOWN_FINDINGS = 20;

/** Findings as one JSON document: `{ "records": […], "counts": {…} }`. */
export function createJsonReport(io: Io): Report {
  const list = createJsonList(io, 'records');
  return {
    add: list.add,
    finish: (_title, counts, more) => list.end({ counts, ...more }),
    fail: list.fail,
  };
}

/** A table of counts and the first findings, for a terminal. */
export function createTextReport(io: Io): Report {
  const colors = colorsFor(io.stdout, io.env);
  const shown: string[] = [];
  let total = 0;
  const paint = { rejected: colors.red, absent: colors.yellow, broken: colors.red };
  return {
    async add({ record, line, subject, status, reason, detail }) {
      total += 1;
      if (shown.length >= SHOWN_FINDINGS) return;
      const what = reason === undefined ? status : `${status} ${reason}`;
      const where = [
        `record ${record}`,
        ...(line === undefined ? [] : [`line ${line}`]),
        ...(subject === undefined ? [] : [subject]),
      ].join(', ');
      const why = detail === undefined ? '' : `: ${detail}`;
      shown.push(`  ${paint[status](what)}  ${printable(where + why)}`);
    },
    async finish(title, counts, facts) {
      const width = Math.max(...Object.values(counts).map((n) => format(n).length));
      const rows = Object.entries(counts).map(
        ([name, n]) => `  ${name.padEnd(10)} ${format(n).padStart(width)}`,
      );
      const told = factsInWords(facts).map((line) => colors.yellow(printable(line)));
      const lines = [colors.bold(printable(title)), ...rows, ...told];
      if (total > 0) lines.push('', ...shown);
      if (total > shown.length) {
        lines.push(`  … and ${format(total - shown.length)} more; --json lists all`);
      }
      await write(io.stdout, `${lines.join('\n')}\n`);
    },
    fail: async (error) => toFailure(error),
  };
}

function format(n: number): string {
  return n.toLocaleString('en-US');
}
