/**
 * What of a configuration is new: a copy of it without what stood there before. Places keep
 * their names and numbers, so that a path in the copy is a path in the configuration.
 */
// @ts-nocheck


/** Deeper, and beyond so many values, everything counts as changed: the walk has limits too. */
const MAX_DEPTH = 64;
const MAX_NODES = 100_000;

/** Members by which an item of a list is known when the list is in another order. */
const IDENTITIES: readonly string[] = ['path', 'key', 'id', 'code', 'handle', 'name'];

/** Members that say where an item holds: a path stands once for each shop, a key for each namespace. */
const PLACES: readonly string[] = [
  'config_id',
  'scope',
  'scope_id',
  'scopeId',
  'scope_code',
  'scopeCode',
  'namespace',
  'store_id',
  'storeId',
  'website_id',
  'websiteId',
  'locale',
];

/** Members that say what the `value` beside them is; they stay with it. */
const NAMING: readonly string[] = ['attribute_code', 'attributeCode', 'key', 'path', 'name'];

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
    const changed = new Array<unknown>(now.length).fill(undefined);
    let isChanged = false;
    for (let at = 0; at < now.length; at++) {
      const identity = identityOf(now[at]);
      changed[at] =
        identity !== undefined && repeated.has(identity)
          ? compareRepeated(old[at], now[at], depth + 1)
          : compare(
              identity === undefined ? old[at] : byIdentity.get(identity),
              now[at],
              depth + 1,
            );
      if (changed[at] !== undefined) isChanged = true;
    }
    return isChanged ? changed : undefined;
  }

  /** Nobody knows which of its namesakes an item was: it is new, unless its place holds it as it was. */
  function compareRepeated(old: unknown, now: unknown, depth: number): unknown {
    return compare(old, now, depth) === undefined ? undefined : now;
  }

  function compareRecords(
    old: Readonly<Record<string, unknown>>,
    now: Readonly<Record<string, unknown>>,
    depth: number,
  ): unknown {
    const changed: [string, unknown][] = [];
    for (const name of Object.keys(now)) {
      const former = Object.hasOwn(old, name) ? old[name] : undefined;
      const part = compare(former, now[name], depth + 1);
      if (part !== undefined) changed.push([name, part]);
    }
    if (changed.length === 0) return undefined;
    const keep = (name: string): void => {
      if (!Object.hasOwn(now, name) || changed.some(([other]) => other === name)) return;
      changed.push([name, now[name]]);
    };
    // A value that is called something else is another value.
    const isRenamed = changed.some(([name]) => NAMING.includes(name) || PLACES.includes(name));
    if (isRenamed) keep('value');
    if (changed.some(([name]) => name === 'value')) for (const name of NAMING) keep(name);
    // fromEntries defines properties, so a "__proto__" key stays a key.
    return Object.fromEntries(changed);
  }

  return compare(before, after, 0);
}

/** What an item is called, with all that says where it holds. */
function identityOf(item: unknown): string | undefined {
  if (!isRecord(item)) return undefined;
  const name = IDENTITIES.find((one) => isWord(ownOf(item, one)));
  if (name === undefined) return undefined;
  const places = PLACES.filter((one) => isWord(ownOf(item, one)));
  return JSON.stringify([name, ...places].map((one) => [one, String(ownOf(item, one))]));
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

/** An object with named members: no list, no bytes, no Map. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isContainer(value) || Array.isArray(value) || ArrayBuffer.isView(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
