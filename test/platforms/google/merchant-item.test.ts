/** From what was verified to what Google is sent: AI text structured, AI images tagged, AI reviews gone. */
import { readFileSync } from 'node:fs';
import { parts, SOURCE_TYPES, text, verifySync } from 'contentmark';
import { type Disclosure, type DisclosureOptions, disclosure } from 'contentmark/disclosure';
import { readForeignMarks } from 'contentmark/foreign-marks';
import { type Disclosed, merchantItem, publishableReviews } from 'contentmark/merchant-center';
import { describe, expect, it } from 'vitest';
import { AS_OF, sourceType, verified } from '../../disclose/verified.ts';
import { verifyOptions } from '../../fixtures/claims.ts';

const IMAGE = 'https://cdn.shopify.com/s/files/1/1/products/boot.jpg?v=1';
const product = {
  id: 'SKU-1',
  title: 'Trail Boot',
  description: 'Light, waterproof, warm.',
  link: 'https://shop.example/p/1',
  image_link: IMAGE,
  attributes: { price: '129.00 EUR' },
};

function google(
  kind: 'title' | 'description' | 'image' | 'review',
  code = 'trainedAlgorithmicMedia',
) {
  return disclosure(verified({ kind, sourceType: sourceType(code) }).verdict, {
    market: 'google',
    asOf: AS_OF,
  });
}

const marksOf = async (name: string) =>
  readForeignMarks(readFileSync(new URL(`../../fixtures/images/${name}`, import.meta.url)));

describe('texts', () => {
  it('that a model made or changed are structured, and never plain', () => {
    for (const code of ['trainedAlgorithmicMedia', 'compositeWithTrainedAlgorithmicMedia']) {
      const { item } = merchantItem(product, {
        title: google('title', code),
        description: google('description', code),
      });
      expect(item).not.toHaveProperty('title');
      expect(item).not.toHaveProperty('description');
      expect(item.structured_title).toEqual({
        digital_source_type: 'trained_algorithmic_media',
        content: product.title,
      });
      expect(item.structured_description?.content).toBe(product.description);
    }
  });

  it('that a person made, or about which nothing was verified, stay plain', () => {
    const { item } = merchantItem(product, { title: google('title', 'digitalCreation') });
    expect(item).toEqual(product);
    expect(merchantItem(product).item).toEqual(product);
  });

  it('of a record are disclosed part by part, from one verdict', () => {
    const record = parts({ title: text(product.title), description: text(product.description) });
    const { verdict } = verified({ kind: 'product' }, record);
    const each = (kind: 'title' | 'description') =>
      disclosure(verdict, { market: 'google', asOf: AS_OF, kind });
    const { item } = merchantItem(product, {
      title: each('title'),
      description: each('description'),
    });
    expect(Object.keys(item).filter((name) => name.startsWith('structured'))).toHaveLength(2);
  });

  it('of an unclear source are refused rather than called human', () => {
    expect(() => merchantItem(product, { title: google('title', 'composite') })).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'disclosed.title' }),
    );
  });

  it('whose mark does not hold never get this far', () => {
    const { envelope } = verified({ kind: 'title' }, text(product.title));
    const verdict = verifySync(text('Another Boot'), envelope, verifyOptions);
    expect(() => disclosure(verdict as never, { market: 'google' })).toThrow(/verdict/);
  });

  it('need a disclosure for this market and this attribute', () => {
    const other = (options: Partial<DisclosureOptions>) =>
      disclosure(verified({ kind: 'title' }).verdict, { market: 'eu', asOf: AS_OF, ...options });
    for (const [disclosed, argument] of [
      [{ title: other({}) }, 'disclosed.title'],
      [{ description: other({ market: 'google' }) }, 'disclosed.description'],
      [{ title: google('review') }, 'disclosed.title'],
      [{ title: {} as Disclosure }, 'disclosed.title'],
      [{ titel: google('title') }, 'disclosed.titel'],
      [{ images: {} }, 'disclosed.images'],
      [
        { images: new Map([['https://other.example/x.jpg', { disclosure: google('image') }]]) },
        'disclosed.images',
      ],
    ] as [Disclosed, string][]) {
      expect(() => merchantItem(product, disclosed)).toThrow(
        expect.objectContaining({ code: 'ERR_ARGUMENT', argument }),
      );
    }
    expect(() => merchantItem({ ...product, structured_title: {} } as never)).toThrow(/both/);
  });
});

