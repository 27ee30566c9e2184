/**
 * Carries a mark in one named text value of a record: a member of a JSON object, or a column of a
 * CSV row. The two differ only in what else a record may hold.
 */
import { requireText, wrongArgument } from '../errors.ts';
import type { Carrier } from './carrier.ts';
import { readCell } from './cell.ts';

/** A record by its member or column names. */
export type NamedValues<Value> = Readonly<Record<string, Value>>;

/** Carries a mark in a member of a JSON object. Default member `contentmark`. */
export function memberCarrier(member = 'contentmark'): Carrier<NamedValues<unknown>> {
  return createNamedCarrier('member', member);
}

/** Carries a mark in a column of a CSV row, as a CSV library gives rows. Default column `contentmark`. */
export function columnCarrier(column = 'contentmark'): Carrier<NamedValues<string>> {
  return createNamedCarrier('column', column);
}

function createNamedCarrier<Value>(
  what: string,
  name: string,
): Carrier<NamedValues<Value | string>> {
  requireText(what, name);
  return Object.freeze({
    name: `${what} ${name}`,
    write(host: NamedValues<Value | string>, textForm: string): NamedValues<Value | string> {
      if (typeof host !== 'object' || host === null || Array.isArray(host)) {
        throw wrongArgument('host', 'an object', host);
      }
      // fromEntries defines properties, so a "__proto__" member is copied as a member.
      const entries = Object.entries(host);
      const at = entries.findIndex(([key]) => key === name);
      entries.splice(at === -1 ? entries.length : at, at === -1 ? 0 : 1, [name, textForm]);
      return Object.fromEntries(entries);
    },
    read(host: NamedValues<Value | string>) {
      const isRecord = typeof host === 'object' && host !== null && Object.hasOwn(host, name);
      return isRecord ? readCell(host[name]) : [];
    },
  });
}
