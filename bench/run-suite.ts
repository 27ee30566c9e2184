/** One suite from its preparation to its report. */
import { createControl } from './control.ts';
import { measure, type Outcome } from './measure.ts';
import { createReport, type Report } from './report.ts';
import type { Contest, Figure, Settings, Suite } from './suite.ts';

/** Says on a terminal what is going on; stdout belongs to the report. */
export function show(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

/** Measures the contests of a suite, one after the other. */
export async function runSuite(suite: Suite, settings: Settings, rounds: number): Promise<Report> {
  show(`${suite.name}: preparing`);
  const outcomes: Outcome[] = [];
  const figures: Figure[] = [];
  for (const contest of await suite.prepare(settings)) {
    outcomes.push(await runContest(contest, rounds, suite.name));
    show(`${suite.name}: figures`);
    figures.push(...((await contest.figures?.()) ?? []));
  }
  show('');
  return createReport(suite, outcomes, figures, rounds);
}

/** Measures one contest, with the control loop beside it where it uses threads. */
export async function runContest(
  contest: Contest,
  rounds: number,
  label: string,
): Promise<Outcome> {
  const names = contest.cases.map(({ name }) => name).join(', ');
  show(`${label}: warming up ${names}`);
  const onRound = (round: number) => show(`${label}: round ${round} of ${rounds}: ${names}`);
  const control = contest.usesThreads ? await createControl() : undefined;
  try {
    return await measure(contest, rounds, {
      onRound,
      ...(control !== undefined && { scaling: control.measure }),
    });
  } finally {
    await control?.close();
  }
}
