/** What a shopper does to buy something, with JavaScript or without. */
// @ts-nocheck

import { randomInt } from 'node:crypto';
import type { Page, Response } from 'playwright-core';

export async function addToCart(page: Page, url: string, handle: string): Promise<void> {
  await page.goto(`${url}/products/${handle}`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.waitForURL('**/cart');
}

/** Fills the checkout's form and sends it; the answer is that of the server. */
export async function checkOut(
  page: Page,
  url: string,
  { email, card }: { readonly email: string; readonly card: string },
): Promise<Response> {
  await page.goto(`${url}/checkout`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Name').fill('Account 1042');
  await page.getByLabel('Street and number').fill('Seestraße 4');
  await page.getByLabel('City').fill('Bregenz');
  await page.getByLabel('Country').fill('Austria');
  await page.getByLabel('Card number').fill(card);
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: /Place the order/ }).click();
  return answer;
}

/** A number whose check digit is right and that no list of test cards has: nobody's, most likely. */
export function makeCardNumber(): string {
  const digits = `4539${Array.from({ length: 11 }, () => randomInt(10)).join('')}`;
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
