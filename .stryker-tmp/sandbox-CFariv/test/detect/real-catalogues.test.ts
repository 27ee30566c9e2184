/**
 * Whole catalogues, where they are at hand (../shared/data beside the project); otherwise the
 * bundled one, and the name of the test says so.
 */
// @ts-nocheck

import { createDetector } from 'contentmark/detect';
import { expect, it } from 'vitest';
import { hasLargerCatalogues, lookThrough, readCatalogues } from '../../bench/real-catalogues.ts';

const catalogues = readCatalogues();
const findings = lookThrough(catalogues, createDetector());
const where = hasLargerCatalogues()
  ? `${catalogues.length} catalogues`
  : 'the bundled catalogue only';

it(`no record of ${where} is blocked or warned of, but those that are test data`, () => {
  expect(catalogues.length).toBeGreaterThan(0);
  const wrong = findings.filter(
    ({ severity, known }) => severity !== 'info' && known === undefined,
  );
  expect(wrong).toEqual([]);
});

it.skipIf(!hasLargerCatalogues())('the rows that are test data are found', () => {
  const blocking = findings.filter(({ severity }) => severity === 'block');
  const rows = [...new Set(blocking.map(({ catalogue, record }) => `${catalogue} ${record}`))];
  expect(rows).toEqual([
    'saleor 628',
    'luma reviews 498',
    'luma reviews 499',
    'luma customer 0',
    'luma orders 0',
    'luma orders 1',
  ]);
});
