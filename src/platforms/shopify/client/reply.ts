/** What became of a request. A shop that cannot be reached is no mistake of the caller's. */

/** Why a request failed: a closed list. */
export const SHOPIFY_FAILURES = [
  /** The token is wrong, or the app was uninstalled. */
  'unauthorized',
  /** The shop is frozen, locked or does not let the app in. */
  'forbidden',
  /** There is no shop, or no API, at this address. */
  'not-found',
  /** The token lacks a scope. */
  'access-denied',
  /** One query for more than 1,000 points: ask for less at a time. */
  'too-expensive',
  /** Over the limits, again and again, until the retries were used up. */
  'throttled',
  /** No connection or no answer, until the retries were used up. */
  'unavailable',
  /** Shopify answered with an error that is none of the others. */
  'refused',
  /** Not an answer of this API. */
  'malformed',
  /** The caller's own signal. */
  'canceled',
] as const;

/** One of {@link SHOPIFY_FAILURES}. */
export type ShopifyFailure = (typeof SHOPIFY_FAILURES)[number];

/** A request that failed. `detail` may be shown: it never holds the token. */
export interface Failed {
  readonly status: 'failed';
  readonly reason: ShopifyFailure;
  readonly detail: string;
}

/** What a request returns. */
export type ShopifyReply =
  | {
      readonly status: 'ok';
      /** For the adapter's reader that goes with the request. */
      readonly data: unknown;
      /** The version that answered; another than asked for where that one is gone. */
      readonly apiVersion: string | undefined;
    }
  | Failed;

/** Makes a failure. */
export function fail(reason: ShopifyFailure, detail: string): Failed {
  return Object.freeze({ status: 'failed', reason, detail });
}
