/** The built server: a request in, a response out. What listens, and what is measured, call this. */
// @ts-nocheck

import { randomBytes } from 'node:crypto';
import * as build from 'virtual:react-router/server-build';
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router';
import { nonceContext } from '../app/nonce.ts';
import type { ShopOptions } from '../app/shop/options.ts';
import { openShop, shopContext } from '../app/shop/shop.server.ts';

/** Answers requests for one shop. */
export type ShopHandler = (request: Request) => Promise<Response>;

/** A form of this shop is smaller by far. */
const MAX_BODY_BYTES = 64 * 1024;

/** Opens a shop. */
export function createShop(options: ShopOptions): ShopHandler {
  const shop = openShop(options);
  // The one declares as `string | undefined` what the other declares as optional.
  const handle = createRequestHandler(build as ServerBuild, 'production');
  return async (request) => {
    if (isTooLarge(request)) return new Response('The form is too large.', { status: 413 });
    const nonce = randomBytes(16).toString('base64');
    const context = new RouterContextProvider();
    context.set(shopContext, shop);
    context.set(nonceContext, nonce);
    const response = await handle(request, context);
    for (const [name, value] of headersFor(nonce)) response.headers.set(name, value);
    return response;
  };
}

/** Browsers say how long a form is; what does not say so is no form. */
function isTooLarge({ method, headers }: Request): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  const length = Number(headers.get('Content-Length') ?? Number.NaN);
  return !(length <= MAX_BODY_BYTES);
}

/** Scripts of this server and this page only; no style attribute, no frame, no plug-in, no form elsewhere. */
function headersFor(nonce: string): readonly (readonly [string, string])[] {
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return [
    ['Content-Security-Policy', policy.join('; ')],
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'same-origin'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()'],
  ];
}
