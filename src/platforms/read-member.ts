/**
 * Reads members of a parsed reply by their type. Only own members count, so that a polluted
 * `Object.prototype` changes nothing, and a member of another type counts as missing.
 */

import { ownMember } from '../members.ts';

/** A member that is text. */
export function readText(value: unknown, name: string): string | undefined {
  const member = ownMember(value, name);
  return typeof member === 'string' ? member : undefined;
}

/** A member that is a whole number from 0; PHP sends some of them as text. */
export function readCount(value: unknown, name: string): number | undefined {
  const member = ownMember(value, name);
  const count = typeof member === 'string' && /^\d{1,15}$/.test(member) ? Number(member) : member;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

/** A member that is a flag; PHP sends some of them as 0 and 1, or as text of these. */
export function readFlag(value: unknown, name: string): boolean | undefined {
  const member = ownMember(value, name);
  if (typeof member === 'boolean') return member;
  if (member === 0 || member === '0') return false;
  return member === 1 || member === '1' ? true : undefined;
}

/** A member that is a list, or `undefined`. */
export function readList(value: unknown, name: string): readonly unknown[] | undefined {
  const member = ownMember(value, name);
  return Array.isArray(member) ? member : undefined;
}
