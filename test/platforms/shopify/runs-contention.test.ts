/** Marking a shop while others write to it. */
import { describe, expect, it } from 'vitest';
import { COUNT, useSmallShop } from './small-shop.ts';

const shop = useSmallShop();

describe('while others write', () => {
  it('a mark that somebody put there meanwhile is replaced only after it has been looked at', async () => {
    shop.server.faults.beforeNext('ContentmarkSet', () => {
      shop.overwrite(4, 'c29tZXRoaW5n');
      shop.overwrite(6, 'b3RoZXI');
    });
    const { counts } = await shop.mark();
    expect(counts).toEqual({ marked: COUNT });
    // Nothing of the stale call was written; the two went in their own second attempt.
    expect([shop.writesOf(4), shop.writesOf(6), shop.writesOf(0)]).toEqual([1, 1, 1]);
    expect((await shop.check()).counts).toEqual({ verified: COUNT });
  });

  it('another worker with the same task is no conflict: each product still has one write', async () => {
    const two = await Promise.all([shop.mark(), shop.mark()]);
    for (const { report } of two) expect(report.status).toBe('done');
    const sum = (name: string) => two.reduce((all, { counts }) => all + (counts[name] ?? 0), 0);
    expect(sum('marked')).toBe(COUNT);
    expect(sum('kept')).toBe(COUNT);
    expect(shop.store.writes).toHaveLength(COUNT);
    expect((await shop.check()).counts).toEqual({ verified: COUNT });
  });

  it('a text that was edited between reading and writing is seen in the reply, and marked as it is now', async () => {
    shop.server.faults.beforeNext('ContentmarkSet', () => {
      shop.of(2).descriptionHtml = '<p>Edited meanwhile</p>';
      shop.of(9).seo.title = 'Edited too';
    });
    expect((await shop.mark()).counts).toEqual({ marked: COUNT });
    expect([shop.writesOf(2), shop.writesOf(9), shop.writesOf(3)]).toEqual([2, 2, 1]);
    expect((await shop.check()).counts).toEqual({ verified: COUNT });
  });

  it('a product that was deleted meanwhile is gone, and the others of its call are marked', async () => {
    const { id } = shop.of(8);
    shop.server.faults.beforeNext('ContentmarkSet', () => shop.store.products.delete(id));
    const { counts, results } = await shop.mark();
    expect(counts).toEqual({ marked: COUNT - 1, refused: 1 });
    expect(results.find(({ outcome }) => outcome === 'refused')).toMatchObject({
      subject: 'product-8',
      detail: expect.stringContaining('Owner does not exist'),
    });
  });

  it('one that is deleted after its write was found stale is gone', async () => {
    const { id } = shop.of(8);
    shop.server.faults.beforeNext('ContentmarkSet', () => shop.overwrite(8, 'eA'));
    shop.server.faults.beforeNext('ContentmarkProducts', () => shop.store.products.delete(id));
    expect((await shop.mark()).counts).toEqual({ marked: COUNT - 1, gone: 1 });
  });

  it('one that changes at every attempt is given up, and the others are marked', async () => {
    for (let i = 0; i < 50; i++) {
      shop.server.faults.beforeNext('ContentmarkSet', () =>
        shop.overwrite(5, `eA${'A'.repeat(2 * i)}`),
      );
    }
    const { counts } = await shop.mark();
    expect(counts).toEqual({ marked: COUNT - 1, contended: 1 });
    expect(shop.writesOf(5)).toBe(0);
  });
});
