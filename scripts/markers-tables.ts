/** The tables of docs/markers.md, from the rows themselves. */
import {
  type FieldKind,
  MARKERS,
  type Marker,
  NOT_LOOKED_AT,
  type Rule,
} from '../src/entries/detect.ts';
import { withTables } from './between-markers.ts';

/** Values that are printed of one row; the rest is in the source. */
const SHOWN_VALUES = 12;

/** What each class is called, in the order of the page. */
const TITLES: Readonly<Record<Marker['class'], string>> = {
  domain: 'Domains',
  address: 'Internet addresses',
  phone: 'Phone numbers',
  card: 'Payment cards',
  token: 'Keys and tokens',
  payment: 'Test orders and gateways',
  faker: 'Generators of fake data',
  filler: 'Filler',
  identity: 'People of fixtures',
  sku: 'SKUs, handles, barcodes',
  word: 'Words',
  schema: 'Columns that flag their record',
  'model-text': 'What models leave in texts',
  setting: 'Settings (looked for in settings only)',
  'live-secret': 'Secrets of production (looked for in settings before production only)',
};

/** The page with its tables written anew. */
export function withMarkers(page: string): string {
  return withTables(page, 'markers-page.ts', printTables());
}

function printTables(): string {
  const sections = Object.entries(TITLES).map(([name, title]) => {
    const markers = MARKERS.filter((marker) => marker.class === name);
    return [`### ${title}`, '', ...markers.flatMap(printMarker)].join('\n');
  });
  const gaps = NOT_LOOKED_AT.map((id) => `\`${id}\``).join(', ');
  return [
    ...sections,
    `### What was not looked at\n\nFindings of these names are no markers: ${gaps}, and of the guards \`not-looked-at\`, \`detector-failed\`, \`not-an-order\`, \`not-a-user\`, \`tenant-mismatch\` and \`tenant-not-compared\`.\n`,
  ].join('\n');
}

function printMarker(marker: Marker): readonly string[] {
  const { id, what, rule, sources, falsePositives, found, clean } = marker;
  return [
    `#### \`${id}\``,
    '',
    `${what[0]?.toUpperCase()}${what.slice(1)}. ${printSeverity(marker.severity)}`,
    '',
    `- ${printRule(rule)}`,
    `- False positives: ${falsePositives}`,
    `- Found: ${code(JSON.stringify(found))}`,
    `- Not found: ${code(JSON.stringify(clean))}`,
    `- Source: ${sources.map(printSource).join(', ')}`,
    '',
  ];
}

function printSeverity(severity: Marker['severity']): string {
  const grades = ['block', 'warn', 'info'] as const;
  const parts = grades.flatMap((grade) => {
    // The keys of a severity table are fields.
    const fields = (Object.keys(severity) as FieldKind[]).filter(
      (field) => severity[field] === grade,
    );
    return fields.length === 0 ? [] : [`**${grade}** in ${fields.join(', ')}`];
  });
  return `${parts.join('; ')}.`;
}

/** How a row is compared, and with what. */
function printRule(rule: Rule): string {
  switch (rule.kind) {
    case 'domain':
      return `The host is one of these, or below it${printService(rule.place)}: ${list(rule.domains)}`;
    case 'location':
      return `Host and path begin with: ${list(rule.locations)}`;
    case 'host-label':
      return `A label of the host, before the registered domain: ${list(rule.labels)}`;
    case 'network':
      return `The address lies in${printService(rule.place)}: ${list(rule.networks)}`;
    case 'phone-range': {
      const ranges = rule.ranges.map(
        ({ country, prefix, digits }) =>
          `+${country} ${prefix}${'x'.repeat(digits - prefix.length)}`,
      );
      return `The number lies in: ${list(ranges)}`;
    }
    case 'phone-nanp':
      return {
        formatted: 'Written with +1, or in groups of 3, 3 and 4 digits',
        bare: 'Ten or eleven digits otherwise',
        local: 'Seven digits',
      }[rule.form];
    case 'phone':
      return `The number is: ${list(rule.numbers.map((number) => `+${number}`))}`;
    case 'card':
      return `All digits, with or without spaces and hyphens: ${list(rule.numbers)}`;
    case 'masked-card':
      return `Masked, and ends with: ${list(rule.lastFour)}`;
    case 'whole':
      return `The whole value, letter case aside${rule.place === 'card' ? ', as the number of a card that pays' : ''}: ${list(rule.values)}`;
    case 'beginning':
      return `The value begins with${rule.more === undefined ? '' : ` one of these and goes on for ${rule.more} characters or more`}: ${list(rule.beginnings)}`;
    case 'prefix':
      return `A word begins with one of these and goes on for ${rule.more} characters or more: ${list(rule.prefixes)}`;
    case 'phrase':
      return `${rule.least === undefined ? 'These words' : `At least ${rule.least} of these`}, letter case aside, white space of any kind between them: ${list(rule.phrases)}`;
    case 'variant':
      return `The whole value is one of these, alone or with a size and a colour behind hyphens: ${list(rule.stems)}`;
    case 'triple':
      return `One word of each, in this order: ${rule.lists.map((words) => list(words)).join('; ')}`;
    case 'template':
      return `The whole text, with a product of faker for \`{noun}\` and anything for \`{}\`: ${list(rule.templates)}`;
    case 'switch': {
      const values = rule.values.map((value) => code(String(value))).join(', ');
      const names = rule.names.length === 0 ? '' : `has the words ${list(rule.names)} in its name`;
      const bare =
        rule.bareNames.length === 0
          ? ''
          : `is called ${list(rule.bareNames)}, with words of orders, payments and switches only beside it`;
      const { wholeNames = [] } = rule;
      const whole = wholeNames.length === 0 ? '' : `is called ${list(wholeNames)} and no more`;
      const place =
        rule.place === undefined
          ? ''
          : rule.place === 'payment'
            ? ', as part of a payment,'
            : ', where the platform chose the name,';
      return `A member that ${[names, bare, whole].filter((part) => part !== '').join(', or ')}${place} has the value ${values}`;
    }
  }
}

/** Where an address counts less. */
function printService(place: 'shopper' | undefined): string {
  return place === undefined ? '' : ' (a warning at most where it is of a service behind the shop)';
}

function list(values: readonly string[]): string {
  const shown = values.slice(0, SHOWN_VALUES).map(code).join(', ');
  const hidden = values.length - SHOWN_VALUES;
  return hidden > 0 ? `${shown} and ${hidden} more` : shown;
}

function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function printSource(source: string): string {
  return source.startsWith('https://') ? `<${source}>` : source;
}
