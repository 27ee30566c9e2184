/** scan --attest and attestation verify: what was scanned, signed, and compared with what is there now. */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { signAttestation } from 'contentmark/attestation';
import { importPrivateJwk, localSigner } from 'contentmark/keys';
import { scan } from 'contentmark/scan';
import { beforeAll, describe, expect, it } from 'vitest';
import { beginAttestation } from '../../src/cli/scan/attest.ts';
import { contentmark, contentmarkJson, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
const SOLUTION = 'https://shop.example/release-gate';
const CLEAN = 'Handle,Email\nneck,bo@shop-of-jo.eu\n';
let keys: string;
let trust: string;
let exports: string;

beforeAll(async () => {
  keys = workspace.at('attestations');
  await contentmark(['keygen', '--solution', SOLUTION, '--out', keys]);
  trust = join(keys, 'trust.json');
  exports = workspace.at('exports');
  mkdirSync(exports);
  workspace.write('exports/clean.csv', CLEAN);
  workspace.write('exports/boot.jpg', 'a picture');
});

const attest = (out: string, more: readonly string[] = []) => [
  ...['--attest', workspace.at(out), '--attestation-key', join(keys, 'signing-key.jwk')],
  ...['--solution', SOLUTION, ...more],
];
const verify = (name: string, more: readonly string[] = []) =>
  contentmarkJson(['attestation', 'verify', workspace.at(name), '--trust', trust, ...more]);

describe('keygen --solution', () => {
  it('makes a key of attestations, which no check of marks takes for one of its own', async () => {
    expect(statSync(join(keys, 'signing-key.jwk')).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(trust, 'utf8')).keys).toEqual([
      { publicKey: expect.objectContaining({ kty: 'OKP' }), solutions: [SOLUTION] },
    ]);
    const { code, json } = await contentmarkJson([
      ...['scan', exports, '--trust', trust, '--environment', 'production'],
    ]);
    expect([code, json.error.argument]).toEqual([64, '--trust']);
  });

  it('takes no issuer, environment or purpose beside it, and one of them without it', async () => {
    for (const args of [
      ['--solution', SOLUTION, '--issuer', SOLUTION],
      ['--solution', SOLUTION, '--environment', 'production'],
      ['--solution', 'no uri'],
      ['--issuer', SOLUTION],
      ['--environment', 'production'],
    ]) {
      const out = workspace.at('none');
      expect((await contentmarkJson(['keygen', ...args, '--out', out])).code).toBe(64);
      expect(existsSync(out)).toBe(false);
    }
  });
});

