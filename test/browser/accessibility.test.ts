/** axe-core finds no violation, on any page, in light and in dark, at both widths. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { VISITS } from './pages.ts';

const url = inject('shop');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LOOKS = [
  { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(LOOKS)('in $colorScheme, $viewport.width pixels wide', (look) => {
  it.each(VISITS)('$name', async ({ go }) => {
    // axe is put in by the test; the shop's policy would not let it.
    const context = await browser.newContext({ ...look, bypassCSP: true });
    const page = await context.newPage();
    await go(page, url);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(
      () => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ).toEqual([]);
    const { scroll, width } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: document.documentElement.clientWidth,
    }));
    expect(scroll, 'nothing is wider than the screen').toBeLessThanOrEqual(width);
    await context.close();
  });
});
