/** Starts the built shop on this machine: files first, then the shop. */
// @ts-nocheck

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createRequestListener } from '@remix-run/node-fetch-server';
import sirv from 'sirv';
import type { ShopOptions } from '../app/shop/options.ts';
import type { createShop, ShopHandler } from './app.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The folders that pictures are in. */
export const MEDIA: readonly string[] = [at('../../catalogue/data/images'), at('../data/images')];

/** Opens a shop of the build. */
export async function openShop(options: ShopOptions): Promise<ShopHandler> {
  // Made by vite from app.ts, which exports this.
  const built = (await import(new URL('../build/server/index.js', import.meta.url).href)) as {
    readonly createShop: typeof createShop;
  };
  return built.createShop(options);
}

/** A shop that answers. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on the loopback interface; port 0 takes a free one. */
export async function listen(shop: ShopHandler, port: number): Promise<Listening> {
  const assets = sirv(at('../build/client'), { immutable: true, maxAge: 31_536_000, etag: true });
  const pictures = MEDIA.map((folder) => sirv(folder, { etag: true, maxAge: 3600 }));
  const answer = createRequestListener((request) => shop(request));
  const server = createServer((request, response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    const { url = '' } = request;
    const handlers = url.startsWith('/media/') ? pictures : [assets];
    if (url.startsWith('/media/')) request.url = url.slice('/media'.length);
    const next = (index: number): void => {
      const handler = handlers[index];
      if (handler !== undefined) {
        handler(request, response, () => next(index + 1));
        return;
      }
      request.url = url;
      answer(request, response);
    };
    next(0);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // A server that listens on a port has an address that is no string.
  const { port: taken } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${taken}`, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
