/** Curves: the same measurement at growing sizes. */
import type { Spread } from './quantile.ts';
import {
  formatNumber,
  formatRatio,
  formatScaling,
  formatSetting,
  row,
  type Setting,
} from './report.ts';
import { runContest, show } from './run-suite.ts';
import type { Contest, Settings } from './suite.ts';

/** What an axis shows. */
export interface Axis {
  readonly label: string;
  readonly unit: string;
}

/** One line of a curve. */
export interface Series {
  readonly name: string;
  /** One for each of the curve's sizes. */
  readonly values: readonly number[];
}

/** Lines over the same sizes. */
export interface Curve {
  readonly name: string;
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly sizes: readonly number[];
  readonly series: readonly Series[];
  /** What was divided at each size, where the lines took turns. */
  readonly ratios: readonly Series[];
  /** What the values are not to exceed, where that was set as a goal. */
  readonly limit?: number;
}

/** Curves that are measured together. */
export interface CurveFamily {
  readonly name: string;
  readonly notes: readonly string[];
  measure(
    settings: Settings,
    rounds: number,
  ): Promise<{ readonly curves: readonly Curve[]; readonly scaling?: Spread }>;
}

/** What came of one family. */
export interface CurveReport extends Setting {
  readonly family: string;
  readonly curves: readonly Curve[];
  /** The control loop, where threads were used. */
  readonly scaling?: Spread;
  readonly notes: readonly string[];
}

/** What contests of growing size have in common. */
export interface Sizes {
  /** The median time of each case, in microseconds. */
  readonly series: readonly Series[];
  readonly ratios: readonly Series[];
  readonly scaling?: Spread;
}

/**
 * Measures one contest for each size.
 * @param itemsOf how many items one run checks at a size; times are of one. Default 1.
 */
export async function measureSizes(
  sizes: readonly number[],
  contestOf: (size: number) => Promise<Contest> | Contest,
  rounds: number,
  label: string,
  itemsOf: (size: number) => number = () => 1,
): Promise<Sizes> {
  const series = new Map<string, number[]>();
  const ratios = new Map<string, number[]>();
  let busiest: Spread | undefined;
  for (const size of sizes) {
    show(`${label} ${size}: preparing`);
    const outcome = await runContest(await contestOf(size), rounds, `${label} ${size}`);
    for (const { name, medianNs } of outcome.results) {
      append(series, name, medianNs / 1e3 / itemsOf(size));
    }
    for (const [name, { median }] of Object.entries(outcome.ratios)) append(ratios, name, median);
    if (busiest === undefined || (outcome.scaling?.median ?? Infinity) < busiest.median) {
      busiest = outcome.scaling ?? busiest;
    }
  }
  return {
    series: toSeries(series),
    ratios: toSeries(ratios),
    ...(busiest !== undefined && { scaling: busiest }),
  };
}

function append(lines: Map<string, number[]>, name: string, value: number): void {
  const values = lines.get(name) ?? [];
  values.push(value);
  lines.set(name, values);
}

function toSeries(lines: ReadonlyMap<string, readonly number[]>): readonly Series[] {
  return [...lines].map(([name, values]) => ({ name, values }));
}

/** The same for people: a table a curve. */
export function formatCurves(report: CurveReport): string {
  const { family, curves, scaling, notes } = report;
  const lines = [`${family}: ${formatSetting(report)}`];
  for (const { title, x, y, sizes, series, ratios } of curves) {
    lines.push(
      '',
      `${title} (${y.label}, ${y.unit})`,
      row(`${x.label}, ${x.unit}`, ...[...series, ...ratios].map(({ name }) => name)),
    );
    for (const [index, size] of sizes.entries()) {
      const values = series.map(({ values }) => formatNumber(values[index] as number));
      const shares = ratios.map(({ values }) => formatRatio(values[index] as number));
      lines.push(row(String(size), ...values, ...shares));
    }
  }
  if (scaling !== undefined) lines.push('', formatScaling(scaling));
  return [...lines, '', ...notes.map((note) => `- ${note}`)].join('\n');
}
