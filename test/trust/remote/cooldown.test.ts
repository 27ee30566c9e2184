import { createVerifier } from 'contentmark';
import { ANY_LISTED_KEY_DANGEROUS } from 'contentmark/remote-trust';
import { describe, expect, test } from 'vitest';
import { SUBJECT } from '../../fixtures/claims.ts';
import { jwks, send } from '../../fixtures/key-server.ts';
import { strangerKey } from '../../fixtures/keys.ts';
import {
  bound,
  content,
  createKeyHost,
  judge,
  jwk,
  markOf,
  newKey,
  oldKey,
  until,
} from './published-keys.ts';

const host = createKeyHost();

/** A mark of a key that nobody knows, each another. */
function madeUp(number: number): Uint8Array {
  const mark = markOf(strangerKey).slice();
  const at = Buffer.from(mark).indexOf(Buffer.from(strangerKey.keyId, 'hex'));
  new DataView(mark.buffer).setUint32(at, number);
  return mark;
}

describe('how often the host is asked', () => {
  test('no sooner than the cooldown, whoever asks', async () => {
    const remote = host.connect({ cooldown: 30 });
    await remote.refresh();
    for (host.now += 1; host.now < 1_790_000_030; host.now += 1)
      expect(await remote.refresh()).toEqual({ outcome: 'cooling-down' });
    expect(host.server.requests).toHaveLength(1);
    await remote.refresh();
    expect(host.server.requests).toHaveLength(2);
  });

  test('once by calls at the same time', async () => {
    const remote = host.connect();
    const reports = await Promise.all([remote.refresh(), remote.refresh(), remote.refresh()]);
    expect(new Set(reports).size).toBe(1);
    expect(host.server.requests).toHaveLength(1);
  });

  test('after a failure no sooner either', async () => {
    host.server.answer = send('', 'text/plain', 500);
    const remote = host.connect();
    await remote.refresh();
    expect(await remote.refresh()).toEqual({ outcome: 'cooling-down' });
  });

  test('a clock that was set back by a day does not keep a document from being fetched', async () => {
    const remote = host.connect();
    await remote.refresh();
    host.now -= 86_400;
    expect(await remote.refresh()).toMatchObject({ outcome: 'confirmed' });
    expect(await remote.refresh()).toEqual({ outcome: 'cooling-down' });
    expect(host.server.requests).toHaveLength(2);
  });

  test('not at all by key ids that nobody knows, without the refresher', async () => {
    const remote = host.connect();
    const verifier = host.verifierOf(remote);
    await remote.refresh();
    host.now += 1000;
    for (let i = 0; i < 200; i++) judge(verifier, madeUp(i));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(host.server.requests).toHaveLength(1);
  });

  test('not sooner by key ids that are not pinned, with the refresher either', async () => {
    const remote = host.connect({ cooldown: 1, interval: 1000 });
    const verifier = host.verifierOf(remote);
    remote.start();
    await until(() => remote.status().state === 'fresh');
    host.now += 5;
    for (let i = 0; i < 200; i++) judge(verifier, madeUp(i));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(host.server.requests).toHaveLength(1);
  });

  test('once by 10,000 made-up key ids, with the refresher, where any listed key is bound', async () => {
    const forAll = { ...bound, thumbprints: ANY_LISTED_KEY_DANGEROUS } as const;
    const clock = () => Date.now() / 1000;
    const remote = host.connect({ bindings: [forAll], cooldown: 1, interval: 1000, clock });
    const verifier = host.verifierOf(remote);
    const begun = performance.now();
    remote.start();
    await until(() => host.server.requests.length === 1);
    for (let i = 0; i < 10_000; i++) judge(verifier, madeUp(i));
    expect(host.server.requests).toHaveLength(1);
    await until(() => host.server.requests.length === 2);
    expect(performance.now() - begun).toBeGreaterThan(900);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(host.server.requests).toHaveLength(2);
  });

  test('soon by a new key, with the refresher: it is there after the cooldown, not the interval', async () => {
    const remote = host.connect({ cooldown: 1, interval: 1000, clock: () => Date.now() / 1000 });
    const verifier = createVerifier({ trust: remote.trust, environment: 'production' });
    remote.start();
    await until(() => remote.status().state === 'fresh');
    host.server.answer = jwks([jwk(oldKey), jwk(newKey)]);
    expect(judge(verifier, markOf(newKey))).toBe('unknown-key');
    await until(() => judge(verifier, markOf(newKey)) === 'verified');
    expect(host.server.requests).toHaveLength(2);
  });

  test('again and again by the refresher, until it is stopped', async () => {
    const remote = host.connect({ cooldown: 1, interval: 1, clock: () => Date.now() / 1000 });
    remote.start();
    remote.start();
    await until(() => host.server.requests.length === 2);
    remote.stop();
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(host.server.requests).toHaveLength(2);
  });
});

describe('a document that was fetched by a clock a month ahead', () => {
  const month = 30 * 86_400;

  test('does not count once the clock is right, until it is fetched again', async () => {
    const remote = host.connect({ maxAge: 3600 });
    const verifier = host.verifierOf(remote);
    host.now += month;
    await remote.refresh();
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    host.now -= month;
    expect(remote.status().state).toBe('expired');
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
    const verdict = host
      .verifierOf(remote)
      .verifySync(content, markOf(oldKey), { subject: SUBJECT });
    expect((verdict as { detail: string }).detail).toContain('the clock was set back');
    expect(await remote.refresh()).toMatchObject({ outcome: 'confirmed' });
    expect(remote.status()).toMatchObject({ state: 'fresh', confirmedAt: host.now });
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    host.now += 3600;
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
  });

  test('withdraws a key from now on, not from then on', async () => {
    const remote = host.connect();
    const verifier = host.verifierOf(remote);
    await remote.refresh();
    host.server.answer = jwks([]);
    await host.refreshLater(remote, month);
    host.now -= month;
    await remote.refresh();
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
  });

  test('is fetched again by the refresher as soon as a mark asks for its key', async () => {
    const remote = host.connect({ interval: 1000 });
    host.now += month;
    remote.start();
    await until(() => remote.status().state === 'fresh');
    host.now -= month;
    const verifier = host.verifierOf(remote);
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
    await until(() => judge(verifier, markOf(oldKey)) === 'verified');
    expect(host.server.requests).toHaveLength(2);
  });

  test('is no matter where the clock is corrected by a second', async () => {
    const remote = host.connect();
    await remote.refresh();
    host.now -= 1;
    expect(judge(host.verifierOf(remote), markOf(oldKey))).toBe('verified');
  });
});
