/** What the page is made from: `npm run bench -- all --json` and `-- curves --json` in one object. */
import type { CurveReport } from '../curve.ts';
import type { Report } from '../report.ts';

/** Everything that was measured in one go. */
export interface Results {
  readonly suites: readonly Report[];
  readonly curves: readonly CurveReport[];
}

/** The JSON as it is committed. */
export function formatResults({ suites, curves }: Results): string {
  return `${JSON.stringify({ suites, curves }, null, 2)}\n`;
}

/** Reads what {@link formatResults} has written. Files of our own making: the shape is not checked further. */
export function readResults(json: string): Results {
  const { suites, curves } = JSON.parse(json) as Partial<Results>;
  if (!Array.isArray(suites) || !Array.isArray(curves)) {
    throw new Error('expected an object with the arrays "suites" and "curves"');
  }
  return { suites, curves };
}
