/**
 * Reports findings as they come and counts at the end, as a table for people or one JSON document,
 * for commands that go over many records. JSON is written as it grows, so a million findings take
 * no more memory than one.
 */
import type { createColors } from 'picocolors';
import { printable, printableNumber } from '../../printable.ts';
import { type Failure, toFailure } from './failure.ts';
import { colorsFor, type Io, write } from './io.ts';
import { createJsonList } from './json-list.ts';

/** Numbers by what they count, in the order they are shown. */
export type Counts = Readonly<Record<string, number>>;

/** How findings are shown. */
export interface Shape<Finding> {
  /** The member of the JSON document that holds them. */
  readonly list: string;
  /** An entry of that list. */
  readonly toJson: (finding: Finding) => object;
  /** What it is: `rejected digest-mismatch`. */
  readonly what: (finding: Finding) => string;
  /** Where it stands, and why it is one. May hold anything: it is made printable. */
  readonly where: (finding: Finding) => string;
  /** Whether it is no more than a gap, and shown in yellow. */
  readonly isMild: (finding: Finding) => boolean;
  /** Whether counts of nothing are left out of the table. */
  readonly hidesZeros: boolean;
}

/** Takes findings, and ends with either `finish` or `fail`. */
export interface Report<Finding> {
  readonly add: (finding: Finding) => Promise<void>;
  /**
   * @param facts what the JSON has beside the counts.
   * @param told of the facts, what people are told below the counts.
   */
  readonly finish: (
    title: string,
    counts: Counts,
    facts: object,
    told?: readonly string[],
  ) => Promise<void>;
  /** Completes what has been printed so far, and marks the failure as told. */
  readonly fail: (error: unknown, counts?: Counts) => Promise<Failure>;
}

/** Makes a report. */
export function createReport<Finding>(
  io: Io,
  isJson: boolean,
  shape: Shape<Finding>,
): Report<Finding> {
  return isJson ? createJsonReport(io, shape) : createTextReport(io, shape);
}

/** `{ "LIST": […], "counts": {…} }`, written as the records are gone through. */
function createJsonReport<Finding>(
  io: Io,
  { list: name, toJson }: Shape<Finding>,
): Report<Finding> {
  const list = createJsonList(io, name);
  return {
    add: (finding) => list.add(toJson(finding)),
    finish: (_title, counts, facts) => list.end({ counts, ...facts }),
    fail: list.fail,
  };
}

/** A person reads the first few and mends the cause; all of them are in the JSON. */
const SHOWN_FINDINGS = 20;

/** Counts and the first findings, for a terminal. */
function createTextReport<Finding>(io: Io, shape: Shape<Finding>): Report<Finding> {
  const colors = colorsFor(io.stdout, io.env);
  const shown: string[] = [];
  let total = 0;

  function print(title: string, counts: Counts, told: readonly string[]): Promise<void> {
    const lines = [
      colors.bold(printable(title)),
      ...tableOf(counts, shape.hidesZeros),
      ...told.map((line) => colors.yellow(printable(`  ${line}`))),
    ];
    if (total > 0) lines.push('', ...shown);
    if (total > shown.length) {
      lines.push(`  … and ${printableNumber(total - shown.length)} more; --json lists all`);
    }
    return write(io.stdout, `${lines.join('\n')}\n`);
  }

  return {
    async add(finding) {
      total += 1;
      if (shown.length < SHOWN_FINDINGS) shown.push(lineOf(finding, shape, colors));
    },
    finish: (title, counts, _facts, told = []) => print(title, counts, told),
    async fail(error, counts) {
      if (counts !== undefined) await print('Ended early; what was counted is done', counts, []);
      return toFailure(error);
    },
  };
}

function lineOf<Finding>(
  finding: Finding,
  { what, where, isMild }: Shape<Finding>,
  { red, yellow }: ReturnType<typeof createColors>,
): string {
  const paint = isMild(finding) ? yellow : red;
  return `  ${paint(what(finding))}  ${printable(where(finding))}`;
}

function tableOf(counts: Counts, hidesZeros: boolean): readonly string[] {
  const rows = Object.entries(counts).filter(([, count]) => count > 0 || !hidesZeros);
  const width = Math.max(1, ...rows.map(([, count]) => printableNumber(count).length));
  return rows.map(
    ([name, count]) => `  ${name.padEnd(11)} ${printableNumber(count).padStart(width)}`,
  );
}
