/** Products, reviews, images and rows. */

import { text } from 'contentmark/content';
import { guardImport, guardRender } from 'contentmark/guards';
import { createVerifier } from 'contentmark/verify';
import { describe, expect, it, test } from 'vitest';
import { createShopTrust, mark, NOW, SUBJECT } from '../../fixtures/claims.ts';
import { stagingKey } from '../../fixtures/keys.ts';

const ABSENT = { status: 'absent' } as const;
const PRODUCTION = { environment: 'production', verdict: ABSENT } as const;

describe('guardRender', () => {
  const verifier = createVerifier({
    trust: createShopTrust(),
    environment: 'production',
    clock: () => NOW,
  });
  const check = (envelope: Uint8Array, shown: string) =>
    verifier.verifySync(text(shown), envelope, { subject: SUBJECT });

  it('discloses a generated description whose mark holds, and hides one signed for staging', () => {
    const shown = 'A crew neck in fine merino.';
    const product = { title: 'Merino crew', descriptionHtml: shown };
    const good = check(mark(text(shown), { kind: 'description' }), shown);
    expect(guardRender(product, { environment: 'production', verdict: good })).toMatchObject({
      action: 'disclose',
      basis: 'generated',
      technique: 'signature',
    });
    const staged = check(
      mark(
        text(shown),
        {
          environment: 'staging',
          purpose: 'fixture',
          sourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia',
        },
        stagingKey,
      ),
      shown,
    );
    expect(guardRender(product, { environment: 'production', verdict: staged })).toMatchObject({
      action: 'hide',
      technique: 'signature',
    });
  });

  it('a fixture without its mark is still found, as a marker', () => {
    expect(guardRender({ body_html: 'Lorem ipsum' }, PRODUCTION)).toMatchObject({
      action: 'hide',
      rule: 'render.production.findings.block',
      technique: 'marker',
    });
  });

  it('the same item: review hidden, description disclosed, title allowed', () => {
    const claims = {
      purpose: 'content',
      sourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
    } as const;
    const verdictOf = (kind: 'review' | 'description' | 'title') =>
      ({ status: 'verified', coverage: 'full', claims: { ...claims, kind } }) as const;
    const act = (kind: 'review' | 'description' | 'title') =>
      guardRender(
        {},
        {
          environment: 'production',
          verdict: verdictOf(kind),
          place: kind === 'review' ? 'review' : 'render',
        },
      ).action;
    expect([act('review'), act('description'), act('title')]).toEqual([
      'hide',
      'disclose',
      'allow',
    ]);
  });

  it('what could not be looked at is flagged: the shop stays open', () => {
    expect(guardRender({ a: new Map() }, PRODUCTION).action).toBe('flag');
    const detectors = [
      () => {
        throw new Error('no');
      },
    ];
    expect(guardRender({}, { ...PRODUCTION, detectors }).action).toBe('flag');
  });

  it('an image of a placeholder service is hidden', () => {
    const image = { url: 'https://cdn.shop-of-jo.eu/a.jpg', altText: 'Boot' };
    expect(guardRender(image, { ...PRODUCTION, place: 'image' }).action).toBe('allow');
    const fake = { src: 'https://placehold.co/600x400' };
    expect(guardRender(fake, { ...PRODUCTION, place: 'image' }).action).toBe('hide');
  });
});

describe('guardImport', () => {
  it.each([
    [
      'a clean row',
      { Handle: 'trail-boot', 'Body (HTML)': '<p>Warm</p>', 'Variant Barcode': '4006381333931' },
      'allow',
    ],
    ['filler', { Handle: 'ring', 'Body (HTML)': 'Praesent sapien massa' }, 'block'],
    ['a sample SKU', { sku: '24-MB01' }, 'flag'],
    ['a generated name', { name: 'Rustic Wooden Table' }, 'flag'],
    ['a test word', { name: 'Pregnancy test' }, 'allow'],
    ['an image of a generator', { 'Image Src': 'https://loremflickr.com/640/480' }, 'block'],
    ['a barcode that is also a card', { 'Variant Barcode': '4222222222222' }, 'allow'],
  ])('%s', (_, row, action) => {
    expect(guardImport(row, PRODUCTION).action).toBe(action);
  });
});

test('a verdict has no default', () => {
  const options = { environment: 'production' } as never;
  for (const guard of [guardRender, guardImport]) {
    expect(() => guard({}, options)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'options.verdict' }),
    );
  }
});

test.each([
  ['an unknown place', { place: 'checkout' }, 'options.place'],
  ['no detector', { detectors: [] }, 'options.detectors'],
  ['something else than a detector', { detectors: ['lists'] }, 'options.detectors'],
  ['an unknown option', { enviroment: 'x' }, 'options.enviroment'],
  ['no environment', { environment: '' }, 'options.environment'],
])('%s is refused', (_, changed, argument) => {
  expect(() => guardRender({}, { ...PRODUCTION, ...changed } as never)).toThrow(
    expect.objectContaining({ code: 'ERR_ARGUMENT', argument }),
  );
});
