/** Marking and checking a small shop: what is written, what is kept, what a check names. */

import {
  createTrust,
  createVerifier,
  exportPublicJwk,
  generateKey,
  localSigner,
} from 'contentmark';
import type { ProductResult } from 'contentmark/shopify-client';
import { describe, expect, it } from 'vitest';
import { COUNT, claims, key, useSmallShop } from './small-shop.ts';

const shop = useSmallShop();

describe('a shop', () => {
  it('is marked, each product once, and checks', async () => {
    const { report, counts } = await shop.mark();
    expect([report.status, counts]).toEqual(['done', { marked: COUNT }]);
    expect(shop.store.writes).toHaveLength(COUNT);
    expect((await shop.check()).counts).toEqual({ verified: COUNT });
    expect((await shop.mark()).counts).toEqual({ kept: COUNT });
    expect(shop.store.writes).toHaveLength(COUNT);
  });

  it('with a filter is marked in part', async () => {
    expect((await shop.mark({ query: 'handle:product-7' })).counts).toEqual({ marked: 1 });
    expect((await shop.check()).counts).toEqual({ verified: 1, absent: COUNT - 1 });
  });

  it('with a dry run is read only', async () => {
    const { counts } = await shop.mark({ dryRun: true });
    expect([counts, shop.store.writes]).toEqual([{ 'would-mark': COUNT }, []]);
  });

  it('is marked anew where the claims are others, and where the content is', async () => {
    await shop.mark();
    shop.of(3).title = 'Another product';
    (shop.of(5).mediaList[0] as { alt: string }).alt = 'Another view';
    expect((await shop.mark()).counts).toEqual({ kept: COUNT - 2, marked: 2 });
    const generator = { name: 'writer', version: '2' };
    expect((await shop.mark({ claims: { ...claims, generator } })).counts).toEqual({
      marked: COUNT,
    });
    expect((await shop.mark({ claims: { ...claims, generator } })).counts).toEqual({ kept: COUNT });
    expect((await shop.check()).counts).toEqual({ verified: COUNT });
  });

  it('that is empty is done at once', async () => {
    shop.store.products.clear();
    expect((await shop.mark()).counts).toEqual({});
  });

  it('of a product with 250 images is marked with it, read again where somebody else wrote', async () => {
    for (let i = 0; i < 249; i++) {
      shop.of(1).mediaList.push({
        ...(shop.of(2).mediaList[0] as never as object),
        id: `gid://shopify/MediaImage/9${i}`,
        alt: `alt ${i}`,
      } as never);
    }
    shop.server.faults.beforeNext('ContentmarkSet', () => {
      shop.of(1).title = 'Another title';
    });
    expect((await shop.mark()).counts).toEqual({ marked: COUNT });
    expect(shop.server.requests.map(({ name }) => name)).toContain('ContentmarkMedia');
    expect((await shop.check()).counts).toEqual({ verified: COUNT });
    (shop.of(1).mediaList[240] as { alt: string }).alt = 'edited';
    const details: string[] = [];
    const { counts } = await shop.check({
      onProduct: ({ detail }: { detail: string }) => void (detail && details.push(detail)),
    });
    expect(counts).toEqual({ verified: COUNT - 1, rejected: 1 });
    expect(details).toEqual([expect.stringContaining('imageAlt49+')]);
  });
});

describe('checking', () => {
  it('names each part that was changed, and what is missing', async () => {
    await shop.mark();
    shop.of(0).title = 'x';
    shop.of(1).descriptionHtml += '<script src="https://evil.example/x.js"></script>';
    shop.of(3).seo.title = null;
    (shop.of(6).mediaList[0] as { alt: string }).alt = 'x';
    shop.of(7).mediaList.splice(0, 1);
    shop.overwrite(9, shop.store.find(shop.of(10), '$app', 'contentmark')?.value as string);
    shop.overwrite(11, 'not a mark!');
    const found = new Map<string, string>();
    await shop.check({
      onProduct: ({ subject, detail }: ProductResult) => void found.set(subject as string, detail),
    });
    const reasons = [...found].filter(([, detail]) => detail !== '');
    expect(Object.fromEntries(reasons)).toEqual({
      'product-0': expect.stringMatching(/^digest-mismatch: part "title"/),
      'product-1': expect.stringMatching(/^digest-mismatch: part "descriptionHtml"/),
      'product-3': expect.stringMatching(/^missing-part: part "seoTitle"/),
      'product-6': expect.stringMatching(/^digest-mismatch: part "imageAlt1"/),
      'product-7': expect.stringMatching(/^(unsigned-part|missing-part|digest-mismatch)/),
      'product-9': expect.stringMatching(/^subject-mismatch/),
      'product-11': expect.stringMatching(/^malformed/),
    });
  });

  it('refuses what staging signed', async () => {
    const staging = generateKey();
    const stagingClaims = { issuer: claims.issuer, environment: 'staging' };
    await shop.mark({ signer: localSigner(staging), claims: stagingClaims });
    const both = createTrust([
      { publicKey: exportPublicJwk(key), issuers: [claims.issuer], environments: ['production'] },
      { publicKey: exportPublicJwk(staging), issuers: [claims.issuer], environments: ['staging'] },
    ]);
    const production = createVerifier({ trust: both, environment: 'production' });
    expect((await shop.check({ verifier: production })).counts).toEqual({ rejected: COUNT });
  });
});
