import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Liquid } from 'liquidjs';
import { expect, test } from 'vitest';
import { bundleSources, sizeElement } from '../../scripts/bundle-sources.ts';
import { runProgram } from '../fixtures/built-package.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const page = read('docs/element.md');

test('the table lists each attribute that is read, and no other', () => {
  const listed = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  const source = read('src/web/element/check-element.ts');
  const known = [...source.matchAll(/attribute\('([a-z-]+)'\)/g)].map(([, name]) => name);
  const { 1: carried } = /ATTRIBUTE = '([a-z-]+)'/.exec(read('src/web/element/find-mark.ts')) ?? [];
  expect(new Set(listed)).toEqual(new Set([...known, carried]));
});

test('the block of a theme is Liquid, and shows nothing where there is no mark', async () => {
  const template = /```liquid example=liquid\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const render = (value: string) =>
    new Liquid().parseAndRender(template, {
      product: {
        handle: 'boots"><script>',
        title: 'Boots & <b>more</b>',
        metafields: { app: { contentmark: { value } } },
      },
    });
  expect((await render('')).trim()).toBe('');
  const html = await render('AAAA');
  expect(html).toContain('data-contentmark="AAAA"');
  expect(html).toContain('>Boots &amp; &lt;b&gt;more&lt;/b&gt;</content-mark>');
  expect(html).not.toContain('<script>');
});

test('the example without the element prints what its comments say', async () => {
  const source = /```ts example=compact\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const { stdout } = await runProgram(source);
  expect(stdout.trim().split('\n')).toEqual(['verified', 'rejected']);
  expect(source.match(/\/\/ (?:verified|rejected)$/gm)).toHaveLength(2);
});

test('the sizes are those of the build: what each page loads, and what a check adds', async () => {
  const bundle = await bundleSources('./element');
  const { page: onLoad, checked } = sizeElement(bundle);
  expect(onLoad).toBeLessThan(2048);
  const stated =
    /`element\.js` \((\d+\.\d) KB gzip\)[\s\S]*?verifier for WebCrypto, (\d+\.\d) KB/.exec(page);
  const [, loaded, check] = stated ?? [];
  expect(Math.abs(bundle.size.webcrypto / 1000 - Number(loaded))).toBeLessThan(0.1);
  expect(Math.abs((checked - onLoad) / 1000 - Number(check))).toBeLessThan(0.1);
});

test('it says that a check in the browser is information only, near the top', () => {
  expect(page.indexOf('information only')).toBeLessThan(500);
});
