/**
 * Whole catalogues of others, where they are at hand (../shared/data beside the project);
 * otherwise the small files that everyone has, and the name of the test says so.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { splitRecord } from '../../src/records/csv/csv-cells.ts';
import { contentmarkJson, createKeys, createWorkspace } from './harness.ts';

const DATA = '../shared/data';
const RETAIL = `${DATA}/aws-retail-demo-store/products.yaml`;
const MAGENTO = `${DATA}/magento2-sample-data/ConfigurableSampleData/fixtures/products.csv`;
const SMALL = 'test/fixtures/catalogue';
const MARK = /0oRY[\w-]{200,}/g;

const hasRetail = existsSync(RETAIL);
const hasMagento = existsSync(MAGENTO);
const workspace = createWorkspace();
let keys: Awaited<ReturnType<typeof createKeys>>;

beforeAll(async () => {
  keys = await createKeys(workspace);
});

async function sign(input: string, output: string, map: string) {
  const args = ['catalog', 'sign', input, '--map', map, '--out', workspace.at(output)];
  const { code, json } = await contentmarkJson([...args, ...keys.sign]);
  expect(code).toBe(0);
  return json.counts;
}

async function verify(output: string, map: string) {
  const args = ['catalog', 'verify', workspace.at(output), '--map', map];
  return (await contentmarkJson([...args, ...keys.verify])).json;
}

function convert(output: string): string {
  const args = ['--import', 'tsx', 'scripts/convert-aws-retail.ts', RETAIL, workspace.at(output)];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return workspace.at(output);
}

/** Where the third character of a part stands in a record. */
type Locate = (record: string) => number;

const inMember =
  (member: string): Locate =>
  (record) =>
    record.indexOf(`"${member}":"`) + member.length + 6;

const inCell =
  (index: number): Locate =>
  (record) => {
    const split = splitRecord(record, ',');
    if (split.problem !== undefined) throw new Error(split.problem);
    return (split.cells[index]?.start ?? 0) + 2;
  };

interface Found {
  readonly line: number;
  readonly status: string;
  readonly reason: string;
  readonly parts: readonly { readonly name: string; readonly result: string }[];
}

const changedParts = ({ parts }: Found) =>
  parts.filter(({ result }) => result !== 'match').map(({ name }) => name);

const FORMATS: [string, string, string, number, [string, Locate][]][] = [
  [
    'JSONL',
    'retail.jsonl',
    `${SMALL}/aws-retail-map.json`,
    0,
    [
      ['name', inMember('name')],
      ['description', inMember('description')],
    ],
  ],
  [
    'Shopify CSV',
    'retail.csv',
    'shopify',
    1,
    [
      ['title', inCell(0)],
      ['descriptionHtml', inCell(2)],
      ['imageAlt1', inCell(13)],
    ],
  ],
];

if (hasRetail) {
  describe('2,465 products of aws-retail-demo-store', () => {
    it.each(FORMATS)(
      '%s: all verify; of 100 changed bytes each is found, and its part named',
      async (_what, name, map, headerLines, parts) => {
        const counts = await sign(convert(name), `signed-${name}`, map);
        expect(counts).toMatchObject({ records: 2465, signed: 2465 });
        const clean = { verified: 2465, rejected: 0, absent: 0, broken: 0 };
        expect((await verify(`signed-${name}`, map)).counts).toMatchObject(clean);

        // No value of this catalogue holds a line end, so every line is a record.
        const lines = workspace.read(`signed-${name}`).toString('latin1').split('\n');
        expect(lines).toHaveLength(headerLines + 2465 + 1);
        const expected: [number, string[]][] = [];
        for (let i = 0; i < 100; i++) {
          const index = headerLines + 7 + i * 24;
          const [part, locate] = parts[i % parts.length] as [string, Locate];
          const record = lines[index] as string;
          const at = locate(record);
          lines[index] =
            record.slice(0, at) + (record[at] === 'x' ? 'y' : 'x') + record.slice(at + 1);
          expected.push([index + 1, [part]]);
        }
        workspace.write(`changed-${name}`, Buffer.from(lines.join('\n'), 'latin1'));
        const changed = await verify(`changed-${name}`, map);
        expect(changed.counts).toMatchObject({
          verified: 2365,
          rejected: 100,
          absent: 0,
          broken: 0,
        });
        const records: Found[] = changed.records;
        expect(records.map((found) => [found.line, changedParts(found)])).toEqual(expected);
        for (const { reason } of records) expect(reason).toBe('digest-mismatch');
      },
      180_000,
    );
  });
} else {
  describe('(the catalogue of aws-retail-demo-store is not at hand)', () => {
    it('checked the small committed Shopify file only', async () => {
      const file = `${SMALL}/shopify-new-header.csv`;
      expect(await sign(file, 'small.csv', 'shopify')).toMatchObject({ records: 2, signed: 2 });
      expect((await verify('small.csv', 'shopify')).counts.verified).toBe(2);
    });
  });
}

describe(
  hasMagento ? "Magento's 1,994 sample products" : 'the small committed Magento file only',
  () => {
    const input = hasMagento ? MAGENTO : `${SMALL}/magento-small.csv`;

    it('round-trip through additional_attributes, byte for byte', async () => {
      const counts = await sign(input, 'magento.csv', 'magento');
      expect(counts).toMatchObject(
        hasMagento ? { records: 1994, signed: 1994 } : { records: 5, signed: 4 },
      );
      const checked = await verify('magento.csv', 'magento');
      expect(checked.counts).toMatchObject({ verified: counts.signed, rejected: 0, broken: 0 });

      const once = workspace.text('magento.csv');
      expect(once.match(MARK)).toHaveLength(counts.signed);
      if (hasMagento) {
        const bare = once.replace(/,?contentmark=(?:""0oRY[\w-]+""|0oRY[\w-]+)/g, '');
        // A cell of one attribute is quoted for its second; without it the quotes are spare.
        expect(bare.length - readFileSync(input, 'utf8').length).toBeLessThan(
          2 * counts.signed + 1,
        );
        expect(unquoted(bare)).toBe(unquoted(readFileSync(input, 'utf8')));
      }
      await sign(workspace.at('magento.csv'), 'magento-again.csv', 'magento');
      expect(workspace.text('magento-again.csv').replace(MARK, '')).toBe(once.replace(MARK, ''));
    }, 180_000);
  },
);

/** Quotes taken off cells that need none. */
function unquoted(csv: string): string {
  return csv.replace(/(^|,)"([^",\r\n]*)"(?=,|\r?\n|$)/gm, '$1$2');
}
