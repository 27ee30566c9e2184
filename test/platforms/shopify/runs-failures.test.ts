/** Marking a shop while calls fail and downloads break; going on after that. */

import type { Journal, ProductResult } from 'contentmark/shopify-client';
import { markProducts } from 'contentmark/shopify-client';
import { describe, expect, it } from 'vitest';
import { COUNT, claims, memoryJournal, positive, signer, useSmallShop } from './small-shop.ts';

const shop = useSmallShop();

describe('when calls fail', () => {
  it('a reply that never arrives does not make a second mark', async () => {
    // Of the first call, and of the one that asks again and is told that it is stale.
    shop.server.faults.dropReplies('ContentmarkSet', 2);
    const { counts } = await shop.mark();
    expect(counts).toEqual({ marked: COUNT - 25, kept: 25 });
    expect(shop.store.writes).toHaveLength(COUNT);
    expect((await shop.check()).counts).toEqual({ verified: COUNT });
  });

  it('throttling and errors of the server are waited out', async () => {
    shop.server.faults.atNext('ContentmarkSet', () => shop.server.bucket.drainTo(0));
    shop.server.faults.atNext('ContentmarkSet', () => undefined);
    shop.server.faults.atNext('ContentmarkSet', () => shop.server.bucket.drainTo(3));
    shop.server.faults.next({ type: 'status', status: 502 }, { type: 'reset' });
    expect((await shop.mark()).counts).toEqual({ marked: COUNT });
    expect(shop.server.requests.filter(({ throttled }) => throttled).length).toBeGreaterThan(1);
    expect(shop.store.writes).toHaveLength(COUNT);
  });

  it('a download that breaks goes on where it broke, wherever that is', async () => {
    for (const at of [1, 500, 2_500, 5_000]) {
      await shop.server.close();
      await shop.open();
      shop.server.faults.cutBulkAt(at);
      expect((await shop.mark()).counts, String(at)).toEqual({ marked: COUNT });
      expect((await shop.check()).counts, String(at)).toEqual({ verified: COUNT });
    }
  });

  it('a result that comes shorter than Shopify said is no complete one', async () => {
    let cut = true;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await globalThis.fetch(input, init);
      if (!String(input).includes('/bulk/') || !cut) return response;
      cut = false;
      const text = await response.text();
      // Ends at the end of a line, as if that had been all.
      return new Response(text.slice(0, text.indexOf('\n', text.length / 2) + 1));
    };
    const report = await markProducts(shop.client({ fetch }), { signer, claims });
    expect([cut, positive(report.counts)]).toEqual([false, { marked: COUNT }]);
  });

  it('a token that is no longer accepted ends the run with what was counted', async () => {
    shop.server.faults.beforeNext('ContentmarkSet', () =>
      shop.server.faults.next({ type: 'status', status: 401 }),
    );
    const { report } = await shop.mark();
    expect(report).toMatchObject({
      status: 'failed',
      reason: 'unauthorized',
      counts: { marked: 25 },
    });
    // And the same run, with a token again, goes on from there.
    expect((await shop.mark()).counts).toEqual({ kept: 25, marked: COUNT - 25 });
  });

  it('a price that is too high is met with smaller calls', async () => {
    // A shop whose prices are twenty times ours: 25 metafields at a time are over the limit.
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const { query, variables } = JSON.parse(String(init?.body ?? '{}'));
      const size = (variables?.metafields ?? variables?.ids ?? []).length;
      if (String(query).includes('Contentmark') && size > 4) {
        const extensions = { code: 'MAX_COST_EXCEEDED', cost: 1700, maxCost: 1000 };
        return Response.json({ errors: [{ message: 'Query cost is 1700', extensions }] });
      }
      return globalThis.fetch(input, init);
    };
    shop.server.faults.beforeNext('ContentmarkSet', () => {
      for (let i = 0; i < 20; i++) shop.overwrite(i, 'eA');
    });
    const report = await markProducts(shop.client({ fetch }), { signer, claims });
    expect(positive(report.counts)).toEqual({ marked: COUNT });
    expect(shop.store.writes).toHaveLength(COUNT);
  });

  it('a refusal that names no place is found by halving', async () => {
    const culprit = shop.of(13).id;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const { query, variables } = JSON.parse(String(init?.body ?? '{}'));
      const owners = (variables?.metafields ?? []).map(
        ({ ownerId }: { ownerId: string }) => ownerId,
      );
      if (String(query).includes('ContentmarkSet') && owners.includes(culprit)) {
        const userErrors = [
          { code: 'INTERNAL_ERROR', elementIndex: null, field: null, message: 'something' },
        ];
        return Response.json({ data: { metafieldsSet: { metafields: null, userErrors } } });
      }
      return globalThis.fetch(input, init);
    };
    const results: ProductResult[] = [];
    const report = await markProducts(shop.client({ fetch }), {
      signer,
      claims,
      onProduct: (result) => void results.push(result),
    });
    expect(positive(report.counts)).toEqual({ marked: COUNT - 1, refused: 1 });
    expect(results.find(({ outcome }) => outcome === 'refused')?.id).toBe(culprit);
  });

  it('a signal ends the run, and what was done is done', async () => {
    const abort = new AbortController();
    shop.server.faults.beforeNext('ContentmarkSet', () => abort.abort());
    const { report } = await shop.mark({ signal: abort.signal });
    expect(report).toMatchObject({ status: 'failed', reason: 'canceled' });
    expect((await shop.mark()).counts).toEqual({ kept: 25, marked: COUNT - 25 });
  });
});

