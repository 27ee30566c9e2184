/** Marks in the cells of what is imported or shown: what they say of themselves, and with --trust whether they hold. */
import { encodeTextForm } from 'contentmark/carrier';
import { attributeCarrier, scriptCarrier } from 'contentmark/html';
import { invisibleCarrier } from 'contentmark/invisible';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createWorkspace, ISSUER } from '../harness.ts';

const workspace = createWorkspace();
const TEXT = 'A crew neck in fine merino.';
let staging: string;
let fixture: string;
let production: string;

async function sign(environment: string, folder: string, purpose = 'content') {
  const out = workspace.at(folder);
  const about = ['--issuer', ISSUER, '--environment', environment, '--purpose', purpose];
  await contentmark(['keygen', ...about, '--out', out]);
  const file = workspace.write('content.txt', TEXT);
  const key = ['--key', `${out}/signing-key.jwk`];
  const { stdout } = await contentmark(['sign', file, '--subject', 'crew', ...about, ...key]);
  return stdout.trim();
}

beforeAll(async () => {
  staging = await sign('staging', 'staging');
  fixture = await sign('test', 'fixtures', 'fixture');
  production = await sign('production', 'production');
});

const bytesOf = (mark: string) => Buffer.from(mark, 'base64url');
const csv = (...cells: readonly string[]) =>
  `Handle,Body (HTML),Mark\n${cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')}\n`;
const guard = (file: string, ...more: readonly string[]) =>
  contentmarkJson(['guard', 'import', file, '--environment', 'production', ...more]);
const trust = (folder: string) => ['--trust', workspace.at(`${folder}/trust.json`)];

describe('guard import, of a mark that says it was made for staging', () => {
  it.each<[string, (mark: string) => string, string]>([
    ['its text form in a column', (mark) => csv('crew', TEXT, mark), '/0/Mark'],
    [
      'an attribute of HTML',
      (mark) => csv('crew', attributeCarrier().write(`<p>${TEXT}</p>`, mark), ''),
      '/0/Body (HTML)',
    ],
    [
      'a script of HTML',
      (mark) => csv('crew', scriptCarrier().write(TEXT, mark), ''),
      '/0/Body (HTML)',
    ],
    [
      'an invisible run',
      (mark) => csv('crew', invisibleCarrier().write(TEXT, mark), ''),
      '/0/Body (HTML)',
    ],
    [
      'a metafield as JSON',
      (mark) => csv('crew', TEXT, JSON.stringify({ value: mark })),
      '/0/Mark',
    ],
    [
      'a list of metafields',
      (mark) => csv('crew', TEXT, JSON.stringify([{ key: 'contentmark', value: mark }])),
      '/0/Mark',
    ],
    [
      'attributes of Magento',
      (mark) => csv('crew', TEXT, `color=navy,contentmark=${mark}`),
      '/0/Mark',
    ],
  ])('blocks it by %s', async (_what, write, path) => {
    const { code, json } = await guard(workspace.write('rows.csv', write(staging)));
    expect([code, json.action, json.technique]).toEqual([1, 'block', 'declared']);
    expect(json.findings).toContainEqual({
      path,
      technique: 'declared',
      id: 'mark-of-another-environment',
      severity: 'block',
      reason: expect.any(String),
    });
    expect((await guard(workspace.write('rows.csv', write(production)))).json.action).toBe('allow');
  });

  it('blocks it in JSON and JSONL, at its place', async () => {
    const row = { handle: 'crew', metafields: [{ key: 'contentmark', value: staging }] };
    for (const file of [
      workspace.write('rows.json', JSON.stringify([row])),
      workspace.write('rows.jsonl', JSON.stringify(row)),
    ]) {
      const { json } = await guard(file);
      expect(json.findings[0].path).toBe('/0/metafields/0/value');
      expect(json.action).toBe('block');
    }
  });

  it('blocks it with the trust of production too, and tells both', async () => {
    const file = workspace.write('rows.csv', csv('crew', TEXT, staging));
    const { json } = await guard(file, ...trust('production'));
    expect(json.action).toBe('block');
    expect(json.findings.map(({ id }: { id: string }) => id).sort()).toEqual([
      'mark-of-another-environment',
      'unknown-key',
    ]);
  });
});

it('a mark of a fixture is blocked, and in its own environment tolerated without a contradiction', async () => {
  const file = workspace.write('rows.csv', csv('crew', TEXT, fixture));
  const { json } = await guard(file);
  expect(json.findings.map(({ id }: { id: string }) => id)).toContain('mark-of-test-data');
  const { code, stdout } = await contentmark(['guard', 'import', file, '--environment', 'test']);
  expect(code).toBe(0);
  expect(stdout).toContain('found, and tolerated by the policy in this environment:');
  expect(stdout).not.toContain('block');
});

