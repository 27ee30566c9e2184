/** The inspector page: accessible before and after an answer, and of use without JavaScript. */
// @ts-nocheck

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { MARKED, type RunningInspector, startInspector } from './inspector.ts';
import { problemsOf } from './problems.ts';

let browser: Browser;
let inspector: RunningInspector;

beforeAll(async () => {
  [browser, inspector] = await Promise.all([launchBrowser(), startInspector()]);
});
afterAll(async () => {
  inspector.close();
  await browser.close();
});

async function inspect(page: Page, content: string, mark: string): Promise<void> {
  await page.goto(inspector.url);
  await page.locator('#content').fill(content);
  await page.locator('#mark').fill(mark);
  await page.locator('#subject').fill(MARKED.subject);
  await page.getByRole('button', { name: 'Check' }).click();
  await page.waitForURL('**/inspect');
}

const ANSWERS = [
  { what: 'holds', says: 'The mark holds', contentOf: (text: string) => text, isMarked: true },
  {
    what: 'does not hold',
    says: 'The mark does not hold',
    contentOf: (text: string) => `${text} Unbreakable.`,
    isMarked: true,
  },
  { what: 'is not there', says: 'No mark', contentOf: (text: string) => text, isMarked: false },
];

describe('the inspector', () => {
  it('has no problem before anything was asked', async () => {
    const page = await browser.newPage();
    await page.goto(inspector.url);
    expect(await problemsOf(page)).toEqual([]);
    await page.close();
  });

  it.each(ANSWERS)('where the mark $what says so, and has no problem', async (answer) => {
    const page = await browser.newPage();
    await inspect(page, answer.contentOf(MARKED.text), answer.isMarked ? inspector.mark : '');
    await page.getByText(answer.says).first().waitFor();
    expect(await problemsOf(page)).toEqual([]);
    await page.close();
  });

  it.each(ANSWERS)('answers without JavaScript where the mark $what', async (answer) => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await inspect(page, answer.contentOf(MARKED.text), answer.isMarked ? inspector.mark : '');
    await page.getByText(answer.says).first().waitFor();
    await page.close();
  });
});
