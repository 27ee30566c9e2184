/** Matches the value of a switch with the listed values. */
import { readName } from './name-words.ts';
import { isFreePlace, isPaymentPlace, type ValuePlace } from './place.ts';
import type { Report } from './scan.ts';
import type { FoundSwitch } from './switch-names.ts';
import type { Row } from './tables.ts';
import type { Leaf } from './walk.ts';

const WORDS_ON: readonly string[] = ['true', '1', 'yes', 'on', 'y', 'enabled', 'active'];
const WORDS_OFF: readonly string[] = ['false', '0', 'no', 'off', 'n', 'disabled', 'inactive'];

/** No mode has a longer name. */
export const MAX_MODE = 32;

/** On, off, or the mode that words name: `sandbox` for "Sandbox", "sandbox mode", "SANDBOX_ENV". */
export type SwitchState = boolean | string;

/** Calls `report` with every row that lists the state for one of these switches. */
export function matchSwitch(
  state: SwitchState | undefined,
  switches: readonly FoundSwitch[],
  place: ValuePlace,
  report: Report,
): void {
  if (state === undefined) return;
  // One switch is told once: what a settings row says of it comes last, and counts.
  let found: Row | undefined;
  for (const { row, values, place: wanted, isNegated } of switches) {
    if (!values.has(isNegated && typeof state === 'boolean' ? !state : state)) continue;
    if (wanted === 'payment' && !isPaymentPlace(place)) continue;
    if (wanted === 'platform' && isFreePlace(place)) continue;
    if (row.severity.switch === 'block') found = row;
    else report(row, 'switch');
  }
  if (found !== undefined) report(found, 'switch');
}

/** The state that a value names; `undefined` for what is none. */
export function readState(value: Leaf): SwitchState | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value === 1 ? true : value === 0 ? false : `${value}`;
  if (typeof value !== 'string' || value.length > MAX_MODE) return undefined;
  const word = value.trim().toLowerCase();
  if (WORDS_ON.includes(word)) return true;
  if (WORDS_OFF.includes(word)) return false;
  const { words } = readName(value);
  return words.filter((one) => !MODE_WORDS.includes(one)).join('');
}

/** Words that a mode may be called with and that say nothing of which. */
const MODE_WORDS: readonly string[] = ['mode', 'environment', 'env'];
