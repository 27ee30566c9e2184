/** One identity and one table of parts: a mark made from CSV holds over REST, and the reverse. */
import { existsSync, readFileSync } from 'node:fs';
import { productCsvMap } from 'contentmark/magento';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { BUILT_IN_MAPS } from '../../../src/cli/catalog/built-in-maps.ts';
import { contentmarkJson, createKeys, createWorkspace } from '../harness.ts';
import { exportCsv, fill, type Keys, type OpenShop, openShop } from './shop-run.ts';

const REAL = '../shared/data/magento2-sample-data/ConfigurableSampleData/fixtures/products.csv';
const hasReal = existsSync(REAL);
const workspace = createWorkspace();
let keys: Keys;

beforeAll(async () => {
  keys = await createKeys(workspace);
});

const COLUMNS = ['name', 'description', 'short_description', 'meta_title', 'meta_description'];

async function signCsv(name: string, csv: string): Promise<string> {
  const input = workspace.write(`in-${name}`, csv);
  const output = workspace.at(`out-${name}`);
  const args = ['catalog', 'sign', input, '--map', 'magento', '--out', output, ...keys.sign];
  const { code, stdout } = await contentmarkJson(args);
  if (code !== 0) throw new Error(stdout);
  return workspace.text(`out-${name}`);
}

async function verifyCsv(name: string, csv: string) {
  const input = workspace.write(name, csv);
  return contentmarkJson(['catalog', 'verify', input, '--map', 'magento', ...keys.verify]);
}

/** Magento's import: a cell that is empty leaves its value alone; a view's row sets that view's. */
function importCsv({ shop }: OpenShop, csv: string): void {
  const rows: Record<string, string>[] = parse(csv, { columns: true, relax_quotes: true });
  for (const row of rows) {
    const values: Record<string, unknown> = Object.fromEntries(
      COLUMNS.flatMap((column) => (row[column] ? [[column, row[column]]] : [])),
    );
    const [, mark] = /(?:^|,)contentmark="?([\w-]+)/.exec(row['additional_attributes'] ?? '') ?? [];
    if (mark !== undefined) values['contentmark'] = mark;
    const view = row['store_view_code'] ?? '';
    const product = shop.products.get((row['sku'] ?? '').toLowerCase());
    if (view === '') shop.add(row['sku'] ?? '', values);
    else if (product !== undefined) product.views[view] = { ...product.views[view], ...values };
  }
}

test('the map of the command is the adapter’s', async () => {
  expect(await BUILT_IN_MAPS.get('magento')?.()).toBe(productCsvMap);
});

describe('a mark made over REST', () => {
  test('verifies in what Magento exports, each record under the same subject', async () => {
    const opened = await openShop({ storeViews: ['default', 'fr'] });
    fill(opened);
    await opened.run(['mark', ...keys.sign]);
    const csv = exportCsv(opened.shop);
    const { code, json } = await verifyCsv('exported.csv', csv);
    expect(json.records).toEqual([]);
    // The mug's French row has nothing that is signed.
    expect([code, json.counts]).toEqual([
      0,
      { records: 5, verified: 4, rejected: 0, absent: 0, broken: 0, skipped: 1 },
    ]);
    const moved = csv.replace('"TENT-2P","fr"', '"TENT-2P","de"');
    expect((await verifyCsv('moved.csv', moved)).json.records[0]).toMatchObject({
      subject: 'TENT-2P;store=de',
      reason: 'subject-mismatch',
    });
  });
});

describe('a mark made from CSV', () => {
  test('verifies over REST after the import, also where a view repeats a default text', async () => {
    const header = `sku,store_view_code,${COLUMNS.join(',')},additional_attributes`;
    const csv = [
      header,
      'TENT-2P,,Two-person tent,<p>Stands in a gale.</p>,,Tent,"Light, for two","season=3, autumn too,weight_class=light"',
      // The name is that of the default scope: signed here, and no override as far as REST can tell.
      'TENT-2P,fr,Two-person tent,<p>Tient dans la tempête.</p>,,,,',
      'STOVE-1,,"Gas stove 3""","<p>Boils a litre.</p>\n<p>Folds flat.</p>",,,,"fuel=""Gas"",note=""Says """"hot"""""""',
      'MUG-1,,Enamel mug,,,,,',
      'MUG-1,fr,,,,,,',
      '',
    ].join('\n');
    const signed = await signCsv('signed.csv', csv);
    const opened = await openShop({ storeViews: ['default', 'fr'] });
    opened.shop.setUp();
    importCsv(opened, signed);
    const { code, json } = await opened.run(['check', ...keys.verify]);
    expect(json.products).toEqual([]);
    expect([code, json.counts.verified]).toEqual([0, 4]);
    // The command that marks over REST finds nothing to do.
    const marked = await opened.run(['mark', ...keys.sign]);
    expect(marked.json.counts).toMatchObject({ marked: 0, kept: 4 });
    const french = opened.shop.list()[0]?.views['fr'] as Record<string, unknown>;
    french['name'] = 'Tente';
    expect((await opened.run(['check', ...keys.verify])).json.products).toMatchObject([
      { subject: 'TENT-2P;store=fr', reason: 'digest-mismatch' },
    ]);
  });

  test('of the project’s own small catalogue verifies over REST', async () => {
    const signed = await signCsv(
      'small.csv',
      readFileSync('test/fixtures/catalogue/magento-small.csv', 'utf8'),
    );
    const opened = await openShop({ storeViews: ['default', 'fr'] });
    opened.shop.setUp();
    importCsv(opened, signed);
    expect((await opened.run(['check', ...keys.verify])).json.counts).toMatchObject({
      verified: 4,
      rejected: 0,
      absent: 0,
    });
  });
});

test.runIf(!hasReal)(
  'Magento’s own sample data is not at hand: only the small catalogue was used',
  () => {
    expect(hasReal).toBe(false);
  },
);

describe.runIf(hasReal)('Magento’s sample catalogue', { timeout: 300_000 }, () => {
  test('marked over REST verifies over REST and as CSV; marked as CSV it verifies over REST', async () => {
    const csv = readFileSync(REAL, 'utf8');
    const opened = await openShop();
    opened.shop.setUp();
    importCsv(opened, csv);
    const size = opened.shop.list().length;
    expect(size).toBeGreaterThan(1900);
    const marked = await opened.run(['mark', ...keys.sign, '--page-size', '300']);
    expect(marked.json.counts).toMatchObject({ broken: 0, refused: 0 });
    expect(marked.json.counts.marked + marked.json.counts.skipped).toBe(size);
    const checked = await opened.run(['check', ...keys.verify, '--page-size', '300']);
    expect(checked.json.counts).toMatchObject({ verified: marked.json.counts.marked, rejected: 0 });
    const exported = await verifyCsv('real-exported.csv', exportCsv(opened.shop));
    expect(exported.json.counts).toMatchObject({
      verified: marked.json.counts.marked,
      rejected: 0,
    });
    const fromCsv = await openShop();
    fromCsv.shop.setUp();
    importCsv(fromCsv, await signCsv('real.csv', csv));
    const { json } = await fromCsv.run(['check', ...keys.verify, '--page-size', '300']);
    expect(json.counts).toMatchObject({
      verified: marked.json.counts.marked,
      rejected: 0,
      absent: 0,
    });
  });
});
