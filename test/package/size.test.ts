/** What a storefront loads with `contentmark/verify`, by the bundler that measures it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bundleSources, findBleed, listSubpaths } from '../../scripts/bundle-sources.ts';
import { BUDGETS } from '../../scripts/size-budgets.ts';
import { findStale, readSizes, type Sizes, TOLD } from '../../scripts/size-table.ts';

test('verify reaches no signing code, cbor-x or HTML parser, and noble only on demand', async () => {
  const bundle = await bundleSources('./verify');
  expect(findBleed(bundle)).toEqual([]);
  expect(bundle.loaded).toContain('src/verify/check.ts');
  expect(bundle.onDemand.some((path) => path.includes('@noble/ed25519'))).toBe(true);
  expect(bundle.size.fallback).toBeGreaterThan(bundle.size.webcrypto + 4000);
});

test('what bleeds is found: an entry that signs, and one that parses HTML', async () => {
  const signs = findBleed(await bundleSources('./sign')).join('\n');
  expect(signs).toContain('reaches signing code: src/sign/sign.ts');
  expect(signs).toContain('reaches cbor-x');
  expect(signs).toContain('loads the fallback at once');
  expect(findBleed(await bundleSources('./html')).join('\n')).toContain('reaches an HTML parser');
  expect(findBleed(await bundleSources('./explain')).join('\n')).toContain('reaches explanations');
});

test('every subpath of the package is measured and has a budget', () => {
  expect(listSubpaths()).toContain('./verify');
  expect(listSubpaths()).not.toContain('./package.json');
  const names = listSubpaths().map((subpath) => `contentmark${subpath.slice(1)}`);
  expect(Object.keys(BUDGETS)).toEqual(expect.arrayContaining(names));
});

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test('the table of README has the imports it should, each within its budget and near it', () => {
  const told = readSizes(readme);
  expect([...told.keys()]).toEqual(TOLD);
  for (const [name, figures] of told) {
    const largest = Math.max(...figures.slice(0, -1)) * 1000;
    const budget = BUDGETS[name]?.webcrypto ?? 0;
    expect([name, largest <= budget && largest > budget * 0.75]).toEqual([name, true]);
  }
});

test('a figure of README that is no longer measured is found', () => {
  const of = (bytes: number) => ({ webcrypto: bytes, fallback: bytes });
  const sizes = (name: string): Sizes => {
    const [esbuild = 0, vite = 0, webpack = 0, later = 0] = readSizes(readme).get(name) ?? [];
    const size = (kilobytes: number) => ({
      webcrypto: kilobytes * 1000,
      fallback: (kilobytes + later) * 1000,
    });
    return { esbuild: size(esbuild), vite: size(vite), webpack: size(webpack) };
  };
  const measured = new Map(TOLD.map((name) => [name, sizes(name)]));
  expect(findStale(readme, measured)).toEqual([]);
  measured.set('contentmark/verify', {
    esbuild: of(30_000),
    vite: of(30_000),
    webpack: of(30_000),
  });
  expect(findStale(readme, measured).join()).toMatch(
    /of contentmark\/verify, which is 30,30,30,0 KB/,
  );
});
