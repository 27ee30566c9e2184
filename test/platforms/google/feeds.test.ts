/** Feeds that Google's own rules hold for: never both texts, limits, quoting, XML that parses. */

import { DOMParser, type Element, onErrorStopParsing } from '@xmldom/xmldom';
import {
  isTransformedImage,
  MERCHANT_API_DIGITAL_SOURCE_TYPE,
  type MerchantItem,
  merchantApiProduct,
  type RefusedItem,
  tsvFeed,
  xmlFeed,
} from 'contentmark/merchant-center';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AS_OF } from '../../disclose/verified.ts';
import { runs } from '../../fixtures/runs.ts';

const LINKS = { link: 'https://shop.example/p/1', image_link: 'https://shop.example/i/1.webp' };

const structuredItem: MerchantItem = {
  id: 'SKU-1',
  structured_title: {
    digital_source_type: 'trained_algorithmic_media',
    content: "Stride & Conquer: Original Google Men's Blue & Orange Power Shoes (Size 8)",
  },
  structured_description: { digital_source_type: 'trained_algorithmic_media', content: 'Light.' },
  ...LINKS,
};
const plainItem: MerchantItem = {
  id: 'SKU-2',
  title: 'Trail Boot',
  description: 'Light.',
  ...LINKS,
};

async function write(feed: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of feed) text += piece;
  return text;
}

const XML = { title: 'Shop', link: 'https://shop.example/' };
const tsv = (items: readonly unknown[], options = {}) =>
  write(tsvFeed(items as MerchantItem[], options));
const xml = (items: readonly unknown[], options = {}) =>
  write(xmlFeed(items as MerchantItem[], { ...XML, ...options }));
const FORMATS = [
  ['tsv', tsv],
  ['rss', xml],
] as const;

/** A feed as a reader of quoted, tab-separated text sees it. */
function readTsv(text: string): Record<string, string>[] {
  return parse(text, { delimiter: '\t', columns: true, relax_quotes: true, bom: false });
}

/** `type:"content"`, with doubled quotes within, as the specification shows it. */
function readStructured(cell: string): [string, string] {
  const [, type = '', content = ''] = /^(\w+):"([\s\S]*)"$/.exec(cell) ?? [];
  return [type, content.replaceAll('""', '"')];
}

function readXml(text: string): Record<string, string[]>[] {
  const document = new DOMParser({ onError: onErrorStopParsing }).parseFromString(
    text,
    'application/xml',
  );
  const read = (element: Element): Record<string, string[]> => {
    const values: Record<string, string[]> = {};
    for (const node of [...element.childNodes] as Element[]) {
      if (node.nodeType !== 1) continue;
      expect(node.namespaceURI).toBe('http://base.google.com/ns/1.0');
      const inner = [...node.childNodes].filter(({ nodeType }) => nodeType === 1) as Element[];
      const value =
        inner.length === 0
          ? (node.textContent ?? '')
          : JSON.stringify(
              Object.fromEntries(inner.map((each) => [each.localName, each.textContent])),
            );
      const name = node.localName ?? '';
      values[name] = [...(values[name] ?? []), value];
    }
    return values;
  };
  const tag = document.documentElement?.localName === 'feed' ? 'entry' : 'item';
  return [...document.getElementsByTagName(tag)].map(read);
}

