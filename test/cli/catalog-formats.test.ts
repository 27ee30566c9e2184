/** catalog sign over formats that have no place for a mark, and over archives. */
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { workbook } from '../records/workbook.ts';
import { zip } from '../records/zip.ts';
import { contentmarkJson, createKeys, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
const MAP = 'test/fixtures/catalogue/text-map.json';
let keys: Awaited<ReturnType<typeof createKeys>>;

beforeAll(async () => {
  keys = await createKeys(workspace);
});

describe('a format that is read and never written', () => {
  const feed = '<rss><channel><item><sku>1</sku><title>Boots</title></item></channel></rss>';
  it.each([
    ['feed.xml', feed],
    ['feed.xml.gz', gzipSync(feed)],
    ['page.html', '<p>Boots</p>'],
    ['shop.env', 'sku=1\ntitle=Boots\n'],
    ['export.zip', zip([['products.csv', 'sku,title\n1,Boots\n']])],
  ])('%s is refused before anything is written, also in place', async (name, content) => {
    const input = workspace.write(name, content);
    const before = workspace.read(name);
    const args = ['catalog', 'sign', input, '--map', MAP, ...keys.sign];
    const format = name.endsWith('.zip') ? ['--format', 'csv'] : [];
    for (const out of [input, workspace.at(`out-${name}`)]) {
      const { code, json } = await contentmarkJson([...args, ...format, '--out', out]);
      expect([code, json.error.argument]).toEqual([64, 'INPUT']);
      expect(json.error.message).toMatch(/read and never written|archive/);
    }
    expect(workspace.read(name).equals(before)).toBe(true);
    expect(() => workspace.read(`out-${name}`)).toThrow(/ENOENT/);
  });
});

describe('a workbook or a feed', () => {
  it('that carries marks is checked, by names that differ in case', async () => {
    const { sign } = keys;
    const csv = workspace.write('p.csv', 'sku,title\n1,Boots\n');
    const out = workspace.at('p-out.csv');
    await contentmarkJson(['catalog', 'sign', csv, '--map', MAP, '--out', out, ...sign]);
    const [mark = ''] = workspace.text('p-out.csv').match(/0oRY[\w-]+/) ?? [];
    const feed = (title: string) =>
      `<rss><channel><item><SKU>1</SKU><Title>${title}</Title><contentmark>${mark}</contentmark></item></channel></rss>`;
    const check = async (title: string) => {
      const input = workspace.write('marked.xml', feed(title));
      return (await contentmarkJson(['catalog', 'verify', input, '--map', MAP, ...keys.verify]))
        .json;
    };
    expect((await check('Boots')).counts).toMatchObject({ verified: 1 });
    expect((await check('Socks')).records).toMatchObject([{ reason: 'digest-mismatch' }]);
  });

  it('saved from a marked export is checked: by its sheet, with its images', async () => {
    const header = [
      'Handle',
      'Title',
      'Body HTML',
      'Image Src',
      'Image Position',
      'Image Alt Text',
    ];
    const rows = [
      ['boot', 'Boots', '<p>Warm & dry</p>', 'https://x/a.jpg', '1', 'Side'],
      ['boot', '', '', 'https://x/b.jpg', '2', 'Sole'],
      ['sock', 'Socks', '', '', '', ''],
    ];
    const csv = [header, ...rows].map((cells) => `${cells.join(',')}\n`).join('');
    const input = workspace.write('m.csv', csv);
    const out = workspace.at('m-out.csv');
    const args = ['--map', 'shopify', '--out', out, ...keys.sign];
    await contentmarkJson(['catalog', 'sign', input, ...args]);
    const table = workspace.text('m-out.csv').trimEnd().split('\n');
    const check = async (change: (cell: string) => string) => {
      const sheet = table.map((line) => line.split(',').map(change));
      const file = workspace.write('m.xlsx', workbook({ Products: sheet }));
      const verify = ['catalog', 'verify', file, '--map', 'shopify', ...keys.verify];
      return (await contentmarkJson(verify)).json;
    };
    expect((await check((cell) => cell)).counts).toMatchObject({ verified: 2, records: 2 });
    const edited = await check((cell) => cell.replace('Sole', 'Top'));
    expect(edited.records).toMatchObject([{ subject: 'boot', reason: 'digest-mismatch' }]);
    expect(edited.partsWithoutColumn.map(({ part }: { part: string }) => part)).toEqual([
      'seoTitle',
      'seoDescription',
    ]);
  });
});
