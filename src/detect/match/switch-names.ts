/**
 * Finds the switches that a name sets, by its words. Some words are a switch anywhere in a name
 * (`sandbox`, `test mode`); others only beside words that say whose switch it is (`test` in
 * `PAYPAL_TEST` and `order_test`, not in `skin_test`).
 */
import type { NameWords } from './name-words.ts';
import { isOrderWord, isPaymentName } from './payment-words.ts';
import type { Switch } from './tables.ts';

/** A switch that a name turns. */
export interface FoundSwitch extends Switch {
  /** The name says the opposite: `disable_sandbox`. */
  readonly isNegated: boolean;
}

/** Words that say no more than that something is a switch. */
const SWITCH_WORDS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  'is in use using enable enabled active activate on flag switch toggle'.split(' '),
);

/** With these before or behind it, a switch is off where the value is on. */
const NEGATIONS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  'disable disabled deactivate no not non without never off prevent forbid'.split(' '),
);

/** With these a name is about a switch, and is not the switch. */
const ABOUT: ReadonlySet<string> = /* @__PURE__ */ new Set(
  `allow allowed allows available badge banner can color compatible count days description email has
   hide id key label limit mail message notice notification report reports retries
   secret show support supported supports text timeout title token url visible warning`.split(
    /\s+/,
  ),
);

/** Longest name of a switch, in words. */
const MAX_WORDS = 4;

/** Whether a name says only that what it is a part of is on: `enabled` of `sandbox`. */
export function isSwitchWordsOnly({ words, last }: NameWords): boolean {
  return words.length > 0 && words.slice(last).every((word) => SWITCH_WORDS.has(word));
}

/** Every switch that the name turns. */
export function findSwitches(name: NameWords, switches: readonly Switch[]): readonly FoundSwitch[] {
  if (name.words.length === 0 || switches.length === 0) return NONE;
  const isNegated =
    name.words.slice(name.last).filter((word) => NEGATIONS.has(word)).length % 2 === 1;
  const runs = runsOf(name);
  const bare = bareNameOf(name);
  const whole = name.words.slice(name.last).join('');
  const found = switches.filter(
    ({ names, bareNames, wholeNames, place }) =>
      wholeNames.has(whole) ||
      runs.some((run) => names.has(run)) ||
      (bare !== undefined && bareNames.has(bare.name) && (place === undefined || bare.isOrders)),
  );
  return found.length === 0 ? NONE : found.map((one) => ({ ...one, isNegated }));
}

const NONE: readonly FoundSwitch[] = [];

/** All words in a row, joined, that end in the last step; none where the name is about a switch. */
function runsOf({ words, last }: NameWords): readonly string[] {
  if (words.slice(last).some((word) => ABOUT.has(word))) return [];
  const runs: string[] = [];
  for (let end = last + 1; end <= words.length; end++) {
    for (let from = Math.max(0, end - MAX_WORDS); from < end; from++) {
      runs.push(words.slice(from, end).join(''));
    }
  }
  return runs;
}

/** What is left of the last step without words of switches and payments. */
function bareNameOf({
  words,
  last,
}: NameWords): { readonly name: string; readonly isOrders: boolean } | undefined {
  const own = words.slice(last);
  const rest = own.filter(
    (word) => !SWITCH_WORDS.has(word) && !NEGATIONS.has(word) && !/^\d+$/.test(word),
  );
  const bare = rest.filter((word) => !isOrderWord(word));
  const above = words.slice(0, last);
  const isOrders = above.length === 0 || isPaymentName(above) || above.some(isOrderWord);
  return { name: bare.join(''), isOrders };
}
