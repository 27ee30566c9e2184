/** Matches host names, label by label from the end. */
import type { Row, Tables } from './tables.ts';

/** RFC 1035 §2.3.4. A longer run of host characters is read from its end. */
const MAX_HOST = 253;
/** No listed domain has more labels. */
export const MAX_LABELS = 8;

/** What stands before a host, so what it is. */
export type HostContext = 'address' | 'bare';

/**
 * Calls `report` with every row that lists a host.
 * @param context `bare` for a host in running text, where "light.Test" is two sentences: rows
 *   that list a top-level domain do not count there.
 */
export function matchHost(
  text: string,
  start: number,
  end: number,
  context: HostContext,
  tables: Tables,
  report: (row: Row) => void,
): void {
  const host = plainHost(text, start, end);
  if (host === '') return;
  let dot = host.length;
  for (let labels = 1; labels <= MAX_LABELS && dot !== -1; labels++) {
    dot = dot === 0 ? -1 : host.lastIndexOf('.', dot - 1);
    const domain = host.slice(dot + 1);
    const isTld = labels === 1;
    if (isTld && context === 'bare') continue;
    for (const row of tables.domains.get(domain) ?? []) report(row);
  }
  for (const { path, row } of tables.locations.get(host) ?? []) {
    const rest = text.slice(end, end + MAX_REST).replace(/^:\d{1,5}/, '');
    if (rest.startsWith(path)) report(row);
  }
  if (tables.hostLabels.size > 0) matchLabels(host, tables, report);
}

/** A port and the beginning of a path. */
const MAX_REST = 160;

function plainHost(text: string, start: number, end: number): string {
  let last = end;
  while (last > start && (text[last - 1] === '.' || text[last - 1] === '-')) last -= 1;
  return text.slice(Math.max(start, last - MAX_HOST), last).toLowerCase();
}

/** Labels before the registrable domain; `co.uk` and its like take three labels, not two. */
function matchLabels(host: string, tables: Tables, report: (row: Row) => void): void {
  const labels = host.split('.');
  const isCountry = (labels.at(-1)?.length ?? 0) === 2 && (labels.at(-2)?.length ?? 0) <= 3;
  for (const label of labels.slice(0, isCountry ? -3 : -2)) {
    for (const row of tables.hostLabels.get(label) ?? []) report(row);
  }
}

/**
 * Where the authority of a URL stands (RFC 3986 §3.2): behind `//`, or at the start of a value
 * that names none, such as `www.shop.eu/cart`. Empty for a path.
 */
export function findAuthority(
  text: string,
  from: number,
  to: number,
): { readonly start: number; readonly end: number } {
  const head = text.slice(from, Math.min(to, from + 64));
  const scheme = head.indexOf('://');
  let start = from;
  if (scheme !== -1) start = from + scheme + 3;
  else if (head.startsWith('//')) start = from + 2;
  else if (/^[/.?#\\]/.test(head)) return { start: from, end: from };
  let end = start;
  while (end < to && !'/?#\\'.includes(text[end] as string)) end += 1;
  return { start, end };
}

/** What stands between the addresses of a list: of images in a CSV column, of a `srcset`. */
export const DIVIDES_URLS: RegExp = /[\s,;|"'<>[\]]/;
/** With which an address in a list begins. A comma may also stand in a path. */
const BEGINS_URL = /(?:[a-z][a-z\d+.-]{1,15}:)?\/\/|www\./iy;

/** Where each address of a list begins and ends. */
export function urlsIn(text: string): readonly (readonly [from: number, to: number])[] {
  const starts: number[] = [];
  let isBehind = true;
  for (let at = 0; at < text.length; at++) {
    if (DIVIDES_URLS.test(text[at] as string)) isBehind = true;
    else if (isBehind) {
      const [first] = starts;
      // Where the first has no scheme, others may have none either.
      if (first === undefined || !hasScheme(text, first) || hasScheme(text, at)) starts.push(at);
      isBehind = false;
    }
  }
  return starts.map((from, index) => [from, starts[index + 1] ?? text.length]);
}

function hasScheme(text: string, from: number): boolean {
  BEGINS_URL.lastIndex = from;
  return BEGINS_URL.test(text);
}
