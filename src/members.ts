/**
 * Reads own members of values from outside. Inherited members are ignored, so a polluted
 * `Object.prototype` changes nothing, and a `__proto__` member is data like any other.
 */

/** An own member, or `undefined` where there is none or the value is no object. */
export function ownMember(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** A copy of the own members that can be listed, without a prototype. */
export function ownMembers<T extends object>(value: T): Partial<T> {
  return Object.assign(Object.create(null), value);
}

/** Whether one letter changed, added or taken away, or two swapped, make one name of the other. */
export function isOneApart(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1);
  const isSwapped = short[at] === long[at + 1] && short[at + 1] === long[at];
  return short.slice(at + (isSwapped ? 2 : 1)) === long.slice(at + (isSwapped ? 2 : 1));
}
