/** Keys from a server: what it may give, what it may take away, and what it cannot do to a verifier. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ANY_LISTED_KEY_DANGEROUS,
  createRemoteTrust,
  type KeyBinding,
  type RemoteTrust,
  type RemoteTrustOptions,
} from '../../../src/entries/remote-trust.ts';
import {
  createVerifier,
  exportPublicJwk,
  generateKey,
  localSigner,
  type SigningKey,
  signSync,
  text,
  thumbprint,
  unsafeExportPrivateJwk,
  type Verifier,
} from '../../../src/index.ts';
import { ISSUER, SUBJECT } from '../../fixtures/claims.ts';
import { jwks, type KeyServer, send, startKeyServer } from '../../fixtures/key-server.ts';
import { shopKey, strangerKey } from '../../fixtures/keys.ts';

const content = text('A crew neck in fine merino.');
const oldKey = shopKey;
const newKey = generateKey();
const pinOf = (key: SigningKey): string => Buffer.from(thumbprint(key.publicKey)).toString('hex');
const bound: KeyBinding = {
  thumbprints: [pinOf(oldKey), pinOf(newKey)],
  issuers: [ISSUER],
  environments: ['production'],
};
const jwk = exportPublicJwk;

let server: KeyServer;
let now: number;
const running: RemoteTrust[] = [];

beforeEach(async () => {
  now = 1_790_000_000;
  server = await startKeyServer(jwks([jwk(oldKey)]));
});
afterEach(async () => {
  for (const remote of running.splice(0)) remote.stop();
  await server.close();
});

function connect(options: Partial<RemoteTrustOptions> = {}, url = server.url): RemoteTrust {
  const remote = createRemoteTrust(url, {
    bindings: [bound],
    clock: () => now,
    timeout: 2,
    ...options,
  });
  running.push(remote);
  return remote;
}

const verifierOf = ({ trust }: RemoteTrust): Verifier =>
  createVerifier({ trust, environment: 'production', clock: () => now });

const marks = new Map<SigningKey, Uint8Array>();
function markOf(key: SigningKey, environment = 'production', issuer = ISSUER): Uint8Array {
  const claims = { issuer, subject: SUBJECT, environment, issuedAt: 1_780_000_000 };
  if (environment !== 'production' || issuer !== ISSUER)
    return signSync(content, { signer: localSigner(key), claims });
  const mark = marks.get(key) ?? signSync(content, { signer: localSigner(key), claims });
  marks.set(key, mark);
  return mark;
}

function judge(verifier: Verifier, mark: Uint8Array): string {
  const verdict = verifier.verifySync(content, mark, { subject: SUBJECT });
  return verdict.status === 'rejected' ? verdict.reason : verdict.status;
}

/** Lets the cooldown pass and asks. */
async function refreshLater(remote: RemoteTrust, seconds = 31) {
  now += seconds;
  return await remote.refresh();
}

