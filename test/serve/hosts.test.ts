/**
 * The API where others run it: by itself on Node, inside a Hono app, under Express and Fastify,
 * and bundled as a Worker is. Each of them gives the same answers.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInspector } from 'contentmark/http';
import { clientAddress, createNodeListener, startServer } from 'contentmark/http-node';
import express from 'express';
import { fastify } from 'fastify';
import { Hono } from 'hono';
import { afterAll, describe, expect, test } from 'vitest';
import { apiOptions, createApi, post, verifyRequest } from '../fixtures/verification-api.ts';
import { bundleApiWorker } from '../runtimes/api-worker.ts';
import { findForbidden } from '../runtimes/bundle.ts';

const closers: (() => Promise<unknown>)[] = [];
afterAll(() => Promise.all(closers.map((close) => close())));

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An API that lets each client make two requests: a host must hand over who the client is. */
const createLimited = () =>
  createApi({ rateLimit: { requests: 2, seconds: 60, clientOf: clientAddress() } });

/** What each host gives: where the API is, and where one is that limits. */
interface Hosted {
  readonly api: string;
  readonly limited: string;
  /** A path of the host's own. */
  readonly own?: string;
}

const HOSTS: Readonly<Record<string, () => Promise<Hosted>>> = {
  async 'its own server'() {
    const servers = [await startServer(createApi()), await startServer(createLimited())] as const;
    closers.push(() => Promise.all(servers.map((server) => server.close(0))));
    return { api: servers[0].url, limited: servers[1].url };
  },
  async 'a bare node:http server'() {
    return {
      api: await listen(createServer(createNodeListener(createApi()))),
      limited: await listen(createServer(createNodeListener(createLimited()))),
    };
  },
  async 'a Hono app'() {
    const app = new Hono()
      .get('/own', (c) => c.text('mine'))
      .route('/provenance', createApi())
      .route('/limited', createLimited());
    const url = await listen(createServer(createNodeListener(app)));
    return { api: `${url}/provenance`, limited: `${url}/limited`, own: `${url}/own` };
  },
  async Express() {
    const app = express();
    // Before the body parser: it would have read the body away.
    app.use('/provenance', createNodeListener(createApi()));
    app.use('/limited', createNodeListener(createLimited()));
    app.use(express.json());
    app.get('/own', (_request, response) => void response.send('mine'));
    const url = await listen(createServer(app));
    return { api: `${url}/provenance`, limited: `${url}/limited`, own: `${url}/own` };
  },
  async Fastify() {
    const app = fastify();
    const mounted = new Hono().route('/provenance', createApi()).route('/limited', createLimited());
    const listener = createNodeListener(mounted);
    await app.register(async (scope) => {
      // The API reads and bounds bodies itself.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
      for (const path of ['/provenance/*', '/limited/*'])
        scope.all(path, (request, reply) => {
          reply.hijack();
          return listener(request.raw, reply.raw);
        });
    });
    app.get('/own', () => 'mine');
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    closers.push(() => app.close());
    return { api: `${url}/provenance`, limited: `${url}/limited`, own: `${url}/own` };
  },
};

describe.each(Object.entries(HOSTS))('under %s', (_name, host) => {
  test('gives verdicts, problems, keys and headers', async () => {
    const { api, own } = await host();
    const verified = await fetch(`${api}/v1/verify`, post(verifyRequest));
    expect([verified.status, await verified.json()]).toMatchObject([200, { status: 'verified' }]);
    expect(verified.headers.get('content-security-policy')).toContain("default-src 'none'");
    const malformed = await fetch(`${api}/v1/verify`, post('{'));
    expect([malformed.status, await malformed.json()]).toMatchObject([
      400,
      { code: 'malformed-json' },
    ]);
    const large = await fetch(`${api}/v1/verify`, post(new Uint8Array(10 * 1024 * 1024).fill(32)));
    expect([large.status, await large.json()]).toMatchObject([413, { code: 'body-too-large' }]);
    const keys = await fetch(`${api}/.well-known/contentmark-keys.json`);
    expect(await keys.json()).toMatchObject({ keys: [{ kty: 'OKP', crv: 'Ed25519' }] });
    if (own === undefined) return;
    // Its limits and headers end where it ends.
    const mine = await fetch(own);
    expect([mine.status, await mine.text()]).toEqual([200, 'mine']);
    expect(mine.headers.get('content-security-policy')).toBeNull();
  });

  test('counts clients by the address of their socket, also with a header that lies', async () => {
    const { limited } = await host();
    const statuses: number[] = [];
    for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) {
      const response = await fetch(`${limited}/openapi.json`, {
        headers: { 'x-forwarded-for': address },
      });
      statuses.push(response.status);
      await response.arrayBuffer();
    }
    expect(statuses).toEqual([200, 200, 429]);
  });
});

