/** The package under test: its entries as a user imports them, and what lies beneath them. */
// @ts-nocheck

import type * as rule from './rule.ts';

export interface Package {
  readonly contentmark: typeof import('contentmark');
  readonly carrier: typeof import('contentmark/carrier');
  readonly html: typeof import('contentmark/html');
  readonly noble: typeof import('contentmark/noble');
  readonly testing: typeof import('contentmark/testing');
  readonly verdict: typeof import('contentmark/verdict');
  /** The acceptance rule, which the entries apply and do not export. */
  readonly rule: typeof rule;
}
