/**
 * Own members of values from outside. What is inherited is not there: a polluted
 * `Object.prototype` answers nothing, and a `__proto__` member is data like any other.
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
