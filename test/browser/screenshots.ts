/** `npm run screenshots`: the pages that people should look at, at two widths, to .reports/screenshots. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { startShop } from './shop.ts';

const FOLDER = new URL('../../.reports/screenshots/', import.meta.url);
const WIDTHS = { phone: 390, desktop: 1280 } as const;
const HEIGHT = 900;

/** A page to photograph: how to get there from the shop's or the inspector's address. */
interface Shot {
  readonly name: string;
  readonly at: 'shop' | 'inspector';
  readonly path: string;
  /** What is done there before. Default nothing. */
  readonly act?: (page: Page, url: string) => Promise<unknown>;
  /** Whether the whole page is taken, or what is seen at first. Default the whole. */
  readonly isFold?: boolean;
}

async function fillCheckout(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/products/expedition-backpack`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.waitForURL('**/cart');
  await page.goto(`${url}/checkout`);
  await page.getByLabel('E-mail').fill('account-1042@tarn-and-ridge.eu');
  await page.getByLabel('Name').fill('Account 1042');
  await page.getByLabel('Street and number').fill('Seestraße 4');
  await page.getByLabel('City').fill('Bregenz');
  await page.getByLabel('Country').fill('Austria');
  await page.getByLabel('Card number').fill('4242 4242 4242 4242');
  await page.getByRole('button', { name: /Place the order/ }).click();
  await page.getByRole('alert').waitFor();
}

const SHOTS: readonly Shot[] = [
  { name: 'listing', at: 'shop', path: '/', isFold: true },
  { name: 'listing-whole', at: 'shop', path: '/?type=Climbing' },
  { name: 'product', at: 'shop', path: '/products/wanderer-black-hiking-boots' },
  {
    name: 'product-text-withheld',
    at: 'shop',
    path: '/products/alpine-fusion-goggles',
    isFold: true,
  },
  {
    name: 'product-picture-withheld',
    at: 'shop',
    path: '/products/venturepro-gps-watch',
    isFold: true,
  },
  { name: 'cart-and-refusal', at: 'shop', path: '/', act: fillCheckout },
  { name: 'admin-decisions', at: 'shop', path: '/admin' },
  {
    name: 'admin-tenants',
    at: 'shop',
    path: '/admin/tenants',
    act: (page) => page.getByRole('button', { name: 'Let in Release check' }).click(),
  },
  {
    name: 'admin-settings',
    at: 'shop',
    path: '/admin/settings',
    act: (page) => page.getByRole('button', { name: 'Promote staging' }).click(),
  },
  { name: 'labels', at: 'shop', path: '/labels' },
];

mkdirSync(FOLDER, { recursive: true });
const shop = await startShop();
const browser = await launchBrowser();
try {
  for (const [device, width] of Object.entries(WIDTHS)) {
    for (const { name, at, path, act, isFold = false } of SHOTS) {
      const context = await browser.newContext({ viewport: { width, height: HEIGHT } });
      const page = await context.newPage();
      const url = { shop: shop.url, inspector: '' }[at];
      await page.goto(`${url}${path}`, { waitUntil: 'networkidle' });
      if (act !== undefined) {
        await act(page, url);
        await page.waitForLoadState('networkidle');
        await page.waitForTimeout(300);
      }
      // Pictures below are fetched when they come near.
      await page.evaluate(async () => {
        for (const image of document.images) image.loading = 'eager';
        await Promise.all(
          [...document.images].map((image) => image.decode().catch(() => undefined)),
        );
      });
      const file = fileURLToPath(new URL(`${name}-${device}.png`, FOLDER));
      await page.screenshot({ path: file, fullPage: !isFold });
      console.log(file);
      await context.close();
    }
  }
} finally {
  await browser.close();
  await shop.close();
}
