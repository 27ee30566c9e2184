/** Many more marks than are remembered leave nothing behind. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createEnvelopeCache } from '../../src/verify/cache.ts';
import type { CacheEntry } from '../../src/verify/cache-entry.ts';

const MB = 1_000_000;

/** 10,000,000 by `npm run test:endurance`; as many as do not keep anybody waiting otherwise. */
const COUNT = Number(process.env['ENDURANCE_COUNT'] ?? 10_000);

test(`${COUNT.toLocaleString('en-US')} distinct marks through a cache of 1,000, in flat memory`, () => {
  const script = fileURLToPath(new URL('../fixtures/endure.ts', import.meta.url));
  const node = [
    '--expose-gc',
    '--max-old-space-size=96',
    // Room for a chunk while it is young: else the collector, not the verifier, takes most of the time.
    '--max-semi-space-size=32',
    '--import',
    'tsx',
  ];
  const printed = execFileSync(process.execPath, [...node, script, `${COUNT}`], {
    encoding: 'utf8',
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  });
  const { verified, entries, hits, misses, evictions, heapGrowth, rssGrowth } = JSON.parse(printed);
  expect({ verified, hits, misses }).toEqual({ verified: COUNT, hits: 0, misses: COUNT });
  expect(entries).toBeLessThanOrEqual(1000);
  expect(entries + evictions).toBe(COUNT);
  expect(heapGrowth).toBeLessThan(4 * MB);
  expect(rssGrowth).toBeLessThan(64 * MB);
}, 3_600_000);

/** The cache alone is quicker than a check: more of them. */
const ENTRIES = Math.max(200_000, COUNT);

test(`${ENTRIES.toLocaleString('en-US')} entries through the cache itself never take more than its bounds`, () => {
  const cache = createEnvelopeCache(1000, 2 * MB);
  const entry = { units: 0 } as CacheEntry;
  let most = 0;
  let mostBytes = 0;
  for (let i = 0; i < ENTRIES; i++) {
    const textForm = `0oRY${i}`;
    if (i % 7 === 0) cache.find(`0oRY${i - 3}`);
    cache.keep({ ...entry, textForm } as CacheEntry);
    if (i % 1000 !== 0) continue;
    const { entries, bytes } = cache.statistics();
    most = Math.max(most, entries);
    mostBytes = Math.max(mostBytes, bytes);
  }
  expect(most).toBeGreaterThan(500);
  expect(most).toBeLessThanOrEqual(1000);
  expect(mostBytes).toBeLessThanOrEqual(2 * MB);
  expect(cache.statistics().evictions).toBeGreaterThan(ENTRIES - 2_000);
}, 300_000);