describe('a trust over published keys', () => {
  test('knows nothing and asks nobody before it is told to', async () => {
    const remote = connect();
    expect(judge(verifierOf(remote), markOf(oldKey))).toBe('unknown-key');
    expect(remote.status()).toEqual({ state: 'empty', confirmedAt: undefined, last: undefined });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.requests).toEqual([]);
  });

  test('checks marks with the keys of the document, bound as the caller says', async () => {
    const remote = connect();
    const verifier = verifierOf(remote);
    expect(await remote.refresh()).toEqual({
      outcome: 'confirmed',
      keyIds: [oldKey.keyId],
      ignored: [],
    });
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    expect(judge(verifier, markOf(oldKey, 'staging'))).toBe('environment-not-allowed');
    expect(judge(verifier, markOf(oldKey, 'production', 'https://else.example'))).toBe(
      'issuer-not-allowed',
    );
    expect(remote.trust.environments).toEqual(['production']);
    expect(remote.trust.keyIds).toEqual([oldKey.keyId]);
  });

  test('goes through a rotation: both keys in the overlap, the new one after it', async () => {
    const remote = connect();
    const verifier = verifierOf(remote);
    await remote.refresh();
    expect(judge(verifier, markOf(newKey))).toBe('unknown-key');
    server.answer = jwks([jwk(oldKey), jwk(newKey)]);
    await refreshLater(remote);
    expect([judge(verifier, markOf(oldKey)), judge(verifier, markOf(newKey))]).toEqual([
      'verified',
      'verified',
    ]);
    server.answer = jwks([jwk(newKey)]);
    await refreshLater(remote);
    // Also of the mark that the verifier remembers.
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
    expect(judge(verifierOf(remote), markOf(oldKey))).toBe('key-revoked');
    expect(judge(verifier, markOf(newKey))).toBe('verified');
    // Listing it again is not for whoever holds the host to decide.
    server.answer = jwks([jwk(oldKey), jwk(newKey)]);
    await refreshLater(remote);
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
    expect(judge(verifierOf(remote), markOf(oldKey))).toBe('key-revoked');
  });

  test('takes a withdrawn key back where the caller leaves that to the document', async () => {
    const remote = connect({ withdrawal: 'until-listed' });
    const verifier = verifierOf(remote);
    await remote.refresh();
    server.answer = jwks([]);
    await refreshLater(remote);
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
    server.answer = jwks([jwk(oldKey)]);
    await refreshLater(remote);
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    expect(remote.save().ended).toEqual({});
  });

  test('says why a key that nobody revoked is refused', async () => {
    const remote = connect();
    await remote.refresh();
    server.answer = jwks([]);
    await refreshLater(remote);
    const verdict = verifierOf(remote).verifySync(content, markOf(oldKey), { subject: SUBJECT });
    expect(verdict).toMatchObject({ reason: 'key-revoked' });
    expect((verdict as { detail: string }).detail).toContain(`no longer listed, since ${now}`);
  });
});

describe('the document may take away:', () => {
  test('a revoked key is refused, and stays so when the document is rolled back', async () => {
    const remote = connect();
    const verifier = verifierOf(remote);
    await remote.refresh();
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    server.answer = jwks([{ ...jwk(oldKey), revoked: { revoked_at: now, reason: 'compromised' } }]);
    await refreshLater(remote);
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
    server.answer = jwks([jwk(oldKey)]);
    await refreshLater(remote);
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
  });

  test.each([
    ['a revocation that cannot be read', { revoked: 'yes' }, 'key-revoked'],
    ['a revocation without a time', { revoked: {} }, 'key-revoked'],
    ['an end that has come', { exp: 1_790_000_000 }, 'key-revoked'],
    ['an end that cannot be read', { exp: '2027-01-01' }, 'key-revoked'],
    ['an end that is still to come', { exp: 1_790_000_001 }, 'verified'],
    ['a beginning that is still to come', { nbf: 1_790_000_001 }, 'unknown-key'],
    ['a beginning that cannot be read', { nbf: null }, 'unknown-key'],
    ['a beginning that has come', { nbf: 1_790_000_000 }, 'verified'],
    ['members that nobody here reads', { x5u: 'https://evil.example', iat: 1 }, 'verified'],
  ])('%s', async (_what, members, expected) => {
    server.answer = jwks([{ ...jwk(oldKey), ...members }]);
    const remote = connect();
    await remote.refresh();
    expect(judge(verifierOf(remote), markOf(oldKey))).toBe(expected);
  });

  test('all keys, by listing none', async () => {
    const remote = connect();
    await remote.refresh();
    server.answer = jwks([]);
    expect(await refreshLater(remote)).toMatchObject({ outcome: 'confirmed', keyIds: [] });
    expect(judge(verifierOf(remote), markOf(oldKey))).toBe('key-revoked');
  });
});

