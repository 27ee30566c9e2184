/** promote: a mark of staging in, a mark of production and a record out. */
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createKeys, createWorkspace, ISSUER } from './harness.ts';

const workspace = createWorkspace();
const TEXT = 'Waterproof hiking boots with a padded collar.\n';
let staging: Awaited<ReturnType<typeof createKeys>>;
let production: Awaited<ReturnType<typeof createKeys>>;
let file: string;
let mark: string;
let records = 0;

beforeAll(async () => {
  staging = await createKeys(workspace, 'staging');
  production = await createKeys(workspace, 'production');
  file = workspace.write('boots.txt', TEXT);
  const signed = await contentmark(['sign', file, '--subject', 'boots', ...staging.sign]);
  mark = signed.stdout.trim();
});

/** The command with these options in place of the right ones; `undefined` leaves one out. */
const args = (changed: Readonly<Record<string, string | undefined>> = {}, content = file) => {
  const options: Readonly<Record<string, string | undefined>> = {
    '--mark': mark,
    '--trust': staging.trust,
    '--subject': 'boots',
    '--key': production.key,
    '--approver': 'role:content-lead',
    '--reason': 'checked against the supplier sheet',
    ...changed,
  };
  const given = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [name, value],
  );
  return ['promote', content, ...given];
};

