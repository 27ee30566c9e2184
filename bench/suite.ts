/**
 * What a suite is. A suite is a file in bench/suites that exports one of these, and a
 * row in the table of run.ts.
 */

/** One thing to time. */
export interface Case {
  readonly name: string;
  /**
   * Does the work once and throws where its outcome is not the expected one: a benchmark of
   * failing checks would look fast. `turn` counts up from 0, so a case that claims to be cold
   * takes another input each time. A promise is awaited before the clock stops; a case that
   * returns none is timed without a tick of the event loop. A number is a time in nanoseconds
   * that the case has taken itself, in another process, and counts instead of the clock's.
   */
  readonly run: (turn: number) => void | number | Promise<void> | Promise<number>;
  /** Makes ready what `run` takes. Not timed. */
  readonly before?: (turn: number) => void;
  /** Checks that one run makes, where one alone is too short for the clock; times are of one. Default 1. */
  readonly checks?: number;
}

/** One number that is no time of a case: memory, mostly. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Cases that take turns with one another. */
export interface Contest {
  readonly cases: readonly Case[];
  /** Runs of each case in one round; a slow case needs fewer. */
  readonly turns: number;
  /** What to divide, by names of cases: `['cold', 'bare']` is reported as `cold/bare`. */
  readonly ratios: readonly (readonly [ours: string, theirs: string])[];
  /** Runs before the next case has its turn. Default 16. */
  readonly stint?: number;
  /** Rounds thrown away before the first. Default 3: the compiler needs some thousand runs to settle. */
  readonly warmUps?: number;
  /** Whether it depends on free cores: a control loop then runs once a round. Default false. */
  readonly usesThreads?: boolean;
  /** What is measured once, after the rounds. */
  readonly figures?: () => Promise<readonly Figure[]>;
}

/** What the command line says, for the suite to size its inputs by. */
export interface Settings {
  /** One short round, to prove that the suite works; its numbers mean little. */
  readonly short: boolean;
  /** Path of the catalogue whose descriptions are signed. */
  readonly catalogue: string;
}

/** A set of contests over one preparation. */
export interface Suite {
  readonly name: string;
  /** Printed below the table: what each case does, and what a peer does that ours does not. */
  readonly notes: readonly string[];
  /** Makes keys and inputs. Nothing done here is timed. */
  prepare(settings: Settings): Promise<readonly Contest[]>;
}
