/** `npm run screenshots`: the pages that people should look at, at two widths, to .reports/screenshots. */
// @ts-nocheck

import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { addToCart, checkOut } from './buy.ts';
import { MARKED, startInspector } from './inspector.ts';
import { startShop } from './shop.ts';

const FOLDER = new URL('../../.reports/screenshots/', import.meta.url);
const WIDTHS = { phone: 390, desktop: 1280 } as const;
const HEIGHT = 900;

/** A page to photograph. */
interface Shot {
  readonly name: string;
  readonly path: string;
  /** What is done there before. Default nothing. */
  readonly act?: (page: Page, url: string) => Promise<unknown>;
  /** Whether only what is seen at first is taken. Default false: the whole page. */
  readonly isFold?: boolean;
}

async function bePaidByTestCard(page: Page, url: string): Promise<void> {
  await addToCart(page, url, 'expedition-backpack');
  await checkOut(page, url, { email: 'account-1042@tarn-and-ridge.eu', card: '4242424242424242' });
  await page.getByRole('alert').waitFor();
}

const SHOP: readonly Shot[] = [
  { name: 'listing', path: '/', isFold: true },
  { name: 'listing-whole', path: '/?type=Climbing' },
  { name: 'product', path: '/products/wanderer-black-hiking-boots' },
  {
    name: 'product-text-withheld',
    path: '/products/alpine-fusion-goggles',
    isFold: true,
  },
  {
    name: 'product-picture-withheld',
    path: '/products/venturepro-gps-watch',
    isFold: true,
  },
  { name: 'checkout-refusal', path: '/', act: bePaidByTestCard },
  { name: 'admin-decisions', path: '/admin' },
  {
    name: 'admin-tenants',
    path: '/admin/tenants',
    act: (page) => page.getByRole('button', { name: 'Let in Release check' }).click(),
  },
  {
    name: 'admin-settings',
    path: '/admin/settings',
    act: (page) => page.getByRole('button', { name: 'Promote staging' }).click(),
  },
  { name: 'labels', path: '/labels' },
];

function inspectorShots(mark: string): readonly Shot[] {
  const inspect = (content: string) => async (page: Page) => {
    await page.locator('#content').fill(content);
    await page.locator('#mark').fill(mark);
    await page.locator('#subject').fill(MARKED.subject);
    await page.getByRole('button', { name: 'Check' }).click();
    await page.waitForURL('**/inspect');
  };
  return [
    { name: 'inspector', path: '/' },
    { name: 'inspector-verified', path: '/', act: inspect(MARKED.text) },
    { name: 'inspector-changed', path: '/', act: inspect(`${MARKED.text} Unbreakable.`) },
  ];
}

async function photograph(browser: Browser, url: string, shots: readonly Shot[]): Promise<void> {
  for (const [device, width] of Object.entries(WIDTHS)) {
    for (const { name, path, act, isFold = false } of shots) {
      const context = await browser.newContext({ viewport: { width, height: HEIGHT } });
      const page = await context.newPage();
      await page.goto(`${url}${path}`, { waitUntil: 'networkidle' });
      await act?.(page, url);
      await page.waitForLoadState('networkidle');
      // Pictures below are fetched when they come near.
      await page.evaluate(async () => {
        for (const image of document.images) image.loading = 'eager';
        await Promise.all(Array.from(document.images, (image) => image.decode().catch(() => {})));
        await document.fonts.ready;
      });
      const file = fileURLToPath(new URL(`${name}-${device}.png`, FOLDER));
      await page.screenshot({ path: file, fullPage: !isFold });
      console.log(file);
      await context.close();
    }
  }
}

mkdirSync(FOLDER, { recursive: true });
const shop = await startShop();
const inspector = await startInspector();
const browser = await launchBrowser();
try {
  await photograph(browser, shop.url, SHOP);
  await photograph(browser, inspector.url, inspectorShots(inspector.mark));
} finally {
  await browser.close();
  inspector.close();
  await shop.close();
}
