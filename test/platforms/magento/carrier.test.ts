/** Marks on products: what is written is found, nothing else changes, and what does not fit is refused. */

import { embed, extract } from 'contentmark/carrier';
import {
  customAttributesCarrier,
  MAX_TEXT_BYTES,
  MAX_VARCHAR_LENGTH,
  productContent,
  type RestProduct,
  readProduct,
} from 'contentmark/magento';
import { carrierKit } from 'contentmark/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalOf } from '../../fixtures/golden.ts';
import { anyRestProduct, open, TENT } from './products.ts';

const carrier = customAttributesCarrier();

describe('the carrier of custom attributes keeps the laws of carriers', () => {
  test.each(
    carrierKit<RestProduct>({
      carrier,
      hosts: {
        'as Magento sends it': TENT,
        'without attributes': { ...TENT, custom_attributes: [] },
        'to be created': { sku: 'NEW' },
        'with an emptied mark': {
          ...TENT,
          custom_attributes: [{ attribute_code: 'contentmark', value: '' }],
        },
      },
    }).map(({ name, run }): [string, () => void] => [name, run]),
  )('%s', (_name, run) => run());
});

const anyEnvelope = fc.uint8Array({ minLength: 1, maxLength: 8192, size: 'medium' });

describe('embedding a mark', () => {
  test('changes no content: what is read from the marked product is what was signed', () => {
    fc.assert(
      fc.property(anyRestProduct, anyEnvelope, (host, envelope) => {
        const marked = embed(host, envelope, carrier);
        expect(contentOf(marked)).toEqual(contentOf(host));
        expect(extract(marked, carrier)).toEqual([envelope]);
      }),
    );
  });

  test('changes nothing else of the product, and not the product it was given', () => {
    fc.assert(
      fc.property(anyRestProduct, anyEnvelope, (host, envelope) => {
        const before = structuredClone(host);
        const marked = embed(host, envelope, carrier);
        expect(host).toEqual(before);
        const bare = (product: RestProduct) => ({
          ...product,
          custom_attributes: (product.custom_attributes ?? []).filter(
            ({ attribute_code: code }) => code !== 'contentmark',
          ),
        });
        expect(bare(marked)).toEqual(bare(host));
      }),
    );
  });

  test('keeps a mark by another code apart', () => {
    const other = customAttributesCarrier('provenance_envelope');
    const both = embed(embed(TENT, Uint8Array.of(1), carrier), Uint8Array.of(2), other);
    expect(extract(both, carrier)).toEqual([Uint8Array.of(1)]);
    expect(extract(both, other)).toEqual([Uint8Array.of(2)]);
  });

  test('is refused where the shop keeps the attribute as varchar: no mark fits 255 characters', () => {
    const varchar = customAttributesCarrier('contentmark', 'varchar');
    const fits = Math.floor((MAX_VARCHAR_LENGTH * 3) / 4);
    expect(extract(embed(TENT, new Uint8Array(fits), varchar), varchar)).toHaveLength(1);
    const refused = () => embed(TENT, new Uint8Array(fits + 1), varchar);
    expect(refused).toThrowError(
      expect.objectContaining({ code: 'ERR_HOST', argument: 'envelope' }),
    );
    expect(refused).toThrowError(/256 characters .* 255; make the attribute a text area/);
  });

  test('of a text longer than the column is refused in bytes, not in characters', () => {
    const fits = carrier.write(TENT, 'x'.repeat(MAX_TEXT_BYTES));
    expect(carrier.read(fits)).toHaveLength(1);
    for (const value of [
      'x'.repeat(MAX_TEXT_BYTES + 1),
      'é'.repeat(32_768),
      '\u{1f3d5}'.repeat(16_384),
    ]) {
      expect(() => carrier.write(TENT, value)).toThrowError(
        expect.objectContaining({
          code: 'ERR_HOST',
          message: expect.stringMatching(/65536 bytes .* 65535/),
        }),
      );
    }
  });

  test('always fits a text area: the longest envelope takes a sixth of it', () => {
    const marked = embed(TENT, new Uint8Array(8192), carrier);
    const value = marked.custom_attributes?.at(-1)?.value as string;
    expect(value).toHaveLength(10_923);
    expect(value.length).toBeLessThan(MAX_TEXT_BYTES);
  });
});

test('two marks are both found, so that verify can call them ambiguous', () => {
  const twice = {
    ...TENT,
    custom_attributes: [
      { attribute_code: 'contentmark', value: 'AQ' },
      { attribute_code: 'contentmark', value: 'Ag' },
    ],
  };
  expect(extract(twice, carrier)).toEqual([Uint8Array.of(1), Uint8Array.of(2)]);
  expect(open(twice).marks).toEqual(['AQ', 'Ag']);
});

test.each([[['1', '2']], [7], [{ html: 'x' }], [true]])(
  'a mark that is no text (%j) is a damaged one, not an absent one',
  (value) => {
    const host = { ...TENT, custom_attributes: [{ attribute_code: 'contentmark', value }] };
    expect(extract(host, carrier)).toEqual([new Uint8Array(0)]);
  },
);

function contentOf(host: RestProduct) {
  const { product } = readProduct(host);
  const found = product && productContent(product);
  return found?.content === undefined ? found?.problem : canonicalOf(found.content);
}
