import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { SUBJECT } from '../../fixtures/claims.ts';
import { jwks, type KeyServer, send, startKeyServer } from '../../fixtures/key-server.ts';
import { content, createKeyHost, judge, jwk, markOf, oldKey } from './published-keys.ts';

const host = createKeyHost();

/** Packed beforehand: it takes longer than the reader waits where the machine is busy. */
const BOMB = gzipSync(Buffer.alloc(50_000_000, 0x20));

describe('when the host fails, what was known goes on counting:', () => {
  test.each([
    ['a 500', send('{}', 'application/json', 500), 'bad-status'],
    ['a 404', send('{}', 'application/json', 404), 'bad-status'],
    ['a 204', send('', 'application/json', 204), 'bad-status'],
    ['a page', send('<!doctype html>', 'text/html'), 'wrong-content-type'],
    ['no JSON', send('nope', 'application/json'), 'malformed'],
    ['JSON cut off', send('{"keys":[', 'application/json'), 'malformed'],
    ['JSON that is no JWK Set', send('[]', 'application/json'), 'malformed'],
    ['a list in no member', send('{"jwks":[]}', 'application/json'), 'malformed'],
    ['keys that are no list', send('{"keys":{}}', 'application/json'), 'malformed'],
    ['two lists of keys', send('{"keys":[],"keys":[]}', 'application/json'), 'malformed'],
    ['an inherited list', send('{"__proto__":{"keys":[]}}', 'application/json'), 'malformed'],
    ['deep nesting', send(`{"keys":${'['.repeat(1000)}`, 'application/json'), 'malformed'],
    ['129 keys', jwks(new Array(129).fill({})), 'malformed'],
    ['no UTF-8', send(Uint8Array.of(0x7b, 0xff), 'application/json'), 'malformed'],
    ['65,537 bytes', send(' '.repeat(65_537), 'application/json'), 'too-large'],
    [
      'a small body that unpacks to 50 megabytes',
      (_request: unknown, response: import('node:http').ServerResponse) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
        response.end(BOMB);
      },
      'too-large',
    ],
    [
      'a broken connection',
      (request: import('node:http').IncomingMessage) => request.socket.destroy(),
      'unreachable',
    ],
    [
      'a body that breaks off',
      (
        request: import('node:http').IncomingMessage,
        response: import('node:http').ServerResponse,
      ) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"keys":');
        setTimeout(() => request.socket.destroy(), 10);
      },
      'unreachable',
    ],
  ] as const)('%s', async (_what, answer, failure) => {
    const remote = host.connect();
    const verifier = host.verifierOf(remote);
    await remote.refresh();
    host.server.answer = answer;
    expect(await host.refreshLater(remote)).toMatchObject({ outcome: 'kept', failure });
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    expect(remote.status()).toMatchObject({ state: 'fresh', confirmedAt: 1_790_000_000 });
  });

  test('an answer that never comes, and a body that drips', async () => {
    const remote = host.connect({ timeout: 0.3 });
    await remote.refresh();
    host.server.answer = () => undefined;
    expect(await host.refreshLater(remote)).toMatchObject({ outcome: 'kept', failure: 'timeout' });
    host.server.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    };
    const begun = performance.now();
    expect(await host.refreshLater(remote)).toMatchObject({ outcome: 'kept', failure: 'timeout' });
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(judge(host.verifierOf(remote), markOf(oldKey))).toBe('verified');
  });

  test('but not for longer than the maximum age, in a verifier that remembers the mark too', async () => {
    const remote = host.connect({ maxAge: 3600 });
    const verifier = host.verifierOf(remote);
    await remote.refresh();
    host.server.answer = send('', 'text/plain', 500);
    host.now += 3599;
    await remote.refresh();
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    host.now += 1;
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
    expect(judge(host.verifierOf(remote), markOf(oldKey))).toBe('key-revoked');
    expect(remote.status().state).toBe('expired');
    const verdict = verifier.verifySync(content, markOf(oldKey), { subject: SUBJECT });
    expect((verdict as { detail: string }).detail).toContain('last confirmed too long ago');
    host.server.answer = jwks([jwk(oldKey)]);
    await host.refreshLater(remote);
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
  });

  test('a host that was never reached gives no key', async () => {
    await host.server.close();
    const remote = host.connect();
    expect(await remote.refresh()).toMatchObject({ outcome: 'kept', failure: 'unreachable' });
    expect(remote.status().state).toBe('empty');
  });
});

describe('redirects', () => {
  const to =
    (location: string | undefined): KeyServer['answer'] =>
    (_request, response) => {
      response.writeHead(302, location === undefined ? {} : { location });
      response.end();
    };

  test('within the origin are followed', async () => {
    host.server.answer = (request, response) =>
      (request.url === '/moved.json' ? jwks([jwk(oldKey)]) : to('/moved.json'))(request, response);
    expect(await host.connect().refresh()).toMatchObject({ outcome: 'confirmed' });
  });

  test('to another host, port or scheme are refused, and not asked', async () => {
    const other = await startKeyServer(jwks([jwk(oldKey)]));
    const { port } = new URL(host.server.origin);
    for (const location of [
      other.url,
      `http://localhost:${port}/`,
      'https://127.0.0.1/',
      'data:,{}',
      '//evil.example/',
    ]) {
      host.server.answer = to(location);
      expect(await host.connect().refresh()).toMatchObject({
        outcome: 'kept',
        failure: 'redirected',
      });
    }
    expect(other.requests).toEqual([]);
    await other.close();
  });

  test('in a circle, and to nowhere, are refused', async () => {
    for (const location of ['/', 'http://', undefined]) {
      host.server.answer = to(location);
      expect(await host.connect().refresh()).toMatchObject({
        outcome: 'kept',
        failure: 'redirected',
      });
    }
    expect(host.server.requests.length).toBeLessThan(8);
  });
});

test('an alarm that is broken ends nothing', async () => {
  const told: string[] = [];
  const remote = host.connect({
    onRefresh({ outcome }) {
      told.push(outcome);
      throw new Error('the alarm is broken');
    },
  });
  await remote.refresh();
  expect(told).toEqual(['confirmed']);
  expect(judge(host.verifierOf(remote), markOf(oldKey))).toBe('verified');
});
