/**
 * Finds unchanged settings that a change beside them concerns. A test key is as new in production
 * when it is switched on, or moved to another website, as when it is typed there.
 */
import { readName } from '../../detect/match/name-words.ts';
import { isOff, isValueName, readGoverning } from './setting-names.ts';

/** A setting that was changed, added or taken away. */
export interface Change {
  readonly name: string;
  /** `undefined` where there was none, or is none any more. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Longest text that may be the name of a setting. */
const MAX_NAME = 64;

/**
 * Finds, for changes among neighbours, which of the neighbours they concern.
 * @returns a test of a neighbour's name; `undefined` where no change concerns another setting.
 */
export function findGoverned(
  changes: readonly Change[],
): ((neighbour: string) => boolean) | undefined {
  const beginnings = new Set<string>();
  /**
   * The switches among the neighbours. A switch concerns no setting of the same name in another
   * place.
   */
  const governors = new Set<string>();
  for (const { name, before, after } of changes) {
    const governing = readGoverning(name);
    if (governing !== undefined) {
      const { effect, words } = governing;
      const isMeant =
        effect === 'place' ? isLeafOrLeaves(after ?? before) : turnsOn(effect, before, after);
      if (isMeant) beginnings.add(words.join(' '));
      governors.add(name);
    }
    // `gateway: "stripe"` chooses among its neighbours by their names.
    for (const value of leavesOf(after)) {
      if (typeof value !== 'string' || value.length > MAX_NAME) continue;
      const { words } = readName(value);
      if (words.length > 0) beginnings.add(words.join(' '));
    }
  }
  if (beginnings.size === 0) return undefined;
  const isAll = beginnings.has('');
  return (neighbour) => {
    if (governors.has(neighbour)) return false;
    if (isAll) return true;
    let beginning = '';
    return readName(neighbour).words.some((word) => {
      beginning = beginning === '' ? word : `${beginning} ${word}`;
      return beginnings.has(beginning);
    });
  };
}

function turnsOn(effect: 'on' | 'off', before: unknown, after: unknown): boolean {
  // What is taken away is as it is by default, so nobody knows that it stayed as it was.
  if (after === undefined)
    return leavesOf(before).some((value) => isOff(value) === (effect === 'on'));
  return leavesOf(after).some((value) => isOff(value) !== (effect === 'on'));
}

function isLeafOrLeaves(value: unknown): boolean {
  return leavesOf(value).length > 0;
}

/** The most members of a container that are looked at; a switch has at most one for each shop. */
const MAX_LEAVES = 1000;

/** The values in a value, a list or an object of values; none for what nests deeper. */
function leavesOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [value];
  const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  if (members.length > MAX_LEAVES) return [];
  return members.some((member) => typeof member === 'object' && member !== null) ? [] : members;
}

/** Whether a change may make a setting hold where it did not; switching it off does not. */
export function isNotOff({ name, before, after }: Change): boolean {
  const governing = readGoverning(name);
  if (governing === undefined || governing.effect === 'place') return true;
  return turnsOn(governing.effect, before, after);
}

/** Whether an object is one setting, its value beside its name and its place. */
export function isNamedValue(names: readonly string[]): boolean {
  return names.some(isValueName);
}
