/** `contentmark recall` and `trust`: lists that are signed, shown, checked and gone by, and keys that end. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createKeys, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
const ID = '0190a3c2-7b5e-4c1d-9e2f-3a4b5c6d7e8f';
let keys: Awaited<ReturnType<typeof createKeys>>;
let trust = '';
let key = '';
let list = '';
const sign = () => ['--key', key, '--trust', trust];

beforeAll(async () => {
  keys = await createKeys(workspace);
  const folder = workspace.at('recalls');
  const { issuers } = JSON.parse(readFileSync(keys.trust, 'utf8')).keys[0];
  const made = await contentmarkJson([
    ...['keygen', '--recall', '--issuer', issuers[0]],
    ...['--environment', 'production', '--out', folder],
  ]);
  key = made.json.files.key;
  trust = workspace.write('both.json', readFileSync(keys.trust, 'utf8'));
  const added = await contentmark(['trust', 'add', trust, '--from', made.json.files.trust]);
  expect([added.code, added.stderr]).toEqual([0, '']);
  list = workspace.at('recalls.cose');
});

describe('a recall list', () => {
  it('takes a product back, and every command that checks marks goes by it', async () => {
    const text = workspace.write('copy.txt', 'Waterproof.');
    const signed = await contentmarkJson(['sign', text, '--subject', 'boot', ...keys.sign]);
    const mark = signed.json.mark ?? signed.json.text ?? signed.json.envelope;
    const check = [
      'verify',
      text,
      '--subject',
      'boot',
      '--mark',
      mark,
      '--environment',
      'production',
      '--trust',
      trust,
    ];
    expect((await contentmarkJson(check)).json.status).toBe('verified');
    const added = await contentmarkJson([
      'recall',
      'add',
      list,
      ...sign(),
      '--subject',
      'boot',
      '--reason',
      'wrong-content',
      '--issued-until',
      '2100-01-01',
    ]);
    expect([added.code, added.json.sequence, added.json.entries]).toMatchObject([
      0,
      1,
      [{ subject: 'boot', reason: 'wrong-content' }],
    ]);
    expect((await contentmarkJson([...check, '--recall', list])).json.reason).toBe('recalled');
  });

  it('goes on from the list before, and shows what it says', async () => {
    const { code } = await contentmark([
      'recall',
      'add',
      list,
      ...sign(),
      '--id',
      ID,
      '--incident',
      'INC-7',
    ]);
    expect(code).toBe(0);
    const shown = await contentmark(['recall', 'show', list, '--trust', trust]);
    expect(shown.stdout).toContain('Recall list 2 of');
    expect(shown.stdout).toContain(`id ${ID} (unspecified, INC-7)`);
    const json = await contentmarkJson(['recall', 'show', list, '--trust', trust]);
    expect(json.json.entries[1]).toMatchObject({ ids: [ID], incident: 'INC-7' });
  });

  it('is signed anew in time, and published whole', async () => {
    const out = workspace.at('published.cose');
    const published = await contentmarkJson([
      'recall',
      'publish',
      list,
      ...sign(),
      '--out',
      out,
      '--next-update',
      '2100-01-01',
    ]);
    expect([published.code, published.json.sequence]).toEqual([0, 3]);
    expect(readFileSync(out)).toEqual(readFileSync(list));
    const checked = await contentmark(['recall', 'check', out, '--trust', trust]);
    expect([checked.code, checked.stdout]).toEqual([0, 'VERIFIED: recall list 3\n']);
  });

  it('that cannot be put where verifiers read it is told once, as an error', async () => {
    const out = workspace.at('no-such-folder/published.cose');
    const args = ['recall', 'publish', workspace.at('own.cose'), ...sign(), '--out', out];
    const { code, json } = await contentmarkJson(args);
    expect([code, json.error.argument]).toEqual([64, '--out']);
  });

  it('that is older, overdue or of another key is refused', async () => {
    const old = workspace.at('old.cose');
    await contentmark(['recall', 'add', old, ...sign(), '--id', ID]);
    const behind = await contentmarkJson([
      'recall',
      'check',
      old,
      '--trust',
      trust,
      '--after',
      list,
    ]);
    expect([behind.code, behind.json.reason]).toEqual([1, 'older-sequence']);
    const stranger = await contentmarkJson(['recall', 'check', list, '--trust', keys.trust]);
    expect([stranger.code, stranger.json.reason]).toEqual([1, 'unknown-key']);
    const verify = await contentmarkJson([
      ...'verify x --subject a --mark 0o --environment production'.split(' '),
      '--trust',
      keys.trust,
      '--recall',
      list,
    ]);
    expect([verify.code, verify.json.error.argument]).toEqual([64, '--recall']);
  });

  it('that is damaged is not gone on from, and stays as it is', async () => {
    const damaged = workspace.at('damaged.cose');
    writeFileSync(damaged, readFileSync(list).subarray(0, 90));
    const { code, json } = await contentmarkJson(['recall', 'add', damaged, ...sign(), '--id', ID]);
    expect([code, json.error.argument]).toEqual([64, 'LIST']);
    expect(statSync(damaged).size).toBe(90);
  });

  it('needs a condition, and a key that trust has for it', async () => {
    const none = await contentmarkJson(['recall', 'add', list, ...sign()]);
    expect([none.code, none.json.error.argument]).toEqual([64, '--id']);
    const wrong = await contentmarkJson([
      'recall',
      'add',
      workspace.at('new.cose'),
      '--key',
      keys.key,
      '--trust',
      trust,
      '--id',
      ID,
    ]);
    expect([wrong.code, wrong.json.error.argument]).toEqual([64, '--key']);
  });
});

describe('a trust file', () => {
  it('lists its keys, with dates that people read', async () => {
    const { json } = await contentmarkJson(['trust', 'list', trust]);
    expect(
      json.keys.map(({ signs, state }: { signs: string[]; state: string }) => [signs, state]),
    ).toEqual([
      [['content'], 'valid'],
      [['recall lists'], 'valid'],
    ]);
  });

  it('retires and revokes a key, and never later than before', async () => {
    const file = workspace.write('ending.json', readFileSync(keys.trust, 'utf8'));
    const { json } = await contentmarkJson(['trust', 'list', file]);
    const id = json.keys[0].keyId;
    await contentmark(['trust', 'retire', file, id, '--at', '2027-01-31T00:00:00Z']);
    await contentmark(['trust', 'revoke', file, id, '--at', '2026-01-01']);
    const later = await contentmark(['trust', 'revoke', file, id, '--at', '2029-01-01']);
    expect(later.stdout).toBe(`Key ${id} is revoked from 2026-01-01T00:00:00.000Z in ${file}\n`);
    const { stdout } = await contentmark(['trust', 'list', file]);
    expect(stdout).toContain(`${id}  revoked`);
    expect(stdout).toContain('marks until   2027-01-31T00:00:00.000Z');
  });

  it('is left as it is where the change would be refused', async () => {
    const before = readFileSync(trust, 'utf8');
    const twice = await contentmarkJson(['trust', 'add', trust, '--from', keys.trust]);
    expect([twice.code, twice.json.error.argument]).toEqual([64, 'TRUST']);
    const none = await contentmarkJson(['trust', 'revoke', trust, '0'.repeat(16)]);
    expect([none.code, none.json.error.argument]).toEqual([64, 'KEY-ID']);
    expect(readFileSync(trust, 'utf8')).toBe(before);
  });
});