describe('A13: images that a model made', () => {
  const disclosed = async (
    name: string | undefined,
    url = IMAGE,
    code?: string,
  ): Promise<Disclosed> => ({
    images: new Map([
      [
        url,
        {
          disclosure: google('image', code),
          ...(name !== undefined && { marks: await marksOf(name) }),
        },
      ],
    ]),
  });

  it('pass with their tag, and are reported where nobody looked', async () => {
    expect(merchantItem(product, await disclosed('iptc.jpg')).uncheckedImages).toEqual([]);
    expect(merchantItem(product, await disclosed(undefined)).uncheckedImages).toEqual([IMAGE]);
  });

  it('are those whose disclosure says so, of every source type', () => {
    for (const uri of SOURCE_TYPES) {
      const found = google('image', uri.slice(uri.lastIndexOf('/') + 1));
      const images = new Map([[IMAGE, { disclosure: found }]]);
      const isAsked = found.machineReadable.basis === 'google-image-metadata';
      expect([uri, merchantItem(product, { images }).uncheckedImages]).toEqual([
        uri,
        isAsked ? [IMAGE] : [],
      ]);
    }
  });

  it('are refused without it, and with the tag of something else', async () => {
    const data = await disclosed('plain.jpg', IMAGE, 'trainedAlgorithmicData');
    expect(() => merchantItem(product, data)).toThrow(
      expect.objectContaining({ code: 'ERR_HOST' }),
    );
    for (const name of ['plain.jpg', 'iptc-z.png', 'c2pa.jpg']) {
      const given = await disclosed(name);
      expect(() => merchantItem(product, given)).toThrow(
        expect.objectContaining({
          code: 'ERR_HOST',
          message: expect.stringContaining('DigitalSourceType'),
        }),
      );
    }
    expect(
      merchantItem(product, await disclosed('iptc-z.png', IMAGE, 'compositeSynthetic'))
        .uncheckedImages,
    ).toEqual([]);
  });

  it('are refused as renditions, also among the additional ones', async () => {
    const rendition = `${IMAGE}&width=600`;
    const given = await disclosed('iptc.jpg', rendition);
    for (const name of ['image_link', 'additional_image_link', 'lifestyle_image_link'] as const) {
      const shown = { ...product, [name]: name === 'image_link' ? rendition : [rendition] };
      expect(() => merchantItem(shown, given)).toThrow(
        expect.objectContaining({ code: 'ERR_HOST', message: expect.stringContaining('original') }),
      );
    }
    const photo = await disclosed('plain.jpg', rendition, 'digitalCapture');
    expect(merchantItem({ ...product, image_link: rendition }, photo).uncheckedImages).toEqual([]);
  });
});

describe('C10: reviews', () => {
  it('that a model wrote are never exported, and somebody can be told', () => {
    const removed: string[] = [];
    const reviews = [
      { review: 'a person, no mark' },
      { review: 'a model', disclosure: google('review') },
      { review: 'a person, marked', disclosure: google('review', 'digitalCreation') },
      { review: 'a faker', disclosure: google('review', 'algorithmicMedia') },
    ];
    const kept = [...publishableReviews(reviews, { onRemoved: (review) => removed.push(review) })];
    expect(kept).toEqual(['a person, no mark', 'a person, marked']);
    expect(removed).toEqual(['a model', 'a faker']);
    expect([...publishableReviews(reviews)]).toEqual(kept);
  });

  it('are refused where they are none', () => {
    const run = (reviews: unknown, options?: unknown) => [
      ...publishableReviews(reviews as never, options as never),
    ];
    for (const [call, argument] of [
      [() => run(7), 'reviews'],
      [() => run([7]), 'reviews'],
      [() => run([{ review: 1, disclosure: {} }]), 'reviews'],
      [() => run([], { onRemoved: 1 }), 'options.onRemoved'],
    ] as const) {
      expect(call).toThrow(expect.objectContaining({ code: 'ERR_ARGUMENT', argument }));
    }
  });
});
