/** JSON-LD that is schema.org's own vocabulary, and that no value can break out of. */
import { readFileSync } from 'node:fs';
import type { ClaimsInput } from 'contentmark';
import { SOURCE_TYPES } from 'contentmark';
import { disclosure, disclosureJsonLd, serializeJsonLd } from 'contentmark/disclosure';
import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { AS_OF, sourceType, verified } from './verified.ts';

interface Extract {
  readonly classes: Readonly<
    Record<
      string,
      { readonly subClassOf: readonly string[]; readonly properties: readonly string[] }
    >
  >;
  readonly enumerations: Readonly<Record<string, readonly string[]>>;
  readonly ranges: Readonly<Record<string, readonly string[]>>;
}

const extract = JSON.parse(
  readFileSync(new URL('../vectors/schema-org/extract.json', import.meta.url), 'utf8'),
) as Extract;

/** Every term of a node that schema.org does not have, or not on this type. */
function foreignTerms(node: object, path = ''): string[] {
  const { '@type': type, ...members } = node as Record<string, unknown>;
  if (typeof type !== 'string' || extract.classes[type] === undefined) return [`${path}/@type`];
  const known = new Set<string>();
  const queue = [type];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const property of extract.classes[name]?.properties ?? []) known.add(property);
    queue.push(...(extract.classes[name]?.subClassOf ?? []));
  }
  return Object.entries(members).flatMap(([name, value]) => {
    if (name === '@context') return value === 'https://schema.org' ? [] : [`${path}/@context`];
    if (name === '@id') return [];
    if (!known.has(name)) return [`${path}/${name}`];
    const range = extract.ranges[name];
    if (range !== undefined) {
      const allowed = range.flatMap((each) => extract.enumerations[each] ?? []);
      const isTerm = allowed.some((term) => value === `https://schema.org/${term}`);
      return isTerm ? [] : [`${path}/${name}`];
    }
    return typeof value === 'object' && value !== null
      ? foreignTerms(value, `${path}/${name}`)
      : [];
  });
}

function disclosed(claims: Partial<ClaimsInput> = {}) {
  return disclosure(verified({ kind: 'image', ...claims }).verdict, { market: 'eu', asOf: AS_OF });
}

describe('the check itself', () => {
  it('finds terms that schema.org does not have, and digitalSourceType on a Product', () => {
    const term = 'https://schema.org/TrainedAlgorithmicMediaDigitalSource';
    expect(foreignTerms({ '@type': 'ImageObject', digitalSourceType: term })).toEqual([]);
    expect(foreignTerms({ '@type': 'Product', digitalSourceType: term })).toEqual([
      '/digitalSourceType',
    ]);
    expect(foreignTerms({ '@type': 'AiImage' })).toEqual(['/@type']);
    expect(foreignTerms({ '@type': 'ImageObject', aiGenerated: true })).toEqual(['/aiGenerated']);
    expect(foreignTerms({ '@type': 'CreativeWork', contentUrl: 'x' })).toEqual(['/contentUrl']);
    expect(foreignTerms({ '@type': 'ImageObject', digitalSourceType: `${term}s` })).toEqual([
      '/digitalSourceType',
    ]);
    expect(extract.enumerations['IPTCDigitalSourceEnumeration']).toHaveLength(17);
  });
});

describe('the node', () => {
  it.each(SOURCE_TYPES.filter((uri) => uri.includes('iptc')))(
    'of %s has schema.org terms only',
    (uri) => {
      for (const kind of ['image', 'description'] as const) {
        const node = disclosureJsonLd(disclosed({ sourceType: uri, kind }), {
          id: 'https://shop.example/#x',
          name: 'Trail Boot',
          url: 'https://shop.example/trail-boot',
        });
        expect(node?.['@type']).toBe(kind === 'image' ? 'ImageObject' : 'CreativeWork');
        expect(foreignTerms(node as object)).toEqual([]);
      }
    },
  );

  it('is the one that Google and schema.org describe for an AI image', () => {
    const node = disclosureJsonLd(disclosed(), { contentUrl: 'https://shop.example/a.webp' });
    expect(node).toEqual({
      '@context': 'https://schema.org',
      '@type': 'ImageObject',
      contentUrl: 'https://shop.example/a.webp',
      digitalSourceType: 'https://schema.org/TrainedAlgorithmicMediaDigitalSource',
    });
  });

  it('goes into a Product as its image and as what is written about it', () => {
    const image = disclosureJsonLd(disclosed(), { nested: true });
    const text = disclosureJsonLd(disclosed({ kind: 'description' }), { nested: true });
    expect(image).not.toHaveProperty('@context');
    const product = {
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: 'Trail Boot',
      image,
      subjectOf: text,
    };
    expect(foreignTerms(product)).toEqual([]);
  });

  it('of a source type without a term, and of a review to be removed, is none', () => {
    expect(disclosureJsonLd(disclosed({ sourceType: 'https://other.example/x' }))).toBeUndefined();
    expect(
      disclosureJsonLd(disclosed({ sourceType: sourceType('trainedAlgorithmicData') })),
    ).toBeUndefined();
    expect(disclosureJsonLd(disclosed({ kind: 'review' }))).toBeUndefined();
  });

  it('refuses wrong options by name, and what disclosure() did not make', () => {
    const found = disclosed();
    for (const [name, value] of [
      ['type', 'Product'],
      ['id', 7],
      ['name', ''],
      ['url', null],
      ['nested', 'no'],
      ['context', true],
    ] as const) {
      expect(() => disclosureJsonLd(found, { [name]: value } as never)).toThrow(
        expect.objectContaining({ code: 'ERR_ARGUMENT', argument: `options.${name}` }),
      );
    }
    expect(() =>
      disclosureJsonLd(found, { type: 'CreativeWork', contentUrl: 'https://shop.example/a' }),
    ).toThrow(/type/);
    expect(() => disclosureJsonLd(JSON.parse(JSON.stringify(found)))).toThrow(
      expect.objectContaining({ argument: 'disclosure' }),
    );
  });
});

describe('in a page', () => {
  it('any text stays inside its script element and comes back as it was', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '</script><script>alert(1)</script>',
        '<!--<script>',
        '-->',
        ']]>',
        '\u2028\u2029',
        '&lt;/script&gt;',
        '</SCRIPT >',
        '\\u003c/script>',
      ),
    );
    const found = disclosed();
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (pieces) => {
        const name = `x${pieces.join('')}`.toWellFormed();
        const node = disclosureJsonLd(found, { name });
        const json = serializeJsonLd(node as object);
        expect(json).not.toMatch(/[<>&\u2028\u2029]/);
        const page = `<script type="application/ld+json">${json}</script><p>after</p>`;
        const [script, after, ...rest] = parseFragment(page).childNodes;
        expect([script?.nodeName, after?.nodeName, rest]).toEqual(['script', 'p', []]);
        expect(JSON.parse(json).name).toBe(name);
      }),
      { numRuns: 300 },
    );
  });
});