describe('with --trust', () => {
  const file = (mark: string) => workspace.write('rows.csv', csv('crew', TEXT, mark));

  it('a mark that holds passes, and one that was forged, recalled or revoked does not', async () => {
    expect((await guard(file(production), ...trust('production'))).json.action).toBe('allow');
    const bytes = bytesOf(production);
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] as number) ^ 1;
    const forged = await guard(file(encodeTextForm(bytes)), ...trust('production'));
    expect(forged.json.findings).toContainEqual(
      expect.objectContaining({ path: '/0/Mark', technique: 'signature', id: 'bad-signature' }),
    );
    const { json } = await contentmarkJson(['inspect', production]);
    const recall = ['--recall', workspace.write('recall.txt', json.claims.id)];
    const recalled = await guard(file(production), ...trust('production'), ...recall);
    expect(recalled.json.findings[0]).toMatchObject({ id: 'recalled' });
    expect(recalled.json.action).toBe('block');
  });

  it('is what --recall and --audience go with', async () => {
    const { code, stderr } = await contentmark([
      'guard',
      'import',
      file(production),
      '--environment',
      'production',
      '--audience',
      'eu',
    ]);
    expect([code, stderr]).toEqual([64, expect.stringContaining('go with --trust')]);
  });
});

it('guard render hides what says it is of staging', async () => {
  const file = workspace.write('product.json', JSON.stringify({ body_html: TEXT, mark: staging }));
  const { code, json } = await contentmarkJson([
    'guard',
    'render',
    file,
    '--environment',
    'production',
  ]);
  expect([code, json.action]).toEqual([1, 'hide']);
});

describe('a key and an environment that do not go together', () => {
  const about = (environment: string) => [
    '--subject',
    'crew',
    '--issuer',
    ISSUER,
    '--environment',
    environment,
  ];
  const key = (folder: string) => ['--key', workspace.at(`${folder}/signing-key.jwk`)];
  const content = () => workspace.write('content.txt', TEXT);

  it('sign refuses a key whose file is bound to another environment or issuer', async () => {
    const wrong = await contentmark(['sign', content(), ...about('production'), ...key('staging')]);
    expect([wrong.code, wrong.stdout]).toEqual([64, '']);
    expect(wrong.stderr).toMatch(/--environment is production.* bound to environment staging/);
    const issuer = [...about('staging'), '--issuer', 'https://else.example/'];
    const other = await contentmark(['sign', content(), ...issuer, ...key('staging')]);
    expect(other.stderr).toContain(`bound to issuer ${ISSUER}`);
  });

  it('keygen and sign ask about a name that is nearly a usual one', async () => {
    const out = ['--out', workspace.at('near')];
    const made = await contentmark(['keygen', '--issuer', ISSUER, '--environment', 'prod', ...out]);
    expect([made.code, made.stderr]).toEqual([
      0,
      expect.stringContaining('another environment than production'),
    ]);
    const fixtures = [
      '--environment',
      'live',
      '--purpose',
      'fixture',
      '--out',
      workspace.at('live'),
    ];
    const refused = await contentmark(['keygen', '--issuer', ISSUER, ...fixtures]);
    expect([refused.code, refused.stderr]).toEqual([
      64,
      expect.stringContaining('live, which is production'),
    ]);
  });

  it('verify refuses a trust that has no key for where it is', async () => {
    const args = [
      'verify',
      content(),
      '--mark',
      production,
      '--subject',
      'crew',
      ...trust('production'),
    ];
    const { code, stderr } = await contentmark([...args, '--environment', 'staging']);
    expect(code).toBe(64);
    expect(stderr).toMatch(
      /trust\.json: --environment is not covered .* no key for environment "staging", only for production/,
    );
  });
});

describe('a small slip is named', () => {
  const verify = (file: string, mark: string) =>
    contentmark([
      'verify',
      file,
      '--mark',
      mark,
      '--subject',
      'crew',
      ...trust('production'),
      '--environment',
      'production',
    ]);

  it('only a final line end differs', async () => {
    const { code, stdout } = await verify(workspace.write('end.txt', `${TEXT}\r\n`), production);
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining('differs only by a final line end'),
    ]);
    const edited = await verify(workspace.write('end.txt', `${TEXT}!\n`), production);
    expect(edited.stdout).not.toContain('line end');
  });

  it('a file without its @, and padded base64', async () => {
    const content = workspace.write('content.txt', TEXT);
    const path = workspace.write('mark.txt', production);
    const forgotten = await verify(content, path);
    expect([forgotten.code, forgotten.stderr]).toEqual([
      64,
      expect.stringContaining(`write @${path}`),
    ]);
    const padded = await verify(content, `${production}==`);
    expect(padded.stdout).toContain('take "=" off');
  });

  it('a trust file or a public key in the place of the key', async () => {
    const args = [
      'sign',
      workspace.write('content.txt', TEXT),
      '--subject',
      'crew',
      '--issuer',
      ISSUER,
      '--environment',
      'production',
    ];
    const { stderr } = await contentmark([...args, '--key', workspace.at('production/trust.json')]);
    expect(stderr).toContain('is a trust file or a set of keys, not one key');
  });

  it('what the mark says of itself, where its key is not known', async () => {
    const { stdout } = await verify(workspace.write('content.txt', TEXT), staging);
    expect(stdout).toContain(
      `the mark says of itself, unverified: issuer "${ISSUER}", environment "staging", purpose content, subject "crew"`,
    );
  });
});
