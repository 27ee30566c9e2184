/** policy test, policy show: what they print, and how they end. */
import { PRESETS, readPolicy } from 'contentmark/policy';
import { describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
let count = 0;
const write = (value: unknown) =>
  workspace.write(`${++count}.json`, typeof value === 'string' ? value : JSON.stringify(value));

const policy = { extends: 'storefront', render: { production: { absent: 'flag' } } };
const where = { place: 'render', environment: 'production' };
const right = {
  ...where,
  verdict: 'absent',
  expect: { action: 'flag', rule: 'render.production.absent' },
};

describe('policy test', () => {
  it('passes cases of every kind that are decided as expected', async () => {
    const cases = [
      right,
      { ...where, verdict: 'expired', expect: { action: 'flag' } },
      { ...where, verdict: 'verified', expect: { action: 'disclose', basis: 'generated' } },
      {
        ...where,
        verdict: 'verified',
        claims: { kind: 'title', topics: ['health'] },
        expect: { action: 'disclose', basis: 'claim-topic' },
      },
      {
        ...where,
        verdict: 'verified',
        claims: { kind: 'hologram' },
        expect: { action: 'disclose', rule: 'render.production.verified.kind.other' },
      },
      {
        ...where,
        verdict: 'verified',
        claims: { sourceType: 'digitalCapture', kind: 'review' },
        expect: { action: 'allow' },
      },
      {
        ...where,
        verdict: 'verified',
        claims: { sourceType: 'urn:mine' },
        expect: { action: 'disclose', basis: 'unknown-source' },
      },
      {
        ...where,
        verdict: 'verified',
        claims: { purpose: 'seed', coverage: 'text' },
        expect: { action: 'hide' },
      },
      {
        ...where,
        environment: 'staging',
        verdict: 'verified',
        claims: { purpose: 'seed', kind: 'title' },
        expect: { action: 'allow' },
      },
      {
        place: 'checkout',
        environment: 'shop-eu',
        verdict: 'unmarkable',
        findings: [
          { severity: 'warn' },
          { severity: 'block', technique: 'registry', id: 'm', path: '/a' },
        ],
        expect: { action: 'block', rule: 'checkout.production.findings.block' },
      },
    ];
    const result = await contentmarkJson(['policy', 'test', write({ policy, cases })]);
    expect(result.json).toEqual({ cases: 10, failed: 0, failures: [] });
    expect(result.code).toBe(0);
    const text = await contentmark([
      'policy',
      'test',
      write({ policy: 'storefront', cases: [{ ...right, expect: { action: 'allow' } }] }),
    ]);
    expect([text.code, text.stdout]).toEqual([0, '1 case passed\n']);
  });

  it('prints each case that is decided otherwise, with both decisions, and ends with 1', async () => {
    const cases = [
      right,
      { ...right, name: 'strict about\u001b[2J copy', expect: { action: 'hide' } },
      { ...right, expect: { action: 'flag', rule: 'render.production.rejected.expired' } },
      { ...where, verdict: 'verified', expect: { action: 'disclose', basis: 'claim-topic' } },
    ];
    const file = write({ policy, cases });
    const { code, stdout } = await contentmark(['policy', 'test', file]);
    expect(code).toBe(1);
    expect(stdout.split('\n')).toEqual([
      'FAIL strict about\\u{1b}[2J copy',
      '  expected hide',
      '  got      flag by render.production.absent',
      'FAIL cases[2]',
      '  expected flag by render.production.rejected.expired',
      '  got      flag by render.production.absent',
      'FAIL cases[3]',
      '  expected disclose, basis claim-topic',
      '  got      disclose by render.production.verified.kind.other, basis generated',
      '4 cases, 3 failed',
      '',
    ]);
    const { json } = await contentmarkJson(['policy', 'test', file]);
    expect(json).toMatchObject({ cases: 4, failed: 3 });
    expect(json.failures[1]).toEqual({
      name: 'cases[2]',
      expected: { action: 'flag', rule: 'render.production.rejected.expired' },
      actual: { action: 'flag', rule: 'render.production.absent' },
    });
  });

  it('runs the cases of a file against another policy', async () => {
    const file = write({ policy, cases: [right] });
    const other = write({ extends: 'strict' });
    for (const given of [other, 'strict']) {
      const { code, json } = await contentmarkJson(['policy', 'test', file, '--policy', given]);
      expect([code, json.failures[0].actual.action]).toEqual([1, 'hide']);
    }
  });

  it('reads the cases from stdin', async () => {
    const stdin = JSON.stringify({ policy, cases: [right] });
    expect((await contentmark(['policy', 'test', '-'], { stdin })).code).toBe(0);
  });

  it.each<[string, unknown, string, RegExp]>([
    ['a file that is no JSON', '{', 'ERR_CASES', /\d\.json: not JSON/],
    [
      'a member named twice',
      '{"policy":"strict","policy":"observe","cases":[]}',
      'ERR_CASES',
      /policy/,
    ],
    ['a list', [], 'ERR_CASES', /expected a JSON object/],
    ['no cases', { policy, cases: [] }, 'ERR_CASES', /nothing would be tested/],
    [
      'a misspelt member',
      { policy, cases: [{ ...right, findngs: [] }] },
      'ERR_CASES',
      /"cases\[0\]" has an unknown member "findngs" \(is it "findings"\?\)/,
    ],
    [
      'a misspelt expectation',
      { policy, cases: [{ ...right, expect: { acton: 'flag' } }] },
      'ERR_CASES',
      /cases\[0\]\.expect/,
    ],
    [
      'an unknown verdict',
      { policy, cases: [{ ...right, verdict: 'expird' }] },
      'ERR_CASES',
      /cases\[0\]\.verdict" expected one of verified, absent/,
    ],
    [
      'no verdict',
      { policy, cases: [{ ...right, verdict: undefined }] },
      'ERR_CASES',
      /cases\[0\]\.verdict/,
    ],
    [
      'claims of no mark',
      { policy, cases: [{ ...right, claims: {} }] },
      'ERR_CASES',
      /cases\[0\]\.claims" goes with verdict/,
    ],
    [
      'topics that are no list',
      { policy, cases: [{ ...right, verdict: 'verified', claims: { topics: 'health' } }] },
      'ERR_CASES',
      /claims\.topics" expected a list/,
    ],
    [
      'findings that are no list',
      { policy, cases: [{ ...right, findings: {} }] },
      'ERR_CASES',
      /findings" expected a list/,
    ],
    [
      'a finding without severity',
      { policy, cases: [{ ...right, findings: [{}] }] },
      'ERR_CASES',
      /findings\[0\]\.severity/,
    ],
    [
      'an unknown place',
      { policy, cases: [{ ...right, place: 'cart' }] },
      'ERR_CASES',
      /cases\[0\]\.place/,
    ],
    [
      'a wrong policy',
      { policy: { extends: 'storefront', rendr: {} }, cases: [right] },
      'ERR_POLICY',
      /"policy.rendr" is no member of a policy/,
    ],
    [
      'a policy below the floor',
      {
        policy: {
          extends: 'observe',
          render: { production: { verified: { purpose: { demo: 'allow' } } } },
        },
        cases: [right],
      },
      'ERR_POLICY',
      /no policy goes below hide/,
    ],
    [
      'a preset that does not exist',
      { policy: 'lenient', cases: [right] },
      'ERR_POLICY',
      /no preset is called "lenient" \(strict, observe/,
    ],
  ])('refuses %s, and says where', async (_name, given, code, message) => {
    const result = await contentmarkJson(['policy', 'test', write(given)]);
    expect(result.code).toBe(64);
    expect(result.json.error).toMatchObject({ code, argument: 'FILE' });
    expect(result.json.error.message).toMatch(message);
  });

  it('refuses a policy that is neither a preset nor a file, and names the presets', async () => {
    const result = await contentmarkJson([
      'policy',
      'test',
      write({ policy, cases: [right] }),
      '--policy',
      'lenient',
    ]);
    expect(result.code).toBe(64);
    expect(result.json.error).toMatchObject({ code: 'ERR_POLICY', argument: '--policy' });
    expect(result.json.error.message).toMatch(
      /no preset of that name \(strict, observe, storefront, checkout\)/,
    );
  });
});

describe('policy show', () => {
  it.each(Object.keys(PRESETS))('prints %s as a policy file that says the same', async (name) => {
    const { code, json } = await contentmarkJson(['policy', 'show', '--policy', name]);
    expect(code).toBe(0);
    expect(json).not.toHaveProperty('extends');
    expect(readPolicy(json)).toEqual(PRESETS[name as keyof typeof PRESETS]);
  });

  it('prints every row of a place once, by what is done', async () => {
    const args = ['--policy', 'checkout', '--place', 'checkout', '--environment', 'live'];
    const { stdout } = await contentmark(['policy', 'show', ...args]);
    const [head, ...lines] = stdout.split('\n');
    expect(head).toBe('checkout in production');
    const rows = lines.filter((line) => line.startsWith('  '));
    expect(rows).toHaveLength(66);
    expect(new Set(rows.map((line) => line.trim().split(/ +/).at(-1))).size).toBe(66);
    expect(stdout).toMatch(/^ {2}block +verified\.purpose\.fixture$/m);
    expect(stdout).toContain('every other environment is production.');
  });

  it('prints all places on both sides where none is named, of a policy of its own', async () => {
    const file = write({ extends: 'strict', environments: { qa: 'preproduction' } });
    const { stdout } = await contentmark(['policy', 'show', '--policy', file]);
    expect(stdout.match(/^\w+ in (?:pre)?production$/gm)).toHaveLength(14);
    expect(stdout).toContain('qa is preproduction');
  });
});