test('behind a proxy of yours a client is who that proxy says', async () => {
  const clientOf = clientAddress({ trustedProxies: 1 });
  const server = await startServer(createApi({ rateLimit: { requests: 1, clientOf } }));
  closers.push(() => server.close(0));
  const from = async (forwarded: string) =>
    (await fetch(`${server.url}/openapi.json`, { headers: { 'x-forwarded-for': forwarded } }))
      .status;
  expect(await from('203.0.113.7')).toBe(200);
  // What stands left of the proxy's entry the client wrote itself.
  expect(await from('198.51.100.1, 203.0.113.7')).toBe(429);
  expect(await from('203.0.113.8')).toBe(200);
  // One network is one client.
  expect(await from('2001:db8:1:2::1')).toBe(200);
  expect(await from('2001:db8:1:2:ffff::9')).toBe(429);
  expect(await from('2001:db8:1:3::1')).toBe(200);
});

describe('an entry of X-Forwarded-For names its client', () => {
  const clientOf = clientAddress({ trustedProxies: 1 });
  const from = (forwarded: string) =>
    clientOf({
      req: { header: () => forwarded },
      env: { incoming: { socket: { remoteAddress: '10.0.0.1' } } },
    } as never);

  test.each([
    ['203.0.113.5', '203.0.113.5'],
    ['203.0.113.5:4711', '203.0.113.5'],
    ['"203.0.113.5:4711"', '203.0.113.5'],
    ['::ffff:203.0.113.5', '203.0.113.5'],
    ['[::FFFF:203.0.113.5]:80', '203.0.113.5'],
    ['::ffff:cb00:7105', '203.0.113.5'],
    ['0:0:0:0:0:ffff:203.0.113.5', '203.0.113.5'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['[2001:db8::1]', '2001:db8:0:0::/64'],
    ['[2001:DB8:0::1]:4711', '2001:db8:0:0::/64'],
    ['"[2001:db8::1]:_hidden"', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['[fe80::1%25eth0]:443', 'fe80:0:0:0::/64'],
    ['198.51.100.7, 203.0.113.5:1', '203.0.113.5'],
  ])('in the form %s', (forwarded, client) => {
    expect(from(forwarded)).toBe(client);
  });

  test.each([
    '',
    ' , ',
    'unknown',
    '_hidden',
    '203.0.113.5:',
    '203.0.113',
    '[203.0.113.5',
    '1:2:3',
  ])('not where it is %j: the socket does', (forwarded) => {
    expect(from(forwarded)).toBe('10.0.0.1');
  });
});

test('the page and the API share one Hono app', async () => {
  const app = createApi();
  app.route('/', createInspector(apiOptions));
  const page = await app.request('/');
  expect([page.status, page.headers.get('content-type')]).toEqual([
    200,
    'text/html; charset=utf-8',
  ]);
  expect((await app.request('/v1/verify', post(verifyRequest))).status).toBe(200);
});

test('a Worker’s bundle of it holds no module of Node’s and makes no code from strings', async () => {
  const { text, imports } = await bundleApiWorker('src');
  expect(imports).toEqual([]);
  const forbidden = await findForbidden(text);
  // Those that a Worker has are fine; these it lacks, or refuses.
  const lacking = ['eval', 'WebAssembly', 'require', 'module', 'process', 'global', 'window'];
  expect(forbidden.filter((name) => lacking.includes(name))).toEqual([]);
});
