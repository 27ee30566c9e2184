/** The token: where it goes, and where it never appears. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { shopRequest } from 'contentmark/shopify';
import {
  createShopifyClient,
  type ShopifyClientOptions,
  type ShopifyReply,
} from 'contentmark/shopify-client';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type ShopifyServer,
  startShopifyServer,
  TOKEN,
} from '../../../examples/shopify-shop/server.ts';

let server: ShopifyServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(): Promise<ShopifyServer> {
  server = await startShopifyServer({ products: [] });
  return server;
}

const clientOf = ({ url, token }: ShopifyServer, options: Partial<ShopifyClientOptions> = {}) =>
  createShopifyClient({ url, token, minDelay: 0.001, maxDelay: 0.01, ...options });

const reasonOf = (reply: ShopifyReply) => (reply.status === 'ok' ? 'ok' : reply.reason);

describe('the token', () => {
  it('goes to the shop in its header, over HTTPS or to this machine only', async () => {
    for (const url of [
      'http://name.myshopify.com',
      'http://localhost.evil.example',
      'ftp://name.myshopify.com',
      'https://user:secret@name.myshopify.com',
      'https://name.myshopify.com/admin',
      'https://name.myshopify.com?x',
      'name.myshopify.com',
    ]) {
      expect(() => createShopifyClient({ url, token: TOKEN }), url).toThrow(
        expect.objectContaining({ argument: 'options.url' }),
      );
    }
    expect(createShopifyClient({ url: 'https://name.myshopify.com', token: TOKEN }).shop).toBe(
      'https://name.myshopify.com',
    );
  });

  it('is not sent on where the shop redirects', async () => {
    const seen: string[] = [];
    const thief = createServer((request, response) => {
      seen.push(JSON.stringify(request.headers));
      response.end('{}');
    });
    await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
    const location = `http://127.0.0.1:${(thief.address() as AddressInfo).port}/`;
    const shop = await start();
    for (const status of [301, 302, 307, 308]) {
      shop.faults.next({ type: 'status', status, headers: { location } });
      expect(reasonOf(await clientOf(shop).request(shopRequest()))).toBe('not-found');
    }
    expect(seen).toEqual([]);
    thief.closeAllConnections();
    await new Promise((resolve) => thief.close(resolve));
  });

  it('is in no property, message or result, even where the shop repeats it', async () => {
    const shop = await start();
    const client = clientOf(shop, { retries: 1 });
    expect(inspect(client, { depth: 9, showHidden: true }) + JSON.stringify(client)).not.toContain(
      TOKEN,
    );
    const echoes = [
      Response.json({ errors: [{ message: `your token is ${TOKEN}` }] }),
      Response.json({ errors: `your token is ${TOKEN}` }),
    ];
    const fetch: typeof globalThis.fetch = async () =>
      echoes.shift() ?? Promise.reject(new Error(TOKEN));
    const mirror = clientOf(shop, { fetch, retries: 1 });
    for (let i = 0; i < 3; i++) {
      const reply = await mirror.request(shopRequest());
      expect(JSON.stringify(reply)).not.toContain(TOKEN);
      expect(reply.status).toBe('failed');
    }
  });

  it('with a line end is refused before `fetch` could quote it', () => {
    const token = `${TOKEN}\n`;
    const make = () => createShopifyClient({ url: 'https://name.myshopify.com', token });
    expect(make).toThrow(expect.objectContaining({ argument: 'options.token' }));
    expect(make).not.toThrow(TOKEN);
  });

  it('is not sent along for the result of a bulk operation, and only to an address that can be trusted', async () => {
    const shop = await start();
    const client = clientOf(shop);
    const read = async (url: string) => {
      const chunks = client.download(url);
      for (;;) {
        const { done, value } = await chunks.next();
        if (done) return value;
      }
    };
    // The server answers 400 to whoever sends a token there.
    expect(await read(`${shop.url}/bulk/${'0'.repeat(32)}.jsonl`)).toMatchObject({
      detail: 'HTTP 404 for the result',
    });
    const live = createShopifyClient({
      url: 'https://x.myshopify.com',
      token: TOKEN,
      fetch: () => Promise.reject(new Error('never')),
    });
    for (const url of [
      'http://storage.example/x',
      `${shop.url}/x`,
      'file:///etc/passwd',
      'nonsense',
    ]) {
      const { value } = await live.download(url).next();
      expect(value).toMatchObject({ reason: 'malformed' });
    }
  });
});
