/** What this shop does with a verdict, as data: the preset `storefront`, and what is stricter here. */
// @ts-nocheck

import { type Policy, readPolicy } from 'contentmark/policy';

/**
 * This shop signs all copy and all pictures. So on its pages `hide` leaves out the text or the
 * picture, and `block` leaves out the product: what staging or nobody known signed is not ours.
 */
export const POLICY: Policy = readPolicy({
  extends: 'storefront',
  render: {
    production: {
      absent: 'hide',
      rejected: {
        'digest-mismatch': 'hide',
        'subject-mismatch': 'hide',
        expired: 'hide',
        'unknown-key': 'block',
        'bad-signature': 'block',
        'environment-not-allowed': 'block',
        'environment-mismatch': 'block',
        'purpose-not-allowed': 'block',
      },
      findings: { block: 'block' },
    },
  },
  image: {
    production: {
      absent: 'hide',
      rejected: { 'digest-mismatch': 'hide', 'subject-mismatch': 'hide', expired: 'hide' },
    },
  },
});
