/** Every page of the shop, and the states of it that a visitor gets to see. */
// @ts-nocheck

import type { Page } from 'playwright-core';
import { addToCart, checkOut } from './buy.ts';

export interface Visit {
  readonly name: string;
  readonly go: (page: Page, url: string) => Promise<unknown>;
}

const at = (name: string, path: string): Visit => ({
  name,
  go: (page, url) => page.goto(`${url}${path}`),
});

export const VISITS: readonly Visit[] = [
  at('listing', '/'),
  at('second page of the listing', '/?page=2'),
  at('department', '/?type=Climbing'),
  at('product', '/products/wanderer-black-hiking-boots'),
  at('product whose text is withheld', '/products/alpine-fusion-goggles'),
  at('product whose picture is withheld', '/products/venturepro-gps-watch'),
  at('product that is not shown', '/products/explorer-45l-backpack'),
  at('empty cart', '/cart'),
  at('labels', '/labels'),
  at('no page', '/nowhere'),
  { name: 'cart', go: (page, url) => addToCart(page, url, 'expedition-backpack') },
  {
    name: 'checkout',
    async go(page, url) {
      await addToCart(page, url, 'expedition-backpack');
      await page.goto(`${url}/checkout`);
    },
  },
  {
    name: 'refusal at the checkout',
    async go(page, url) {
      await addToCart(page, url, 'expedition-backpack');
      await checkOut(page, url, { email: 'someone@tarn-and-ridge.eu', card: '4242424242424242' });
      await page.getByRole('alert').waitFor();
    },
  },
  at('decisions', '/admin'),
  at('tenants', '/admin/tenants'),
  {
    name: 'refusal of a user',
    async go(page, url) {
      await page.goto(`${url}/admin/tenants`);
      await page.getByRole('button', { name: 'Let in Release check' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  at('settings', '/admin/settings'),
  {
    name: 'refusal of settings',
    async go(page, url) {
      await page.goto(`${url}/admin/settings`);
      await page.getByRole('button', { name: 'Promote staging to production' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
];
