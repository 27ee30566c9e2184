/**
 * Validates the markers that a shop adds, such as its own test customers and staging hosts. A
 * misspelt row would silently never be found, so it is refused.
 */

import { requireText, wrongArgument } from '../errors.ts';
import { ownMembers } from '../members.ts';
import { wrongOption } from '../options.ts';
import { FIELDS, MARKER_CLASSES, type Marker, type Rule } from './markers/marker.ts';
import { MARKERS } from './markers/markers.ts';
import { MAX_LABELS } from './match/host.ts';
import { parseNetwork } from './match/network.ts';
import { compilePhrase } from './match/phrase.ts';

/** Kinds of rules that are one list of texts. */
type ListKind =
  | 'domain'
  | 'location'
  | 'host-label'
  | 'network'
  | 'phone'
  | 'card'
  | 'whole'
  | 'beginning'
  | 'prefix'
  | 'phrase';

/** How a row of a shop's own is compared. */
export type OwnRule = Extract<Rule, { readonly kind: ListKind }>;

/** A row of a shop's own. It needs no source and no samples: the shop is the source. */
export interface OwnMarker extends Pick<Marker, 'id' | 'class' | 'severity'> {
  /** For people, half a line: the reason of its findings. Default says that it is a row of the shop's own. */
  readonly what?: string;
  readonly rule: OwnRule;
}

/** The member that holds the list. */
const LIST_OF: Readonly<Record<ListKind, string>> = {
  domain: 'domains',
  location: 'locations',
  'host-label': 'labels',
  network: 'networks',
  phone: 'numbers',
  card: 'numbers',
  whole: 'values',
  beginning: 'beginnings',
  prefix: 'prefixes',
  phrase: 'phrases',
};

const SEVERITIES: readonly string[] = ['block', 'warn', 'info'];
/** A seed of test customers has hundreds; more belongs into a registry of digests. */
const MAX_VALUES = 10_000;
const MAX_VALUE = 128;
/** Why a row without words of its own was found. */
const OWN = 'a row of your own list';

/**
 * Checks and copies rows.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readOwnMarkers(
  argument: string,
  markers: unknown,
): readonly (OwnMarker & Pick<Marker, 'what'>)[] {
  if (!Array.isArray(markers)) throw wrongArgument(argument, 'an array of markers', markers);
  const ids = new Set(MARKERS.map(({ id }) => id));
  return Array.from(markers as readonly unknown[], (marker, index) => {
    const at = `${argument}[${index}]`;
    const read = readMarker(at, marker);
    if (ids.has(read.id)) throw wrongOption(`${at}.id`, `"${read.id}" is taken`);
    ids.add(read.id);
    return read;
  });
}

function readMarker(at: string, marker: unknown): OwnMarker & Pick<Marker, 'what'> {
  const { id, class: name, what = OWN, severity, rule } = membersOf(at, marker);
  requireText(`${at}.id`, id);
  requireText(`${at}.what`, what);
  const found = MARKER_CLASSES.find((one) => one === name);
  if (found === undefined) throw wrongOption(`${at}.class`, `one of ${MARKER_CLASSES.join(', ')}`);
  const entries = Object.entries(membersOf(`${at}.severity`, severity));
  if (entries.length === 0)
    throw wrongOption(`${at}.severity`, 'names no field, so it counts nowhere');
  for (const [field, grade] of entries) {
    const isKnown = FIELDS.some((one) => one === field) && SEVERITIES.includes(grade as string);
    const fields = FIELDS.join(', ');
    if (!isKnown)
      throw wrongOption(`${at}.severity.${field}`, `a field of ${fields}: ${SEVERITIES}`);
    if (found === 'word' && grade === 'block') throw wrongOption(at, 'no word may block');
  }
  // Each entry was compared with the lists of its type just above.
  return {
    id,
    class: found,
    what,
    severity: { ...(severity as Marker['severity']) },
    rule: readRule(`${at}.rule`, rule),
  };
}

function readRule(at: string, rule: unknown): OwnRule {
  const members = membersOf(at, rule);
  const { kind } = members;
  if (typeof kind !== 'string' || !Object.hasOwn(LIST_OF, kind)) {
    throw wrongOption(`${at}.kind`, `one of ${Object.keys(LIST_OF).join(', ')}`);
  }
  const known = kind as ListKind;
  const list = LIST_OF[known];
  const values = readValues(`${at}.${list}`, members[list], known);
  const { more = 0 } = members;
  if (!Number.isInteger(more) || (more as number) < 0 || (more as number) > MAX_VALUE) {
    throw wrongArgument(`${at}.more`, `a whole number of at most ${MAX_VALUE}`, more);
  }
  // The kind and its list go together by LIST_OF; the compiler loses that on the way.
  return { kind: known, [list]: values, ...(known === 'prefix' && { more }) } as unknown as OwnRule;
}

function readValues(at: string, list: unknown, kind: ListKind): string[] {
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_VALUES) {
    throw wrongArgument(at, `an array of 1 to ${MAX_VALUES} texts`, list);
  }
  return Array.from(list as readonly unknown[], (value, index) => {
    requireText(`${at}[${index}]`, value);
    // Only the beginning of a key is compared as it is written.
    const plain = kind === 'prefix' ? value : value.trim().toLowerCase();
    const problem = problemOf(plain, kind);
    if (problem !== undefined) throw wrongOption(`${at}[${index}]`, problem);
    return plain;
  });
}

/** Why a value would never be found. */
function problemOf(value: string, kind: ListKind): string | undefined {
  if (value === '' || value.length > MAX_VALUE) return `a text of 1 to ${MAX_VALUE} characters`;
  switch (kind) {
    case 'network':
      return parseNetwork(value).address.length === 0
        ? 'a network such as 192.0.2.0/24'
        : undefined;
    case 'phone':
      return /^\d{8,15}$/.test(value) ? undefined : 'digits with the country code, without "+"';
    case 'card':
      return /^\d{12,19}$/.test(value) ? undefined : '12 to 19 digits';
    case 'location':
      return /^[^/]+\//.test(value) ? undefined : 'a host and the beginning of a path';
    case 'domain':
      if (value.split('.').length > MAX_LABELS) return `a domain of at most ${MAX_LABELS} labels`;
      return /[/:@ ]/.test(value) ? 'a host name without scheme, port and path' : undefined;
    case 'host-label':
      return /[/:@ ]/.test(value) ? 'a host name without scheme, port and path' : undefined;
    case 'phrase':
      return /^[a-z0-9_]{1,32}$/.test(compilePhrase(value).anchor)
        ? undefined
        : 'words, one of them of 1 to 32 letters or digits';
    case 'prefix':
      return /^[A-Za-z0-9]*_[A-Za-z0-9_]*$/.test(value) ? undefined : 'letters, digits and a "_"';
    case 'whole':
    case 'beginning':
      return undefined;
  }
}

function membersOf(at: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrongArgument(at, 'an object', value);
  }
  return ownMembers(value as Readonly<Record<string, unknown>>);
}
