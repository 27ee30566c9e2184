/** Every row there is, in the order in which they are looked for and documented. */

import { ADDRESSES } from './addresses.ts';
import { CARDS } from './cards.ts';
import { DOMAINS } from './domains.ts';
import { FAKERS } from './faker.ts';
import { FILLER } from './filler.ts';
import { IDENTITIES } from './identities.ts';
import { KEYS } from './keys.ts';
import type { Marker } from './marker.ts';
import { MODEL_TEXT } from './model-text.ts';
import { PAYMENTS } from './payments.ts';
import { PHONES } from './phones.ts';
import { SCHEMA } from './schema.ts';
import { LIVE_SECRETS, SETTINGS } from './settings.ts';
import { SKUS } from './skus.ts';
import { TOKENS } from './tokens.ts';
import { WORDS } from './words.ts';

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
  ...SCHEMA,
  ...MODEL_TEXT,
  ...SETTINGS,
  ...LIVE_SECRETS,
];
