/** keygen, sign, verify, inspect: what they print, and how they end. */
import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { importPrivateJwk, unsafeExportPkcs8 } from 'contentmark/keys';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createKeys, createWorkspace, ISSUER } from './harness.ts';

const workspace = createWorkspace();
const TEXT = 'Waterproof hiking boots with a padded collar.\n';
let keys: Awaited<ReturnType<typeof createKeys>>;
let file: string;
let mark: string;

beforeAll(async () => {
  keys = await createKeys(workspace);
  file = workspace.write('boots.txt', TEXT);
  mark = (await contentmark(['sign', file, '--subject', 'boots', ...keys.sign])).stdout.trim();
});

const verifyBoots = (more: readonly string[] = []) => [
  'verify',
  file,
  '--envelope',
  mark,
  '--subject',
  'boots',
  ...keys.verify,
  ...more,
];

describe('keygen', () => {
  it('writes a key for its owner only, and a trust file that createTrust takes', () => {
    expect(readdirSync(keys.out).sort()).toEqual(['signing-key.jwk', 'trust.json']);
    expect(statSync(keys.key).mode & 0o777).toBe(0o600);
    const trust = JSON.parse(readFileSync(keys.trust, 'utf8'));
    expect(trust.keys).toHaveLength(1);
    expect(trust.keys[0]).toMatchObject({
      issuers: [ISSUER],
      environments: ['production'],
      purposes: ['content'],
    });
    expect(trust.keys[0].publicKey.d).toBeUndefined();
  });

  it('says the whole thumbprint, which begins with the key id', async () => {
    const out = workspace.at('pinned');
    const made = await contentmarkJson([
      'keygen',
      '--issuer',
      ISSUER,
      '--environment',
      'test',
      '--out',
      out,
    ]);
    const { keyId, thumbprint } = made.json as { keyId: string; thumbprint: string };
    expect(thumbprint).toMatch(/^[0-9a-f]{64}$/);
    expect(thumbprint.slice(0, 16)).toBe(keyId);
  });

  it.each(['signing-key.jwk', 'trust.json'])(
    'does not overwrite %s, and leaves nothing',
    async (name) => {
      const out = workspace.at(`half-${name}`);
      await contentmark(['keygen', '--issuer', ISSUER, '--environment', 'test', '--out', out]);
      const other = name === 'trust.json' ? 'signing-key.jwk' : 'trust.json';
      const before = readFileSync(join(out, name), 'utf8');
      const { unlinkSync } = await import('node:fs');
      unlinkSync(join(out, other));
      const again = await contentmarkJson([
        'keygen',
        '--issuer',
        ISSUER,
        '--environment',
        'test',
        '--out',
        out,
      ]);
      expect(again.code).toBe(64);
      expect(again.json.error).toMatchObject({ code: 'ERR_USAGE', argument: '--out' });
      expect(again.json.error.message).toContain(name);
      expect(readFileSync(join(out, name), 'utf8')).toBe(before);
      expect(readdirSync(out)).toEqual([name]);
    },
  );

  it('prints the key id, in text and in JSON', async () => {
    const out = workspace.at('ids');
    const made = await contentmarkJson([
      'keygen',
      '--issuer',
      ISSUER,
      '--environment',
      'test',
      '--purpose',
      'fixture',
      'seed',
      '--out',
      out,
    ]);
    expect(made.code).toBe(0);
    expect(made.json.keyId).toMatch(/^[0-9a-f]{16}$/);
    const trust = JSON.parse(readFileSync(join(out, 'trust.json'), 'utf8'));
    expect(trust.keys[0].purposes).toEqual(['fixture', 'seed']);
  });

  it('refuses fixtures for production, an issuer that is no URI, and makes nothing', async () => {
    const out = workspace.at('refused');
    const fixture = await contentmarkJson([
      'keygen',
      '--issuer',
      ISSUER,
      '--environment',
      'production',
      '--purpose',
      'fixture',
      '--out',
      out,
    ]);
    expect(fixture.code).toBe(64);
    expect(fixture.json.error.code).toBe('ERR_TRUST');
    const issuer = await contentmarkJson([
      'keygen',
      '--issuer',
      'my shop',
      '--environment',
      'test',
      '--out',
      out,
    ]);
    expect(issuer.json.error.argument).toBe('--issuer');
    expect(existsSync(out)).toBe(false);
  });
});

