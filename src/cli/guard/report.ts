/** What a guard command tells: a decision, by places and markers. */
import type { Action, Decision, Finding } from 'contentmark/policy';
import { printable } from '../../printable.ts';
import { EXIT } from '../terminal/failure.ts';
import { colorsFor, type Io } from '../terminal/io.ts';
import { printJson, printLines } from '../terminal/output.ts';
import { EXIT_OF } from './options.ts';

/** A person reads the first few; all of them are in the JSON. */
const SHOWN = 20;

/** Prints a decision, and more members behind it. */
export async function reportDecision(
  io: Io,
  title: string,
  decision: Decision,
  json: true | undefined,
  more: Readonly<Record<string, number>> = {},
): Promise<void> {
  // Findings last: whoever looks at the beginning of a long line sees what was decided.
  const { findings, ...decided } = decision;
  if (json) return printJson(io, { ...decided, ...more, findings });
  const colors = colorsFor(io.stdout, io.env);
  const paint: Readonly<Record<Action, (text: string) => string>> = {
    allow: colors.green,
    disclose: colors.green,
    flag: colors.yellow,
    hide: colors.red,
    block: colors.red,
  };
  const counts = Object.entries(more).map(([name, count]) => `  ${name.padEnd(10)} ${count}`);
  const hidden = findings.length - SHOWN;
  // "block" beside ALLOW would contradict itself: the policy has weighed it, for this environment.
  const isTolerated = EXIT_OF[decision.action] === EXIT.clean;
  const worst = findings.some(({ severity }) => severity === 'block');
  await printLines(io, [
    `${paint[decision.action](colors.bold(decision.action.toUpperCase()))} ${printable(title)}`,
    `  by ${decision.rule}`,
    ...counts,
    ...(isTolerated && worst ? ['  found, and tolerated by the policy in this environment:'] : []),
    ...sortFindings(findings)
      .slice(0, SHOWN)
      .map((finding) => describe(finding, isTolerated)),
    ...(hidden > 0 ? [`  … and ${hidden} more; --json lists all`] : []),
    ...(findings.length === 0 ? ['  nothing found by the lists; that proves nothing'] : []),
  ]);
}

const ORDER: Readonly<Record<Finding['severity'], number>> = { block: 0, warn: 1, info: 2 };

/** Gravest first, otherwise as they stand in the data. */
function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

function describe({ path, id, severity }: Finding, isTolerated: boolean): string {
  return `  ${isTolerated ? 'found' : severity.padEnd(5)} ${id}  ${printable(path === '' ? '(the whole)' : path)}`;
}
