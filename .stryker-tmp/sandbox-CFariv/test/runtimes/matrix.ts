/**
 * The matrix: every runtime runs the suite, all are compared with the first, and each checks
 * what each has signed. One after the other: two at once would only slow each other down.
 */
// @ts-nocheck

import { MissingRuntime } from './install.ts';
import type { Bundles, Outcome, Runner } from './runners/runner.ts';
import { RUNTIME_NAMES, RUNTIMES, type RuntimeName } from './runtimes.ts';
import type { BackendName, Job, Result, SignedSet, SuiteAnswer } from './suite/job.ts';

/** How one runtime did. */
export interface Row {
  readonly name: RuntimeName;
  readonly version: string;
  readonly defaultBackend: BackendName | undefined;
  /** Tests of the suite, and of what was signed elsewhere. */
  readonly passed: number;
  readonly failures: readonly Result[];
  /** By whom the marks were signed that verified here. */
  readonly verifies: readonly RuntimeName[];
  readonly milliseconds: number;
}

export interface Matrix {
  readonly rows: readonly Row[];
  /** What one runtime says and the first does not. */
  readonly differences: readonly string[];
  readonly ok: boolean;
}

interface Run {
  readonly version: string;
  readonly answer: Outcome['reply']['answer'] | undefined;
  readonly results: readonly Result[];
  readonly milliseconds: number;
}

/**
 * @param names the runtimes to run; the first of all always runs along, to compare with.
 * @param show told what happens, for whoever watches.
 */
export async function runMatrix(
  names: readonly RuntimeName[],
  runners: Readonly<Record<RuntimeName, Runner>>,
  bundles: Bundles,
  show: (text: string) => void,
): Promise<Matrix> {
  const [first] = RUNTIME_NAMES;
  const chosen = RUNTIME_NAMES.filter((name) => name === first || names.includes(name));
  const seeds = new Map(chosen.map((name, index) => [name, seedOf(index)]));
  const suites = new Map<RuntimeName, Run>();
  for (const name of chosen) {
    show(`${RUNTIMES[name].title}: the suite`);
    const { capabilities } = RUNTIMES[name];
    const job: Job = { kind: 'suite', runtime: name, capabilities, seed: seeds.get(name) ?? '' };
    suites.set(name, await runOne(name, runners[name], job, bundles));
  }
  const answers = new Map(
    [...suites].flatMap(([name, { answer }]) => (answer?.kind === 'suite' ? [[name, answer]] : [])),
  );
  const sets = [...answers.values()].map(({ set }) => set);
  const rows: Row[] = [];
  for (const name of chosen) {
    const suite = suites.get(name) as Run;
    // What could not be started once is not tried again.
    const exchange = answers.has(name) ? await exchangeWith(name, sets) : undefined;
    const results = [...suite.results, ...(exchange?.results ?? [])];
    rows.push({
      name,
      version: suite.version,
      defaultBackend: answers.get(name)?.defaultBackend,
      passed: results.filter(({ passed }) => passed).length,
      failures: results.filter(({ passed }) => !passed),
      verifies: exchange === undefined ? [] : signersOf(exchange.results, sets),
      milliseconds: suite.milliseconds + (exchange?.milliseconds ?? 0),
    });
  }
  const differences = findDifferences(answers);
  const ok =
    differences.length === 0 &&
    rows.every(
      ({ failures, verifies, passed }) =>
        failures.length === 0 && passed > 0 && verifies.length === chosen.length,
    );
  return { rows, differences, ok };

  async function exchangeWith(name: RuntimeName, signed: readonly SignedSet[]): Promise<Run> {
    show(`${RUNTIMES[name].title}: what the others have signed`);
    const job: Job = { kind: 'exchange', capabilities: RUNTIMES[name].capabilities, sets: signed };
    return runOne(name, runners[name], job, bundles);
  }
}

/** A seed that nobody else has, for a runtime that cannot draw one. */
function seedOf(index: number): string {
  return (0xa0 + index).toString(16).padStart(2, '0').repeat(32);
}

async function runOne(name: RuntimeName, runner: Runner, job: Job, bundles: Bundles): Promise<Run> {
  const start = performance.now();
  const took = () => Math.round(performance.now() - start);
  try {
    const { version, reply } = await runner(job, bundles);
    const { answer, makesCode, violations } = reply;
    const { refusesCode } = RUNTIMES[name];
    const conditions: Result[] = [
      {
        name: `${job.kind}: code from strings is ${refusesCode ? 'refused' : 'made'}, as it should be`,
        passed: makesCode !== refusesCode,
      },
      {
        name: `${job.kind}: no policy is violated and no WebAssembly compiled`,
        passed: violations.length === 0,
        detail: violations.join('; '),
      },
    ];
    return { version, answer, results: [...answer.results, ...conditions], milliseconds: took() };
  } catch (error) {
    const { message, stderr } = error as Error & { readonly stderr?: string };
    const isMissing = error instanceof MissingRuntime;
    const results: Result[] = [
      {
        name: `${job.kind}: ${isMissing ? 'is on this machine' : 'answers'}`,
        passed: false,
        detail: `${message}${stderr ? `\n${stderr}` : ''}`.slice(0, 2000),
      },
    ];
    return { version: 'none', answer: undefined, results, milliseconds: took() };
  }
}

/** Those of whom every test of the exchange passed. */
function signersOf(results: readonly Result[], sets: readonly SignedSet[]): readonly RuntimeName[] {
  return sets
    .map(({ runtime }) => runtime as RuntimeName)
    .filter((runtime) => {
      const own = results.filter(({ name }) => name.startsWith(`signed by ${runtime} (`));
      return own.length > 0 && own.every(({ passed }) => passed);
    });
}

/** Long values differ somewhere; here is where. */
const SHOWN = 120;

/** Every verdict and every envelope that is not what the first runtime has. */
export function findDifferences(answers: ReadonlyMap<RuntimeName, SuiteAnswer>): readonly string[] {
  const [reference, ...others] = [...answers];
  if (reference === undefined) return [];
  const [first, expected] = reference;
  return others.flatMap(([name, answer]) =>
    (['verdicts', 'envelopes'] as const).flatMap((kind) => {
      const keys = new Set([...Object.keys(expected[kind]), ...Object.keys(answer[kind])]);
      return [...keys].flatMap((key) => {
        const [here, there] = [answer[kind][key], expected[kind][key]];
        if (here === there) return [];
        return [
          `${name}: ${key}: ${excerpt(here, there)}, and ${first} has ${excerpt(there, here)}`,
        ];
      });
    }),
  );
}

function excerpt(text: string | undefined, other: string | undefined): string {
  if (text === undefined) return 'nothing';
  let at = 0;
  while (at < text.length && text[at] === other?.[at]) at += 1;
  const start = Math.max(0, at - SHOWN / 3);
  return `${start > 0 ? '…' : ''}${text.slice(start, start + SHOWN)}`;
}
