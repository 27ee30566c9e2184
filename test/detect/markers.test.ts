/** Every row of the tables, by its own samples, and each of its values. */
import {
  createDetector,
  FIELDS,
  type FieldKind,
  MARKER_CLASSES,
  MARKERS,
  type Marker,
} from 'contentmark/detect';
import { describe, expect, it } from 'vitest';

/** A detector for the class of one row. */
const detectorOf = ({ class: name }: Marker) => createDetector({ classes: [name] });

/** Ids of what was found. */
function idsIn(marker: Marker, data: unknown): string[] {
  return detectorOf(marker)(data).findings.map(({ id }) => id);
}

/** A member name for each field, as platforms have it. */
const NAME_OF: Readonly<Record<FieldKind, string>> = {
  email: 'email',
  url: 'url',
  image: 'image_url',
  phone: 'phone',
  card: 'credit_card_number',
  token: 'token',
  ip: 'browser_ip',
  name: 'title',
  sku: 'sku',
  barcode: 'barcode',
  gateway: 'gateway',
  switch: 'test',
  text: 'description',
};

/** An address as a URL has it (RFC 3986 §3.2.2). */
const bracketed = (address: string) => (address.includes(':') ? `[${address}]` : address);

/** Each value of a row, as it may stand in a field of the kind. */
function valuesOf({ rule }: Marker): string[] {
  switch (rule.kind) {
    case 'domain':
      return rule.domains.flatMap((domain) => [`https://${domain}/`, `https://a.${domain}:8080/b`]);
    case 'location':
      return rule.locations.map((location) => `https://${location}1`);
    case 'host-label':
      return rule.labels.map((label) => `https://${label}.shop-of-jo.eu/`);
    case 'network':
      return rule.networks
        .map((network) => network.slice(0, network.indexOf('/')))
        .map((address) =>
          rule.place === 'shopper' ? `http://${bracketed(address)}:80/` : address,
        );
    case 'phone-range':
      return rule.ranges.flatMap(({ country, prefix, digits }) => {
        const number = prefix.padEnd(digits, '7');
        return [
          `+${country} ${number}`,
          `00${country}${number}`,
          `0${number}`,
          `+${country} (0) ${number}`,
        ];
      });
    case 'phone-nanp':
      return {
        formatted: ['+1 212 555 0100', '212-555-0199', '1 (212) 555-0123'],
        bare: ['2125550123'],
        local: ['555-0100', '555 0199'],
      }[rule.form];
    case 'phone':
      return rule.numbers.map((number) => `+${number}`);
    case 'card':
      return rule.numbers.flatMap((number) => [
        number,
        number.replace(/(\d{4})(?=\d)/g, '$1 '),
        number.replace(/(\d{4})(?=\d)/g, '$1-'),
      ]);
    case 'masked-card':
      return rule.lastFour.flatMap((digits) => [`XXXX-XXXX-XXXX-${digits}`, `**** ${digits}`]);
    case 'whole':
      return rule.values.flatMap((value) => [value, ` ${value.toUpperCase()}\n`]);
    case 'beginning':
      return rule.beginnings.map((beginning) => `${beginning}1${'a'.repeat(rule.more ?? 0)}`);
    case 'prefix':
      return rule.prefixes.map((prefix) => prefix + 'a'.repeat(rule.more));
    case 'variant':
      return rule.stems.flatMap((stem, at) => {
        const size = rule.sizes[at % rule.sizes.length];
        const colour = rule.colours[at % rule.colours.length];
        return [stem, stem.toUpperCase(), `${stem}-${colour}`, `${stem}-${size}-${colour}`];
      });
    case 'phrase':
      if (rule.least !== undefined) {
        return rule.phrases.map((word, at) => `${word}, ${rule.phrases.at(at - 1)}`);
      }
      return rule.phrases.flatMap((phrase) => [
        phrase,
        phrase.toUpperCase().replace('É', 'é'),
        `<p>${phrase.replaceAll(' ', '\n\u00a0 ')}.</p>`,
      ]);
    case 'triple': {
      const [first, second, third] = rule.lists;
      const at = (list: readonly string[], i: number) => list[i % list.length] as string;
      const most = Math.max(first.length, second.length, third.length);
      return Array.from(
        { length: most },
        (_, i) => `${at(first, i)} ${at(second, i)} ${at(third, i)}`,
      );
    }
    case 'template':
      return rule.templates.map((template) =>
        template.replace('{noun}', rule.nouns[0] as string).replaceAll('{}', 'sky blue'),
      );
    case 'switch':
      return [];
  }
}