describe.each(FORMATS)('%s', (_format, feed) => {
  it('refuses an item with a plain and a structured text, by a code and the attribute', async () => {
    for (const name of ['title', 'description'] as const) {
      const both = { ...structuredItem, [name]: 'plain' };
      await expect(feed([plainItem, both])).rejects.toMatchObject({
        code: 'ERR_ARGUMENT',
        argument: `items[1].structured_${name}`,
        message: expect.stringContaining('both'),
      });
    }
  });

  it('refuses an item with neither', async () => {
    const { title: _title, ...rest } = plainItem;
    await expect(feed([rest])).rejects.toMatchObject({ argument: 'items[0].structured_title' });
  });

  it('leaves bad items out and names them, where it is told to', async () => {
    const refused: RefusedItem[] = [];
    const text = await feed([plainItem, { ...structuredItem, title: 'x' }, structuredItem, 7], {
      onRefused: (each: RefusedItem) => refused.push(each),
    });
    expect(refused.map(({ index, error }) => [index, error.code])).toEqual([
      [1, 'ERR_ARGUMENT'],
      [3, 'ERR_ARGUMENT'],
    ]);
    expect(text).toContain('SKU-1');
    expect(text).toContain('SKU-2');
  });

  it('counts 150 and 5,000 characters by code point, and cuts nothing', async () => {
    const title = (length: number) => ({ ...plainItem, title: '👟'.repeat(length) });
    const description = (length: number) => ({
      ...structuredItem,
      structured_description: { digital_source_type: 'default', content: 'é'.repeat(length) },
    });
    expect(await feed([title(150), description(5000)])).toContain('👟'.repeat(150));
    await expect(feed([title(151)])).rejects.toMatchObject({ argument: 'items[0].title' });
    await expect(feed([description(5001)])).rejects.toMatchObject({
      argument: 'items[0].structured_description.content',
    });
  });

  it.each([
    ['id', { id: 'x'.repeat(51) }],
    ['link', { link: 'javascript:alert(1)' }],
    ['link', { link: 'https://shop.example/a b' }],
    ['image_link', { image_link: '' }],
    [
      'additional_image_link',
      { additional_image_link: Array.from({ length: 11 }, () => LINKS.image_link) },
    ],
    ['additional_image_link[0]', { additional_image_link: ['ftp://x'] }],
    ['lifestyle_image_link', { lifestyle_image_link: LINKS.image_link }],
    ['attributes', { attributes: { 'g:price': '1' } }],
    ['attributes', { attributes: { title: 'again' } }],
    ['attributes', { attributes: { '__proto__x>': '1' } }],
    ['attributes.price', { attributes: { price: 7 } }],
    ['colour', { colour: 'red' }],
  ])('refuses a wrong %s (row %#)', async (name, changed) => {
    await expect(feed([{ ...plainItem, ...changed }])).rejects.toMatchObject({
      code: 'ERR_ARGUMENT',
      argument: `items[0].${name}`,
    });
  });

  it('refuses what is no list of items', async () => {
    for (const items of [undefined, 7, 'items', {}]) {
      await expect(feed(items as never)).rejects.toMatchObject({
        code: 'ERR_ARGUMENT',
        argument: 'items',
      });
    }
    await expect(feed([], { onRefused: 7 })).rejects.toMatchObject({
      argument: 'options.onRefused',
    });
    await expect(feed([], { colour: 7 })).rejects.toMatchObject({ argument: 'options.colour' });
  });
});