describe('sign', () => {
  it('prints the text form and a line end', async () => {
    const { code, stdout, stderr } = await contentmark([
      'sign',
      file,
      '--subject',
      'boots',
      ...keys.sign,
    ]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^0oRY[\w-]+\n$/);
  });

  it('prints the mark, its key, size and claims as JSON', async () => {
    const { json } = await contentmarkJson(
      [
        'sign',
        '-',
        '--subject',
        'boots',
        ...keys.sign,
        '--kind',
        'title',
        '--generator',
        '@acme/copy@2.1',
        '--source-type',
        'compositeSynthetic',
        '--audience',
        'shop-1',
        '--expires-at',
        '2099-01-01T00:00:00Z',
        '--not-before',
        '1700000000',
      ],
      { stdin: TEXT },
    );
    expect(json).toMatchObject({
      envelope: expect.stringMatching(/^0oRY/),
      keyId: expect.stringMatching(/^[0-9a-f]{16}$/),
      claims: {
        kind: 'title',
        generator: { name: '@acme/copy', version: '2.1' },
        sourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic',
        audience: 'shop-1',
        expiresAt: 4070908800,
        notBefore: 1700000000,
      },
    });
    expect(json.bytes).toBe(Buffer.from(json.envelope, 'base64url').length);
  });

  it('signs a byte order mark and the last line end as they are', async () => {
    const withMark = workspace.write('bom.txt', `\ufeff${TEXT}`);
    const signed = await contentmark(['sign', withMark, '--subject', 'boots', ...keys.sign]);
    const check = (path: string) =>
      contentmark([
        'verify',
        path,
        '--envelope',
        signed.stdout.trim(),
        '--subject',
        'boots',
        ...keys.verify,
      ]);
    expect((await check(withMark)).code).toBe(0);
    expect((await check(file)).code).toBe(1);
    expect((await check(workspace.write('bare.txt', `\ufeff${TEXT.trimEnd()}`))).code).toBe(1);
  });

  it('takes a PKCS#8 key, and warns of a key that others can read', async () => {
    const key = importPrivateJwk(JSON.parse(readFileSync(keys.key, 'utf8')));
    const der = Buffer.from(unsafeExportPkcs8(key)).toString('base64');
    const pem = workspace.write(
      'key.pem',
      `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----\n`,
    );
    chmodSync(pem, 0o644);
    const { code, stdout, stderr } = await contentmark([
      'sign',
      file,
      '--subject',
      'boots',
      '--key',
      pem,
      '--issuer',
      ISSUER,
      '--environment',
      'production',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^0oRY/);
    expect(stderr).toContain('chmod 600');
  });

  it.each([
    ['bytes that are no text', ['sign', 'BINARY'], 'FILE', /--profile raw/],
    ['a file that is not there', ['sign', 'nowhere.txt'], 'FILE', /no such file/],
    ['a directory', ['sign', '/'], 'FILE', /is a directory/],
    [
      'an unknown source type',
      ['sign', 'TEXT', '--source-type', 'magic'],
      '--source-type',
      /compositeSynthetic/,
    ],
    [
      'milliseconds',
      ['sign', 'TEXT', '--expires-at', '1700000000000'],
      '--expires-at',
      /milliseconds/,
    ],
    [
      'a time without a zone',
      ['sign', 'TEXT', '--expires-at', '2099-01-01T00:00:00'],
      '--expires-at',
      /zone/,
    ],
    ['a time that has passed', ['sign', 'TEXT', '--expires-at', '1'], 'expiresAt', /later/],
    ['an empty generator version', ['sign', 'TEXT', '--generator', 'x@'], '--generator', /version/],
    [
      'a media type with text',
      ['sign', 'TEXT', '--media-type', 'image/webp'],
      '--media-type',
      /raw/,
    ],
    ['JSON that is none', ['sign', 'TEXT', '--profile', 'json'], 'content', /not JSON/],
    ['an unknown profile', ['sign', 'TEXT', '--profile', 'yaml'], '--profile', /Allowed choices/],
    ['an unknown option', ['sign', 'TEXT', '--colour'], '--colour', /unknown option/],
    ['no file', ['sign'], 'file', /missing required argument/],
    ['a fixture for production', ['sign', 'TEXT', '--purpose', 'fixture'], 'purpose', /production/],
  ])('calls %s a usage error', async (_what, [command, target, ...rest], argument, message) => {
    const binary = workspace.write('image.webp', Uint8Array.of(0x52, 0xff, 0xfe));
    const path = { BINARY: binary, TEXT: file }[target ?? ''] ?? target;
    const args = [
      command as string,
      ...(path ? [path] : []),
      '--subject',
      'x',
      ...keys.sign,
      ...rest,
    ];
    const json = await contentmarkJson(args);
    expect(json.code).toBe(64);
    expect(json.json.error).toMatchObject({ argument, message: expect.stringMatching(message) });
    expect(json.stderr).toBe('');
    const human = await contentmark(args);
    expect([human.code, human.stdout]).toEqual([64, '']);
    expect(human.stderr).toMatch(message);
  });
});

describe('verify', () => {
  it('prints a verdict in plain words, or as it is', async () => {
    const human = await contentmark(verifyBoots());
    expect(human.code).toBe(0);
    expect(human.stdout).toMatch(/^VERIFIED\n/);
    const { code, json } = await contentmarkJson(verifyBoots());
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
    for (const content of [`\n${mark}\n`, Buffer.from(mark, 'base64url')]) {
      const path = workspace.write('mark', content);
      const args = verifyBoots().map((arg) => (arg === mark ? `@${path}` : arg));
      expect((await contentmark(args)).code).toBe(0);
    }
  });

  it('exits 1 with the reason for a changed file, another subject', async () => {
    const changed = workspace.write('changed.txt', `${TEXT} Now with lace.`);
    const args = verifyBoots();
    const [, , ...rest] = args;
    const cases: [string[], string][] = [
      [['verify', changed, ...rest], 'digest-mismatch'],
      [args.map((arg) => (arg === 'boots' ? 'sandals' : arg)), 'subject-mismatch'],
      [[...args, '--now', '1'], 'not-yet-valid'],
      [args.map((arg) => (arg === mark ? `${mark}A` : arg)), 'malformed'],
      [args.map((arg) => (arg === mark ? '@@@' : arg)), ''],
    ];
    for (const [argv, reason] of cases) {
      const { code, json } = await contentmarkJson(argv);
      if (reason === '') {
        expect([code, json.error.argument]).toEqual([64, '--envelope']);
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
        verifyBoots().map((arg) => (arg === mark ? none : arg)),
      );
      expect([code, json.status]).toEqual([2, 'absent']);
    }
  });

  it('says which profile the mark names where another one was used', async () => {
    const { code, json } = await contentmarkJson(verifyBoots(['--profile', 'raw']));
    expect([code, json.reason]).toEqual([1, 'profile-mismatch']);
    expect(json.hint).toContain('--profile text');
    expect((await contentmark(verifyBoots(['--profile', 'raw']))).stdout).toContain(
      '--profile text',
    );
  });

  it('refuses bytes that are no text instead of failing', async () => {
    const damaged = workspace.write('damaged.txt', Buffer.from([0x57, 0xff]));
    const [, , ...rest] = verifyBoots();
    const { code, json } = await contentmarkJson(['verify', damaged, ...rest]);
    expect([code, json.reason]).toEqual([1, 'content-invalid']);
  });

  it.each([
    ['not JSON', '{', /not JSON/],
    ['a list', '[]', /"keys"/],
    ['an unknown member', '{"keys":[],"version":1}', /unknown member "version"/],
    ['no keys', '{"keys":[]}', /empty trust/],
    ['a misspelt member', '{"keys":[{"revokeAt":1}]}', /no option "revokeAt"/],
    ['a duplicate member', '{"keys":[],"keys":[]}', /duplicate key/],
  ])('calls a trust file with %s a usage error', async (_what, content, message) => {
    const trust = workspace.write('bad-trust.json', content);
    const args = verifyBoots().map((arg) => (arg === keys.trust ? trust : arg));
    const { code, json } = await contentmarkJson(args);
    expect([code, json.error.argument]).toEqual([64, '--trust']);
    expect(json.error.message).toMatch(message);
  });

  it('refuses a trust file with a private key in it, without repeating it', async () => {
    const jwk = JSON.parse(readFileSync(keys.key, 'utf8'));
    const trust = workspace.write(
      'leaked-trust.json',
      JSON.stringify({
        keys: [{ publicKey: jwk, issuers: [ISSUER], environments: ['production'] }],
      }),
    );
    const args = verifyBoots().map((arg) => (arg === keys.trust ? trust : arg));
    const { code, stdout } = await contentmarkJson(args);
    expect(code).toBe(64);
    expect(stdout).toContain('private key');
    expect(stdout).not.toContain(jwk.d);
  });
});

describe('verify --recall', () => {
  const OTHER = '00000000-0000-4000-8000-000000000000';

  it('refuses a recalled mark, by a list in either form, and no other', async () => {
    const { json } = await contentmarkJson(verifyBoots());
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
      const answer = await contentmarkJson(verifyBoots(['--recall', list]));
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
      const { code, json } = await contentmarkJson(verifyBoots(['--recall', list]));
      expect([String(source), code]).toEqual([String(source), 64]);
      expect(json).toMatchObject({ error: { argument: '--recall' } });
    }
    expect((await contentmark(verifyBoots(['--recall', workspace.at('nowhere')]))).code).not.toBe(
      0,
    );
  });

  it('holds for every record of a catalogue', async () => {
    const rows = ['{"sku":"a","title":"A"}', '{"sku":"b","title":"B"}'];
    const catalog = workspace.write('catalog.jsonl', `${rows.join('\n')}\n`);
    const map = 'test/fixtures/catalogue/text-map.json';
    const output = workspace.at('signed.jsonl');
    const signed = ['catalog', 'sign', catalog, '--map', map, '--out', output, ...keys.sign];
    expect((await contentmark(signed)).code).toBe(0);
    const [first = ''] = workspace.text('signed.jsonl').split('\n');
    const { json } = await contentmarkJson(['inspect', JSON.parse(first).contentmark]);
    const list = workspace.write('recalled', json.claims.id);
    const check = ['catalog', 'verify', output, '--map', map, ...keys.verify];
    expect((await contentmark(check)).code).toBe(0);
    const { code, stdout } = await contentmark([...check, '--recall', list]);
    expect([code, stdout]).toEqual([1, expect.stringContaining('recalled')]);
  });
});

