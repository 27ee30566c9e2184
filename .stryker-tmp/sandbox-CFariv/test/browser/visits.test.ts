/**
 * Every page and state of the shop: axe-core finds no violation, in light on a desk and in dark on a
 * phone, and nothing is said in the console: no hydration mismatch, no breach of the policy.
 */
// @ts-nocheck

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { VISITS } from './pages.ts';
import { problemsOf } from './problems.ts';

const url = inject('shop');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(VISITS)('$name', ({ go }) => {
  it('is accessible, as wide as the screen, and silent', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const said = listen(page);
    await go(page, url);
    // React has taken over, so whatever did not fit has been said.
    await page.waitForFunction(() =>
      Object.keys(document).some((name) => name.startsWith('__reactContainer')),
    );
    expect(await problemsOf(page)).toEqual([]);
    expect(said).toEqual([]);
    await context.close();
  });
});

/** Collects what should not be: errors, warnings, breaches of the policy, requests elsewhere. */
function listen(page: Page): readonly string[] {
  const said: string[] = [];
  // The status that a refusal is about is told in the console as well.
  const isExpected = (text: string) => /status of 4(?:03|04|22)/.test(text);
  page.on('console', (message) => {
    const text = message.text();
    if (['error', 'warning'].includes(message.type()) && !isExpected(text)) said.push(text);
  });
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) said.push(`request to ${request.url()}`);
  });
  page.on('response', (response) => {
    const isPicture = response.url().includes('/media/');
    if (response.status() >= (isPicture ? 400 : 500))
      said.push(`${response.status()}: ${response.url()}`);
  });
  return said;
}

describe('every answer', () => {
  it('has a policy that allows scripts by nonce, another one each time', async () => {
    const policies = await Promise.all(
      ['/', '/', '/cart', '/admin', '/nowhere'].map(async (path) => {
        const { headers } = await fetch(url + path);
        return headers.get('Content-Security-Policy') ?? '';
      }),
    );
    for (const policy of policies) {
      expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{20,}'/);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
    }
    expect(new Set(policies).size).toBe(policies.length);
  });

  it('refuses forms of other sites and forms of any size', async () => {
    const send = (origin: string, body: string) =>
      fetch(`${url}/cart`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: origin },
        body,
        redirect: 'manual',
      });
    const form = 'handle=expedition-backpack&quantity=1';
    expect((await send('https://elsewhere.eu', form)).status).toBe(400);
    expect((await send(url, form)).status).toBe(302);
    expect((await send(url, 'a'.repeat(70_000))).status).toBe(413);
  });
});
