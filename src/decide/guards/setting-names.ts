/**
 * Reads from the name of a setting whether it switches the settings beside it on or off (`active`,
 * `stripe_enabled`, `payment/stripe/mode`), or says where they hold (`website`, `scope_id`).
 */
import { readName } from '../../detect/match/name-words.ts';

/** What a name says of others. */
export interface Governing {
  /** On where the value is on; off where it is on (`disabled`); somewhere else (`website`). */
  readonly effect: 'on' | 'off' | 'place';
  /** With these words begin the names of the settings that it is about; none for all beside it. */
  readonly words: readonly string[];
}

const SWITCHES_ON = words(`activate activated active allow current default deployed enable enabled
  env environment live mode percentage primary prod production published released rollout running
  selected stage state status use used visibility visible`);
const SWITCHES_OFF = words(`archived deactivate deactivated deleted disable disabled hidden inactive
  off pause paused suspend suspended`);
const PLACES = words(`channel channels instance market markets namespace region regions scope scopes
  shop shops site sites store stores storefront storefronts target targets tenant tenants view views
  website websites`);
/**
 * Names of places that are as often content: the language of a shop does not say where a key holds.
 */
const LANGUAGES = words('country currency language locale');
/** Behind the name of a place; `config_id` is the number of a row. */
const KEYS = words('code codes id ids');
/** Words that do not tell a setting from its neighbours. */
const GENERAL =
  words(`api app application checkout config gateway general global has is magento node
  payment payments server service settings shop site store system transaction`);

/** Asked also for the word of a name that has none. */
function words(list: string): ReadonlySet<string | undefined> {
  return new Set(list.split(/\s+/));
}

/** What a name says of the settings beside it; `undefined` for one that is a setting itself. */
export function readGoverning(name: string): Governing | undefined {
  const { words: all, last } = readName(name);
  const end = all.length - (all.length - last > 1 && KEYS.has(all.at(-1)) ? 1 : 0);
  const word = all[end - 1];
  const before = all.slice(0, end - 1);
  if (SWITCHES_ON.has(word)) return { effect: 'on', words: withoutGeneral(before) };
  if (SWITCHES_OFF.has(word)) return { effect: 'off', words: withoutGeneral(before) };
  if (PLACES.has(word)) return { effect: 'place', words: withoutGeneral(before) };
  // `enable_stripe`, `use_stripe`.
  const verb = all[last];
  const named = [...all.slice(0, last), ...all.slice(last + 1)];
  if (VERBS_ON.has(verb)) return { effect: 'on', words: withoutGeneral(named) };
  if (SWITCHES_OFF.has(verb)) return { effect: 'off', words: withoutGeneral(named) };
  return undefined;
}

const VERBS_ON = words('activate enable use');

function withoutGeneral(list: readonly string[]): readonly string[] {
  return list.every((word) => GENERAL.has(word)) ? [] : list.filter((word) => word !== 'is');
}

/** Whether a member tells one of several items of the same name apart. */
export function isPlaceName(name: string): boolean {
  const { words: all } = readName(name);
  const isKeyed = KEYS.has(all.at(-1));
  const word = all.at(isKeyed ? -2 : -1);
  return PLACES.has(word) || LANGUAGES.has(word) || (isKeyed && word === 'config');
}

/** Whether a member holds the value of the setting that its neighbours name: `value`, `config_value`. */
export function isValueName(name: string): boolean {
  // Most names have no such letters, and need not be read.
  if (!/val|[^\x00-\x7f]/i.test(name)) return false;
  const word = readName(name).words.at(-1);
  return word === 'value' || word === 'val';
}

const OFF: readonly unknown[] = ['', '0', 'false', 'no', 'off', 'n', 'none', 'never', 'null'];
const OFF_STATES = words('archived deleted disabled draft hidden inactive paused suspended');

/** Whether a value switches off: false, 0, `off`, `disabled`. */
export function isOff(value: unknown): boolean {
  if (typeof value !== 'string') return value === false || value === 0 || value == null;
  const word = value.trim().toLowerCase();
  return OFF.includes(word) || OFF_STATES.has(word);
}