describe('the document may not give:', () => {
  test('a key that is not pinned', async () => {
    server.answer = jwks([jwk(strangerKey), jwk(oldKey)]);
    const remote = connect();
    expect(await remote.refresh()).toMatchObject({
      keyIds: [oldKey.keyId],
      ignored: [{ index: 0, reason: 'not-bound' }],
    });
    expect(judge(verifierOf(remote), markOf(strangerKey))).toBe('unknown-key');
  });

  test('a pinned key more than its binding says, whatever it claims to be for', async () => {
    server.answer = jwks([
      {
        ...jwk(oldKey),
        issuers: ['https://else.example'],
        environments: ['staging'],
        purposes: ['fixture'],
      },
    ]);
    const remote = connect();
    await remote.refresh();
    expect(judge(verifierOf(remote), markOf(oldKey, 'staging'))).toBe('environment-not-allowed');
  });

  test('another key under a pinned key id: the id is computed, not read', async () => {
    server.answer = jwks([{ ...jwk(strangerKey), kid: oldKey.keyId }]);
    const remote = connect();
    expect(await remote.refresh()).toMatchObject({ keyIds: [] });
    expect(judge(verifierOf(remote), markOf(oldKey))).toBe('unknown-key');
  });

  test('a key that comes with its private half', async () => {
    server.answer = jwks([unsafeExportPrivateJwk(oldKey)]);
    const remote = connect();
    expect(await remote.refresh()).toMatchObject({
      ignored: [{ index: 0, reason: 'private-key' }],
    });
    expect(judge(verifierOf(remote), markOf(oldKey))).toBe('unknown-key');
  });

  test('keys of other kinds, keys twice, and what is no key', async () => {
    server.answer = jwks([
      { kty: 'RSA', n: 'AQAB', e: 'AQAB' },
      null,
      'key',
      { ...jwk(oldKey), use: 'enc' },
      { kty: 'OKP', crv: 'Ed25519', x: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
      jwk(oldKey),
      jwk(oldKey),
    ]);
    const report = await connect().refresh();
    expect(report).toMatchObject({ outcome: 'confirmed', keyIds: [oldKey.keyId] });
    if (report.outcome !== 'confirmed') throw new Error(report.outcome);
    expect(report.ignored.map(({ reason }) => reason)).toEqual([
      'not-usable',
      'not-usable',
      'not-usable',
      'not-usable',
      'not-usable',
      'repeated',
    ]);
  });

  test('unless the caller trusts the host with all its keys', async () => {
    server.answer = jwks([jwk(strangerKey), jwk(oldKey)]);
    const forAll: KeyBinding = {
      thumbprints: ANY_LISTED_KEY_DANGEROUS,
      issuers: ['https://host.example'],
      environments: ['production'],
    };
    const remote = connect({ bindings: [bound, forAll] });
    await remote.refresh();
    const verifier = verifierOf(remote);
    expect(judge(verifier, markOf(strangerKey, 'production', 'https://host.example'))).toBe(
      'verified',
    );
    // A pin wins over the binding for all.
    expect(judge(verifier, markOf(oldKey, 'production', 'https://host.example'))).toBe(
      'issuer-not-allowed',
    );
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
  });
});

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
        response.end(gzipSync(Buffer.alloc(50_000_000, 0x20)));
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
    const remote = connect();
    const verifier = verifierOf(remote);
    await remote.refresh();
    server.answer = answer;
    expect(await refreshLater(remote)).toMatchObject({ outcome: 'kept', failure });
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    expect(remote.status()).toMatchObject({ state: 'fresh', confirmedAt: 1_790_000_000 });
  });

  test('an answer that never comes, and a body that drips', async () => {
    const remote = connect({ timeout: 0.3 });
    await remote.refresh();
    server.answer = () => undefined;
    expect(await refreshLater(remote)).toMatchObject({ outcome: 'kept', failure: 'timeout' });
    server.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    };
    const begun = performance.now();
    expect(await refreshLater(remote)).toMatchObject({ outcome: 'kept', failure: 'timeout' });
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(judge(verifierOf(remote), markOf(oldKey))).toBe('verified');
  });

  test('but not for longer than the maximum age, in a verifier that remembers the mark too', async () => {
    const remote = connect({ maxAge: 3600 });
    const verifier = verifierOf(remote);
    await remote.refresh();
    server.answer = send('', 'text/plain', 500);
    now += 3599;
    await remote.refresh();
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    now += 1;
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
    expect(judge(verifierOf(remote), markOf(oldKey))).toBe('key-revoked');
    expect(remote.status().state).toBe('expired');
    const verdict = verifier.verifySync(content, markOf(oldKey), { subject: SUBJECT });
    expect((verdict as { detail: string }).detail).toContain('last confirmed too long ago');
    server.answer = jwks([jwk(oldKey)]);
    await refreshLater(remote);
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
  });

  test('a host that was never reached gives no key', async () => {
    await server.close();
    const remote = connect();
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
    server.answer = (request, response) =>
      (request.url === '/moved.json' ? jwks([jwk(oldKey)]) : to('/moved.json'))(request, response);
    expect(await connect().refresh()).toMatchObject({ outcome: 'confirmed' });
  });

  test('to another host, port or scheme are refused, and not asked', async () => {
    const other = await startKeyServer(jwks([jwk(oldKey)]));
    const { port } = new URL(server.origin);
    for (const location of [
      other.url,
      `http://localhost:${port}/`,
      'https://127.0.0.1/',
      'data:,{}',
      '//evil.example/',
    ]) {
      server.answer = to(location);
      expect(await connect().refresh()).toMatchObject({ outcome: 'kept', failure: 'redirected' });
    }
    expect(other.requests).toEqual([]);
    await other.close();
  });

  test('in a circle, and to nowhere, are refused', async () => {
    for (const location of ['/', 'http://', undefined]) {
      server.answer = to(location);
      expect(await connect().refresh()).toMatchObject({ outcome: 'kept', failure: 'redirected' });
    }
    expect(server.requests.length).toBeLessThan(8);
  });
});

