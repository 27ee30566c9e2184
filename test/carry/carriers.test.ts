import {
  additionalAttributesCarrier,
  columnCarrier,
  embed,
  extract,
  headerCarrier,
  type Metafield,
  memberCarrier,
  metafieldCarrier,
} from 'contentmark/carrier';
import { carrierKit } from 'contentmark/testing';
import { describe, expect, it } from 'vitest';

const ENVELOPE = Uint8Array.from({ length: 302 }, (_, i) => (i * 13) & 255);
const UNREADABLE = new Uint8Array(0);

const checks = [
  ...carrierKit({
    carrier: metafieldCarrier(),
    hosts: {
      none: [],
      others: [
        { namespace: 'custom', key: 'contentmark', value: 'x' },
        { namespace: '$app', key: 'other', value: 'y' },
      ],
    },
  }),
  ...carrierKit({
    carrier: metafieldCarrier({ namespace: '$app:marks', key: 'm' }),
    hosts: { none: [] },
  }),
  ...carrierKit({
    carrier: memberCarrier(),
    hosts: { empty: {}, product: { Id: 1, Name: 'Boots', nested: { a: [1] } } },
  }),
  ...carrierKit({
    carrier: columnCarrier('Contentmark (product.metafields.custom.contentmark)'),
    hosts: { row: { Handle: 'boots', Title: 'Boots' } },
  }),
  ...carrierKit({
    carrier: headerCarrier(),
    hosts: {
      none: [],
      some: [
        ['content-type', 'text/html'],
        ['set-cookie', 'a=b'],
      ],
    },
  }),
  ...carrierKit({
    carrier: additionalAttributesCarrier(),
    hosts: {
      empty: '',
      plain: 'has_options=0,required_options=0,size=XS,color=Black',
      'with a comma inside a value': 'material=cotton,linen,climate=hot|mild',
      enclosed: 'size="XS, small",note="say ""hi"", a=b"',
    },
  }),
];

describe('every carrier keeps the laws of the kit', () => {
  it.each(checks.map((check) => [check.name, check] as const))('%s', (_, check) => {
    expect(() => check.run()).not.toThrow();
  });
});

describe('a damaged mark is never mistaken for no mark', () => {
  it.each([
    ['a member that is a number', () => extract({ contentmark: 5 }, memberCarrier())],
    ['a member that is padded base64', () => extract({ contentmark: '0oRY==' }, memberCarrier())],
    [
      'a metafield with spaces inside',
      () => extract([{ namespace: '$app', key: 'contentmark', value: 'a b' }], metafieldCarrier()),
    ],
    [
      'a header of two marks, one cut',
      () => extract([['Content-Mark', 'AAAA, A']], headerCarrier()).slice(1),
    ],
    [
      'an attribute with foreign characters',
      () => extract('contentmark=a.b', additionalAttributesCarrier()),
    ],
  ])('%s extracts as an unreadable mark', (_, run) => {
    expect(run()).toEqual([UNREADABLE]);
  });

  it.each([
    ['an empty member', () => extract({ contentmark: '' }, memberCarrier())],
    ['a null member', () => extract({ contentmark: null }, memberCarrier())],
    [
      'a member of the prototype',
      () => extract(Object.create({ contentmark: 'AAAA' }), memberCarrier()),
    ],
    ['a cell of spaces', () => extract({ contentmark: '  ' }, columnCarrier())],
  ])('%s is no mark', (_, run) => {
    expect(run()).toEqual([]);
  });
});

describe('carriers know how their platforms spell things', () => {
  it('a metafield written to $app is found under the namespace Shopify stores it in', () => {
    const [field] = embed([], ENVELOPE, metafieldCarrier());
    const stored = [{ ...field, namespace: 'app--8675309' }] as never;
    expect(extract(stored, metafieldCarrier())).toEqual([ENVELOPE]);
    expect(extract(stored, metafieldCarrier({ namespace: '$app:marks' }))).toEqual([]);
  });

  it('a namespace of another app that merely looks like ours is not ours', () => {
    const stored = [{ namespace: 'app--x', key: 'contentmark', value: 'AAAA' }] as const;
    expect(extract<readonly Metafield[]>(stored, metafieldCarrier())).toEqual([]);
  });

  it('header names ignore case and repeated headers are all found', () => {
    const pairs = [
      ['Content-Mark', 'AAAA'],
      ['CONTENT-MARK', 'BBBB, CCCC'],
    ] as const;
    expect(extract(pairs, headerCarrier())).toHaveLength(3);
  });

  it("additional_attributes keeps every other attribute as Magento's parser reads it", () => {
    const host = 'material=cotton,linen,climate=hot';
    const marked = embed(host, ENVELOPE, additionalAttributesCarrier());
    expect(marked.startsWith(`${host},contentmark=`)).toBe(true);
    expect(marked.slice(host.length + 1)).not.toMatch(/,|"/);
  });

  it('additional_attributes in enclosure mode gets an enclosed mark', () => {
    const marked = embed('size="XS, small"', ENVELOPE, additionalAttributesCarrier());
    expect(marked).toMatch(/^size="XS, small",contentmark="[\w-]+"$/);
  });

  it('a member named __proto__ stays a member', () => {
    const host = JSON.parse('{"__proto__": {"polluted": true}, "a": 1}') as Record<string, unknown>;
    const marked = embed(host, ENVELOPE, memberCarrier());
    expect(Object.keys(marked)).toEqual(['__proto__', 'a', 'contentmark']);
    expect((marked as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
