/** Nothing is said in the console: no hydration mismatch, no breach of the policy, nothing from elsewhere. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { VISITS } from './pages.ts';

const url = inject('shop');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('a visit', () => {
  it.each(VISITS)('$name', async ({ go }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const said: string[] = [];
    // A status that the visit is about is told in the console as well.
    const isExpected = (text: string) => /status of 4(?:03|04|22)/.test(text);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !isExpected(message.text())) {
        said.push(message.text());
      }
    });
    page.on('pageerror', (error) => said.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(url)) said.push(`request to ${request.url()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 500) said.push(`${response.status()} of ${response.url()}`);
      if (response.status() >= 400 && response.url().includes('/media/')) said.push(response.url());
    });
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) =>
        console.error(`policy: ${violatedDirective} ${blockedURI}`),
      );
    });
    await go(page, url);
    await page.waitForLoadState('networkidle');
    expect(said).toEqual([]);
    // React takes over: what it hydrated answers without a load of a whole page.
    expect(await page.evaluate(() => '__reactRouterVersion' in window)).toBe(true);
    await context.close();
  });
});

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
    const send = (headers: Record<string, string>, body: string) =>
      fetch(`${url}/cart`, { method: 'POST', headers, body, redirect: 'manual' });
    const form = 'handle=expedition-backpack&quantity=1';
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect((await send({ ...type, Origin: 'https://elsewhere.eu' }, form)).status).toBe(403);
    expect((await send({ ...type, Origin: url }, form)).status).toBe(302);
    expect((await send({ ...type, Origin: url }, 'a'.repeat(70_000))).status).toBe(413);
  });
});
