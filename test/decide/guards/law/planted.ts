/** Test data of every kind that blocks, and the places of a record where it belongs. */
import { type FieldKind, MARKERS, type Marker } from 'contentmark/detect';
import type { Path, Plausible } from './plausible.ts';
import type { Random } from './random.ts';

export interface Planting {
  readonly marker: string;
  readonly field: string;
  readonly path: Path;
  /** One of the values of the marker, by chance; or one for each that it lists. */
  readonly values: readonly Planted[];
}

/** What is planted: a value, a person's halves of a name, or a switch of a name. */
type Planted =
  | { readonly value: string }
  | { readonly given: string; readonly family: string }
  | { readonly name: string; readonly state: boolean | string };

/** Everything that may be planted in a record. */
export function plantingsOf({ kind, places, region }: Plausible): readonly Planting[] {
  const plantings: Planting[] =
    kind === 'customer'
      ? [{ marker: 'tenant-mismatch', field: 'tenant', path: [], values: TENANTS }]
      : [];
  const add = (marker: Marker, field: keyof typeof places, values: readonly Planted[]): void => {
    for (const path of places[field] ?? []) {
      // One digit under `number` counts instalments as well.
      const isCount = (one: Planted): boolean =>
        path.at(-1) === 'number' && 'value' in one && one.value.length === 1;
      const belonging = values.filter((one) => !isCount(one));
      if (belonging.length > 0)
        plantings.push({ marker: marker.id, field, path, values: belonging });
    }
  };
  for (const marker of MARKERS.filter((one) => isLookedFor(one, kind))) {
    for (const [field, severity] of Object.entries(marker.severity)) {
      if (severity !== 'block') continue;
      if (marker.rule.kind === 'switch') {
        add(
          marker,
          marker.rule.place === 'payment' ? 'payment-switch' : 'switch',
          switchesOf(marker),
        );
        continue;
      }
      // The name of a switch may be that of anything; what a host in it means its own field says.
      if (field === 'switch') continue;
      // The keys of a severity table are fields.
      const values = valuesIn(marker, field as FieldKind, region);
      add(
        marker,
        field as FieldKind,
        values.map((value) => ({ value })),
      );
      if (field === 'name' && marker.rule.kind === 'whole')
        add(marker, 'full-name', values.flatMap(toHalves));
    }
  }
  return plantings;
}

/** Another tenant, under names that platforms have for one. */
const TENANTS: readonly Planted[] = [
  { name: 'tenantId', state: 'staging' },
  { name: 'org_id', state: 'staging' },
  { name: 'https://shop-of-jo.eu/tenant', state: 'staging' },
];

/** The country whose listed numbers are those of a region; in it they are written without a code. */
const CODE_OF: Readonly<Record<string, string>> = { DE: '49', FR: '33', GB: '44', AU: '61' };

function isLookedFor({ class: name }: Marker, kind: Plausible['kind']): boolean {
  if (name === 'live-secret') return false;
  return kind === 'settings' ? name !== 'word' && name !== 'sku' : name !== 'setting';
}

function toHalves(name: string): readonly Planted[] {
  const space = name.indexOf(' ');
  return space === -1 ? [] : [{ given: name.slice(0, space), family: name.slice(space + 1) }];
}

function switchesOf({ rule }: Marker): readonly Planted[] {
  if (rule.kind !== 'switch') return [];
  return [...rule.names, ...rule.bareNames, ...(rule.wholeNames ?? [])].flatMap((words, at) =>
    rule.values.map((state) => ({
      name: at % 2 === 0 ? words.replaceAll(' ', '_') : toCamel(words),
      state,
    })),
  );
}

const toCamel = (words: string): string =>
  words.replace(/ (.)/g, (_, letter) => letter.toUpperCase());

/** The values of a marker as they stand in a field. */
function valuesIn({ rule }: Marker, field: FieldKind, region: string): readonly string[] {
  switch (rule.kind) {
    case 'domain':
      return rule.domains.map((domain) =>
        field === 'email' ? `jo@${domain}` : `https://${domain}/a`,
      );
    case 'location':
      return rule.locations.map((location) => `https://${location}7`);
    case 'host-label':
      return rule.labels.map((label) => `https://${label}.shop-of-jo.eu/`);
    case 'network':
      return rule.networks
        .map((network) => network.slice(0, network.indexOf('/')))
        .map((address) => {
          if (field === 'email') return `jo@[${address}]`;
          // A URL has an IPv6 address in brackets (RFC 3986 §3.2.2).
          const isUrl = field === 'url' || field === 'image';
          return isUrl ? `http://${address.includes(':') ? `[${address}]` : address}/a` : address;
        });
    case 'phone-range':
      return rule.ranges.flatMap(({ country, prefix, digits }) => {
        const number = prefix.padEnd(digits, '7');
        const national = CODE_OF[region] === country ? [`0${number}`] : [];
        return [`+${country} ${number}`, `00${country}${number}`, ...national];
      });
    case 'phone-nanp': {
      const national = ['US', 'CA'].includes(region) ? ['(212) 555-0123', '212-555-0199'] : [];
      return rule.form === 'formatted' ? ['+1 212 555 0123', '+1 (807) 555-0199', ...national] : [];
    }
    case 'phone':
      return rule.numbers.map((number) => `+${number}`);
    case 'card':
      return rule.numbers.map((number) => number.replace(/(\d{4})(?=\d)/g, '$1 '));
    case 'masked-card':
      return rule.lastFour.map((digits) => `•••• •••• •••• ${digits}`);
    case 'whole':
      return rule.values;
    case 'beginning':
      return rule.beginnings.map((beginning) => beginning + '7'.repeat(1 + (rule.more ?? 0)));
    case 'prefix':
      return rule.prefixes.map(
        (prefix) => prefix + 'a7'.repeat(rule.more).slice(0, Math.max(rule.more, 1)),
      );
    case 'phrase': {
      const { phrases, least = 1 }: { phrases: readonly string[]; least?: number } = rule;
      return phrases.map((_, at) =>
        Array.from({ length: least }, (_, more) => phrases[(at + more) % phrases.length]).join(' '),
      );
    }
    case 'triple':
      return rule.lists[0].map((first, at) =>
        [first, ...rule.lists.slice(1).map((list) => list[at % list.length])].join(' '),
      );
    case 'template':
      return rule.templates.map((template) =>
        template.replace('{noun}', rule.nouns[0] ?? '').replaceAll('{}', 'sky blue'),
      );
    default:
      // The law asks that each marker was planted somewhere, so a kind of rule is not forgotten here.
      return [];
  }
}

/** A copy of the record with one value planted. */
export function plant(record: object, path: Path, planted: Planted): object {
  const copy = structuredClone(record);
  const holder = (steps: Path): Record<string, unknown> =>
    steps.reduce(
      (at, step) => (at as Record<string | number, object>)[step] as object,
      copy,
    ) as never;
  if ('value' in planted) holder(path.slice(0, -1))[String(path.at(-1))] = planted.value;
  else if ('given' in planted) {
    const person = holder(path);
    for (const name of Object.keys(person)) {
      if (/^(?:first|given)[ _]?name$/i.test(name)) person[name] = planted.given;
      if (/^(?:last|family)[ _]?name$/i.test(name)) person[name] = planted.family;
    }
  } else holder(path)[planted.name] = planted.state;
  return copy;
}

export const choose = (random: Random, { values }: Planting): Planted => random.pick(values);
