/**
 * Finds what of a configuration is new. The result is a copy without what was there before, unless
 * a change beside it concerns it. Places keep their names and numbers, so a path in the copy is a
 * path in the configuration.
 */

import { type Change, findGoverned, isNamedValue, isNotOff } from './governed.ts';
import { isPlaceName, isValueName } from './setting-names.ts';

/**
 * The deepest level that is compared. Deeper, and beyond so many values, everything counts as
 * changed, because the detectors' walk has limits too.
 */
const MAX_DEPTH = 64;
const MAX_NODES = 100_000;

/** Members by which an item of a list is known when the list is in another order. */
const IDENTITIES: readonly string[] = ['path', 'key', 'id', 'code', 'handle', 'name'];

/** Members that say what the value beside them is, best first. */
const NAMING: readonly string[] = [
  'path',
  'attribute_code',
  'attributeCode',
  'key',
  'option_name',
  'setting',
  'field',
  'name',
];

/** The part of `after` that is not in `before`; `undefined` where nothing is. May be `after` itself. */
export function changedIn(before: unknown, after: unknown): unknown {
  let nodes = 0;

  function compare(old: unknown, now: unknown, depth: number): unknown {
    nodes += 1;
    if (Object.is(old, now)) return undefined;
    if (!isContainer(now) || depth > MAX_DEPTH || nodes > MAX_NODES) return now;
    try {
      if (Array.isArray(now)) return Array.isArray(old) ? compareLists(old, now, depth) : now;
      if (!isRecord(now) || !isRecord(old)) return now;
      return compareRecords(old, now, depth);
    } catch {
      // A getter or a proxy that throws: the walk will say so of the whole.
      return now;
    }
  }

  function compareLists(old: readonly unknown[], now: readonly unknown[], depth: number): unknown {
    const byIdentity = new Map<string, unknown>();
    const repeated = new Set<string>();
    for (let at = 0; at < Math.min(old.length, MAX_NODES); at++) {
      const identity = identityOf(old[at]);
      if (identity === undefined) continue;
      if (byIdentity.has(identity)) repeated.add(identity);
      byIdentity.set(identity, old[at]);
    }
    // What is beyond the limit is left to the walk, which has the same.
    if (now.length > MAX_NODES) return now;
    const changed: unknown[] = [];
    const changes = new Map<string, Change[]>();
    for (let at = 0; at < now.length; at++) {
      const identity = identityOf(now[at]);
      const former = identity === undefined ? old[at] : byIdentity.get(identity);
      changed[at] =
        identity !== undefined && repeated.has(identity)
          ? compareRepeated(old[at], now[at], depth + 1)
          : compare(former, now[at], depth + 1);
      const name = changed[at] === undefined ? undefined : nameOf(now[at]);
      if (name === undefined) continue;
      const place = placeOf(now[at]);
      const change = { name, before: settingOf(former), after: settingOf(now[at]) };
      const alike = changes.get(place);
      if (alike === undefined) changes.set(place, [change]);
      else alike.push(change);
    }
    const governed = new Map([...changes].map(([place, list]) => [place, findGoverned(list)]));
    for (let at = 0; at < now.length && governed.size > 0; at++) {
      const name = nameOf(now[at]);
      if (name === undefined) continue;
      const tests = [governed.get(EVERYWHERE), governed.get(placeOf(now[at]))];
      if (tests.some((isGoverned) => isGoverned?.(name))) changed[at] = now[at];
    }
    return changed.some((part) => part !== undefined) ? changed : undefined;
  }

  /**
   * An item whose id or name stands twice in its list, such as two rows `{ "id": 7 }`: which former
   * row it was cannot be told, so all of it is new unless the row at the same index is equal.
   */
  function compareRepeated(old: unknown, now: unknown, depth: number): unknown {
    return compare(old, now, depth) === undefined ? undefined : now;
  }

  function compareRecords(
    old: Readonly<Record<string, unknown>>,
    now: Readonly<Record<string, unknown>>,
    depth: number,
  ): unknown {
    const changed = new Map<string, unknown>();
    const changes: Change[] = [];
    const names = Object.keys(now);
    for (const name of names) {
      const former = Object.hasOwn(old, name) ? old[name] : undefined;
      const part = compare(former, now[name], depth + 1);
      if (part === undefined) continue;
      changed.set(name, part);
      changes.push({ name, before: former, after: now[name] });
    }
    for (const name of Object.keys(old)) {
      if (!Object.hasOwn(now, name)) changes.push({ name, before: old[name], after: undefined });
    }
    const isGoverned = findGoverned(changes);
    const isOneSetting = isNamedValue(names) && changes.some(isNotOff);
    for (const name of names) {
      // A value that is called something else, or stands somewhere else, is another value.
      const isItsOwn = isOneSetting && !isContainer(now[name]);
      if (isItsOwn || isGoverned?.(name)) changed.set(name, now[name]);
    }
    // fromEntries defines properties, so a "__proto__" key stays a key.
    return changed.size === 0 ? undefined : Object.fromEntries(changed);
  }

  return compare(before, after, 0);
}

/** The identity of an item: its name, with all that says where it holds. */
function identityOf(item: unknown): string | undefined {
  if (!isRecord(item)) return undefined;
  const name = IDENTITIES.find((one) => isWord(ownOf(item, one)));
  if (name === undefined) return undefined;
  const places = Object.keys(item).filter((one) => isPlaceName(one) && isWord(item[one]));
  return JSON.stringify([name, ...places.sort()].map((one) => [one, String(ownOf(item, one))]));
}

/** The place of items that name none, or that are a default for all scopes. */
const EVERYWHERE = '';

/** Where an item holds, the number of its row left out. */
function placeOf(item: unknown): string {
  if (!isRecord(item) || ownOf(item, 'scope') === 'default') return EVERYWHERE;
  const names = Object.keys(item).filter((one) => isPlaceName(one) && !one.startsWith('config'));
  return names
    .sort()
    .map((one) => `${one}=${JSON.stringify(ownOf(item, one))}`)
    .join();
}

/** The name that an item of a list gives its value. */
function nameOf(item: unknown): string | undefined {
  if (!isRecord(item)) return undefined;
  return NAMING.map((one) => ownOf(item, one)).find((one) => typeof one === 'string');
}

function settingOf(item: unknown): unknown {
  if (!isRecord(item)) return undefined;
  const name = Object.keys(item).find(isValueName);
  return name === undefined ? undefined : ownOf(item, name);
}

function ownOf(item: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

function isWord(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/**
 * Whether a value is an object with named members. The prototypes of lists, bytes and Maps have
 * prototypes themselves.
 */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isContainer(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
