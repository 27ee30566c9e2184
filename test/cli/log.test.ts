/** log init, append, check, prove, checkpoint, export and purge, through the command. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyLogProof } from 'contentmark/audit-proof';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
const folder = workspace.at('audit');
const key = workspace.at('keys/audit-key.jwk');
const EVENT = {
  event: 'key-rotate',
  actor: { type: 'human', id: 'u-17' },
  environment: 'production',
};
let publicKey = '';

const log = (...argv: string[]) => contentmarkJson(['log', ...argv]);
const append = (lines: readonly unknown[]) =>
  contentmarkJson(['log', 'append', folder, '-', '--key', key], {
    stdin: lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  });

beforeAll(async () => {
  const { json } = await log('init', folder, '--origin', 'shop.example/audit', '--key', key);
  publicKey = json.key;
  const digest = 'ab'.repeat(32);
  const { code, json: counts } = await append(
    Array.from({ length: 300 }, (_, i) => ({
      ...EVENT,
      object: { type: 'row', id: `row/${i}`, digest },
    })),
  );
  expect([code, counts]).toEqual([0, { appended: 300, size: 300 }]);
});

it('init makes a key for its owner only, and overwrites neither key nor log', async () => {
  expect(statSync(key).mode & 0o777).toBe(0o600);
  const before = readFileSync(key, 'utf8');
  const again = await log(
    'init',
    folder,
    '--origin',
    'x.example',
    '--key',
    workspace.at('other.jwk'),
  );
  expect([again.code, again.json.error.code]).toEqual([64, 'ERR_STORE']);
  const other = await log('init', workspace.at('other'), '--origin', 'x.example', '--key', key);
  expect(other.code).toBe(64);
  expect(readFileSync(key, 'utf8')).toBe(before);
});

it('check finds nothing wrong, and says what it cannot find', async () => {
  const { code, json } = await log('check', folder, '--public-key', publicKey);
  expect([code, json]).toMatchObject([0, { size: 300, findings: [], truncation: 'not-compared' }]);
  const { stdout, stderr } = await contentmark(['log', 'check', folder]);
  expect(stdout).toContain('cannot be found without --known');
  expect(stderr).toContain('the key is the one in the folder');
});

it('an event that may not be logged is refused with its line, and not repeated', async () => {
  const { code, json, stdout } = await append([
    { ...EVENT, object: { type: 'user', id: 'jane@shop.example' } },
  ]);
  expect([code, json.error.code]).toEqual([64, 'ERR_ARGUMENT']);
  expect(json.error.message).toContain('line 1');
  expect(stdout).not.toContain('jane@');
  expect((await append(['{"prompt": "boots'])).json.error.message).toContain('line 1 is no JSON');
});

it('a proof is checked by the key alone', async () => {
  const { stdout } = await contentmark(['log', 'prove', folder, '--index', '299']);
  const verdict = await verifyLogProof(stdout, { key: publicKey });
  expect(verdict).toMatchObject({
    status: 'verified',
    index: 299,
    event: { object: { id: 'row/299' } },
  });
  expect((await log('prove', folder, '--index', '300')).code).toBe(64);
});

it('export prints the events, digests in hexadecimal', async () => {
  const { stdout } = await contentmark(['log', 'export', folder, '--from', '7', '--to', '9']);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { index: 7, ...EVENT, object: { id: 'row/7', digest: 'ab'.repeat(32) } },
    { index: 8, ...EVENT },
  ]);
});

describe('a damaged log', () => {
  it('is told with kind, entry and file, and exits 1', async () => {
    const path = join(folder, 'tile/entries/000');
    const whole = readFileSync(path);
    const changed = Buffer.from(whole);
    changed[60] = (changed[60] as number) ^ 1;
    writeFileSync(path, changed);
    const { code, stdout } = await contentmark(['log', 'check', folder, '--public-key', publicKey]);
    writeFileSync(path, whole);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ {2}change 0 {2}tile\/entries\/000: /m);
  });

  it('that was begun anew is found by a checkpoint kept elsewhere', async () => {
    const kept = workspace.write('kept', (await contentmark(['log', 'checkpoint', folder])).stdout);
    const { json } = await log('check', folder, '--public-key', publicKey, '--known', kept);
    expect(json).toMatchObject({ truncation: 'compared', findings: [] });
    const junk = workspace.write('junk', 'no checkpoint');
    expect((await log('check', folder, '--public-key', publicKey, '--known', junk)).code).toBe(64);
  });
});

it('purge refuses less than the minimum and takes nothing that is young', async () => {
  const purge = (retention: unknown) =>
    log(
      ...['purge', folder, '--key', key, '--actor', 'u-17', '--environment', 'production'],
      ...['--retention', workspace.write('retention.json', JSON.stringify(retention))],
    );
  expect((await purge({ 'key-rotate': { maximum: 60 } })).json.error).toMatchObject({
    code: 'ERR_ARGUMENT',
    argument: '--retention',
  });
  expect((await purge({ 'key-rotate': { maximum: 31_536_000 } })).json).toEqual({ purged: 0 });
});

it('a folder that holds no log is named', async () => {
  const { code, json } = await log('export', workspace.at('nothing'));
  expect([code, json.error.argument]).toEqual([64, 'LOG']);
});
