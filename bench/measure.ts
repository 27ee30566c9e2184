/**
 * Cases in turn, and what is made of their times (bench/README.md, "Method").
 */
import type { Case, Contest } from './suite.ts';

/** Times of one case over all rounds, in nanoseconds. */
export interface Result {
  readonly name: string;
  readonly medianNs: number;
  readonly p99Ns: number;
}

/** A ratio over the rounds: the median of one ratio a round, and how far they lie apart. */
export interface Ratio {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** What came of one contest. */
export interface Outcome {
  readonly results: readonly Result[];
  readonly ratios: Readonly<Record<string, Ratio>>;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Runs of one case before the next has its turn. Short, so that what disturbs the machine for
 * some milliseconds falls on all cases; longer than one, so that none runs on caches that
 * another has just emptied.
 */
const STINT = 16;

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
  { cases, turns, ratios, counts = {} }: Contest,
  rounds: number,
  onRound: (round: number) => void,
): Promise<Outcome> {
  const contestants = cases.map((entry): Contestant => {
    return { entry, turn: 0, samples: [], round: [] };
  });
  const shares: Record<string, number[]> = {};
  // Three rounds are thrown away: the compiler needs some thousand runs to settle.
  for (let round = -3; round < rounds; round++) {
    for (const contestant of contestants) contestant.round = [];
    // Whoever goes first pays for what the one before has left behind, so the order alternates.
    let order = round % 2 === 0 ? contestants : contestants.toReversed();
    for (let done = 0; done < turns; done += STINT) {
      for (const contestant of order) await runStint(contestant, Math.min(STINT, turns - done));
      order = order.toReversed();
    }
    if (round < 0) continue;
    for (const { samples, round: times } of contestants) samples.push(...times);
    for (const [ours, theirs] of ratios) {
      const share =
        quantile(timesOf(contestants, ours), 0.5) / quantile(timesOf(contestants, theirs), 0.5);
      const name = `${ours}/${theirs}`;
      shares[name] = [...(shares[name] ?? []), share];
    }
    onRound(round + 1);
  }
  return {
    results: contestants.map(({ entry, samples }) => ({
      name: entry.name,
      medianNs: Math.round(quantile(samples, 0.5)),
      p99Ns: Math.round(quantile(samples, 0.99)),
    })),
    ratios: Object.fromEntries(
      Object.entries(shares).map(([name, values]) => [
        name,
        { median: quantile(values, 0.5), min: Math.min(...values), max: Math.max(...values) },
      ]),
    ),
    counts,
  };
}

async function runStint(contestant: Contestant, turns: number): Promise<void> {
  const { entry, round } = contestant;
  for (let i = 0; i < turns; i++) {
    const turn = contestant.turn++;
    const start = performance.now();
    const pending = entry.run(turn);
    if (pending !== undefined) await pending;
    round.push((performance.now() - start) * 1e6);
  }
}

function timesOf(contestants: readonly Contestant[], name: string): readonly number[] {
  const found = contestants.find(({ entry }) => entry.name === name);
  if (found === undefined) throw new Error(`no case "${name}" in this contest`);
  return found.round;
}

/** The value below which a share `q` of the values lies; the middle of two for a median of even count. */
function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)] as number;
  const above = sorted[Math.ceil(at)] as number;
  return below + (above - below) * (at - Math.floor(at));
}
