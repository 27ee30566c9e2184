/** sign: what it prints, the keys it takes, and the mistakes it names. */
import { chmodSync, readFileSync } from 'node:fs';
import { importPrivateJwk, unsafeExportPkcs8 } from 'contentmark/keys';
import { describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, ISSUER } from './harness.ts';
import { createSignedText, TEXT } from './signed-text.ts';

const boots = createSignedText();
const { workspace } = boots;

describe('sign', () => {
  it('prints the text form and a line end', async () => {
    const { code, stdout, stderr } = await contentmark([
      'sign',
      boots.file,
      '--subject',
      'boots',
      ...boots.keys.sign,
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
        ...boots.keys.sign,
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
    const signed = await contentmark(['sign', withMark, '--subject', 'boots', ...boots.keys.sign]);
    const check = (path: string) =>
      contentmark([
        'verify',
        path,
        '--mark',
        signed.stdout.trim(),
        '--subject',
        'boots',
        ...boots.keys.verify,
      ]);
    expect((await check(withMark)).code).toBe(0);
    expect((await check(boots.file)).code).toBe(1);
    expect((await check(workspace.write('bare.txt', `\ufeff${TEXT.trimEnd()}`))).code).toBe(1);
  });

  it('takes a PKCS#8 key, and warns of a key that others can read', async () => {
    const key = importPrivateJwk(JSON.parse(readFileSync(boots.keys.key, 'utf8')));
    const der = Buffer.from(unsafeExportPkcs8(key)).toString('base64');
    const pem = workspace.write(
      'key.pem',
      `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----\n`,
    );
    chmodSync(pem, 0o644);
    const { code, stdout, stderr } = await contentmark([
      'sign',
      boots.file,
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
    ['a time that has passed', ['sign', 'TEXT', '--expires-at', '1'], '--expires-at', /later/],
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
    [
      'a fixture for production',
      ['sign', 'TEXT', '--purpose', 'fixture'],
      '--purpose',
      /production/,
    ],
  ])('calls %s a usage error', async (_what, [command, target, ...rest], argument, message) => {
    const binary = workspace.write('image.webp', Uint8Array.of(0x52, 0xff, 0xfe));
    const path = { BINARY: binary, TEXT: boots.file }[target ?? ''] ?? target;
    const args = [
      command as string,
      ...(path ? [path] : []),
      '--subject',
      'x',
      ...boots.keys.sign,
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

it('--soft-bindings lets a mark carry a fingerprint of its text, alone and in a catalogue', async () => {
  const copy = 'These boots keep your feet dry on wet paths and dry within one night.';
  const file = workspace.write('copy.txt', copy);
  const sign = ['sign', file, '--subject', 'boots', ...boots.keys.sign, '--json'];
  const { json } = await contentmarkJson([...sign, '--soft-bindings']);
  const binding = { algorithm: 1, value: '60b8c7f6163582da' };
  expect(json.claims.softBindings).toEqual([binding]);
  expect((await contentmarkJson(sign)).json.claims).not.toHaveProperty('softBindings');
  const input = workspace.write(
    'in.csv',
    `sku,title,description,contentmark\na,Boots,${copy},\nb,Hat,Warm,\n`,
  );
  const map = 'test/fixtures/catalogue/text-map.json';
  for (const batch of ['1', '2']) {
    const out = workspace.at(`out-${batch}.csv`);
    const more = ['--out', out, '--soft-bindings', '--batch', batch, ...boots.keys.sign];
    expect((await contentmark(['catalog', 'sign', input, '--map', map, ...more])).code).toBe(0);
    const check = ['catalog', 'verify', out, '--map', map, ...boots.keys.verify];
    expect((await contentmark(check)).code).toBe(0);
    const marks = readFileSync(out, 'utf8').match(/0oR[\w-]+/g) ?? [];
    const claims = await Promise.all(
      marks.map(async (mark) => (await contentmarkJson(['inspect', mark])).json.claims),
    );
    expect(claims.map(({ softBindings }) => softBindings)).toEqual([[binding], undefined]);
  }
});
