/** Keys that were revoked stay so: here, in what is saved, and over restarts. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RemoteTrustOptions } from 'contentmark/remote-trust';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jwks } from '../../fixtures/key-server.ts';
import { strangerKey } from '../../fixtures/keys.ts';
import { createKeyHost, judge, jwk, markOf, newKey, oldKey, pinOf } from './published-keys.ts';

const host = createKeyHost();

describe('revoking here', () => {
  test('holds whatever documents say later, also for a pinned key not listed yet', async () => {
    const remote = host.connect();
    const verifier = host.verifierOf(remote);
    remote.trust.revoke(newKey.keyId);
    await remote.refresh();
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    remote.trust.revoke(oldKey.keyId.toUpperCase(), host.now + 100);
    expect(judge(verifier, markOf(oldKey))).toBe('verified');
    host.server.answer = jwks([jwk(oldKey), jwk(newKey)]);
    await host.refreshLater(remote, 100);
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
    expect(judge(verifier, markOf(newKey))).toBe('key-revoked');
    // Never later.
    remote.trust.revoke(oldKey.keyId, host.now + 1000);
    expect(judge(verifier, markOf(oldKey))).toBe('key-revoked');
  });

  test('of a key that is neither pinned nor listed is a mistake', () => {
    expect(() => host.connect().trust.revoke(strangerKey.keyId)).toThrow(/pinned or was listed/);
    expect(() => host.connect().trust.revoke('x')).toThrow(/16 hexadecimal/);
  });
});

describe('what is saved', () => {
  test('serves where the host cannot be reached, for as long as it would have', async () => {
    const first = host.connect({ maxAge: 3600 });
    await first.refresh();
    const saved = JSON.parse(JSON.stringify(first.save()));
    await host.server.close();
    host.now += 3599;
    const second = host.connect({ maxAge: 3600, saved });
    expect(await second.refresh()).toMatchObject({ outcome: 'kept' });
    expect(judge(host.verifierOf(second), markOf(oldKey))).toBe('verified');
    host.now += 1;
    expect(judge(host.verifierOf(second), markOf(oldKey))).toBe('key-revoked');
  });

  test('is passed over where its document is from the future or damaged; one with another key binds nothing', () => {
    const document = JSON.stringify({ keys: [jwk(oldKey)] });
    for (const one of [
      { document, confirmedAt: host.now + 1 },
      { document: document.slice(1), confirmedAt: host.now },
      {},
    ]) {
      const saved = { version: 1, ...one, ended: {} } as const;
      expect(host.connect({ saved }).status().state).toBe('empty');
    }
    const other = JSON.stringify({ keys: [jwk(strangerKey)] });
    const remote = host.connect({
      saved: { version: 1, document: other, confirmedAt: host.now, ended: {} },
    });
    expect(judge(host.verifierOf(remote), markOf(strangerKey))).toBe('unknown-key');
  });

  test.each<[string, unknown]>([
    ['a later form', { version: 2, ended: {} }],
    ['no list of ends', { version: 1 }],
    ['a key id for a thumbprint', { version: 1, ended: { [oldKey.keyId]: {} } }],
    ['a time that is no number', { version: 1, ended: { [pinOf(oldKey)]: { revokedAt: '1' } } }],
    ['an end of another kind', { version: 1, ended: { [pinOf(oldKey)]: { revoked: 1 } } }],
    ['a document without its time', { version: 1, document: '{}', ended: {} }],
  ])('is refused with %s: nobody knows what was revoked', (_what, saved) => {
    expect(() => host.connect({ saved: saved as never })).toThrow(/options\.saved/);
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

  const revoked = () => jwks([{ ...jwk(oldKey), revoked: { revoked_at: host.now } }]);

  /** Sees the key end, rolls the host back, ends the process and begins another. */
  async function rollBackAndRestart(
    options: () => Partial<RemoteTrustOptions>,
    end: typeof host.server.answer,
  ) {
    const first = host.connect(options());
    await first.refresh();
    host.server.answer = end;
    await host.refreshLater(first);
    host.server.answer = jwks([jwk(oldKey)]);
    await host.refreshLater(first);
    return first;
  }

  test.each<[string, () => typeof host.server.answer]>([
    ['said so', revoked],
    ['left it out', () => jwks([])],
  ])('a roll-back of the host and a restart, where the document %s', async (_what, end) => {
    await rollBackAndRestart(() => ({ file }), end());
    const second = host.connect({ file });
    expect(judge(host.verifierOf(second), markOf(oldKey))).toBe('key-revoked');
    await host.refreshLater(second);
    expect(judge(host.verifierOf(second), markOf(oldKey))).toBe('key-revoked');
  });

  test('the same by what save() gives, where there are no files', async () => {
    const saved = (await rollBackAndRestart(() => ({}), revoked())).save();
    const second = host.connect({ saved: JSON.parse(JSON.stringify(saved)) });
    expect(judge(host.verifierOf(second), markOf(oldKey))).toBe('key-revoked');
  });

  test('a restart, where the caller revoked the key before it was listed', async () => {
    host.connect({ file }).trust.revoke(oldKey.keyId, host.now - 1);
    const second = host.connect({ file });
    await second.refresh();
    expect(judge(host.verifierOf(second), markOf(oldKey))).toBe('key-revoked');
  });

  test('another process that writes the same file and has not seen it', async () => {
    const other = host.connect({ file });
    await rollBackAndRestart(() => ({ file }), revoked());
    await other.refresh();
    expect(judge(host.verifierOf(host.connect({ file })), markOf(oldKey))).toBe('key-revoked');
  });

  test('and is kept at its earliest, in a file of its owner only, with nothing left beside it', async () => {
    const remote = host.connect({ file });
    for (const at of [host.now + 500, host.now + 100, host.now + 900]) {
      host.server.answer = jwks([{ ...jwk(oldKey), revoked: { revoked_at: at } }]);
      await host.refreshLater(remote);
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
      expect(() => host.connect({ file })).toThrow(/options\.file.*holds which keys were revoked/);
    },
  );

  test('a disk that fails: the document counts, and the report says that it is not kept', async () => {
    const remote = host.connect({ file: join(directory, 'missing', 'keys.json') });
    expect(await remote.refresh()).toMatchObject({
      outcome: 'confirmed',
      fileProblem: expect.stringContaining('ENOENT'),
    });
    expect(judge(host.verifierOf(remote), markOf(oldKey))).toBe('verified');
    expect(() => remote.trust.revoke(oldKey.keyId)).toThrow(/ENOENT/);
    host.now += 1;
    expect(judge(host.verifierOf(remote), markOf(oldKey))).toBe('key-revoked');
  });
});