describe('inspect', () => {
  it('shows what a mark says, marked as not verified', async () => {
    const { code, stdout } = await contentmark(['inspect', mark]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^NOT VERIFIED/);
    expect(stdout).toContain('boots');
    expect(stdout).toContain('text-1');
    const { json } = await contentmarkJson(['inspect', '-'], { stdin: `${mark}\n` });
    expect(json).toMatchObject({
      verified: false,
      claims: { subject: 'boots' },
      payload: { type: 'content', profile: 'text-1' },
    });
  });

  it('exits 1 for what cannot be decoded', async () => {
    for (const junk of ['', 'junk', 'A'.repeat(20_000), '\u001b[2J']) {
      const { code, json } = await contentmarkJson(['inspect', junk]);
      expect([code, json.verified]).toEqual([1, false]);
      expect(json.reason).toMatch(/malformed|too-large/);
    }
  });

  it('shows no control character of a claim to the terminal', async () => {
    const signed = await contentmark([
      'sign',
      file,
      '--subject',
      'a\u001b[2J\u202eb',
      ...keys.sign,
    ]);
    const { stdout } = await contentmark(['inspect', signed.stdout.trim()], { isTTY: true });
    expect(stdout).toContain('a\\u{1b}[2J\\u{202e}b');
  });

  it('shows no control character of a command that there is not', async () => {
    const { code, stderr } = await contentmark(['no\u001b[2J\u202esuch']);
    expect([code, stderr.includes('no\\u{1b}[2J\\u{202e}such')]).toEqual([64, true]);
  });

  it('shows no unseen character to whoever reads --json, and the same value to a program', async () => {
    const subject = 'a\u009b31m\u202eb\u200b\u{e0041}';
    const signed = await contentmark(['sign', file, '--subject', subject, ...keys.sign]);
    const { stdout, json } = await contentmarkJson(['inspect', signed.stdout.trim()]);
    expect(stdout).toContain('a\\u009b31m\\u202eb\\u200b\\udb40\\udc41');
    expect(json.claims.subject).toBe(subject);
  });
});

