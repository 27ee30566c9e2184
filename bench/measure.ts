/**
 * Cases in turn, and what is made of their times (bench/README.md, "Method").
 */
import { quantile, type Spread, spreadOf } from './quantile.ts';
import type { Case, Contest } from './suite.ts';

/** Times of one check of a case over all rounds, in nanoseconds. */
export interface Result {
  readonly name: string;
  readonly medianNs: number;
  readonly p99Ns: number;
}

/** What came of one contest. */
export interface Outcome {
  readonly results: readonly Result[];
  /** The median of one ratio a round, by `ours/theirs`. */
  readonly ratios: Readonly<Record<string, Spread>>;
  /** How much faster two cores were than one, in the same rounds (control.ts). */
  readonly scaling?: Spread;
}

/** What a measurement is done with; a test brings its own. */
export interface Instruments {
  /** Milliseconds. Default `performance.now`. */
  readonly now?: () => number;
  /** Called after each round that counts. */
  readonly onRound?: (round: number) => void;
  /** The control loop, run once a round of a contest that uses threads. */
  readonly scaling?: () => Promise<number>;
}

/**
 * Runs of one case before the next has its turn. Short, so that what disturbs the machine for
 * some milliseconds falls on all cases; longer than one, so that none runs on caches that
 * another has just emptied.
 */
const STINT = 16;
const WARM_UPS = 3;

interface Contestant {
  readonly entry: Case;
  /** How often it has run, warm-up included: inputs never start over between rounds. */
  turn: number;
  /** All its times. */
  readonly samples: number[];
  /** The times of the present round. */
  round: number[];
}

/** Warms up, then lets the cases of a contest take turns for so many rounds. */
export async function measure(
  { cases, turns, ratios, stint = STINT, warmUps = WARM_UPS, usesThreads = false }: Contest,
  rounds: number,
  { now = () => performance.now(), onRound, scaling }: Instruments = {},
): Promise<Outcome> {
  const contestants = cases.map((entry): Contestant => {
    return { entry, turn: 0, samples: [], round: [] };
  });
  const shares = ratios.map(() => [] as number[]);
  const scalings: number[] = [];
  for (let round = -warmUps; round < rounds; round++) {
    for (const contestant of contestants) contestant.round = [];
    // Whoever goes first pays for what the one before has left behind, so the order alternates.
    let order = round % 2 === 0 ? contestants : contestants.toReversed();
    for (let done = 0; done < turns; done += stint) {
      for (const contestant of order)
        await runStint(contestant, Math.min(stint, turns - done), now);
      order = order.toReversed();
    }
    if (round < 0) continue;
    if (usesThreads && scaling !== undefined) scalings.push(await scaling());
    for (const { samples, round: times } of contestants)
      for (const time of times) samples.push(time);
    for (const [index, [ours, theirs]] of ratios.entries()) {
      shares[index]?.push(medianOf(contestants, ours) / medianOf(contestants, theirs));
    }
    onRound?.(round + 1);
  }
  return {
    results: contestants.map(({ entry, samples }) => ({
      name: entry.name,
      medianNs: round(quantile(samples, 0.5)),
      p99Ns: round(quantile(samples, 0.99)),
    })),
    ratios: Object.fromEntries(
      ratios.map(([ours, theirs], index) => [
        `${ours}/${theirs}`,
        spreadOf(shares[index] as number[]),
      ]),
    ),
    ...(scalings.length > 0 && { scaling: spreadOf(scalings) }),
  };
}

async function runStint(contestant: Contestant, turns: number, now: () => number): Promise<void> {
  const { entry, round } = contestant;
  const { run, before, checks = 1 } = entry;
  for (let i = 0; i < turns; i++) {
    const turn = contestant.turn++;
    before?.(turn);
    const start = now();
    const pending = run(turn);
    const own = typeof pending === 'object' ? await pending : pending;
    const elapsed = (now() - start) * 1e6;
    round.push((own ?? elapsed) / checks);
  }
}

/** A tenth of a nanosecond is finer than any clock here. */
function round(ns: number): number {
  return Math.round(ns * 10) / 10;
}

function medianOf(contestants: readonly Contestant[], name: string): number {
  const found = contestants.find(({ entry }) => entry.name === name);
  if (found === undefined) throw new Error(`no case "${name}" in this contest`);
  return quantile(found.round, 0.5);
}
