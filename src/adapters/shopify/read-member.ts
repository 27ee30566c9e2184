/**
 * Values out of a reply that has been parsed. Own members only, so that a polluted
 * `Object.prototype` answers nothing; whatever has another type is not there.
 */

/** An own member, or `undefined`. */
export function readMember(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** A member that is text. */
export function readText(value: unknown, name: string): string | undefined {
  const member = readMember(value, name);
  return typeof member === 'string' ? member : undefined;
}

/** A member that is a list; `[]` where it is not. */
export function readList(value: unknown, name: string): readonly unknown[] {
  const member = readMember(value, name);
  return Array.isArray(member) ? member : [];
}
