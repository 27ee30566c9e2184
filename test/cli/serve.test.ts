/** `contentmark serve`: starts, answers, says nothing of what was sent, and ends when told. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'contentmark';
import { entriesOf, openFileRegistry } from 'contentmark/registry';
import { beforeAll, describe, expect, test } from 'vitest';
import { contentmark, createKeys, createWorkspace, finish, ISSUER, start } from './harness.ts';

const workspace = createWorkspace();
const SECRET = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';
const SOLUTION = 'https://shop.example/provenance';
let keys: Awaited<ReturnType<typeof createKeys>>;
beforeAll(async () => {
  keys = await createKeys(workspace);
});

/** Starts it in a process of its own; resolves when it says where it listens. */
async function serve(args: readonly string[]) {
  const child = start(['serve', '--port', '0', ...args, '--json']);
  const ended = finish(child);
  const [first] = (await Promise.race([
    once(child.stdout as NodeJS.ReadableStream, 'data'),
    ended.then(({ stderr }) => {
      throw new Error(`serve ended: ${stderr}`);
    }),
  ])) as [Buffer];
  const { url } = JSON.parse(String(first)) as { readonly url: string };
  return { child, ended, url };
}

describe('contentmark serve', () => {
  test('answers checks, shows the page, signs attestations, logs no content, and ends by a signal', async () => {
    const attestations = await createKeys(workspace, 'attestations');
    const file = workspace.write('boot.txt', `Trail boot ${SECRET}`);
    const mark = (
      await contentmark(['sign', file, '--subject', 'boot', ...keys.sign])
    ).stdout.trim();
    const { child, ended, url } = await serve([
      ...keys.verify,
      ...['--publish', keys.trust, '--attestation-key', attestations.key, '--solution', SOLUTION],
      ...['--cors', 'https://shop.example', '--access-log'],
    ]);
    const post = async (path: string, body: unknown) =>
      await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'https://shop.example' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    const content = { text: `Trail boot ${SECRET}` };
    const verified = await post('/v1/verify', {
      content: { profile: 'text', ...content },
      mark,
      subject: 'boot',
    });
    expect(await verified.json()).toMatchObject({ status: 'verified', claims: { issuer: ISSUER } });
    expect(verified.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    const detected = await post('/v1/detect', { content, mark, attestation: true });
    expect(await detected.json()).toMatchObject({
      result: 'mark-verified',
      attestation: expect.stringMatching(/^[\w-]{200,}$/),
    });
    expect((await post('/v1/verify', `{"${SECRET}"`)).status).toBe(400);
    const published = await (await fetch(`${url}/.well-known/contentmark-keys.json`)).json();
    expect(published).toMatchObject({ keys: [{ kty: 'OKP' }] });
    expect(JSON.stringify(published)).not.toContain('"d"');
    expect(await (await fetch(url)).text()).toContain('Check a content mark');
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('process_resident_memory_bytes');
    child.kill('SIGTERM');
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(0);
    const log = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(log).toContainEqual(
      expect.objectContaining({ route: '/v1/verify', method: 'POST', status: 400 }),
    );
    expect(log).toHaveLength(6);
    expect(stdout + stderr).not.toContain(SECRET);
  });

  test('looks for markers of your own, and asks a registry', async () => {
    const words = 'Dry boots for wet paths that keep your feet warm in every kind of rain and snow';
    const known = workspace.at('seen.registry');
    const registry = await openFileRegistry(known, { mode: 'write' });
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
    await registry.add(entriesOf(text(words), { id, keepUntil: 4_000_000_000 }));
    await registry.close();
    const rules = workspace.write(
      'own.toml',
      '[[markers]]\nid = "shop.seed"\nclass = "sku"\nfound = [{ sku = "seed-1" }]\nclean = [{ sku = "A" }]\n' +
        '[markers.severity]\nsku = "block"\n[markers.rule]\nkind = "whole"\nvalues = ["seed-1"]\n',
    );
    const options = ['--registry', known, '--rules', rules];
    const { child, ended, url } = await serve([...keys.verify, ...options]);
    const answer = await fetch(`${url}/v1/detect`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ content: { text: JSON.stringify({ sku: 'seed-1', words }) } }),
    });
    const findings = [{ id: 'shop.seed' }, { id: 'registry.exact' }];
    expect(await answer.json()).toMatchObject({ result: 'no-mark-found', findings });
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  test('refuses the marks of a recall file', async () => {
    const file = workspace.write('sock.txt', 'Warm socks');
    const sign = ['sign', file, '--subject', 'sock', ...keys.sign];
    const mark = (await contentmark(sign)).stdout.trim();
    const { id } = JSON.parse((await contentmark(['inspect', mark, '--json'])).stdout).claims;
    const list = workspace.write('recalled.json', JSON.stringify([id]));
    const { child, ended, url } = await serve([...keys.verify, '--recall', list]);
    const answer = await fetch(`${url}/v1/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        content: { profile: 'text', text: 'Warm socks' },
        mark,
        subject: 'sock',
      }),
    });
    expect(await answer.json()).toMatchObject({ status: 'rejected', reason: 'recalled' });
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  test.each<readonly [string, readonly string[], string]>([
    ['a recall file that is not there', ['--recall', 'nowhere.txt'], 'nowhere.txt'],
    ['no number for a port', ['--port', 'http'], '--port'],
    [
      'an attestation key without who runs the server',
      ['--attestation-key', 'x'],
      '--attestation-key',
    ],
    ['an origin that is none', ['--cors', 'shop.example/path'], 'corsOrigins'],
    ['a trust without a key for its environment', ['--environment', 'prod'], 'environment'],
    ['a trust file that is not there', ['--trust', 'nowhere.json'], 'nowhere.json'],
  ])('refuses %s before anything listens', async (_what, args, named) => {
    const { code, stderr } = await contentmark(['serve', ...keys.verify, ...args]);
    expect([code, stderr.includes(named)]).toEqual([expect.any(Number), true]);
    expect(code).toBeGreaterThan(1);
  });

  test('refuses a key for attestations that signs content', async () => {
    const args = ['--attestation-key', keys.key, '--solution', SOLUTION];
    const { code, stderr } = await contentmark(['serve', ...keys.verify, ...args]);
    expect(code).toBeGreaterThan(1);
    expect(stderr).toContain('a key that may sign content');
  });

  test('says that something else listens there already', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    const { code, stderr } = await contentmark(['serve', ...keys.verify, '--port', port]);
    other.close();
    expect(code).toBeGreaterThan(1);
    expect(stderr).toContain('something else listens there already');
  });
});
