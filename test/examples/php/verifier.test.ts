/** The PHP verifier as it is called: what it takes, what it refuses, and that nothing from outside throws. */
import { readFileSync } from 'node:fs';
import { parts, text } from 'contentmark';
import { html } from 'contentmark/html';
import { describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../../src/format/bytes/base64url.ts';
import { canonicalBytes } from '../../../src/format/content/digest.ts';
import { contentmark, createKeys, createWorkspace } from '../../cli/harness.ts';
import { native } from '../../fixtures/backends.ts';
import { ISSUER, mark, NOW, SUBJECT } from '../../fixtures/claims.ts';
import { shopKey } from '../../fixtures/keys.ts';
import { hasPhp, PHP_EXAMPLES, runPhp } from '../../fixtures/php.ts';

const workspace = createWorkspace();
const source = readFileSync(`${PHP_EXAMPLES}contentmark.php`, 'utf8');

/** A trust of one entry in PHP, its members replaced. */
function trustOf(changed: Readonly<Record<string, string>> = {}): string {
  const members = {
    publicKey: `hex2bin('${Buffer.from(shopKey.publicKey).toString('hex')}')`,
    issuers: `['${ISSUER}']`,
    environments: "['production']",
    ...changed,
  };
  const entries = Object.entries(members).map(([name, value]) => `'${name}' => ${value}`);
  return `new Contentmark\\Trust([[${entries.join(', ')}]])`;
}

/** What a call comes to: `ok`, or the class of what it threw. */
const attempt = (call: string) =>
  `try { ${call}; echo 'ok'; } catch (Throwable $e) { echo get_class($e), ': ', $e->getMessage(); }`;

describe.runIf(hasPhp)('a mistake in the call throws, and says what it is about', () => {
  test.each([
    ["'issuer' => 'x'", { issuer: "'x'" }, /unknown member issuer/],
    ['a key of 31 bytes', { publicKey: "str_repeat('a', 31)" }, /is not 32 bytes/],
    ['no key', { publicKey: 'null' }, /no Ed25519 JWK/],
    ['a small-order key', { publicKey: 'str_repeat(chr(0), 32)' }, /small-order/],
    ['a private key', { publicKey: "['kty' => 'OKP', 'd' => 'x']" }, /holds a private key/],
    [
      'a key of another curve',
      { publicKey: "['kty' => 'EC', 'crv' => 'P-256', 'x' => 'AA']" },
      /no Ed25519/,
    ],
    ['no issuers', { issuers: '[]' }, /issuers is not a list/],
    ['issuers as one text', { issuers: `'${ISSUER}'` }, /issuers is not a list/],
    ['an unknown purpose', { purposes: "['contents']" }, /unknown purpose/],
    [
      'fixtures in production',
      { purposes: "['content', 'fixture']" },
      /fixtures and for production/,
    ],
    ['a time as text', { revokedAt: "'2026-01-01'" }, /revokedAt is not Unix seconds/],
    ['an end before the beginning', { notBefore: '9', notAfter: '8' }, /ends before it begins/],
  ])('%s', (_what, changed, message) => {
    const printed = runPhp(attempt(trustOf(changed as Readonly<Record<string, string>>)));
    expect(printed).toMatch(/^InvalidArgumentException: /);
    expect(printed).toMatch(message);
  });

  test.each([
    ['an empty subject', "verify(Contentmark\\Content::text('a'), null, '')"],
    ['no parts', "verify([], null, 'a')"],
    ['a part that is no content', "verify(['name' => 'text'], null, 'a')"],
    [
      'parts required of one content',
      "verify(Contentmark\\Content::text('a'), null, 'a', 0, ['name'])",
    ],
    [
      'parts required in a word',
      "verify(['a' => Contentmark\\Content::text('a')], null, 'a', 0, 'some')",
    ],
  ])('%s', (_what, call) => {
    const printed = runPhp(`$verifier = new Contentmark\\Verifier(${trustOf()}, 'production');
      ${attempt(`$verifier->${call}`)}`);
    expect(printed).toMatch(/^InvalidArgumentException/);
  });

  test('two entries for one key, an empty trust, an empty environment', () => {
    const entry = trustOf().replace('new Contentmark\\Trust([', '').slice(0, -2);
    for (const call of [
      `new Contentmark\\Trust([${entry}, ${entry}])`,
      'new Contentmark\\Trust([])',
      `new Contentmark\\Verifier(${trustOf()}, '')`,
      "Contentmark\\Content::digest('html-2', str_repeat('a', 32))",
      "Contentmark\\Content::digest('html-1', 'short')",
      'Contentmark\\Trust::fromJson(\'{"key": []}\')',
    ]) {
      expect(runPhp(attempt(call))).toMatch(/^InvalidArgumentException/);
    }
  });
});

describe.runIf(hasPhp)('what comes from outside gives a verdict', () => {
  const envelope = encodeBase64url(mark(text('Merino')));

  /** The verdict on one piece of mark, written in PHP. */
  const verdictOn = (mark: string) =>
    runPhp(`$verifier = new Contentmark\\Verifier(${trustOf()}, 'production');
      $verdict = $verifier->verify(Contentmark\\Content::text('Merino'), ${mark}, '${SUBJECT}', ${NOW});
      echo $verdict->status, ' ', $verdict->reason;`);

  test.each([
    [`'${envelope}'`, 'verified '],
    [`['', '${envelope}', null, '${envelope}']`, 'verified '],
    ['null', 'absent '],
    ["''", 'absent '],
    ['[]', 'absent '],
    ["['', null]", 'absent '],
    ['[7]', 'rejected malformed'],
    ['[["a"]]', 'rejected malformed'],
    ['"\\xff\\xfe"', 'rejected malformed'],
    ['"\\0"', 'rejected malformed'],
    [`"${envelope}\\n"`, 'rejected malformed'],
    ["str_repeat('é', 10923)", 'rejected malformed'],
    ["str_repeat('é', 10924)", 'rejected too-large'],
    ["str_repeat('A', 1 << 24)", 'rejected too-large'],
    [`['${envelope}', 'AAAA']`, 'rejected ambiguous'],
  ])('%s', (mark, expected) => {
    expect(verdictOn(mark)).toBe(expected);
  });

  test('also bytes that declare lengths of 2^63, and nesting without end', () => {
    const hostile = [
      'd2845b7fffffffffffffff',
      'd2845bffffffffffffffff',
      'd284'.repeat(2000),
      '9f'.repeat(8192),
      'ff',
    ];
    for (const hex of hostile) {
      const mark = `Contentmark\\encodeBase64url(hex2bin('${hex}'))`;
      expect(verdictOn(mark)).toBe('rejected malformed');
    }
  });

  test('a signed root that does not hold is not taken, and says why', () => {
    const printed = runPhp(`$verifier = new Contentmark\\Verifier(${trustOf()}, 'production');
      foreach (['', 'x', 'AAAA', '${envelope}'] as $root) echo $verifier->addRoot($root), ' ';`);
    expect(printed.trim().split(' ')).toEqual(['malformed', 'malformed', 'malformed', 'malformed']);
  });
});

describe.runIf(hasPhp)('the file', () => {
  test('reads the trust that keygen wrote, and the mark that the command signed', async () => {
    const keys = await createKeys(workspace);
    const file = workspace.write('title.txt', 'Merino crew neck');
    const args = ['sign', file, '--subject', 'merino', ...keys.sign];
    const { stdout } = await contentmark(args);
    const printed = runPhp(`
      $trust = Contentmark\\Trust::fromJson(file_get_contents(${JSON.stringify(keys.trust)}));
      $verifier = new Contentmark\\Verifier($trust, 'production');
      $verdict = $verifier->verify(Contentmark\\Content::text('Merino crew neck'), '${stdout.trim()}', 'merino');
      echo $verdict->status, ' ', $verdict->claims['issuer'], ' ', $verdict->coverage;`);
    expect(printed).toBe('verified https://shop.example/ full');
  });

  test('says which parts were not compared, and takes the digest of HTML from a callable', () => {
    const description = html('<p>Fine</p>');
    const { bytes } = canonicalBytes(description);
    const digest = Buffer.from(native.sha256(bytes as Uint8Array)).toString('hex');
    const content = parts({ name: text('Merino'), size: text('M'), description });
    const envelope = encodeBase64url(mark(content));
    const printed = runPhp(`
      use Contentmark\\Content;
      $verifier = new Contentmark\\Verifier(${trustOf()}, 'production');
      $asked = [];
      $computed = function (string $profile, string $source) use (&$asked): ?string {
        $asked[] = [$profile, $source];
        return $source === '<p>' ? null : hex2bin('${digest}');
      };
      $name = Content::text('Merino');
      foreach ([
        ['name' => $name],
        ['name' => $name, 'description' => Content::html('<p>Fine</p>')],
        ['name' => $name, 'description' => Content::html('<P>Fine</P>', $computed)],
        ['name' => $name, 'description' => Content::html('<p>', $computed)],
        ['name' => $name, 'description' => Content::htmlText('<p>Fine</p>')],
        ['name' => Content::text('Other'), 'description' => Content::html('<p>Fine</p>')],
        ['name' => $name, 'extra' => Content::html('<p>')],
      ] as $parts) {
        $verdict = $verifier->verify($parts, '${envelope}', '${SUBJECT}', ${NOW});
        echo json_encode([$verdict->status, $verdict->reason, $verdict->parts]), "\\n";
      }
      echo json_encode($asked);`).split('\n');
    expect(printed.map((line) => JSON.parse(line))).toEqual([
      ['verified', null, { name: 'match', description: 'not-shown', size: 'not-shown' }],
      [
        'undecided',
        'profile-unsupported',
        { name: 'match', description: 'not-compared', size: 'not-shown' },
      ],
      ['verified', null, { name: 'match', description: 'match', size: 'not-shown' }],
      ['rejected', 'content-invalid', { name: 'match', description: 'invalid', size: 'not-shown' }],
      [
        'rejected',
        'profile-mismatch',
        { name: 'match', description: 'wrong-profile', size: 'not-shown' },
      ],
      [
        'rejected',
        'digest-mismatch',
        { name: 'mismatch', description: 'not-compared', size: 'not-shown' },
      ],
      [
        'rejected',
        'unsigned-part',
        { name: 'match', extra: 'unsigned', description: 'not-shown', size: 'not-shown' },
      ],
      [
        ['html-1', '<P>Fine</P>'],
        ['html-1', '<p>'],
      ],
    ]);
  });

  test('needs nothing but sodium and intl: no Composer, no mbstring, no GMP, and one file', () => {
    expect(source).not.toMatch(/\b(?:mb|gmp|iconv|bc)_?\w*\(|\b(?:require|include)(?:_once)?\b/);
    expect(source.match(/^namespace /gm)).toHaveLength(1);
  });

  test('keeps php.ini as it found it', () => {
    const printed = runPhp(
      `Contentmark\\Content::json('[1.5]')->canonicalDigest();
       try { Contentmark\\Content::json('[1.5')->canonicalDigest(); } catch (Throwable) {}
       echo ini_get('serialize_precision');`,
      ['-d', 'serialize_precision=9'],
    );
    expect(printed).toBe('9');
  });
});