/** Any text that an item may hold. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc.constantFrom(
      '12" Pan',
      'a""b',
      'a\tb',
      'a\r\nb',
      '"quoted"',
      'x:y',
      '<b>&amp;</b>',
      ']]>',
      "'",
      ',',
    ),
  )
  .filter((text) => text.isWellFormed());

describe('tab-separated text', () => {
  it('has the structured title as Google shows it', async () => {
    const [header = '', row = ''] = (await tsv([structuredItem])).split('\n');
    expect(header).toBe(
      'id\ttitle\tstructured_title\tdescription\tstructured_description\tlink\timage_link\tadditional_image_link\tlifestyle_image_link',
    );
    expect(row.split('\t')[2]).toBe(
      `trained_algorithmic_media:"Stride & Conquer: Original Google Men's Blue & Orange Power Shoes (Size 8)"`,
    );
    expect(row.split('\t')[1]).toBe('');
  });

  it('doubles the quotes within a structured text', async () => {
    const content = '12" Pan: "non-stick"';
    const item = {
      ...structuredItem,
      structured_title: { ...structuredItem.structured_title, content },
    };
    expect((await tsv([item])).split('\n')[1]?.split('\t')[2]).toBe(
      'trained_algorithmic_media:"12"" Pan: ""non-stick"""',
    );
  });

  it('any texts come back as they were, each in its own cell', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anyText, anyText, fc.boolean()), { maxLength: 4 }),
        async (texts) => {
          const items = texts.map(([title, description, isAi], index) => {
            const type = 'trained_algorithmic_media' as const;
            const id = `SKU-${index}`;
            return isAi
              ? {
                  id,
                  ...LINKS,
                  structured_title: { digital_source_type: type, content: title },
                  structured_description: { digital_source_type: type, content: description },
                }
              : { id, ...LINKS, title, description };
          });
          const rows = readTsv(await tsv(items));
          expect(rows).toHaveLength(items.length);
          rows.forEach((row, index) => {
            const [title, description, isAi] = texts[index] as [string, string, boolean];
            const shown = isAi
              ? [row['structured_title'], row['structured_description']].map((cell) =>
                  readStructured(cell ?? ''),
                )
              : [
                  ['', row['title']],
                  ['', row['description']],
                ];
            const type = isAi ? 'trained_algorithmic_media' : '';
            expect(shown).toEqual([
              [type, title],
              [type, description],
            ]);
            expect(
              isAi ? [row['title'], row['description']] : [row['structured_title']],
            ).not.toContain(title);
          });
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('has a column for each further attribute, and refuses one without', async () => {
    const priced = { ...plainItem, attributes: { price: '12.00 EUR', brand: 'A\tB' } };
    const [row] = readTsv(await tsv([priced], { attributes: ['brand', 'price', 'gtin'] }));
    expect(row).toMatchObject({ price: '12.00 EUR', brand: 'A\tB', gtin: '' });
    await expect(tsv([priced])).rejects.toMatchObject({ argument: 'options.attributes' });
    for (const attributes of ['price', [7], ['title'], ['a', 'a'], ['A B']]) {
      await expect(tsv([], { attributes })).rejects.toMatchObject({
        argument: 'options.attributes',
      });
    }
  });

  it('encodes the commas in a list of URLs', async () => {
    const item = {
      ...plainItem,
      additional_image_link: ['https://a.example/1,2.jpg', 'https://a.example/3.jpg'],
    };
    const [row] = readTsv(await tsv([item]));
    expect(row?.['additional_image_link']).toBe(
      'https://a.example/1%2C2.jpg,https://a.example/3.jpg',
    );
  });
});

describe('XML', () => {
  it.each(['rss', 'atom'] as const)(
    'as %s has the sub-attributes as elements of Google',
    async (dialect) => {
      const text = await xml(
        [structuredItem, { ...plainItem, attributes: { price: '1.00 EUR' } }],
        {
          dialect,
          updated: AS_OF,
        },
      );
      const [ai, plain] = readXml(text);
      expect(ai).toEqual({
        id: ['SKU-1'],
        structured_title: [JSON.stringify(structuredItem.structured_title)],
        structured_description: [JSON.stringify(structuredItem.structured_description)],
        link: [LINKS.link],
        image_link: [LINKS.image_link],
      });
      expect(plain).toMatchObject({ title: ['Trail Boot'], price: ['1.00 EUR'] });
      expect(text.includes('<updated>2026-11-23T00:00:00.000Z</updated>')).toBe(dialect === 'atom');
    },
  );

  it('any texts come back, without what XML cannot hold', async () => {
    const plain = (text: string) =>
      text
        .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
        .replace(/[\u0085\u2028]/g, '\n');
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (title, description) => {
        const [row] = readXml(await xml([{ ...plainItem, title, description }], { title }));
        expect(
          [row?.['title'], row?.['description']].map((each) => plain(each?.[0] ?? '')),
        ).toEqual([title, description].map(plain));
      }),
      { numRuns: runs(300) },
    );
  });

  it('refuses wrong options by name', async () => {
    for (const [name, value] of [
      ['dialect', 'json'],
      ['title', ''],
      ['link', 7],
      ['updated', 'now'],
    ] as const) {
      await expect(xml([], { [name]: value })).rejects.toMatchObject({
        argument: `options.${name}`,
      });
    }
    await expect(xml([], { dialect: 'atom' })).rejects.toMatchObject({
      argument: 'options.updated',
    });
  });
});

it('a feed of 20,000 items is written one item at a time', async () => {
  let asked = 0;
  function* endless(): Generator<MerchantItem> {
    for (; asked < 20_000; asked++) yield { ...structuredItem, id: `SKU-${asked}` };
  }
  for (const feed of [tsvFeed(endless()), xmlFeed(endless(), XML)]) {
    asked = 0;
    let written = 0;
    let ahead = 0;
    for await (const _piece of feed) {
      ahead = Math.max(ahead, asked - written);
      written += 1;
    }
    expect(written).toBeGreaterThanOrEqual(20_000);
    expect(ahead).toBeLessThan(3);
  }
});

describe('Merchant API v1', () => {
  it('has the enum by its names and numbers, and never both texts', () => {
    expect(MERCHANT_API_DIGITAL_SOURCE_TYPE).toEqual({
      DIGITAL_SOURCE_TYPE_UNSPECIFIED: 0,
      TRAINED_ALGORITHMIC_MEDIA: 1,
      DEFAULT: 2,
    });
    expect(merchantApiProduct(structuredItem)).toEqual({
      offerId: 'SKU-1',
      productAttributes: {
        structuredTitle: {
          digitalSourceType: 'TRAINED_ALGORITHMIC_MEDIA',
          content: structuredItem.structured_title?.content,
        },
        structuredDescription: {
          digitalSourceType: 'TRAINED_ALGORITHMIC_MEDIA',
          content: 'Light.',
        },
        link: LINKS.link,
        imageLink: LINKS.image_link,
      },
    });
    expect(
      merchantApiProduct({ ...plainItem, additional_image_link: [LINKS.image_link] }),
    ).toMatchObject({
      productAttributes: { title: 'Trail Boot', additionalImageLinks: [LINKS.image_link] },
    });
    expect(() => merchantApiProduct({ ...structuredItem, title: 'x' })).toThrow(/both/);
  });
});

describe('renditions are known by their URL', () => {
  it.each([
    ['https://cdn.shopify.com/s/files/1/0001/products/boot.jpg?v=1700000000', false],
    ['https://cdn.shopify.com/s/files/1/0001/products/boot.jpg?v=1&width=600', true],
    ['https://cdn.shopify.com/s/files/1/0001/products/boot_600x.jpg?v=1', true],
    ['https://cdn.shopify.com/s/files/1/0001/products/boot_x400_crop_center@2x.jpg', true],
    ['https://cdn.shopify.com/s/files/1/0001/products/boot_large.progressive.png', true],
    ['https://cdn.shopify.com/s/files/1/0001/products/size_10x_boot.jpg', false],
    ['https://shop.example/cdn/shop/files/boot.webp?v=1&format=avif', true],
    ['https://shop.example/cdn/shop/files/boot.webp?v=1', false],
    ['https://m.example/media/catalog/product/b/o/boot.jpg', false],
    ['https://m.example/media/catalog/product/cache/0f8b/b/o/boot.jpg', true],
    ['https://m.example/media/catalog/product/b/o/boot.jpg?width=700&fit=bounds', true],
    ['https://img.example/boot.jpg?width=700', false],
    ['not a url', false],
  ])('%s: %s', (url, isRendition) => {
    expect(isTransformedImage(url)).toBe(isRendition);
  });
});
