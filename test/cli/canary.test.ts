/** canary make: what it plants is found wherever it turns up, blocks, and names its seed set. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { contentmark, contentmarkJson, createWorkspace, ISSUER } from './harness.ts';

const workspace = createWorkspace();
const MAP = 'test/fixtures/catalogue/text-map.json';
const SEED_SET = 'staging-2026';

let sign: readonly string[];
beforeAll(async () => {
  const about = ['--issuer', ISSUER, '--environment', 'staging'];
  const out = workspace.at('keys');
  await contentmark(['keygen', ...about, '--purpose', 'canary', '--out', out]);
  sign = ['--key', join(out, 'signing-key.jwk'), ...about];
});

const make = (input: string, out: string, ...more: string[]) =>
  contentmarkJson([
    ...['canary', 'make', input, '--seed-set', SEED_SET, '--out', out, ...sign, ...more],
  ]);
const scan = async (...args: string[]) => {
  const { code, json } = await contentmarkJson(['scan', ...args]);
  const told = json.findings.map(({ technique, id, severity, reason }: Record<string, string>) =>
    [technique, id, severity, reason].join(' | '),
  );
  return { code, told: told as string[] };
};
const FOUND = `canary | canary | block | a canary, planted in ${SEED_SET}`;

describe('in a catalogue', () => {
  const rows = [
    { sku: 'SEED-0001', title: 'Boots', description: 'Warm', contentmark: '' },
    { sku: 'SEED-0002', title: 'Socks', description: 'Dry', contentmark: '' },
  ];
  const table = (separator: string) =>
    [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
      .map((cells) => cells.join(separator))
      .join('\n');
  const sql = rows
    .map(
      ({ sku, title }) =>
        `INSERT INTO p (sku, title, description, contentmark) VALUES ('${sku}', '${title}', 'Warm', '');`,
    )
    .join('\n');

  test.each([
    ['csv', table(',')],
    ['tsv', table('\t')],
    ['json', JSON.stringify(rows)],
    ['jsonl', rows.map((row) => JSON.stringify(row)).join('\n')],
    ['sql', sql],
  ])('as %s each record gets one, and a scan stops on each', async (format, source) => {
    const input = workspace.write(`seeds.${format}`, source);
    const out = workspace.at(`seeded.${format}`);
    const made = await make(input, out, '--map', MAP);
    expect(made).toMatchObject({ code: 0, json: { counts: { records: 2, signed: 2 } } });
    const { code, told } = await scan(out);
    expect(code).toBe(1);
    expect(told.filter((one) => one === FOUND)).toHaveLength(2);
    const guard = ['guard', 'import', out, '--environment', 'production', '--format', format];
    expect((await contentmarkJson(guard)).json).toMatchObject({ action: 'block' });
  });

  it('writes rules that find the seeds where their marks are lost', async () => {
    const input = workspace.write('again.csv', table(','));
    const rules = workspace.at('seeds.json');
    const out = workspace.at('again-seeded.csv');
    expect((await make(input, out, '--map', MAP, '--rules', rules)).code).toBe(0);
    const lost = workspace.write('lost.csv', 'handle,stock\nseed-0002,4\nA-1,2\n');
    expect((await scan(lost)).code).toBe(0);
    const { code, told } = await scan(lost, '--rules', rules);
    expect([code, told]).toEqual([
      1,
      [`marker | canary.${SEED_SET} | block | a seed of the seed set ${SEED_SET}`],
    ]);
    expect((await contentmark(['rules', 'test', rules])).code).toBe(0);
  });
});

describe('of a list', () => {
  it('each seed gets a mark beside it, found in whatever it is put into', async () => {
    const input = workspace.write(
      'seeds.txt',
      '\ufeffann@seed-shop.net\r\n\r\n"Q", Ltd\r\nann@seed-shop.net\n',
    );
    const out = workspace.at('list.csv');
    expect(await make(input, out)).toMatchObject({ code: 0, json: { seeds: 2 } });
    const lines = readFileSync(out, 'utf8').trim().split('\n');
    expect(lines.map((line) => line.replace(/,[^,]*$/, ''))).toEqual([
      'seed',
      'ann@seed-shop.net',
      '"""Q"", Ltd"',
    ]);
    const mark = lines[1]?.split(',')[1];
    const order = { customer: { note: `Regular customer. ${mark}` } };
    const file = workspace.write('order.json', JSON.stringify([order]));
    expect((await scan(file)).told).toContain(FOUND);
  });
});

test.each<readonly [string, string[], string]>([
  ['a name that is none', ['--seed-set', 'a b'], '--seed-set'],
  ['a list without a seed', [], 'INPUT'],
  ['seeds too short to be told by name', ['--rules', 'r.json'], '--rules'],
])('refuses %s, and writes nothing', async (what, more, argument) => {
  const input = workspace.write('bad.txt', what.startsWith('a list') ? '\n\n' : 'abc\n');
  const out = workspace.at('never.csv');
  const { code, json } = await make(input, out, ...more);
  expect([code, json.error.argument]).toEqual([64, argument]);
  expect(() => readFileSync(out)).toThrow();
});

test('production takes no canary', async () => {
  const input = workspace.write('live.txt', 'SEED-0001\n');
  const { code, json } = await make(input, workspace.at('live.csv'), '--environment', 'production');
  expect([code, json.error.argument]).toEqual([64, '--environment']);
});
