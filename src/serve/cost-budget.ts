/**
 * Limits what one client may cost: the bytes that it sends, and the seconds of work measured on
 * them. Requests alone are no measure, because one can take a thousand times as long as another.
 */
import type { Context } from 'hono';

/** What one client may ask for, and what that may cost. Apps with the same object count as one. */
export interface RateLimit {
  /** In a window. */
  readonly requests: number;
  /** Bytes of bodies in a window. Default 67,108,864. */
  readonly bytes?: number;
  /**
   * Share of one processor core that reading this client's texts may take, measured: over time no
   * more than this, and after a pause at once what adds up in one window. Default 0.1, which is 6 s
   * of 60 s. What takes it further is answered with `too-many-requests` until it has evened out.
   */
  readonly work?: number;
  /** Length of a window in seconds. Default 60. */
  readonly seconds?: number;
  /**
   * Names the client of a request; `undefined` lets it pass uncounted. Behind Node
   * `clientAddress()` of `contentmark/http-node`; a header that clients can write is no name.
   */
  readonly clientOf: (context: Context) => string | undefined;
}

/** What one client has left. */
export interface Account {
  /** Whether another body may come. What has begun ends, and is taken off what comes next. */
  mayReceive(): boolean;
  /** Whether more work may begin. */
  mayWork(): boolean;
  /** Seconds until both may, rounded up; 0 where they may. */
  secondsUntilOpen(): number;
  /** Takes off bytes of a body. */
  receive(bytes: number): void;
  /** Takes off seconds of work. */
  charge(seconds: number): void;
}

/** Accounts by client. */
export interface CostBudget {
  accountOf(context: Context): Account;
}

/** A leaky bucket, which can be overdrawn by work that had already begun. */
class Bucket {
  readonly #capacity: number;
  readonly #rate: number;
  #level: number;
  #at: number;

  constructor(capacity: number, seconds: number) {
    this.#capacity = capacity;
    this.#rate = capacity / seconds;
    this.#level = capacity;
    this.#at = now();
  }

  get level(): number {
    const at = now();
    this.#level = Math.min(this.#capacity, this.#level + (at - this.#at) * this.#rate);
    this.#at = at;
    return this.#level;
  }

  take(amount: number): void {
    this.#level = this.level - amount;
  }

  isFull(): boolean {
    return this.level >= this.#capacity;
  }

  secondsUntilOpen(): number {
    return this.level > 0 ? 0 : Math.ceil((-this.#level + Number.EPSILON) / this.#rate) || 1;
  }
}

/** Seconds of a monotonic clock. */
function now(): number {
  return performance.now() / 1000;
}

/**
 * An account without limits, for a client without a name or where no limit is set. One each, for
 * they are not one client.
 */
function createOpenAccount(): Account {
  return {
    mayReceive: () => true,
    mayWork: () => true,
    secondsUntilOpen: () => 0,
    receive: () => undefined,
    charge: () => undefined,
  };
}

/**
 * The number of accounts that starts a sweep. The full account of a client that has been quiet is
 * then forgotten.
 */
const MANY = 1000;

/** Budgets by their options object, so that the API and the page beside it count together. */
const budgets = new WeakMap<RateLimit, CostBudget>();

/** The budget of one limit; the same for all apps that were given the same object. */
export function budgetOf(
  given: RateLimit | undefined,
  limit: Required<RateLimit> | undefined,
): CostBudget {
  if (given === undefined || limit === undefined) return { accountOf: createOpenAccount };
  const known = budgets.get(given) ?? createBudget(limit);
  budgets.set(given, known);
  return known;
}

function createBudget({ bytes, work, seconds, clientOf }: Required<RateLimit>): CostBudget {
  const accounts = new Map<string, Account & { isFull(): boolean }>();
  let sweepAt = MANY;

  function sweep(): void {
    for (const [client, account] of accounts) if (account.isFull()) accounts.delete(client);
    sweepAt = Math.max(MANY, 2 * accounts.size);
  }

  function createAccount(): Account & { isFull(): boolean } {
    const received = new Bucket(bytes, seconds);
    const worked = new Bucket(work * seconds, seconds);
    return {
      mayReceive: () => received.level > 0,
      mayWork: () => worked.level > 0,
      secondsUntilOpen: () => Math.max(received.secondsUntilOpen(), worked.secondsUntilOpen()),
      receive: (count) => received.take(count),
      charge: (time) => worked.take(time),
      isFull: () => received.isFull() && worked.isFull(),
    };
  }

  return {
    accountOf(context) {
      const client = clientOf(context);
      if (client === undefined) return createOpenAccount();
      const known = accounts.get(client);
      if (known !== undefined) return known;
      if (accounts.size >= sweepAt) sweep();
      const account = createAccount();
      accounts.set(client, account);
      return account;
    },
  };
}