describe('a journal', () => {
  it('lets another run go on, without a second bulk operation', async () => {
    const { journal, saved } = memoryJournal();
    shop.server.faults.beforeNext('ContentmarkSet', () => undefined);
    shop.server.faults.beforeNext('ContentmarkSet', () =>
      shop.server.faults.next({ type: 'status', status: 401 }),
    );
    expect((await shop.mark({ journal })).report.status).toBe('failed');
    const { done, counts } = JSON.parse(saved[saved.length - 1] as string);
    expect([done, counts.marked]).toEqual([50, 50]);
    const again = await shop.mark({ journal });
    expect(again.counts).toEqual({ marked: COUNT });
    expect(again.results).toHaveLength(COUNT - 50);
    expect(shop.server.requests.filter(({ name }) => name === 'ContentmarkBulk')).toHaveLength(1);
    expect(saved[saved.length - 1]).toBe('cleared');
  });

  it('of which the operation has expired begins anew, and counts anew', async () => {
    const { journal, saved } = memoryJournal();
    shop.server.faults.beforeNext('ContentmarkSet', () =>
      shop.server.faults.next({ type: 'status', status: 401 }),
    );
    await shop.mark({ journal });
    expect(saved.length).toBeGreaterThan(0);
    shop.store.bulkOperations.clear();
    expect((await shop.mark({ journal })).counts).toEqual({ kept: 25, marked: COUNT - 25 });
  });

  it('of another run is refused before anything is sent', async () => {
    const { journal } = memoryJournal();
    shop.server.faults.beforeNext('ContentmarkSet', () =>
      shop.server.faults.next({ type: 'status', status: 401 }),
    );
    await shop.mark({ journal });
    const before = shop.server.requests.length;
    for (const change of [
      { claims: { ...claims, environment: 'staging' } },
      { query: 'handle:x' },
      { dryRun: true },
    ]) {
      await expect(shop.mark({ journal, ...change })).rejects.toMatchObject({
        code: 'ERR_ARGUMENT',
        argument: 'options.journal',
      });
    }
    expect(shop.server.requests).toHaveLength(before);
  });

  it.each([
    ['nonsense', 'nonsense'],
    ['a later version', '{"version":2}'],
    ['nothing', ''],
    ['a list', '[]'],
  ])('that holds %s is refused', async (_what, text) => {
    const journal: Journal = {
      load: async () => text,
      save: async () => {},
      clear: async () => {},
    };
    await expect(shop.mark({ journal })).rejects.toMatchObject({ argument: 'options.journal' });
  });

  it('that cannot be written ends the run with its own error', async () => {
    const journal: Journal = {
      load: async () => undefined,
      save: () => Promise.reject(new Error('disk full')),
      clear: async () => {},
    };
    await expect(shop.mark({ journal })).rejects.toThrow('disk full');
  });

  it('serves a check as well', async () => {
    await shop.mark();
    const { journal, saved } = memoryJournal();
    expect((await shop.check({ journal })).counts).toEqual({ verified: COUNT });
    expect(JSON.parse(saved[0] as string).plan.task).toBe('check');
  });
});
