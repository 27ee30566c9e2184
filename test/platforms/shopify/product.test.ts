/** Products as content and as hosts of marks. */

import { localSigner, signSync, verifySync } from 'contentmark';
import { embed, extract } from 'contentmark/carrier';
import {
  batchWrites,
  IMPORTED_FIELD,
  MARK_FIELD,
  type MetafieldWrite,
  markWrite,
  metafieldsRequest,
  productCarrier,
  productContent,
  productCsvMap,
  readProductReply,
  readProductsReply,
  type ShopifyProduct,
  VERDICT_FIELD,
  verdictWrite,
} from 'contentmark/shopify';
import { carrierKit } from 'contentmark/testing';
import { VERDICT_METAFIELD } from 'contentmark/verdict';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createShopTrust, NOW } from '../../fixtures/claims.ts';
import { shopKey } from '../../fixtures/keys.ts';
import { anyProduct, boots, DIGEST, nodeOf } from './products.ts';

const carrier = productCarrier();
const ENVELOPE = Uint8Array.from({ length: 302 }, (_, i) => (i * 13) & 255);

function contentOf(product: ShopifyProduct) {
  const { content, problem } = productContent(product);
  if (content === undefined) throw new Error(problem);
  return content;
}

/** Canonical forms by part, to compare contents. */
const canonical = (product: ShopifyProduct) =>
  [...contentOf(product).parts].map(([name, part]) => {
    const { form, problem } = part.canonicalize();
    const shown = form === undefined ? `problem: ${problem}` : Buffer.from(form).toString('hex');
    return [name, part.profile, shown];
  });

describe('a product as content', () => {
  it('has its texts under the names and profiles of the CSV map', () => {
    const parts = [...contentOf(boots).parts.keys()];
    expect(parts).toEqual([
      'title',
      'descriptionHtml',
      'seoTitle',
      'seoDescription',
      'imageAlt1',
      'imageAlt3',
    ]);
    const named = Object.keys(productCsvMap.parts);
    expect(parts.map((name) => name.replace(/\d+$/, ''))).toEqual(expect.arrayContaining(named));
    const profiles: Record<string, number> = { text: 1, html: 3 };
    for (const [name, part] of contentOf(boots).parts) {
      const rule = productCsvMap.parts[name.replace(/\d+$/, '')];
      expect(part.profile).toBe(profiles[rule?.profile ?? '']);
    }
  });

  it('is none without any text', () => {
    const empty = { title: '', descriptionHtml: '', seoTitle: '', seoDescription: '', images: [] };
    expect(productContent(empty)).toEqual({ problem: 'every part is empty' });
  });

  it('has the alt texts of 250 images within the parts and bytes of one mark', () => {
    const images = Array.from({ length: 250 }, (_, i) => ({ id: `i${i}`, alt: `alt ${i}` }));
    const { parts } = contentOf({ ...boots, images });
    expect(parts.size).toBe(4 + 48 + 1);
    const others = images.slice(48).map(({ alt }) => alt);
    expect(parts.get('imageAlt49+')?.canonicalize()).toEqual({ form: JSON.stringify(others) });
  });

  it('is the same whatever marks the product carries: content(embed(p, e)) = content(p)', () => {
    fc.assert(
      fc.property(
        anyProduct,
        fc.uint8Array({ minLength: 1, maxLength: 500 }),
        (product, envelope) => {
          const marked = embed(product, envelope, carrier);
          expect(canonical(marked)).toEqual(canonical(product));
          expect(extract(marked, carrier)).toEqual([envelope]);
        },
      ),
    );
  });

  it('holds with its mark when it comes back from the shop', () => {
    const claims = {
      issuer: 'https://brand.example',
      subject: boots.handle,
      environment: 'production',
      issuedAt: NOW,
    };
    const envelope = signSync(contentOf(boots), { signer: localSigner(shopKey), claims });
    const stored = { ...markWrite(boots, envelope), namespace: 'app--1', compareDigest: DIGEST };
    const read = readProductReply({ productByIdentifier: { ...nodeOf(boots), mark: stored } });
    const product = read?.product as ShopifyProduct;
    const verify = (shown: ShopifyProduct) =>
      verifySync(contentOf(shown), extract(shown, carrier), {
        trust: createShopTrust(),
        environment: 'production',
        subject: shown.handle,
        requiredParts: 'all',
        now: NOW,
      });
    expect(verify(product).status).toBe('verified');
    expect(verify({ ...product, title: 'Boot' })).toMatchObject({ reason: 'digest-mismatch' });
    expect(verify({ ...product, seoTitle: '' })).toMatchObject({ reason: 'missing-part' });
    expect(verify({ ...product, images: [] })).toMatchObject({ reason: 'missing-part' });
    expect(verify({ ...product, handle: 'hat' })).toMatchObject({ reason: 'subject-mismatch' });
    const [first, second, third] = product.images;
    expect(verify({ ...product, images: [third, second, first] as never }).status).toBe('rejected');
  });
});