describe('how often the host is asked', () => {
  test('no sooner than the cooldown, whoever asks', async () => {
    const remote = connect({ cooldown: 30 });
    await remote.refresh();
    for (now += 1; now < 1_790_000_030; now += 1)
      expect(await remote.refresh()).toEqual({ outcome: 'cooling-down' });
    expect(server.requests).toHaveLength(1);
    await remote.refresh();
    expect(server.requests).toHaveLength(2);
  });

  test('once by calls at the same time', async () => {
    const remote = connect();
    const reports = await Promise.all([remote.refresh(), remote.refresh(), remote.refresh()]);
    expect(new Set(reports).size).toBe(1);
    expect(server.requests).toHaveLength(1);
  });

  test('after a failure no sooner either', async () => {
    server.answer = send('', 'text/plain', 500);
    const remote = connect();
    await remote.refresh();
    expect(await remote.refresh()).toEqual({ outcome: 'cooling-down' });
  });

  test('a clock that was set back by a day does not keep a document from being fetched', async () => {
    const remote = connect();
    await remote.refresh();
    now -= 86_400;
    expect(await remote.refresh()).toMatchObject({ outcome: 'confirmed' });
    expect(await remote.refresh()).toEqual({ outcome: 'cooling-down' });
    expect(server.requests).toHaveLength(2);
  });

  test('not at all by key ids that nobody knows, without the refresher', async () => {
    const remote = connect();
    const verifier = verifierOf(remote);
    await remote.refresh();
    now += 1000;
    for (let i = 0; i < 200; i++) judge(verifier, madeUp(i));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.requests).toHaveLength(1);
  });

  test('not sooner by key ids that are not pinned, with the refresher either', async () => {
    const remote = connect({ cooldown: 1, interval: 1000 });
    const verifier = verifierOf(remote);
    remote.start();
    await until(() => remote.status().state === 'fresh');
    now += 5;
    for (let i = 0; i < 200; i++) judge(verifier, madeUp(i));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(server.requests).toHaveLength(1);
  });

  test('once by 10,000 made-up key ids, with the refresher, where any listed key is bound', async () => {
    const forAll = { ...bound, thumbprints: ANY_LISTED_KEY_DANGEROUS } as const;
    const clock = () => Date.now() / 1000;
    const remote = connect({ bindings: [forAll], cooldown: 1, interval: 1000, clock });
    const verifier = verifierOf(remote);
    const begun = performance.now();
    remote.start();
    await until(() => server.requests.length === 1);
    for (let i = 0; i < 10_000; i++) judge(verifier, madeUp(i));
    expect(server.requests).toHaveLength(1);
    await until(() => server.requests.length === 2);
    expect(performance.now() - begun).toBeGreaterThan(900);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(server.requests).toHaveLength(2);
  });

  test('soon by a new key, with the refresher: it is there after the cooldown, not the interval', async () => {
    const remote = connect({ cooldown: 1, interval: 1000, clock: () => Date.now() / 1000 });
    const verifier = createVerifier({ trust: remote.trust, environment: 'production' });
    remote.start();
    await until(() => remote.status().state === 'fresh');
    server.answer = jwks([jwk(oldKey), jwk(newKey)]);
    expect(judge(verifier, markOf(newKey))).toBe('unknown-key');
    await until(() => judge(verifier, markOf(newKey)) === 'verified');
    expect(server.requests).toHaveLength(2);
  });

  test('again and again by the refresher, until it is stopped', async () => {
    const remote = connect({ cooldown: 1, interval: 1, clock: () => Date.now() / 1000 });
    remote.start();
    remote.start();
    await until(() => server.requests.length === 2);
    remote.stop();
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(server.requests).toHaveLength(2);
  });
});

