/** What keeps people from using a page: in light on a desk, and in dark on a phone. */
// @ts-nocheck

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LOOKS = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 390 },
] as const;

/** What axe-core finds, and what is wider than the screen; an empty list is a good one. */
export async function problemsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const problems: string[] = [];
  for (const { colorScheme, width } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    const { violations } = await page.evaluate(() =>
      // Put into the page just before.
      (globalThis as unknown as { readonly axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    for (const { id, nodes } of violations) {
      problems.push(`${colorScheme}, ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    }
    const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
    if (scroll > width) problems.push(`${scroll} pixels wide on a screen of ${width}`);
  }
  return problems;
}
