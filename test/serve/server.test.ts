/**
 * The server of `contentmark/http-node` on real sockets: each way of holding it up meets a
 * status or a limit, and it goes on answering others.
 */

import {
  createMetrics,
  type RunningServer,
  type ServerOptions,
  startServer,
} from 'contentmark/http-node';
import { afterEach, describe, expect, test } from 'vitest';
import { type Connection, headOf, open } from '../../bench/load/connection.ts';
import { createApi, post, verifyRequest } from '../fixtures/verification-api.ts';

const servers: RunningServer[] = [];
const connections: Connection[] = [];

afterEach(async () => {
  for (const { socket } of connections.splice(0)) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => server.close(0)));
});

async function start(
  options: ServerOptions = {},
  api: Parameters<typeof createApi>[0] = {},
): Promise<RunningServer> {
  const server = await startServer(createApi(api), options);
  servers.push(server);
  return server;
}

function dial({ port }: RunningServer): Connection {
  const connection = open(port);
  connections.push(connection);
  return connection;
}

/** Whether a well-meaning client still gets its verdict, in at most a second. */
async function isAnswering({ url }: RunningServer): Promise<boolean> {
  const response = await fetch(`${url}/v1/verify`, {
    ...post(verifyRequest),
    signal: AbortSignal.timeout(1000),
  });
  const { status } = (await response.json()) as { readonly status: string };
  return response.status === 200 && status === 'verified';
}

const MEGABYTE = 1024 * 1024;

describe('a body', () => {
  test.each<readonly [string, string, number, string]>([
    ['that is no JSON', '{"content":', 400, 'malformed-json'],
    ['of the wrong type', '[]', 400, 'invalid-request'],
    ['with members of wrong types', '{"content":7,"mark":{}}', 400, 'invalid-request'],
    ['that nests 10,000 deep', '['.repeat(10_000), 400, 'malformed-json'],
    ['that is empty', '', 400, 'malformed-json'],
  ])('%s is told so', async (_what, body, status, code) => {
    const server = await start();
    const response = await fetch(`${server.url}/v1/verify`, post(body));
    expect([response.status, await response.json()]).toMatchObject([status, { code }]);
    expect(await isAnswering(server)).toBe(true);
  });

  test('of 10 MB is refused by its declared length, before it is read', async () => {
    const server = await start();
    const { socket, ended } = dial(server);
    socket.write(headOf('/v1/verify', { 'content-length': 10 * MEGABYTE }));
    socket.write(Buffer.alloc(1024, 0x20));
    // The answer comes with most of the body still unsent, and nothing more is taken.
    const { status, text, milliseconds } = await ended;
    expect([status, text.includes('"code":"body-too-large"')]).toEqual([413, true]);
    expect(milliseconds).toBeLessThan(5000);
    expect(await isAnswering(server)).toBe(true);
  });

  test('of 10 MB in chunks is refused once it is over the bound', async () => {
    const server = await start();
    const { socket, ended } = dial(server);
    socket.write(headOf('/v1/verify', { 'transfer-encoding': 'chunked' }));
    const chunk = Buffer.concat([
      Buffer.from(`${MEGABYTE.toString(16)}\r\n`),
      Buffer.alloc(MEGABYTE, 0x20),
      Buffer.from('\r\n'),
    ]);
    for (let i = 0; i < 10; i++) socket.write(chunk);
    const { status, text } = await ended;
    expect([status, text.includes('"code":"body-too-large"')]).toEqual([413, true]);
    expect(await isAnswering(server)).toBe(true);
  });

  test('that trickles in is given up after its time, whoever else is being served', async () => {
    const server = await start({}, { limits: { bodySeconds: 0.4 } });
    const slow = Array.from({ length: 20 }, () => dial(server));
    for (const { socket } of slow) {
      socket.write(`${headOf('/v1/verify', { 'content-length': 1000 })}{`);
      const drip = setInterval(() => socket.write(' '), 50);
      socket.once('close', () => clearInterval(drip));
    }
    expect(await isAnswering(server)).toBe(true);
    for (const { status, text, milliseconds } of await Promise.all(slow.map((one) => one.ended))) {
      expect([status, text.includes('"code":"request-timeout"')]).toEqual([408, true]);
      expect(milliseconds).toBeLessThan(5000);
    }
    expect(await isAnswering(server)).toBe(true);
  });

  test('whose client goes away in the middle is no failure of ours', async () => {
    const reports: unknown[] = [];
    const server = await start({}, { onError: (report) => reports.push(report) });
    for (let i = 0; i < 20; i++) {
      const { socket, opened, ended } = dial(server);
      await opened;
      socket.write(`${headOf('/v1/verify', { 'content-length': 1000 })}{`);
      socket.resetAndDestroy();
      await ended;
    }
    expect(await isAnswering(server)).toBe(true);
    expect(reports).toEqual([]);
  });
});

