/**
 * Failures of a request to a shop or of a run over one. They are returned as data, because they are
 * no mistake of the caller.
 */

/** Why it failed: a closed list for every platform. */
export const SHOP_FAILURES = [
  /** The token is wrong, or the app was uninstalled. */
  'unauthorized',
  /** The shop is frozen, locked or does not let the app in. */
  'forbidden',
  /** There is no shop, or no API, at this address. */
  'not-found',
  /** The token lacks a scope (Shopify). */
  'access-denied',
  /** One query would cost more than 1,000 points: ask for less at a time (Shopify). */
  'too-expensive',
  /** Over the limits, again and again, until the retries were used up. */
  'throttled',
  /** No connection or no answer, until the retries were used up. */
  'unavailable',
  /** The shop answered with an error that is none of the others. */
  'refused',
  /** Not an answer of this API. */
  'malformed',
  /** The shop has no place for marks: `setUpShop` makes one, or says what is wrong (Magento). */
  'not-ready',
  /** The caller's own signal. */
  'canceled',
] as const;

/** One of {@link SHOP_FAILURES}. */
export type ShopFailure = (typeof SHOP_FAILURES)[number];

/** What failed. `detail` may be shown: it never holds the token. */
export interface Failed {
  readonly status: 'failed';
  readonly reason: ShopFailure;
  readonly detail: string;
}

/** Makes a failure. */
export function fail(reason: ShopFailure, detail: string): Failed {
  return Object.freeze({ status: 'failed', reason, detail });
}