describe('scan --attest', () => {
  it('writes what was scanned, for where, and what was passed over', async () => {
    expect((await contentmark(['scan', exports, ...attest('clean.attestation')])).code).toBe(0);
    const { code, json } = await verify('clean.attestation', ['--input', exports]);
    expect([code, json.kind, json.status]).toEqual([0, 'scan', 'verified']);
    expect(json.inputs).toEqual([{ file: join(exports, 'clean.csv'), state: 'matches' }]);
    expect(json.attestation).toMatchObject({
      result: 'passed',
      environment: 'production',
      software: { name: 'contentmark' },
      scanned: { files: 1, records: 1 },
      inputs: [{ file: join(exports, 'clean.csv'), size: CLEAN.length }],
      notScanned: [{ reason: 'unknown-format', kind: 'passed-over' }],
    });
  });

  it('names what steered it, by its digest', async () => {
    const known = workspace.write('known.json', '{"findings":[]}');
    const steering = ['--baseline', known, '--policy', 'observe', '--fail-on', 'warn'];
    await contentmark(['scan', exports, ...steering, ...attest('steered.attestation')]);
    const { json } = await verify('steered.attestation');
    expect(json.attestation).toMatchObject({
      failOn: 'warn',
      configuration: [
        { role: 'policy', name: 'observe' },
        { role: 'baseline', name: known, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ],
    });
  });

  it('attests what came from stdin by its bytes', async () => {
    const args = ['scan', '-', '--input-format', 'csv', ...attest('stdin.attestation')];
    expect((await contentmark(args, { stdin: CLEAN })).code).toBe(0);
    const file = workspace.write('same.csv', CLEAN);
    const { json } = await verify('stdin.attestation', ['--input', file]);
    expect(json.inputs).toEqual([{ file: '(stdin)', state: 'matches' }]);
  });

  it('attests a scan that was stopped as such, and its check ends with 1', async () => {
    const leak = workspace.write('leak.csv', 'Handle,Email\ncrew,ada@example.com\n');
    expect((await contentmark(['scan', leak, ...attest('leak.attestation')])).code).toBe(1);
    const { code, json } = await verify('leak.attestation');
    expect([code, json.status, json.attestation.result]).toEqual([1, 'verified', 'stopped']);
    expect(readFileSync(workspace.at('leak.attestation'), 'utf8')).toMatch(/^0oR[\w-]+\n$/);
    expect(JSON.stringify(json)).not.toContain('ada@');
  });

  it('takes its three options together, and a key that can be read', async () => {
    const one = await contentmarkJson(['scan', exports, '--attest', workspace.at('x')]);
    expect([one.code, one.json.error.argument]).toEqual([64, '--attest']);
    const bad = workspace.write('bad.jwk', '{}');
    const other = await contentmarkJson([
      ...['scan', exports, '--attest', workspace.at('x'), '--attestation-key', bad],
      ...['--solution', SOLUTION],
    ]);
    expect([other.code, other.json.error.argument]).toEqual([64, '--attestation-key']);
    expect(existsSync(workspace.at('x'))).toBe(false);
  });

  it('attests nothing where a file changes under the scan', async () => {
    const file = workspace.write('growing.csv', CLEAN);
    const out = workspace.at('growing.attestation');
    // The scan reads stdin last, so the file grows after it was scanned and before it is signed.
    async function* grow() {
      workspace.write('growing.csv', `${CLEAN}crew,eve@example.com\n`);
      yield Buffer.from(CLEAN);
    }
    const flags = { environment: 'production', failOn: 'block' as const, attest: out };
    // What it would print with: only a key that others can read is warned of.
    const io = {} as never;
    const key = { attestationKey: join(keys, 'signing-key.jwk'), solution: SOLUTION };
    const pending = await beginAttestation(io, { ...flags, ...key }, [file], '0.1.0');
    const inputs = [{ file: '(stdin)', stream: pending?.watch('(stdin)', grow()), format: 'csv' }];
    const report = await scan({ paths: [file], inputs } as never);
    expect(report.counts.block).toBe(0);
    await expect(pending?.commit(report)).rejects.toMatchObject({ code: 'ERR_CHANGED', exit: 1 });
    expect(existsSync(out)).toBe(false);
  });
});

describe('attestation verify', () => {
  it('says which files differ, and which were never scanned', async () => {
    const folder = workspace.at('moving');
    mkdirSync(folder);
    workspace.write('moving/a.csv', CLEAN);
    workspace.write('moving/b.csv', 'Handle\nlamp\n');
    await contentmark(['scan', folder, ...attest('moving.attestation')]);
    workspace.write('moving/a.csv', `${CLEAN}crew,eve@example.com\n`);
    workspace.write('moving/c.csv', 'Handle\nnew\n');
    const { code, json } = await verify('moving.attestation', ['--input', folder]);
    expect([code, json.status, json.reason]).toEqual([1, 'rejected', 'input-mismatch']);
    expect(json.inputs).toEqual([
      { file: join(folder, 'a.csv'), state: 'differs' },
      { file: join(folder, 'b.csv'), state: 'matches' },
      { file: join(folder, 'c.csv'), state: 'not-attested' },
    ]);
    const { stdout } = await contentmark([
      ...['attestation', 'verify', workspace.at('moving.attestation'), '--trust', trust],
      ...['--input', folder],
    ]);
    expect(stdout).toContain('REFUSED');
    expect(stdout).toContain(`differs      ${join(folder, 'a.csv')}`);
  });

  it('checks one of a detection by its contents', async () => {
    const signer = localSigner(
      importPrivateJwk(JSON.parse(readFileSync(join(keys, 'signing-key.jwk'), 'utf8'))),
    );
    const statement = { content: ['Light.'], result: 'no-mark-found', findings: [] } as const;
    const signed = await signAttestation(statement, { signer, solution: SOLUTION });
    workspace.write('detection.cose', signed);
    const same = workspace.write('same.txt', 'Light.');
    const good = await verify('detection.cose', ['--input', same]);
    expect([good.code, good.json.kind, good.json.content]).toEqual([0, 'detection', 'matches']);
    const other = await verify('detection.cose', ['--input', trust]);
    expect([other.code, other.json.reason]).toEqual([1, 'content-mismatch']);
  });

  it('refuses another key, and what is no attestation, each by its reason', async () => {
    const others = workspace.at('others');
    await contentmark(['keygen', '--solution', SOLUTION, '--out', others]);
    const { code, json } = await contentmarkJson([
      ...['attestation', 'verify', workspace.at('clean.attestation')],
      ...['--trust', join(others, 'trust.json')],
    ]);
    expect([code, json.reason]).toEqual([1, 'unknown-key']);
    const none = await contentmarkJson(['attestation', 'verify', trust, '--trust', trust]);
    expect([none.code, none.json.reason]).toEqual([1, 'malformed']);
  });

  it.each<readonly [string, string]>([
    ['no JSON', '{'],
    ['a trust of marks', '{"keys":[{"publicKey":{},"issuers":["https://a.example/"]}]}'],
    ['a private key', '{"keys":[{"publicKey":{"d":"x"},"solutions":["https://a.example/"]}]}'],
    ['no solution', '{"keys":[{"publicKey":"x","solutions":[]}]}'],
    ['a time that is none', '{"keys":[{"publicKey":{},"solutions":["a:b"],"revokedAt":"x"}]}'],
  ])('refuses keys that are %s', async (_name, content) => {
    const file = workspace.write('wrong.json', content);
    const { code, json } = await contentmarkJson([
      ...['attestation', 'verify', workspace.at('clean.attestation'), '--trust', file],
    ]);
    expect([code, json.error.code, json.error.argument]).toEqual([
      64,
      'ERR_ATTESTATION_KEYS',
      '--trust',
    ]);
  });
});
