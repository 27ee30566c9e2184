/** Verdicts beside marks: written, left alone, brought up to date. */

import type { Verified } from 'contentmark';
import { readVerdict } from 'contentmark/verdict';
import { describe, expect, it } from 'vitest';
import type { StoredProduct } from '../../../examples/shopify-shop/store.ts';
import { COUNT, claims, key, product, useSmallShop } from './small-shop.ts';

const shop = useSmallShop();

describe('verdicts', () => {
  const now = Math.floor(Date.now() / 1000);
  const verdicts = { lifetime: 86_400, decision: { action: 'disclose' }, locale: 'en' } as const;
  const stored = (i: number) => shop.store.find(shop.of(i), '$app', 'contentmark_verdict')?.value;
  const read = (i: number) =>
    readVerdict(stored(i), {
      subject: `product-${i}`,
      ownerId: shop.of(i).id,
      environment: 'production',
      now,
      fail: 'closed',
    });

  it('are written beside the marks, and read as what was found out', async () => {
    expect((await shop.mark({ verdicts })).counts).toEqual({ marked: COUNT });
    expect(shop.store.writes).toHaveLength(2 * COUNT);
    for (let i = 0; i < COUNT; i++) {
      expect(read(i)).toMatchObject({
        status: 'verified',
        allowed: true,
        action: 'disclose',
        keyId: key.keyId,
      });
    }
    expect(JSON.parse(stored(0) as string).descSha256.en).toMatch(/^[0-9a-f]{64}$/);
  });

  it('that say the same and have half of their time left are left alone', async () => {
    await shop.mark({ verdicts });
    const before = shop.store.writes.length;
    expect((await shop.mark({ verdicts })).counts).toEqual({ kept: COUNT });
    expect((await shop.check({ verdicts })).counts).toEqual({ verified: COUNT });
    expect(shop.store.writes).toHaveLength(before);
    // Shopify may print stored JSON its own way; it says the same.
    const text = stored(1) as string;
    const reordered = JSON.stringify(
      Object.fromEntries(Object.entries(JSON.parse(text)).reverse()),
      null,
      1,
    );
    shop.store.put(shop.of(1), '$app', 'contentmark_verdict', 'json', reordered);
    await shop.check({ verdicts });
    expect(shop.store.writes).toHaveLength(before);
    const later = { clock: () => now + 50_000 };
    expect((await shop.check({ verdicts, ...later })).counts).toEqual({ verified: COUNT });
    expect(shop.store.writes).toHaveLength(before + COUNT);
  });

  it('are brought up to date by a check: rejected and absent are written down too', async () => {
    await shop.mark({ verdicts });
    shop.of(3).descriptionHtml = '<p>Edited</p>';
    shop.of(4).fields.delete('app--1234567 contentmark');
    expect((await shop.check({ verdicts })).counts).toEqual({
      verified: COUNT - 2,
      rejected: 1,
      absent: 1,
    });
    expect(read(3)).toMatchObject({
      status: 'unverified',
      reason: 'rejected',
      rejection: 'digest-mismatch',
    });
    expect(read(4)).toMatchObject({ status: 'unverified', reason: 'unmarked' });
    expect(read(5)).toMatchObject({ status: 'verified' });
  });

  it('are about what was checked: an edit in between is checked again', async () => {
    await shop.mark();
    shop.server.faults.beforeNext('ContentmarkSet', () => {
      shop.of(2).title = 'Edited meanwhile';
    });
    expect((await shop.check({ verdicts })).counts).toEqual({ verified: COUNT - 1, rejected: 1 });
    expect(read(2)).toMatchObject({ reason: 'rejected' });
  });

  it('end with the mark, where that ends sooner', async () => {
    const expiresAt = now + 600;
    await shop.mark({ verdicts, claims: { ...claims, expiresAt } });
    expect(read(0)).toMatchObject({ expiresAt });
  });

  it('say what a function decides of each verdict, and nothing where it decides nothing', async () => {
    const seen: string[] = [];
    const decision = ({ claims: { subject, sourceType } }: Verified) => {
      seen.push(sourceType);
      return subject === 'product-1'
        ? undefined
        : ({ action: 'disclose', basis: 'generated' } as const);
    };
    await shop.mark({ verdicts: { lifetime: 86_400, decision } });
    expect(seen).toHaveLength(COUNT);
    expect(JSON.parse(stored(0) as string)).toMatchObject({
      action: 'disclose',
      basis: 'generated',
    });
    expect(JSON.parse(stored(1) as string)).not.toHaveProperty('action');
  });

  it('too long for a metafield of a Function are left out, and the mark is there all the same', async () => {
    const long = `product-${'x'.repeat(240)}`;
    shop.store.add({ ...product(0), handle: long });
    expect((await shop.mark({ verdicts })).counts).toEqual({ marked: COUNT + 1 });
    const added = shop.store.byHandle(long) as StoredProduct;
    expect(shop.store.find(added, '$app', 'contentmark')).not.toBeNull();
  });
});
