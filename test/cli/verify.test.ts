/** verify: what it prints of every verdict, how it ends, and lists of recalled marks. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, ISSUER } from './harness.ts';
import { createSignedText, TEXT } from './signed-text.ts';

const boots = createSignedText();
const { workspace } = boots;

describe('verify', () => {
  it('prints a verdict in plain words, or as it is', async () => {
    const human = await contentmark(boots.verifyArgs());
    expect(human.code).toBe(0);
    expect(human.stdout).toMatch(/^VERIFIED\n/);
    const { code, json } = await contentmarkJson(boots.verifyArgs());
    expect(code).toBe(0);
    expect(json).toMatchObject({
      status: 'verified',
      coverage: 'full',
      claims: { issuer: ISSUER, subject: 'boots' },
      parts: [],
      checks: { integrity: 'passed', content: 'passed' },
    });
  });

  it('takes the mark from a file, as text or as bytes', async () => {
    for (const content of [`\n${boots.mark}\n`, Buffer.from(boots.mark, 'base64url')]) {
      const path = workspace.write('mark', content);
      const args = boots.verifyArgs().map((arg) => (arg === boots.mark ? `@${path}` : arg));
      expect((await contentmark(args)).code).toBe(0);
    }
  });

  it('exits 1 with the reason for a changed file, another subject', async () => {
    const changed = workspace.write('changed.txt', `${TEXT} Now with lace.`);
    const args = boots.verifyArgs();
    const [, , ...rest] = args;
    const cases: [string[], string][] = [
      [['verify', changed, ...rest], 'digest-mismatch'],
      [args.map((arg) => (arg === 'boots' ? 'sandals' : arg)), 'subject-mismatch'],
      [[...args, '--now', '1'], 'not-yet-valid'],
      [args.map((arg) => (arg === boots.mark ? `${boots.mark}A` : arg)), 'malformed'],
      [args.map((arg) => (arg === boots.mark ? '@@@' : arg)), ''],
    ];
    for (const [argv, reason] of cases) {
      const { code, json } = await contentmarkJson(argv);
      if (reason === '') {
        expect([code, json.error.argument]).toEqual([64, '--mark']);
        continue;
      }
      expect([code, json.status, json.reason]).toEqual([1, 'rejected', reason]);
      expect(json.claims).toBeUndefined();
    }
  });

  it('exits 2 where there is no mark', async () => {
    const empty = workspace.write('empty', '\n');
    for (const none of ['', `@${empty}`]) {
      const { code, json } = await contentmarkJson(
        boots.verifyArgs().map((arg) => (arg === boots.mark ? none : arg)),
      );
      expect([code, json.status]).toEqual([2, 'absent']);
    }
  });

  it('says which profile the mark names where another one was used', async () => {
    const { code, json } = await contentmarkJson(boots.verifyArgs(['--profile', 'raw']));
    expect([code, json.reason]).toEqual([1, 'profile-mismatch']);
    expect(json.hint).toContain('--profile text');
    expect((await contentmark(boots.verifyArgs(['--profile', 'raw']))).stdout).toContain(
      '--profile text',
    );
  });

  it('refuses bytes that are no text instead of failing', async () => {
    const damaged = workspace.write('damaged.txt', Buffer.from([0x57, 0xff]));
    const [, , ...rest] = boots.verifyArgs();
    const { code, json } = await contentmarkJson(['verify', damaged, ...rest]);
    expect([code, json.reason]).toEqual([1, 'content-invalid']);
  });

  it.each([
    ['not JSON', '{', /not JSON/],
    ['a list', '[]', /"keys"/],
    ['an unknown member', '{"keys":[],"version":1}', /unknown member "version"/],
    ['no keys', '{"keys":[]}', /empty trust/],
    ['a misspelt member', '{"keys":[{"revokeAt":1}]}', /"keys.0..revokeAt" is no option/],
    ['a duplicate member', '{"keys":[],"keys":[]}', /duplicate key/],
  ])('calls a trust file with %s a usage error', async (_what, content, message) => {
    const trust = workspace.write('bad-trust.json', content);
    const args = boots.verifyArgs().map((arg) => (arg === boots.keys.trust ? trust : arg));
    const { code, json } = await contentmarkJson(args);
    expect([code, json.error.argument]).toEqual([64, '--trust']);
    expect(json.error.message).toMatch(message);
  });

  it('refuses a trust file with a private key in it, without repeating it', async () => {
    const jwk = JSON.parse(readFileSync(boots.keys.key, 'utf8'));
    const trust = workspace.write(
      'leaked-trust.json',
      JSON.stringify({
        keys: [{ publicKey: jwk, issuers: [ISSUER], environments: ['production'] }],
      }),
    );
    const args = boots.verifyArgs().map((arg) => (arg === boots.keys.trust ? trust : arg));
    const { code, stdout } = await contentmarkJson(args);
    expect(code).toBe(64);
    expect(stdout).toContain('private key');
    expect(stdout).not.toContain(jwk.d);
  });
});

describe('verify --recall', () => {
  const OTHER = '00000000-0000-4000-8000-000000000000';

  it('refuses a recalled mark, by a list in either form, and no other', async () => {
    const { json } = await contentmarkJson(boots.verifyArgs());
    const { id } = json.claims;
    for (const [source, code] of [
      [JSON.stringify([OTHER, id]), 1],
      [`${OTHER}\r\n${id}\r\n`, 1],
      [`\ufeff${id}`, 1],
      [`${OTHER}\n`, 0],
      ['[]', 0],
      ['', 0],
    ] as const) {
      const list = workspace.write('recalled', source);
      const answer = await contentmarkJson(boots.verifyArgs(['--recall', list]));
      expect([source, answer.code]).toEqual([source, code]);
      if (code === 1) expect(answer.json).toMatchObject({ status: 'rejected', reason: 'recalled' });
    }
  });

  it('takes no list that might recall nothing by a slip', async () => {
    for (const source of [
      'boots',
      OTHER.slice(1),
      `${OTHER} ${OTHER}`,
      OTHER.replace(/0/g, 'A'),
      `{"ids":["${OTHER}"]}`,
      `"${OTHER}"`,
      `["${OTHER}"`,
      `[["${OTHER}"]]`,
      '[null]',
      Buffer.from(`\ufeff${OTHER}`, 'utf16le'),
    ]) {
      const list = workspace.write('recalled', source);
      const { code, json } = await contentmarkJson(boots.verifyArgs(['--recall', list]));
      expect([String(source), code]).toEqual([String(source), 64]);
      expect(json).toMatchObject({ error: { argument: '--recall' } });
    }
    expect(
      (await contentmark(boots.verifyArgs(['--recall', workspace.at('nowhere')]))).code,
    ).not.toBe(0);
  });

  it('holds for every record of a catalogue', async () => {
    const rows = ['{"sku":"a","title":"A"}', '{"sku":"b","title":"B"}'];
    const catalog = workspace.write('catalog.jsonl', `${rows.join('\n')}\n`);
    const map = 'test/fixtures/catalogue/text-map.json';
    const output = workspace.at('signed.jsonl');
    const signed = ['catalog', 'sign', catalog, '--map', map, '--out', output, ...boots.keys.sign];
    expect((await contentmark(signed)).code).toBe(0);
    const [first = ''] = workspace.text('signed.jsonl').split('\n');
    const { json } = await contentmarkJson(['inspect', JSON.parse(first).contentmark]);
    const list = workspace.write('recalled', json.claims.id);
    const check = ['catalog', 'verify', output, '--map', map, ...boots.keys.verify];
    expect((await contentmark(check)).code).toBe(0);
    const { code, stdout } = await contentmark([...check, '--recall', list]);
    expect([code, stdout]).toEqual([1, expect.stringContaining('recalled')]);
  });
});