describe('promote', () => {
  it('prints a mark that verifies in production, and keeps the record', async () => {
    const record = workspace.at(`record-${++records}.json`);
    const { code, stdout, stderr } = await contentmark(args({ '--record': record }));
    expect([code, stderr]).toEqual([0, '']);
    const envelope = stdout.trim();
    const checked = await contentmarkJson([
      'verify',
      file,
      '--mark',
      envelope,
      '--subject',
      'boots',
      ...production.verify,
    ]);
    expect(checked.json).toMatchObject({
      status: 'verified',
      claims: { environment: 'production' },
    });
    const kept = JSON.parse(workspace.text(`record-${records}.json`));
    expect(kept).toMatchObject({
      event: 'promote',
      subject: 'boots',
      approver: 'role:content-lead',
      from: { environment: 'staging' },
      to: { environment: 'production' },
    });
    expect(checked.json.claims.ingredients).toEqual([kept.from.statementDigest]);
    expect(workspace.text(`record-${records}.json`)).not.toContain('hiking');
  });

  it('tells the record on stderr where no file is named, so that it is not lost', async () => {
    const { stdout, stderr } = await contentmark(args());
    expect(stdout).toMatch(/^0oR\S+\n$/);
    expect(JSON.parse(stderr.slice(stderr.indexOf('{')))).toMatchObject({ event: 'promote' });
  });

  it('prints mark and record as JSON, with a review and other claims', async () => {
    const live = ['--issuer', `${ISSUER}live`, '--environment', 'production'];
    await contentmark(['keygen', ...live, '--out', workspace.at('live')]);
    const { code, json } = await contentmarkJson(
      args({
        '--key': workspace.at('live/signing-key.jwk'),
        '--issuer': `${ISSUER}live`,
        '--audience': 'shop:eu',
        '--author': 'id:4711',
        '--review-kind': 'fact-check',
        '--now': '2099-01-01T00:00:00Z',
        '--expires-at': '2099-02-01',
      }),
    );
    expect(code).toBe(0);
    expect(json.record).toMatchObject({
      time: 4070908800,
      author: 'id:4711',
      review: { kind: 'fact-check', party: 'role:content-lead', reviewedAt: 4070908800 },
      to: { issuer: `${ISSUER}live` },
    });
    const { json: found } = await contentmarkJson(['inspect', json.envelope]);
    expect(found.claims).toMatchObject({ audience: 'shop:eu', expiresAt: 4073587200 });
  });

  it.each<[string, Readonly<Record<string, string>>, number, string]>([
    ['its author approves', { '--author': 'Ada', '--approver': 'ada' }, 1, 'self-approval'],
    ['its issuer approves', { '--approver': ISSUER }, 1, 'self-approval'],
    ['it is another product', { '--subject': 'socks' }, 1, 'not-verified'],
    ['there is no mark', { '--mark': '' }, 2, 'not-verified'],
    ['it is there already', { '--environment': 'staging' }, 1, 'same-environment'],
  ])('refuses where %s, and prints no mark', async (_name, changed, code, reason) => {
    const record = workspace.at(`refused-${++records}.json`);
    const result = await contentmarkJson(args({ ...changed, '--record': record }));
    expect(result.code).toBe(code);
    expect(result.json).toEqual({ status: 'refused', reason, detail: expect.any(String) });
    expect(existsSync(record)).toBe(false);
    const { stdout } = await contentmark(args(changed));
    expect(stdout).toMatch(new RegExp(`^REFUSED ${reason}\n`));
    expect(stdout).not.toContain('0oR');
  });

  it('refuses edited content, the key of staging, and fixtures', async () => {
    const edited = workspace.write('edited.txt', `${TEXT}!`);
    expect((await contentmarkJson(args({}, edited))).json).toMatchObject({
      reason: 'not-verified',
    });
    const crossed = await contentmarkJson(args({ '--key': staging.key }));
    expect(crossed.json).toMatchObject({ reason: 'same-key' });
    const keys = workspace.at('fixtures');
    const binding = ['--issuer', ISSUER, '--environment', 'staging', '--purpose', 'fixture'];
    await contentmark(['keygen', ...binding, '--out', keys]);
    const key = `${keys}/signing-key.jwk`;
    const signed = await contentmark([
      'sign',
      file,
      '--subject',
      'boots',
      '--key',
      key,
      ...binding,
    ]);
    const changed = { '--mark': signed.stdout.trim(), '--trust': `${keys}/trust.json` };
    expect((await contentmarkJson(args(changed))).json).toMatchObject({ reason: 'not-content' });
  });

  it.each(['--approver', '--reason', '--key', '--trust', '--mark', '--subject'])(
    'does nothing without %s',
    async (name) => {
      const { code, json } = await contentmarkJson(args({ [name]: undefined }));
      expect([code, json.error.argument]).toEqual([64, name]);
    },
  );

  it.each([
    [{ '--reason': '  ' }, 'ERR_ARGUMENT', '--reason'],
    [{ '--approver': 'ada@shop.example' }, 'ERR_ARGUMENT', '--approver'],
    [{ '--issuer': 'my shop' }, 'ERR_USAGE', '--issuer'],
    [{ '--review-party': 'role:editor' }, 'ERR_USAGE', '--review-party'],
    [{ '--media-type': 'text/plain' }, 'ERR_USAGE', '--media-type'],
    [{ '--now': 'soon' }, 'ERR_USAGE', '--now'],
  ])('refuses %j', async (changed, code, argument) => {
    const result = await contentmarkJson(args(changed));
    expect(result.code).toBe(64);
    expect(result.json.error).toMatchObject({ code, argument });
  });

  it('never writes over another record, and prints no mark then', async () => {
    const record = workspace.write('kept.json', '{"event":"promote"}');
    const { code, stdout, stderr } = await contentmark(args({ '--record': record }));
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toContain('choose another --record');
    expect(workspace.text('kept.json')).toBe('{"event":"promote"}');
  });

  it('promotes an image with the media type it was signed with', async () => {
    const image = workspace.write('boots.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47));
    const raw = ['--profile', 'raw', '--media-type', 'image/png'];
    const signed = await contentmark([
      'sign',
      image,
      '--subject',
      'boots',
      ...raw,
      ...staging.sign,
    ]);
    const changed = { '--mark': signed.stdout.trim(), '--profile': 'raw' };
    const wrong = await contentmarkJson(args(changed, image));
    expect(wrong.json).toMatchObject({ reason: 'not-verified' });
    const { code } = await contentmarkJson(
      args({ ...changed, '--media-type': 'image/png' }, image),
    );
    expect(code).toBe(0);
  });
});
