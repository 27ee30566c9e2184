/**
 * Waits until Shopify's rate limit allows a request. Shopify's bucket holds points, each request
 * takes the most that it could cost, and points come back at a steady rate; every reply says how
 * many are left. What a document costs is learned from the first reply and not computed, because
 * prices change.
 */

/** `extensions.cost` of a reply. */
export interface Cost {
  readonly requestedQueryCost: number;
  readonly throttleStatus: {
    readonly maximumAvailable: number;
    readonly currentlyAvailable: number;
    readonly restoreRate: number;
  };
}

/** Times are in seconds. */
export interface CostGate {
  /** How long to wait before this document may be sent. */
  secondsUntil(document: string): number;
  /** Takes its points, so that the next request waits for them. */
  enter(document: string): void;
  /** What the reply said; `undefined` where it said nothing. */
  learn(document: string, cost: Cost | undefined): void;
  /** Nothing is sent for so long: `Retry-After`. */
  pause(seconds: number): void;
}

/** Documents whose price is remembered; this package has fewer than twenty. */
const MAX_DOCUMENTS = 256;

/** The longest wait: longer than any bucket takes to fill. */
const MAX_WAIT = 120;

/** @param clock seconds, with fractions, that never go back. */
export function createCostGate(clock: () => number): CostGate {
  const prices = new Map<string, number>();
  let status: Cost['throttleStatus'] | undefined;
  let at = 0;
  let pausedUntil = 0;

  function available(now: number): number {
    if (status === undefined) return Number.POSITIVE_INFINITY;
    const { maximumAvailable, currentlyAvailable, restoreRate } = status;
    return Math.min(maximumAvailable, currentlyAvailable + (now - at) * restoreRate);
  }

  return {
    secondsUntil(document) {
      const now = clock();
      const pause = Math.max(0, pausedUntil - now);
      if (status === undefined) return pause;
      // Dearer than the bucket is large: Shopify says so itself, when it is full.
      const price = Math.min(prices.get(document) ?? 0, status.maximumAvailable);
      const missing = price - available(now);
      const wait = missing <= 0 ? 0 : missing / status.restoreRate;
      return Math.min(MAX_WAIT, Math.max(pause, wait));
    },
    enter(document) {
      const now = clock();
      const left = available(now) - (prices.get(document) ?? 0);
      if (status !== undefined) status = { ...status, currentlyAvailable: left };
      at = now;
    },
    learn(document, cost) {
      if (cost === undefined) return;
      if (prices.size >= MAX_DOCUMENTS) prices.clear();
      prices.set(document, cost.requestedQueryCost);
      status = cost.throttleStatus;
      at = clock();
    },
    pause(seconds) {
      pausedUntil = Math.max(pausedUntil, clock() + Math.min(seconds, MAX_WAIT));
    },
  };
}
