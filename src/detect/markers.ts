/** Every row there is, in the order in which they are looked for and documented. */
import type { Marker } from './marker.ts';
import { ADDRESSES } from './markers/addresses.ts';
import { CARDS } from './markers/cards.ts';
import { DOMAINS } from './markers/domains.ts';
import { FAKERS } from './markers/faker.ts';
import { FILLER } from './markers/filler.ts';
import { IDENTITIES } from './markers/identities.ts';
import { KEYS } from './markers/keys.ts';
import { PAYMENTS } from './markers/payments.ts';
import { PHONES } from './markers/phones.ts';
import { LIVE_SECRETS, SETTINGS } from './markers/settings.ts';
import { SKUS } from './markers/skus.ts';
import { TOKENS } from './markers/tokens.ts';
import { WORDS } from './markers/words.ts';

/** The rows of docs/markers.md. */
export const MARKERS: readonly Marker[] = [
  ...DOMAINS,
  ...ADDRESSES,
  ...PHONES,
  ...CARDS,
  ...KEYS,
  ...TOKENS,
  ...PAYMENTS,
  ...FAKERS,
  ...FILLER,
  ...IDENTITIES,
  ...SKUS,
  ...WORDS,
  ...SETTINGS,
  ...LIVE_SECRETS,
];
