/** Marked products say that they are AI-made: in the server's HTML, before the text, on the picture. */
// @ts-nocheck

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { StoredProduct } from '../../examples/storefront/app/shop/stored.ts';
import { PLANTED_PRODUCTS } from '../../examples/storefront/seed/leaks.ts';
import { launchBrowser } from './browser.ts';

const url = inject('shop');
const products = JSON.parse(
  readFileSync(join(inject('data'), 'products.json'), 'utf8'),
) as readonly StoredProduct[];
const planted: readonly number[] = Object.values(PLANTED_PRODUCTS);

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage({ javaScriptEnabled: false });
});
afterAll(() => browser.close());

describe('a listing', () => {
  it('has a label that can be seen on each picture, on every page of it', async () => {
    let seen = 0;
    for (const path of ['/', '/?page=2']) {
      await page.goto(url + path);
      for (const card of await page.locator('[data-product]').all()) {
        const picture = card.locator('img');
        const label = card.locator('[data-contentmark-label="ai-generated"]');
        expect(await label.count()).toBe(1);
        if ((await picture.count()) === 0) continue;
        expect(await label.getByText('AI-generated').isVisible()).toBe(true);
        seen += 1;
      }
    }
    // All of the catalogue but what staging signed and the picture of the revoked key.
    expect(seen).toBe(101 - 2);
  });

  it('names the product to screen readers', async () => {
    await page.goto(url);
    const label = page.locator('[data-product="summit-pro-harness"] [role="note"]');
    expect(await label.getAttribute('aria-label')).toContain('Summit Pro Harness');
  });
});

describe('the page of a product', () => {
  it('labels text and picture of every product whose marks hold', async () => {
    for (const { handle, description } of products.filter(
      ({ id }) => id < 30 && !planted.includes(id),
    )) {
      await page.goto(`${url}/products/${handle}`);
      const labels = page.locator('.product-grid [data-contentmark-label="ai-generated"]');
      expect(await labels.count(), handle).toBe(2);
      const about = page.locator('.about');
      expect(await about.locator('[role="note"] + .description').textContent()).toBe(description);
    }
  });

  it('says in its JSON-LD what a model made', async () => {
    await page.goto(`${url}/products/summit-pro-harness`);
    const script = page.locator('article > script[type="application/ld+json"]');
    const jsonLd = JSON.parse((await script.textContent()) as string);
    const digitalSourceType = 'https://schema.org/TrainedAlgorithmicMediaDigitalSource';
    expect(jsonLd.image).toMatchObject({ '@type': 'ImageObject', digitalSourceType });
    expect(jsonLd.subjectOf).toMatchObject({ '@type': 'CreativeWork', digitalSourceType });
  });

  it('tells who wants to know what the mark says, and what it does not prove', async () => {
    await page.goto(`${url}/products/summit-pro-harness`);
    const facts = page.locator('.mark-facts');
    await facts.locator('summary').click();
    expect(await facts.textContent()).toContain('gpt-35-turbo');
    expect(await facts.textContent()).toMatch(/does not (?:prove|say|mean)/i);
  });

  it('has no label where there is nothing marked to be seen', async () => {
    await page.goto(`${url}/products/alpine-fusion-goggles`);
    expect(await page.locator('.about [data-contentmark-label]').count()).toBe(0);
  });
});
