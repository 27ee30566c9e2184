/** The cart: handles and quantities in a cookie, which is read as what it is, a stranger's word. */
import { createCookie } from 'react-router';
import type { Shop } from './shop.server.ts';
import { showProducts } from './show-products.server.ts';
import type { ShownPicture } from './shown.ts';

/** A line that can be bought. */
export interface CartLine {
  readonly handle: string;
  readonly name: string;
  readonly price: number;
  readonly quantity: number;
  /** With its label, which it keeps however small it is shown; absent where it is withheld. */
  readonly picture?: ShownPicture;
}

const MAX_QUANTITY = 9;
const MAX_LINES = 30;

const cookie = createCookie('cart', { httpOnly: true, sameSite: 'lax', path: '/' });

/** Quantities by handle, of products that exist. */
export async function readCart(shop: Shop, request: Request): Promise<Map<string, number>> {
  const parsed: unknown = await cookie.parse(request.headers.get('Cookie')).catch(() => undefined);
  const cart = new Map<string, number>();
  if (!Array.isArray(parsed)) return cart;
  for (const line of parsed.slice(0, MAX_LINES) as readonly unknown[]) {
    if (!Array.isArray(line)) continue;
    const [handle, quantity] = line as readonly unknown[];
    if (typeof handle !== 'string' || shop.catalogue.find(handle) === undefined) continue;
    const read = readQuantity(quantity);
    if (read > 0) cart.set(handle, read);
  }
  return cart;
}

/** A whole number of 0 to 9; 0 for anything else. */
export function readQuantity(value: unknown): number {
  const quantity = Number(value);
  return Number.isInteger(quantity) && quantity > 0 ? Math.min(quantity, MAX_QUANTITY) : 0;
}

/** The header that keeps a cart. */
export async function writeCart(cart: ReadonlyMap<string, number>): Promise<string> {
  return cookie.serialize([...cart].slice(0, MAX_LINES));
}

/** The lines of a cart, without products that may not be shown. */
export async function cartLines(
  shop: Shop,
  cart: ReadonlyMap<string, number>,
): Promise<readonly CartLine[]> {
  const products = [...cart.keys()].flatMap((handle) => shop.catalogue.find(handle) ?? []);
  const shown = await showProducts(shop, products);
  return shown.map(({ handle, name, price, picture }) => ({
    handle,
    name,
    price,
    quantity: cart.get(handle) ?? 1,
    ...(picture !== undefined && { picture }),
  }));
}