describe('a connection', () => {
  test('that says nothing is closed after the time for headers, 300 of them as well', async () => {
    const server = await start({ headersTimeout: 0.5 });
    const idle = Array.from({ length: 300 }, () => dial(server));
    await Promise.all(idle.map(({ opened }) => opened));
    expect(await isAnswering(server)).toBe(true);
    const heard = await Promise.all(idle.map(({ ended }) => ended));
    expect(new Set(heard.map(({ status }) => status))).toEqual(new Set([408]));
    expect(Math.max(...heard.map(({ milliseconds }) => milliseconds))).toBeLessThan(5000);
    expect(await isAnswering(server)).toBe(true);
  });

  test('that sends its headers a byte at a time has the same time', async () => {
    const server = await start({ headersTimeout: 0.5 });
    const { socket, ended } = dial(server);
    const head = Buffer.from(headOf('/v1/verify', { 'content-length': 1000 }));
    let sent = 0;
    const drip = setInterval(() => socket.write(head.subarray(sent, ++sent)), 40);
    const { status } = await ended;
    clearInterval(drip);
    expect(status).toBe(408);
  });

  test('over the number that it takes is closed at once, and room is given back', async () => {
    const server = await start({ maxConnections: 50, headersTimeout: 0.5 });
    const held = Array.from({ length: 50 }, () => dial(server));
    await Promise.all(held.map(({ opened }) => opened));
    const over = Array.from({ length: 50 }, () => dial(server));
    for (const { status, milliseconds } of await Promise.all(over.map(({ ended }) => ended))) {
      expect(status).toBeUndefined();
      expect(milliseconds).toBeLessThan(1000);
    }
    await Promise.all(held.map(({ ended }) => ended));
    expect(await isAnswering(server)).toBe(true);
  });

  test('that was served is kept for the next request, and not for long', async () => {
    const server = await start({ keepAliveTimeout: 0.3 });
    const { socket, ended } = dial(server);
    const get = 'GET /healthz HTTP/1.1\r\nhost: api.example\r\n\r\n';
    socket.write(get + get);
    const { text, milliseconds } = await ended;
    expect(text.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
    expect(milliseconds).toBeLessThan(5000);
  });

  test.each([
    ['no HTTP', '\u0016\u0003\u0001\u0002\u0000\r\n\r\n'],
    ['two lengths', headOf('/v1/verify', { 'content-length': 5, 'Content-Length': 6 })],
    [
      'a length and chunks',
      headOf('/v1/verify', { 'content-length': 5, 'transfer-encoding': 'chunked' }),
    ],
    ['a megabyte of headers', headOf('/v1/verify', { 'x-much': 'a'.repeat(MEGABYTE) })],
  ])('with %s is refused and closed', async (_what, bytes) => {
    const server = await start();
    const { socket, ended } = dial(server);
    socket.write(bytes, 'latin1');
    const { status, text } = await ended;
    expect([400, 431, undefined]).toContain(status);
    expect(text).not.toContain('aaaa');
    expect(await isAnswering(server)).toBe(true);
  });
});

describe('a path', () => {
  test.each([
    '/%2e%2e/%2e%2e/metrics',
    '/../metrics',
    '/./metrics',
    '/x/../metrics',
    '/%6detrics',
    '/%6Detrics?x=/metrics',
    '//metrics',
    '\\metrics',
    '/\\metrics',
    '/x/..\\metrics',
    '/metrics/',
    '/metrics/.',
    '/Metrics',
    '/metrics%20',
    '/v1/%64etect/../../metrics',
    'http://api.example/x/../metrics',
  ])('%s that is not the route as it is spelled is no way to it', async (path) => {
    const metrics = createMetrics({ process: false });
    const server = await start({}, { metrics });
    const { socket, ended } = dial(server);
    socket.write(`GET ${path} HTTP/1.1\r\nhost: api.example\r\nconnection: close\r\n\r\n`);
    const { status, text } = await ended;
    // 400 where the adapter refuses a backslash before we see it.
    expect([400, 404]).toContain(status);
    expect(text).not.toContain('contentmark_http');
    expect((await metrics.expose()).body).not.toContain('route="/metrics"');
  });

  test.each(['/metrics', '/metrics?a=/../b', 'http://api.example/metrics'])(
    '%s that is the route as it is spelled leads to it',
    async (path) => {
      const server = await start({}, { metrics: createMetrics({ process: false }) });
      const { socket, ended } = dial(server);
      socket.write(`GET ${path} HTTP/1.1\r\nhost: api.example\r\nconnection: close\r\n\r\n`);
      expect((await ended).status).toBe(200);
    },
  );
});

test('closing lets what is under way end, and no longer than it was told', async () => {
  const server = await start({}, { limits: { bodySeconds: 30 } });
  const finishing = dial(server);
  const body = JSON.stringify(verifyRequest);
  finishing.socket.write(headOf('/v1/verify', { 'content-length': Buffer.byteLength(body) }));
  finishing.socket.write(body.slice(0, 10));
  const stuck = dial(server);
  stuck.socket.write(`${headOf('/v1/verify', { 'content-length': 1000 })}{`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const begun = performance.now();
  const closed = server.close(0.5);
  finishing.socket.write(body.slice(10));
  expect((await finishing.ended).status).toBe(200);
  await closed;
  expect(performance.now() - begun).toBeLessThan(3000);
  expect((await stuck.ended).status).toBeUndefined();
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
});

test('metrics count what was answered, by words of closed lists', async () => {
  const server = await start({}, { metrics: createMetrics({ process: false }) });
  await isAnswering(server);
  await fetch(`${server.url}/v1/verify`, post('{'));
  await fetch(`${server.url}/v1/detect`, post({ content: { text: 'Nobody marked this.' } }));
  await fetch(`${server.url}/of-my-own/path?secret`);
  const response = await fetch(`${server.url}/metrics`);
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const text = await response.text();
  for (const line of [
    'contentmark_http_requests_total{route="/v1/verify",method="POST",status="200"} 1',
    'contentmark_http_requests_total{route="/v1/verify",method="POST",status="400"} 1',
    'contentmark_http_requests_total{route="other",method="GET",status="404"} 1',
    'contentmark_verdicts_total{status="verified",reason=""} 1',
    'contentmark_detections_total{result="no-mark-found",attestation="none"} 1',
  ]) {
    expect(text).toContain(line);
  }
  expect(text).not.toMatch(/secret|of-my-own/);
});

test.each<readonly [string, object, string]>([
  ['an unknown option', { portt: 1 }, 'options.portt'],
  ['a port that is none', { port: 65_536 }, 'options.port'],
  ['half a port', { port: 1.5 }, 'options.port'],
  [
    'less time for a request than for its headers',
    { requestTimeout: 5, headersTimeout: 6 },
    'options.requestTimeout',
  ],
  ['no time at all', { headersTimeout: 0 }, 'options.headersTimeout'],
  ['a host that is no text', { host: 7 }, 'options.host'],
  ['no connections', { maxConnections: 0 }, 'options.maxConnections'],
])('%s is refused before anything listens', async (_what, options, argument) => {
  await expect(startServer(createApi(), options as ServerOptions)).rejects.toMatchObject({
    code: 'ERR_ARGUMENT',
    argument,
  });
  await expect(startServer({} as never)).rejects.toMatchObject({ argument: 'api' });
});