describe('a document that was fetched by a clock a month ahead', () => {
  const month = 30 * 86_400;

  test('does not count once the clock is right, until it is fetched again', async () => {
    const remote = connect({ maxAge: 3600 });
    const verifier = verifierOf(remote);
    now += month;
    await remote.refresh();
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    now -= month;
    expect(remote.status().state).toBe('expired');
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
    const verdict = verifierOf(remote).verifySync(content, markOf(oldKey), { subject: SUBJECT });
    expect((verdict as { detail: string }).detail).toContain('the clock was set back');
    expect(await remote.refresh()).toMatchObject({ outcome: 'confirmed' });
    expect(remote.status()).toMatchObject({ state: 'fresh', confirmedAt: now });
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    now += 3600;
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
  });

  test('withdraws a key from now on, not from then on', async () => {
    const remote = connect();
    const verifier = verifierOf(remote);
    await remote.refresh();
    server.answer = jwks([]);
    await refreshLater(remote, month);
    now -= month;
    await remote.refresh();
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
  });

  test('is fetched again by the refresher as soon as a mark asks for its key', async () => {
    const remote = connect({ interval: 1000 });
    now += month;
    remote.start();
    await until(() => remote.status().state === 'fresh');
    now -= month;
    const verifier = verifierOf(remote);
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
    await until(() => judge(verifier, markOf(oldKey)) === 'verified');
    expect(server.requests).toHaveLength(2);
  });

  test('is no matter where the clock is corrected by a second', async () => {
    const remote = connect();
    await remote.refresh();
    now -= 1;
    expect(judge(verifierOf(remote), markOf(oldKey))).toBe('verified');
  });
});

describe('revoking here', () => {
  test('holds whatever documents say later, also for a pinned key not listed yet', async () => {
    const remote = connect();
    const verifier = verifierOf(remote);
    remote.trust.revoke(newKey.keyId);
    await remote.refresh();
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    remote.trust.revoke(oldKey.keyId.toUpperCase(), now + 100);
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    server.answer = jwks([jwk(oldKey), jwk(newKey)]);
    await refreshLater(remote, 100);
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
    expect(judge(verifier, markOf(newKey))).toBe('key-revoked');
    // Never later.
    remote.trust.revoke(oldKey.keyId, now + 1000);
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
  });

  test('of a key that is neither pinned nor listed is a mistake', () => {
    expect(() => connect().trust.revoke(strangerKey.keyId)).toThrow(/pinned or was listed/);
    expect(() => connect().trust.revoke('x')).toThrow(/16 hexadecimal/);
  });
});

