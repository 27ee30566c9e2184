/** What is planted, where a shopper or a colleague would meet it, and what has to stop it. */
// @ts-nocheck


/** One leak. */
export interface Leak {
  /** Names it in `data/`, in the tests and in docs/storefront.md. */
  readonly id: string;
  /** What went wrong, in a few words. */
  readonly what: string;
  /** What the decision log calls the thing: the `subject` of its entry. */
  readonly subject: string;
  /** The guard that stops it. */
  readonly guard:
    | 'guardRender'
    | 'selectReviews'
    | 'guardCheckout'
    | 'guardProvisioning'
    | 'guardSettings';
  /** A marker that its entry of the decision log names. */
  readonly reason: string;
}

/** Products by number that the leaks befall. */
export const PLANTED_PRODUCTS = {
  unmarked: 3,
  staging: 7,
  changed: 5,
  'mark-of-another': 10,
  'revoked-picture': 9,
} as const;

/** The product that only a fixture has: its number is behind those of the catalogue. */
export const FIXTURE_PRODUCT = 900;

export const LEAKS: readonly Leak[] = [
  {
    id: 'unmarked',
    what: 'a description that bears no mark',
    subject: 'product/alpine-fusion-goggles',
    guard: 'guardRender',
    reason: 'absent',
  },
  {
    id: 'staging',
    what: 'a product whose mark staging signed',
    subject: 'product/explorer-45l-backpack',
    guard: 'guardRender',
    reason: 'unknown-key',
  },
  {
    id: 'changed',
    what: 'a description that was changed after it was signed',
    subject: 'product/blizzard-rider-snowboard',
    guard: 'guardRender',
    reason: 'digest-mismatch',
  },
  {
    id: 'mark-of-another',
    what: 'a product that bears the mark of another',
    subject: 'product/trailblazer-bike-helmet',
    guard: 'guardRender',
    reason: 'subject-mismatch',
  },
  {
    id: 'fixture',
    what: 'a fixture, made by a faker and signed as one',
    subject: 'product/rustic-granite-chair',
    guard: 'guardRender',
    reason: 'unknown-key',
  },
  {
    id: 'revoked-picture',
    what: 'a picture and its text alternative, signed with a key that was revoked',
    subject: 'product/venturepro-gps-watch/picture',
    guard: 'guardRender',
    reason: 'key-revoked',
  },
  {
    id: 'synthetic-review',
    what: 'a review that a model wrote, marked as such by the shop’s own key',
    subject: 'review/r-1003',
    guard: 'selectReviews',
    reason: 'kind.review',
  },
  {
    id: 'test-card',
    what: 'an order paid with a test card',
    subject: 'checkout',
    guard: 'guardCheckout',
    reason: 'card.stripe',
  },
  {
    id: 'staging-customer',
    what: 'an order of an account that came with a backup of staging',
    subject: 'checkout',
    guard: 'guardCheckout',
    reason: 'unknown-key',
  },
  {
    id: 'staging-user',
    what: 'an administrator of staging, about to be let into a tenant',
    subject: 'tenant/europe/user/u-9007',
    guard: 'guardProvisioning',
    reason: 'unknown-key',
  },
  {
    id: 'user-of-another-tenant',
    what: 'a user of one tenant, about to be let into another',
    subject: 'tenant/north-america/user/u-3102',
    guard: 'guardProvisioning',
    reason: 'audience-mismatch',
  },
  {
    id: 'test-gateway',
    what: 'settings of staging with its test gateway, promoted to production',
    subject: 'settings/production',
    guard: 'guardSettings',
    reason: 'setting.sandbox-mode',
  },
  {
    id: 'production-secret',
    what: 'settings of production with a secret that works, copied to staging',
    subject: 'settings/staging',
    guard: 'guardSettings',
    reason: 'live-secret.stripe',
  },
];
