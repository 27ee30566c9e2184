/**
 * Tells whether data has any values to look at. Guards for orders and accounts ask this, because a
 * promise that was not awaited, a query that found nothing and an empty object hold no test data,
 * and must not pass for a clean order.
 */

import { isBuiltIn } from '../../detect/match/walk.ts';

/** The most containers that are opened in search of a value; real data has one in the first few. */
const MAX_CONTAINERS = 1000;

/**
 * True for an object with named members that holds a text, a number or a boolean at any depth.
 * False for lists, dates, Maps, functions, texts, and for what cannot be read. Never throws.
 */
export function hasValues(data: unknown): boolean {
  try {
    // By breadth, so that depth costs no calls; a cycle ends at the limit.
    const open: object[] = isRecord(data) ? [data] : [];
    for (let at = 0; at < open.length; at++) {
      const container = open[at] as Readonly<Record<string, unknown>>;
      for (const name in container) {
        if (!Object.hasOwn(container, name)) continue;
        const member = container[name];
        if (isLeaf(member)) return true;
        const isOpened = isRecord(member) || Array.isArray(member);
        if (isOpened && open.length < MAX_CONTAINERS) open.push(member);
      }
    }
  } catch {
    // A getter that throws, a proxy that was revoked.
  }
  return false;
}

function isLeaf(value: unknown): boolean {
  return ['string', 'number', 'boolean', 'bigint'].includes(typeof value);
}

/** Whether a value is an object with named members, and no list, date, Map or bytes. */
export function isRecord(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !(value instanceof Date || ArrayBuffer.isView(value) || isBuiltIn(value));
}
