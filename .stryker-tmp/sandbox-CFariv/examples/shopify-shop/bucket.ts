/** The leaky bucket of one app in one shop (shopify.dev, "GraphQL Admin API rate limits"). */
// @ts-nocheck


export interface BucketOptions {
  /** Points that fit. Default 2,000, as a standard plan has. */
  readonly maximumAvailable: number;
  /** Points that come back in a second. Default 100. */
  readonly restoreRate: number;
  /** Seconds, with fractions. */
  readonly clock: () => number;
}

export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

export function createBucket({ maximumAvailable, restoreRate, clock }: BucketOptions) {
  let available = maximumAvailable;
  let at = clock();

  function refill(): void {
    const now = clock();
    available = Math.min(maximumAvailable, available + (now - at) * restoreRate);
    at = now;
  }

  return {
    /** Takes points, all or none. */
    take(points: number): boolean {
      refill();
      if (points > available) return false;
      available -= points;
      return true;
    },
    /** Gives back what a request asked for and did not use. */
    refund(points: number): void {
      refill();
      available = Math.min(maximumAvailable, available + points);
    },
    /** Leaves this many, as if another process of the app had used the rest. */
    drainTo(points: number): void {
      refill();
      available = Math.min(available, points);
    },
    status(): ThrottleStatus {
      refill();
      return { maximumAvailable, currentlyAvailable: Math.floor(available), restoreRate };
    },
  };
}