describe('what is saved', () => {
  test('serves where the host cannot be reached, for as long as it would have', async () => {
    const first = connect({ maxAge: 3600 });
    await first.refresh();
    const saved = JSON.parse(JSON.stringify(first.save()));
    await server.close();
    now += 3599;
    const second = connect({ maxAge: 3600, saved });
    expect(await second.refresh()).toMatchObject({ outcome: 'kept' });
    expect(judge(verifierOf(second), markOf(oldKey))).toBe('verified');
    now += 1;
    expect(judge(verifierOf(second), markOf(oldKey))).toBe('key-revoked');
  });

  test('is passed over where its document is from the future or damaged; one with another key binds nothing', () => {
    const document = JSON.stringify({ keys: [jwk(oldKey)] });
    for (const one of [
      { document, confirmedAt: now + 1 },
      { document: document.slice(1), confirmedAt: now },
      {},
    ]) {
      const saved = { version: 1, ...one, ended: {} } as const;
      expect(connect({ saved }).status().state).toBe('empty');
    }
    const other = JSON.stringify({ keys: [jwk(strangerKey)] });
    const remote = connect({
      saved: { version: 1, document: other, confirmedAt: now, ended: {} },
    });
    expect(judge(verifierOf(remote), markOf(strangerKey))).toBe('unknown-key');
  });

  test.each<[string, unknown]>([
    ['a later form', { version: 2, ended: {} }],
    ['no list of ends', { version: 1 }],
    ['a key id for a thumbprint', { version: 1, ended: { [oldKey.keyId]: {} } }],
    ['a time that is no number', { version: 1, ended: { [pinOf(oldKey)]: { revokedAt: '1' } } }],
    ['an end of another kind', { version: 1, ended: { [pinOf(oldKey)]: { revoked: 1 } } }],
    ['a document without its time', { version: 1, document: '{}', ended: {} }],
  ])('is refused with %s: nobody knows what was revoked', (_what, saved) => {
    expect(() => connect({ saved: saved as never })).toThrow(/options\.saved/);
  });
});

describe('a revocation outlives', () => {
  let directory: string;
  let file: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'contentmark-'));
    file = join(directory, 'keys.json');
  });
  afterEach(() => rm(directory, { recursive: true }));

  const revoked = () => jwks([{ ...jwk(oldKey), revoked: { revoked_at: now } }]);

  /** Sees the key end, rolls the host back, ends the process and begins another. */
  async function rollBackAndRestart(
    options: () => Partial<RemoteTrustOptions>,
    end: typeof server.answer,
  ) {
    const first = connect(options());
    await first.refresh();
    server.answer = end;
    await refreshLater(first);
    server.answer = jwks([jwk(oldKey)]);
    await refreshLater(first);
    return first;
  }

  test.each<[string, () => typeof server.answer]>([
    ['said so', revoked],
    ['left it out', () => jwks([])],
  ])('a roll-back of the host and a restart, where the document %s', async (_what, end) => {
    await rollBackAndRestart(() => ({ file }), end());
    const second = connect({ file });
    expect(judge(verifierOf(second), markOf(oldKey))).toBe('key-revoked');
    await refreshLater(second);
    expect(judge(verifierOf(second), markOf(oldKey))).toBe('key-revoked');
  });

  test('the same by what save() gives, where there are no files', async () => {
    const saved = (await rollBackAndRestart(() => ({}), revoked())).save();
    const second = connect({ saved: JSON.parse(JSON.stringify(saved)) });
    expect(judge(verifierOf(second), markOf(oldKey))).toBe('key-revoked');
  });

  test('a restart, where the caller revoked the key before it was listed', async () => {
    connect({ file }).trust.revoke(oldKey.keyId, now - 1);
    const second = connect({ file });
    await second.refresh();
    expect(judge(verifierOf(second), markOf(oldKey))).toBe('key-revoked');
  });

  test('another process that writes the same file and has not seen it', async () => {
    const other = connect({ file });
    await rollBackAndRestart(() => ({ file }), revoked());
    await other.refresh();
    expect(judge(verifierOf(connect({ file })), markOf(oldKey))).toBe('key-revoked');
  });

  test('and is kept at its earliest, in a file of its owner only, with nothing left beside it', async () => {
    const remote = connect({ file });
    for (const at of [now + 500, now + 100, now + 900]) {
      server.answer = jwks([{ ...jwk(oldKey), revoked: { revoked_at: at } }]);
      await refreshLater(remote);
    }
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      version: 1,
      ended: { [pinOf(oldKey)]: { revokedAt: 1_790_000_100 } },
    });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(directory)).toEqual(['keys.json']);
  });

  test.each(['', '{', '{"version":2,"ended":{}}', '[]'])(
    'nothing where the file is damaged (%j): that is refused, not passed over',
    async (text) => {
      await writeFile(file, text);
      expect(() => connect({ file })).toThrow(/options\.file.*holds which keys were revoked/);
    },
  );

  test('a disk that fails: the document counts, and the report says that it is not kept', async () => {
    const remote = connect({ file: join(directory, 'missing', 'keys.json') });
    expect(await remote.refresh()).toMatchObject({
      outcome: 'confirmed',
      fileProblem: expect.stringContaining('ENOENT'),
    });
    expect(judge(verifierOf(remote), markOf(oldKey))).toBe('verified');
    expect(() => remote.trust.revoke(oldKey.keyId)).toThrow(/ENOENT/);
    now += 1;
    expect(judge(verifierOf(remote), markOf(oldKey))).toBe('key-revoked');
  });
});

