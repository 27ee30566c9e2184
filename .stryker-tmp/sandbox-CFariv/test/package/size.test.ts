/** What a storefront loads with `contentmark/verify`, by the bundler that measures it. */
// @ts-nocheck

import { expect, test } from 'vitest';
import { bundleEntry, findBleed, listSubpaths } from '../../scripts/size.ts';

test('verify reaches no signing code, cbor-x or HTML parser, and noble only on demand', async () => {
  const bundle = await bundleEntry('./verify');
  expect(findBleed(bundle)).toEqual([]);
  expect(bundle.loaded).toContain('src/verify/conclude.ts');
  expect(bundle.onDemand.some((path) => path.includes('@noble/ed25519'))).toBe(true);
  expect(bundle.size.fallback).toBeGreaterThan(bundle.size.webcrypto + 4000);
});

test('what bleeds is found: an entry that signs, and one that parses HTML', async () => {
  const signs = findBleed(await bundleEntry('./sign')).join('\n');
  expect(signs).toContain('reaches signing code: src/sign/sign.ts');
  expect(signs).toContain('reaches cbor-x');
  expect(signs).toContain('loads the fallback at once');
  expect(findBleed(await bundleEntry('./html')).join('\n')).toContain('reaches an HTML parser');
  expect(findBleed(await bundleEntry('./explain')).join('\n')).toContain('reaches explanations');
});

test('every subpath of the package is measured', () => {
  expect(listSubpaths()).toContain('./verify');
  expect(listSubpaths()).not.toContain('./package.json');
});
