/** The shop is links and forms: with JavaScript off everything can be done. */
// @ts-nocheck

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, inject, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { addToCart, checkOut, makeCardNumber } from './buy.ts';

const url = inject('shop');
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  page = await browser.newPage({ javaScriptEnabled: false });
});
afterAll(() => browser.close());

describe('without JavaScript', () => {
  it('a shopper finds, buys, and changes the cart', async () => {
    await page.goto(url);
    await page.getByRole('navigation', { name: 'Departments' }).getByText('Bags').click();
    await page.getByRole('link', { name: 'Expedition Backpack' }).click();
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.waitForURL('**/cart');
    await page.getByLabel('Quantity').fill('3');
    await page.getByRole('button', { name: 'Update' }).click();
    await page.getByText('$389.97').first().waitFor();
    await checkOut(page, url, { email: 'account-1077@tarn-and-ridge.eu', card: makeCardNumber() });
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await addToCart(page, url, 'expedition-backpack');
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Your cart is empty').waitFor();
  });

  it('a test card is refused in words, and what was typed is kept', async () => {
    await addToCart(page, url, 'expedition-backpack');
    const email = 'account-1077@tarn-and-ridge.eu';
    await checkOut(page, url, { email, card: '5555555555554444' });
    await page.getByRole('alert').getByText('This is a test card').waitFor();
    await page.locator(`input[name=email][value="${email}"]`).waitFor();
    await page.locator('input[name=card]:not([value])').waitFor();
  });

  it('a form that lacks something says so', async () => {
    await addToCart(page, url, 'expedition-backpack');
    await checkOut(page, url, { email: 'account-1077@tarn-and-ridge.eu', card: '1234567890123' });
    await page.getByRole('alert').getByText('Please complete: card').waitFor();
  });

  it('the back office refuses a user of staging', async () => {
    await page.goto(`${url}/admin/tenants`);
    await page.getByRole('button', { name: 'Let in Release check' }).click();
    await page.getByRole('alert').getByText('was not let in').waitFor();
  });
});