describe('every command', () => {
  it('prints no private key, whatever happens', async () => {
    const { d } = JSON.parse(readFileSync(keys.key, 'utf8'));
    const half = workspace.write('half.jwk', `{"kty":"OKP","crv":"Ed25519","d":"${d}"`);
    const wrong = workspace.write(
      'wrong.jwk',
      JSON.stringify({ kty: 'OKP', crv: 'Ed25519', d, x: d }),
    );
    const pem = workspace.write('bad.pem', `-----BEGIN PRIVATE KEY-----\n${d}\n`);
    const runs = [half, wrong, pem, keys.key].flatMap((key) =>
      [[], ['--json']].map((more) => [
        'sign',
        file,
        '--subject',
        'x',
        '--issuer',
        ISSUER,
        '--environment',
        'production',
        '--key',
        key,
        ...more,
      ]),
    );
    for (const args of runs) {
      const { code, stdout, stderr } = await contentmark(args);
      expect(code).toBe(args.includes(keys.key) ? 0 : 64);
      expect(stdout + stderr).not.toContain(d);
      expect(stdout + stderr).not.toContain(d.slice(0, 12));
    }
  });

  it.each([[['--help']], [['sign', '--help']], [['catalog', 'sign', '--help']], [['--version']]])(
    'answers %s on stdout with exit code 0',
    async (args) => {
      const { code, stdout, stderr } = await contentmark(args);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout.length).toBeGreaterThan(4);
    },
  );

  it.each([[[]], [['catalog']], [['paint']]])('calls %s a usage error', async (args) => {
    expect((await contentmark(args)).code).toBe(64);
    const { code, json } = await contentmarkJson(args);
    expect(code).toBe(64);
    expect(json.error.code).toBe('ERR_USAGE');
  });

  it('colours only for a terminal that wants it', async () => {
    const colour = '\u001b[';
    expect((await contentmark(verifyBoots(), { isTTY: true })).stdout).toContain(colour);
    expect((await contentmark(verifyBoots())).stdout).not.toContain(colour);
    const unwanted = await contentmark(verifyBoots(), { isTTY: true, env: { NO_COLOR: '1' } });
    expect(unwanted.stdout).not.toContain(colour);
  });
});