describe('marks on a product', () => {
  for (const check of carrierKit({
    carrier,
    hosts: { bare: boots, imported: { ...boots, mark: undefined } },
  })) {
    it(check.name, check.run);
  }

  const field = (namespace: string, value: string) => ({
    ...MARK_FIELD,
    namespace,
    value,
    compareDigest: DIGEST,
  });
  const a = Buffer.from('one').toString('base64url');
  const b = Buffer.from('two').toString('base64url');

  it('are the app’s own where it has one, and those of an import otherwise', () => {
    const mark = field('app--1', a);
    const imported = field('custom', b);
    const found = (product: object) =>
      extract({ ...boots, ...product }, carrier).map((bytes) => Buffer.from(bytes).toString());
    expect(found({ mark, imported })).toEqual(['one']);
    expect(found({ imported })).toEqual(['two']);
    expect(found({ mark: field('app--1', ''), imported })).toEqual(['two']);
    expect(found({})).toEqual([]);
    // A damaged mark of the app's is no reason to believe another.
    expect(extract({ ...boots, mark: field('app--1', '=?'), imported }, carrier)).toEqual([
      new Uint8Array(0),
    ]);
  });

  it('are never where the verdict is', () => {
    expect(VERDICT_FIELD).toEqual(VERDICT_METAFIELD);
    const places = [MARK_FIELD, VERDICT_FIELD, IMPORTED_FIELD].map(
      ({ namespace, key }) => namespace + key,
    );
    expect(new Set(places).size).toBe(3);
  });
});

describe('writes', () => {
  const stored = { ...MARK_FIELD, namespace: 'app--1', value: 'x', compareDigest: DIGEST };

  it('are on the condition of what was read', () => {
    expect(markWrite(boots, ENVELOPE)).toEqual({
      ownerId: 'gid://shopify/Product/1',
      namespace: '$app',
      key: 'contentmark',
      type: 'single_line_text_field',
      value: Buffer.from(ENVELOPE).toString('base64url'),
      compareDigest: null,
    });
    expect(markWrite({ ...boots, mark: stored }, ENVELOPE).compareDigest).toBe(DIGEST);
    expect(verdictWrite({ ...boots, mark: stored }, '{}').compareDigest).toBeNull();
  });

  it('of a longest mark fit a metafield of their type many times over', () => {
    const { value } = markWrite(boots, new Uint8Array(8192));
    expect(value).toHaveLength(10_923);
    expect(value.length * 5).toBeLessThan(65_536);
    expect(value).toMatch(/^[\w-]+$/);
  });

  it('onto what a storefront showed are refused: nothing can be compared', () => {
    const shown = { ...boots, mark: { ...stored, compareDigest: undefined } };
    expect(() => markWrite(shown, ENVELOPE)).toThrow(expect.objectContaining({ code: 'ERR_HOST' }));
  });

  it('are one to 25 a call, each place once, each with its condition', () => {
    const many = (count: number): MetafieldWrite[] =>
      Array.from({ length: count }, (_, i) =>
        markWrite({ ...boots, id: `gid://shopify/Product/${i}` }, ENVELOPE),
      );
    expect(metafieldsRequest(many(25)).variables['metafields']).toHaveLength(25);
    for (const wrong of [[], many(26), [...many(2), ...many(1)]]) {
      expect(() => metafieldsRequest(wrong)).toThrow(
        expect.objectContaining({ code: 'ERR_ARGUMENT' }),
      );
    }
    const { compareDigest: _, ...unconditional } = many(1)[0] as MetafieldWrite;
    expect(() => metafieldsRequest([unconditional as never])).toThrow('compareDigest');
  });

  it('of one product are never divided, and none is lost', () => {
    const groups = fc.array(fc.integer({ min: 1, max: 25 }), { maxLength: 30 });
    fc.assert(
      fc.property(groups, (sizes) => {
        const writes = sizes.map((size, owner) =>
          Array.from(
            { length: size },
            (_, key) => ({ ownerId: `${owner}`, key: `${key}` }) as MetafieldWrite,
          ),
        );
        const batches = [...batchWrites(writes)];
        expect(batches.flat()).toEqual(writes.flat());
        for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(25);
        const owners = batches.flatMap((batch) => [
          ...new Set(batch.map(({ ownerId }) => ownerId)),
        ]);
        expect(owners).toHaveLength(sizes.length);
      }),
    );
  });
});

describe('replies', () => {
  it('are read into the product they came from', () => {
    fc.assert(
      fc.property(anyProduct, (product) => {
        const { mark, verdict, imported, ...rest } = product;
        const found = readProductReply({ productByIdentifier: nodeOf(product) });
        expect(found).toEqual({ product: { ...rest, mark, verdict, imported } });
      }),
    );
  });

  it('without a product are none, and a deleted product is null among the others', () => {
    expect(readProductReply({ productByIdentifier: null })).toBeNull();
    const nodes = [null, { __typename: 'Collection' }, { __typename: 'Product', ...nodeOf(boots) }];
    expect(readProductsReply({ nodes })).toEqual([null, null, { product: boots }]);
  });

  it('that lack a part are a problem: what was not read must not look taken away', () => {
    const whole = nodeOf(boots);
    for (const change of [
      { seo: undefined },
      { media: undefined },
      { media: { ...whole.media, pageInfo: { hasNextPage: true } } },
      { descriptionHtml: null },
      { handle: '' },
      { id: 'gid://shopify/Collection/1' },
      { mark: { namespace: 'app--1', key: 'contentmark' } },
      { media: { nodes: [{ mediaContentType: 'IMAGE', alt: 'x' }] } },
    ]) {
      const read = readProductReply({ productByIdentifier: { ...whole, ...change } });
      expect(read?.problem, JSON.stringify(change)).toEqual(expect.any(String));
    }
  });
});