test('an alarm that is broken ends nothing', async () => {
  const told: string[] = [];
  const remote = connect({
    onRefresh({ outcome }) {
      told.push(outcome);
      throw new Error('the alarm is broken');
    },
  });
  await remote.refresh();
  expect(told).toEqual(['confirmed']);
  expect(judge(verifierOf(remote), markOf(oldKey))).toBe('verified');
});

describe('what is wrong is refused at once:', () => {
  const good = { bindings: [bound] };
  test.each<readonly [string, string, unknown]>([
    ['http to another machine', 'http://shop.example/keys.json', good],
    ['a user in the address', 'https://me:secret@shop.example/keys.json', good],
    ['no address', 'keys.json', good],
    ['another scheme', 'file:///keys.json', good],
    ['no bindings', 'https://shop.example/', { bindings: [] }],
    [
      'a key id for a pin',
      'https://shop.example/',
      { bindings: [{ ...bound, thumbprints: [oldKey.keyId] }] },
    ],
    ['no pins', 'https://shop.example/', { bindings: [{ ...bound, thumbprints: [] }] }],
    [
      'all keys by a word',
      'https://shop.example/',
      { bindings: [{ ...bound, thumbprints: 'any' }] },
    ],
    ['one key bound twice', 'https://shop.example/', { bindings: [bound, bound] }],
    ['no issuers', 'https://shop.example/', { bindings: [{ ...bound, issuers: [] }] }],
    [
      'fixtures for production',
      'https://shop.example/',
      { bindings: [{ ...bound, purposes: ['fixture'] }] },
    ],
    ['a misspelt option', 'https://shop.example/', { ...good, maxage: 1 }],
    [
      'a misspelt member of a binding',
      'https://shop.example/',
      { bindings: [{ ...bound, purpose: [] }] },
    ],
    [
      'an interval within the cooldown',
      'https://shop.example/',
      { ...good, cooldown: 60, interval: 59 },
    ],
    ['a time without end', 'https://shop.example/', { ...good, maxAge: Number.POSITIVE_INFINITY }],
  ])('%s', (_what, url, options) => {
    expect(() => createRemoteTrust(url, options as RemoteTrustOptions)).toThrow(
      expect.objectContaining({ name: 'ContentmarkError' }),
    );
  });
});

/** A mark of a key that nobody knows, each another. */
function madeUp(number: number): Uint8Array {
  const mark = markOf(strangerKey).slice();
  const at = Buffer.from(mark).indexOf(Buffer.from(strangerKey.keyId, 'hex'));
  new DataView(mark.buffer).setUint32(at, number);
  return mark;
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = performance.now() + 10_000; !holds(); ) {
    if (performance.now() > end) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
