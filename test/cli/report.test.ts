/** The command report: its inputs, its forms, and how it ends. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
const SOLUTION = 'https://shop.example/release-gate';
const FACTS = 'organisation = "Example Shop"\nsystem = "shop.example"\nrole = "deployer"\n';
let facts: string;
let trust: string;
let inputs: readonly string[];

beforeAll(async () => {
  facts = workspace.write('facts.toml', FACTS);
  const keys = workspace.at('attestations');
  trust = join(keys, 'trust.json');
  await contentmark(['keygen', '--solution', SOLUTION, '--out', keys]);
  const leak = workspace.write('leak.csv', 'Handle,Email\ncrew,ada@example.com\n');
  const scan = ['scan', leak, '--format', 'json', '--out', workspace.at('scan.json')];
  const key = ['--attestation-key', join(keys, 'signing-key.jwk'), '--solution', SOLUTION];
  await contentmark([...scan, '--attest', workspace.at('leak.attestation'), ...key]);
  const bench = { suite: 'detect', date: '2026-11-28T10:00:00.000Z', notes: ['finds 9 of 10'] };
  workspace.write('bench.json', JSON.stringify({ suites: [bench, { ...bench, suite: 'other' }] }));
  inputs = [
    ...['report', '--facts', facts, '--as-of', '2026-12-03', '--policy', 'strict'],
    ...['--scan', workspace.at('scan.json'), '--bench', workspace.at('bench.json')],
    ...['--attestation', workspace.at('leak.attestation'), '--trust', trust],
  ];
});

it('joins what it is given, and ends with 1 where there is a gap', async () => {
  const { code, json } = await contentmarkJson(inputs);
  expect([code, json.asOf, json.declared.role]).toEqual([1, '2026-12-03', 'deployer']);
  expect(json.measures.find(({ id }: { id: string }) => id === 'PCI-6.5.6')).toMatchObject({
    status: 'gap',
    basis: [workspace.at('leak.attestation')],
  });
  expect(json.inputs.map(({ kind }: { kind: string }) => kind)).toEqual([
    ...['facts', 'scan', 'attestation', 'policy', 'bench', 'bench'],
  ]);
  const digest = createHash('sha256').update(FACTS).digest('hex');
  expect(json.inputs[0]).toEqual({ kind: 'facts', name: facts, sha256: digest });
  const none = await contentmark(['report', '--facts', facts, '--as-of', '2026-12-03']);
  expect([none.code, none.stdout]).toEqual([0, expect.stringContaining('0 gap')]);
});

it('writes views that carry the digest of the record', async () => {
  const write = async (format: string) => {
    const out = workspace.at(`report.${format}`);
    const { stdout } = await contentmark([...inputs, '--format', format, '--out', out]);
    expect(stdout).toBe('');
    return workspace.text(`report.${format}`);
  };
  const digest = createHash('sha256')
    .update(await write('json'))
    .digest('hex');
  expect(await write('html')).toContain(digest);
  expect(await write('markdown')).toContain(digest);
  expect(await write('human')).toContain('gap              PCI-6.5.6');
});

it.each<readonly [string, () => readonly string[], string, string]>([
  [
    'facts that are none',
    () => ['--facts', workspace.write('no.toml', 'role = 1')],
    'ERR_FACTS',
    '--facts',
  ],
  [
    'facts that are no TOML',
    () => ['--facts', workspace.write('bad.toml', '=')],
    'ERR_FACTS',
    '--facts',
  ],
  ['a scan that is none', () => ['--facts', facts, '--scan', facts], 'ERR_REPORT', '--scan'],
  [
    'a bench that is none',
    () => ['--facts', facts, '--bench', workspace.at('scan.json')],
    'ERR_REPORT',
    '--bench',
  ],
  [
    'an attestation without keys',
    () => ['--facts', facts, '--attestation', workspace.at('leak.attestation')],
    'ERR_USAGE',
    '--trust',
  ],
  [
    'an attestation that does not hold',
    () => ['--facts', facts, '--attestation', facts, '--trust', trust],
    'ERR_REPORT',
    '--attestation',
  ],
])('refuses %s', async (_name, args, code, argument) => {
  const { code: exit, json } = await contentmarkJson(['report', ...args()]);
  expect([exit, json.error.code, json.error.argument]).toEqual([64, code, argument]);
});