describe.each(MARKERS.map((marker) => [marker.id, marker] as const))('%s', (id, marker) => {
  it('is found in its own sample', () => {
    expect(marker.found, 'no positive sample').toBeDefined();
    expect(idsIn(marker, marker.found)).toContain(id);
  });

  it('is not found in the sample that comes close', () => {
    expect(marker.clean, 'no negative sample').toBeDefined();
    expect(idsIn(marker, marker.clean)).not.toContain(id);
  });

  it('is found by each of its values, in each field where it counts', () => {
    const detector = detectorOf(marker);
    for (const value of valuesOf(marker)) {
      for (const field of Object.keys(marker.severity) as FieldKind[]) {
        // Running text and names are no place for every form of a phone number.
        if (marker.class === 'phone' && field !== 'phone') continue;
        if (marker.rule.kind === 'phone' && field !== 'phone') continue;
        const bare = value.replace(/^https:\/\//, '').replace(/[:/].*$/, '');
        const isAddress = field === 'email' && value.startsWith('https://');
        const data = { [NAME_OF[field]]: isAddress ? `jo@${bare}` : value };
        const found = detector(data).findings.map(({ id: at }) => at);
        expect([field, value, found]).toEqual([field, value, expect.arrayContaining([id])]);
      }
    }
  });

  it('is found by each name and value of its switch', () => {
    if (marker.rule.kind !== 'switch') return;
    const { names, bareNames, wholeNames = [], values, place } = marker.rule;
    const within = (name: string, value: unknown) =>
      idsIn(marker, place === 'payment' ? { payment: { [name]: value } } : { [name]: value });
    const camel = (name: string) => name.replace(/ (.)/g, (_, letter) => letter.toUpperCase());
    for (const value of values) {
      for (const words of [...names, ...bareNames, ...wholeNames]) {
        for (const name of [words, words.replaceAll(' ', '_'), camel(words)]) {
          expect([name, within(name, value)]).toEqual([name, [id]]);
          expect(within(name, String(value).toUpperCase())).toEqual([id]);
          if (typeof value !== 'boolean') continue;
          expect(within(name, !value)).toEqual([]);
          expect(within(name, value ? 1 : 0)).toEqual([id]);
          expect(within(`disable_${name}`, value)).toEqual([]);
        }
      }
      // A word is one whatever stands before it, and none in the middle of another.
      for (const name of names) expect(within(`shop_${name}`, value)).toEqual([id]);
      for (const name of [...names, ...bareNames, ...wholeNames]) {
        expect(within(`ex${name}`, value)).toEqual([]);
        expect(within(`${name}er`, value)).toEqual([]);
      }
      for (const name of bareNames) {
        expect(within(`PAYPAL_${name}`, value)).toEqual([id]);
        expect(within(`skin_${name}`, value)).toEqual([]);
      }
    }
  });

  it('says where it comes from, and what may look like it', () => {
    expect(marker.id.startsWith(`${marker.class}.`)).toBe(true);
    expect(marker.sources.length).toBeGreaterThan(0);
    for (const source of marker.sources) expect(source).toMatch(/^(?:https:\/\/|[A-Zd])/);
    expect(marker.falsePositives.length).toBeGreaterThan(4);
    expect(marker.what.length).toBeGreaterThan(4);
    expect(Object.keys(marker.severity).length).toBeGreaterThan(0);
    for (const field of Object.keys(marker.severity)) expect(FIELDS).toContain(field);
    expect(MARKER_CLASSES).toContain(marker.class);
  });
});

describe('the rows together', () => {
  it('have ids of their own', () => {
    const ids = MARKERS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('hold each card, token, phone number and domain once', () => {
    const seen = new Map<string, string>();
    for (const marker of MARKERS) {
      const { rule } = marker;
      const values =
        rule.kind === 'card' || rule.kind === 'phone'
          ? rule.numbers
          : rule.kind === 'domain'
            ? rule.domains
            : rule.kind === 'whole'
              ? rule.values
              : [];
      for (const value of values) {
        expect([value, seen.get(value)]).toEqual([value, undefined]);
        expect(value).toBe(value.trim().toLowerCase());
        seen.set(value, marker.id);
      }
    }
    expect(seen.size).toBeGreaterThan(250);
  });

  it('hold cards of 12 to 19 digits, all but one with a Luhn digit: a slip of a finger is found here', () => {
    const cards = MARKERS.flatMap(({ rule }) => (rule.kind === 'card' ? rule.numbers : []));
    expect(cards.length).toBeGreaterThan(100);
    const isLuhn = (number: string) =>
      [...number].reverse().reduce((sum, digit, at) => {
        const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
        return sum + (value > 9 ? value - 9 : value);
      }, 0) %
        10 ===
      0;
    for (const card of cards) expect(card).toMatch(/^\d{12,19}$/);
    // The number by which Stripe's forms are shown a wrong one.
    expect(cards.filter((card) => !isLuhn(card))).toEqual(['4242424242424241']);
  });

  it('let no word block', () => {
    const words = MARKERS.filter((marker) => marker.class === 'word');
    expect(words.length).toBeGreaterThan(0);
    for (const { severity } of words) expect(Object.values(severity)).not.toContain('block');
    const severities = { 'word.test': 'block' } as const;
    expect(() => createDetector({ severities })).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT' }),
    );
  });

  it('never read a barcode, a SKU or an ISBN as a card or a phone number', () => {
    const detector = createDetector();
    for (const { rule } of MARKERS) {
      const numbers = rule.kind === 'card' || rule.kind === 'phone' ? rule.numbers : [];
      for (const number of numbers) {
        for (const name of [
          'barcode',
          'gtin',
          'gtin13',
          'isbn',
          'ean',
          'upc',
          'sku',
          'Variant Barcode',
        ]) {
          const found = detector({ [name]: number, variants: [{ [name]: Number(number) }] });
          expect([name, number, found.findings]).toEqual([name, number, []]);
        }
      }
    }
  });
});
