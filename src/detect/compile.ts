/** Compiles rows to look-up tables, so that a detector takes no longer when lists grow. */
import type { Severity } from './finding/finding.ts';
import type { FieldKind, Marker, MarkerClass, PhoneRange, Rule } from './markers/marker.ts';
import { MARKERS } from './markers/markers.ts';
import { parseNetwork } from './match/network.ts';
import { compilePhrase, type Phrase } from './match/phrase.ts';
import type { PhoneRanges, Row, Switch, Tables, Triple } from './match/tables.ts';
import { compileTemplate } from './match/template.ts';

/** Makes tables of the rows of some classes, with other severities where they are asked for. */
export function compileTables(
  classes: ReadonlySet<MarkerClass>,
  severities: ReadonlyMap<string, Severity | 'off'>,
  own: readonly Pick<Marker, 'id' | 'class' | 'what' | 'rule' | 'severity'>[],
): Tables {
  const tables = {
    whole: new Map<string, Row[]>(),
    beginnings: [] as Tables['beginnings'][number][],
    variants: [] as Tables['variants'][number][],
    domains: new Map<string, Row[]>(),
    locations: new Map<string, { path: string; row: Row }[]>(),
    hostLabels: new Map<string, Row[]>(),
    networks: [] as Tables['networks'][number][],
    phones: new Map<string, Row[]>(),
    phoneRanges: new Map<string, (PhoneRanges & { readonly prefixes: Map<string, Row> })[]>(),
    nanp: {} as { -readonly [K in keyof Tables['nanp']]: Row },
    cards: new Map<string, Row[]>(),
    maskedCards: new Map<string, Row[]>(),
    prefixes: [] as Tables['prefixes'][number][],
    phrases: new Map<string, { phrase: Phrase; row: Row }[]>(),
    triples: [] as Triple[],
    templates: [] as Tables['templates'][number][],
    switches: [] as Switch[],
  } satisfies Tables;

  function addRule(rule: Rule, row: Row): void {
    switch (rule.kind) {
      case 'domain':
        putAll(tables.domains, rule.domains, placed(row, rule.place));
        return;
      case 'location':
        for (const location of rule.locations) {
          const slash = location.indexOf('/');
          put(tables.locations, location.slice(0, slash), { path: location.slice(slash), row });
        }
        return;
      case 'host-label':
        putAll(tables.hostLabels, rule.labels, row);
        return;
      case 'network':
        for (const cidr of rule.networks) {
          const network = parseNetwork(cidr);
          tables.networks.push({ network, row: placed(row, rule.place) });
        }
        return;
      case 'phone-range':
        for (const range of rule.ranges) addRange(range, row);
        return;
      case 'phone-nanp':
        tables.nanp[rule.form] = row;
        return;
      case 'phone':
        putAll(tables.phones, rule.numbers, row);
        return;
      case 'card':
        putAll(tables.cards, rule.numbers, row);
        return;
      case 'masked-card':
        putAll(tables.maskedCards, rule.lastFour, row);
        return;
      case 'whole':
        putAll(tables.whole, rule.values, placed(row, rule.place));
        return;
      case 'beginning':
        for (const text of rule.beginnings) {
          tables.beginnings.push({ text, more: rule.more ?? 0, row });
        }
        return;
      case 'prefix':
        for (const prefix of rule.prefixes) {
          tables.prefixes.push({ prefix, more: rule.more, row });
        }
        return;
      case 'phrase':
        for (const source of rule.phrases) {
          const phrase = compilePhrase(source);
          const { least } = rule;
          // Told apart, so that they can be counted.
          const own = least === undefined ? row : { ...row, least };
          put(tables.phrases, phrase.anchor, { phrase, row: own });
        }
        return;
      case 'triple': {
        const [first, second, third] = rule.lists;
        tables.triples.push({
          row,
          first: new Set(first),
          second: new Set(second),
          third: new Set(third),
        });
        return;
      }
      case 'variant':
        tables.variants.push({
          row,
          stems: new Set(rule.stems),
          sizes: new Set(rule.sizes),
          colours: new Set(rule.colours),
        });
        return;
      case 'template':
        for (const source of rule.templates) {
          tables.templates.push({ template: compileTemplate(source, rule.nouns), row });
        }
        return;
      case 'switch':
        tables.switches.push({
          row,
          names: new Set(rule.names.map(joined)),
          bareNames: new Set(rule.bareNames.map(joined)),
          wholeNames: new Set((rule.wholeNames ?? []).map(joined)),
          values: new Set(rule.values),
          place: rule.place,
        });
        return;
    }
  }

  function addRange({ country, prefix, digits }: PhoneRange, row: Row): void {
    const alike = tables.phoneRanges
      .get(country)
      ?.find((one) => one.digits === digits && one.prefixLength === prefix.length);
    if (alike !== undefined) {
      alike.prefixes.set(prefix, row);
      return;
    }
    const prefixes = new Map([[prefix, row]]);
    put(tables.phoneRanges, country, { digits, prefixLength: prefix.length, prefixes });
  }

  for (const marker of [...MARKERS, ...own]) {
    const severity = severities.get(marker.id);
    if (!classes.has(marker.class) || severity === 'off') continue;
    addRule(marker.rule, {
      id: marker.id,
      technique: marker.class === 'schema' ? 'schema' : 'marker',
      reason: marker.what,
      severity: withSeverity(marker, severity),
    });
  }
  return tables;
}

function placed(row: Row, place: Row['place']): Row {
  return place === undefined ? row : { ...row, place };
}

/** Rows are written in words, `test mode`; names are compared joined. */
function joined(name: string): string {
  return name.replaceAll(' ', '');
}

function putAll<T>(table: Map<string, T[]>, keys: readonly string[], item: T): void {
  for (const key of keys) put(table, key, item);
}

function put<T>(table: Map<string, T[]>, key: string, item: T): void {
  const items = table.get(key);
  if (items === undefined) table.set(key, [item]);
  else items.push(item);
}

/**
 * The severities of a row, or one for all fields in which it counts. Without a prototype, so
 * that a polluted one makes it count nowhere else.
 */
function withSeverity(
  marker: Pick<Marker, 'severity'>,
  severity: Severity | undefined,
): Row['severity'] {
  const severities: { [K in FieldKind]?: Severity } = Object.create(null);
  // The keys of a severity table are fields.
  for (const field of Object.keys(marker.severity) as FieldKind[]) {
    const own = severity ?? marker.severity[field];
    if (own !== undefined) severities[field] = own;
  }
  return severities;
}
