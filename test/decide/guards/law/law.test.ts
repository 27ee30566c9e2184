/**
 * No real customer is blocked, and no test order gets through: over a corpus of plausible records,
 * as they are and with one test datum planted.
 *
 * CONTENTMARK_LAW=long makes another corpus each time and plants every kind at every place of every
 * record. The seed is printed; CONTENTMARK_LAW_SEED has the corpus of a failure made again.
 */
import { MARKERS } from 'contentmark/detect';
import { guardCheckout } from 'contentmark/guards';
import type { Decision } from 'contentmark/policy';
import { expect, test } from 'vitest';
import { createCorpus, guardAll } from './corpus.ts';
import { EXAMPLE_NUMBERS } from './phones.ts';
import { choose, plant, plantingsOf } from './planted.ts';
import { createRandom } from './random.ts';

const isLong = process.env['CONTENTMARK_LAW'] === 'long';
const seed = Number(process.env['CONTENTMARK_LAW_SEED'] ?? (isLong ? Date.now() % 2 ** 31 : 9));
const SIZE = 1000;
const corpus = createCorpus(seed, SIZE);
const where = `CONTENTMARK_LAW_SEED=${seed}`;
console.info(where);

/** Records in which the long form plants every value, ten of each shape; in the others one of each kind. */
const WHOLE = 170;

/** Markers that block somewhere; those of keys that work are no test data. */
const BLOCKING = MARKERS.filter(
  (marker) => marker.class !== 'live-secret' && Object.values(marker.severity).includes('block'),
).map(({ id }) => id);

/** The first of many failures: a person reads no more. */
const SHOWN = 20;

test('the corpus has every shape and every region', () => {
  expect(new Set(corpus.map(({ shape }) => shape)).size).toBe(17);
  const regions = new Set(EXAMPLE_NUMBERS.map(({ region }) => region));
  expect(regions.size).toBeGreaterThan(220);
  expect(new Set(corpus.map(({ region }) => region))).toEqual(regions);
});

test('no plausible record is blocked', () => {
  const blocked = corpus.flatMap(({ shape, kind, record, region }) =>
    guardAll(kind, record)
      .filter(({ action }) => action === 'block')
      .flatMap(({ findings }) => findings)
      .filter(({ severity }) => severity === 'block')
      .map(({ id, path }) => `${shape} ${region}: ${id} at ${path}`),
  );
  expect([...new Set(blocked)].slice(0, SHOWN), where).toEqual([]);
});

test('no telephone number of any region is blocked, however it is written', () => {
  const blocked = EXAMPLE_NUMBERS.flatMap(({ region, formats }) =>
    formats
      .filter((phone) => {
        const order = { id: 1, shipping_address: { country_code: region, phone } };
        return guardCheckout(order, { environment: 'production' }).action === 'block';
      })
      .map((phone) => `${region} ${phone}`),
  );
  expect(blocked.slice(0, SHOWN)).toEqual([]);
});

test('one planted test datum blocks any of them', { timeout: isLong ? 1_200_000 : 30_000 }, () => {
  const random = createRandom(seed);
  const seen = new Set<string>();
  const passed = new Set<string>();
  let planted = 0;
  corpus.forEach((plausible, at) => {
    const plantings = plantingsOf(plausible);
    // Each shape comes some sixty times: a part of its plantings each time is all of them.
    const chosen = isLong ? plantings : plantings.filter((_, index) => index % 40 === at % 40);
    for (const planting of chosen) {
      seen.add(planting.marker);
      const isWhole = isLong && at < WHOLE;
      for (const value of isWhole ? planting.values : [choose(random, planting)]) {
        planted += 1;
        const record = plant(plausible.record, planting.path, value);
        if (isBlocked(planting.marker, guardAll(plausible.kind, record))) continue;
        passed.add(
          `${plausible.shape}: ${planting.marker} ${JSON.stringify(value)} at /${planting.path.join('/')}`,
        );
      }
    }
  });
  expect([...passed].slice(0, SHOWN), where).toEqual([]);
  expect(planted).toBeGreaterThan(SIZE);
  expect(BLOCKING.filter((marker) => !seen.has(marker))).toEqual([]);
});

/** Only the first guard of a record, that of its own place, knows a tenant. */
function isBlocked(marker: string, decisions: readonly Decision[]): boolean {
  const asked = marker === 'tenant-mismatch' ? decisions.slice(0, 1) : decisions;
  return asked.every(({ action }) => action === 'block');
}
