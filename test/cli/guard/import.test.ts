import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createWorkspace } from '../harness.ts';
import { guard, markersIn, PRODUCTION, platform } from './guard.ts';

const workspace = createWorkspace();

describe('guard import', () => {
  it('CSV: rows by their number, columns by their header', async () => {
    const file = workspace.write(
      'rows.csv',
      'Handle,Body (HTML),Image Src,Variant Barcode\n' +
        'boot,"<p>Warm,\nand dry</p>",https://cdn.shop-of-jo.eu/b.jpg,4222222222222\n' +
        '\n' +
        'ring,Praesent sapien massa,https://picsum.photos/9,\n',
    );
    const { code, json } = await guard('import', file, ...PRODUCTION);
    expect(code).toBe(1);
    expect(json).toMatchObject({ action: 'block', rows: 2, allow: 1, block: 1 });
    expect(json.findings.map(({ path, id }: { path: string; id: string }) => [path, id])).toEqual([
      ['/1/Body (HTML)', 'filler.latin-word'],
      ['/1/Image Src', 'faker.image-host'],
    ]);
  });

  it.each([
    ['semicolons', 'name;email;test\nMara;mara@example.com;1\n'],
    ['tabs', 'name\temail\ttest\nMara\tmara@example.com\t1\n'],
    ['pipes', 'name|email|test\nMara|mara@example.com|1\n'],
    ['semicolons, with a comma in a name', 'name, first;email;test\nMara;mara@example.com;1\n'],
    ['semicolons, with commas in quotes', '"a, b, c, d";email;test\nMara;mara@example.com;1\n'],
    ['tabs, with a quote that opens nothing', '5" a\temail\ttest\nM\tmara@example.com\t1\n'],
    ['semicolons, behind blank lines', '\r\n\r\nname;email;test\r\nM;mara@example.com;1\r\n'],
    ['what the first line says', 'sep=;\r\na,b;email;test\r\nM;mara@example.com;1\r\n'],
    ['commas, with semicolons in a name', 'a;b,email,test\nMara,mara@example.com,1\n'],
  ])('CSV: cells divided by %s', async (_, content) => {
    const { code, json } = await guard('import', workspace.write('d.csv', content), ...PRODUCTION);
    expect([code, json.rows]).toEqual([1, 1]);
    expect(json.findings).toContainEqual(
      expect.objectContaining({ path: '/0/email', id: 'domain.example', severity: 'block' }),
    );
    expect(json.findings).toContainEqual(
      expect.objectContaining({ path: '/0/test', id: 'payment.test-flag' }),
    );
  });

  it('CSV: a header that two characters divide equally often is refused', async () => {
    const file = workspace.write('tie.csv', 'name;email,test\nMara;mara@example.com,1\n');
    const { code, json } = await guard('import', file, ...PRODUCTION);
    expect([code, json.error.argument]).toEqual([64, 'FILE']);
    expect(json.error.message).toContain('save it with commas');
  });

  it('TSV is known by its name', async () => {
    const file = workspace.write('feed.tsv', 'id\timage_link\nA-1\thttps://picsum.photos/200\n');
    expect((await guard('import', file, ...PRODUCTION)).json).toMatchObject({
      findings: [{ path: '/0/image_link' }],
    });
  });

  it('CSV: a second column of one name is looked at, and a row of other width is blocked', async () => {
    const content =
      'email,email\na@shop-of-jo.eu,b@example.com\nc@shop-of-jo.eu,d@shop-of-jo.eu,e\n';
    const { code, json } = await guard(
      'import',
      workspace.write('odd.csv', content),
      ...PRODUCTION,
    );
    expect(code).toBe(1);
    expect(json.findings.map(({ path, id }: { path: string; id: string }) => [path, id])).toEqual([
      ['/0/email (2)', 'domain.example'],
      ['/1', 'row-wrong-columns'],
    ]);
  });

  it.each([
    ['a quote that is never closed', 'a,b\n1,2\n"3,4\n'],
    ['a byte order mark', '\ufeffemail\na@example.com\n'],
  ])('CSV: %s', async (_, content) => {
    const file = workspace.write('quirk.csv', content);
    expect((await guard('import', file, ...PRODUCTION)).code).toBe(1);
  });

  it('CSV: an empty file has no header', async () => {
    const { code, json } = await guard('import', workspace.write('empty.csv', ''), ...PRODUCTION);
    expect([code, json.error.argument]).toEqual([64, 'FILE']);
  });

  it('JSONL: a line that is no JSON is blocked, and the others are looked at', async () => {
    const { code, json } = await guard(
      'import',
      platform('shopify-bulk-jsonl/sample_products.jsonl'),
      ...PRODUCTION,
    );
    expect([code, json.rows, json.block]).toEqual([1, 10, 4]);
    expect(json.findings).toContainEqual({
      path: '/8',
      technique: 'marker',
      id: 'row-malformed',
      severity: 'block',
      reason: expect.any(String),
    });
  });

  it('JSON: a list is rows, anything else one row', async () => {
    const list = await guard(
      'import',
      platform('shopify-rest-fixtures/products.json'),
      ...PRODUCTION,
    );
    expect([list.code, list.json.action, list.json.flag]).toEqual([1, 'flag', list.json.rows]);
    const one = await guard('import', platform('own/magento-order.json'), ...PRODUCTION);
    expect(one.json).toEqual({
      action: 'allow',
      rule: 'import.production.unmarkable',
      rows: 1,
      allow: 1,
      findings: [],
    });
  });

  it.each([
    ['none.json', '[]'],
    ['none.jsonl', ''],
    ['blank.jsonl', '\n\r\n'],
    ['header.csv', 'sku,name,price\n'],
  ])('a file without rows is refused: %s', async (name, content) => {
    const { code, json } = await guard('import', workspace.write(name, content), ...PRODUCTION);
    expect([code, json.error.code, json.error.argument]).toEqual([64, 'ERR_INPUT', 'FILE']);
  });

  it.each([
    ['null.json', 'null', 'row-malformed'],
    ['text.json', '["4111111111111111"]', 'row-malformed'],
    ['null.jsonl', 'null\n', 'row-malformed'],
    ['list.jsonl', '[]\n', 'row-malformed'],
    ['cr.csv', 'sku,email\nA-1,a@shop-of-jo.eu\rA-2,b@example.com\n', 'row-malformed'],
    ['latin1.csv', Buffer.from('sku,name\nA-1,Stra\xdfe\n', 'latin1'), 'row-not-utf8'],
    ['latin1.jsonl', Buffer.from('{"name":"Stra\xdfe"}\n', 'latin1'), 'row-not-utf8'],
  ])('rows that cannot be read are blocked: %s', async (name, content, marker) => {
    const { code, json } = await guard('import', workspace.write(name, content), ...PRODUCTION);
    expect([code, json.action, markersIn(json)]).toEqual([1, 'block', [marker]]);
  });

  it.each([
    ['utf16.csv', Buffer.from('name,cc_number\nMara,4111111111111111\n', 'utf16le')],
    ['cr-only.csv', 'sku,email\rA-1,a@shop-of-jo.eu\rA-2,b@example.com\r'],
    ['quote.csv', '5" a,email\nM,mara@example.com\n'],
    ['empty.csv', ''],
  ])('a table whose header cannot be read is refused: %s', async (name, content) => {
    const { code, json } = await guard('import', workspace.write(name, content), ...PRODUCTION);
    expect([code, json.error.code, json.error.argument]).toEqual([64, 'ERR_INPUT', 'FILE']);
  });

  it('UTF-16 with a byte order mark is read', async () => {
    const content = Buffer.from('\ufeffname,email\nMara,mara@example.com\n', 'utf16le');
    const { code, json } = await guard(
      'import',
      workspace.write('wide.csv', content),
      ...PRODUCTION,
    );
    expect([code, json.findings[0].path]).toEqual([1, '/0/email']);
  });

  it.each(['feed.xml', 'dump.sql', 'shop.env', 'products.csv.gz'])(
    'what %s holds is looked at',
    async (name) => {
      const content: Record<string, string | Uint8Array> = {
        'feed.xml':
          '<rss><channel><item><g:id>1</g:id><email>b@example.com</email></item></channel></rss>',
        'dump.sql': "INSERT INTO `customer` (`email`) VALUES ('b@example.com');\n",
        'shop.env': 'email=b@example.com\n',
        'products.csv.gz': gzipSync('sku,email\n1,b@example.com\n'),
      };
      const file = workspace.write(name, content[name] ?? '');
      const { code, json } = await guard('import', file, ...PRODUCTION);
      expect([code, json.findings[0].path]).toEqual([1, '/0/email']);
    },
  );

  it('CSV: what stands in place of the header is looked at', async () => {
    const file = workspace.write('headless.csv', 'Mara,mara@example.com,4111111111111111\n');
    const { code, json } = await guard('import', file, ...PRODUCTION);
    expect([code, json.rows]).toEqual([1, 0]);
    expect(json.findings.map(({ path }: { path: string }) => path)).toEqual([
      '/header/column 2',
      '/header/column 3',
    ]);
  });

  it('text beyond ASCII is read as it is', async () => {
    const csv = workspace.write('text.csv', 'sku,Größe\nA-1,"Straße 日本"\n');
    expect((await guard('import', csv, ...PRODUCTION)).json).toMatchObject({
      action: 'allow',
      rows: 1,
    });
    const jsonl = workspace.write('text.jsonl', '{"Größe":"Straße 日本"}\n');
    expect((await guard('import', jsonl, ...PRODUCTION)).json).toMatchObject({
      action: 'allow',
      rows: 1,
    });
  });

  it('a format that the name does not say', async () => {
    const file = workspace.write('rows.txt', '{"sku":"24-MB01"}\n');
    expect((await guard('import', file, ...PRODUCTION)).json.error.argument).toBe('--format');
    expect((await guard('import', file, ...PRODUCTION, '--format', 'jsonl')).json.action).toBe(
      'flag',
    );
  });

  it('a thousand findings are listed, the others counted', async () => {
    const file = workspace.write('bad.jsonl', '{"email":"a@example.com"}\n'.repeat(1500));
    const { json } = await guard('import', file, ...PRODUCTION);
    expect([json.findings.length, json.unlisted, json.block]).toEqual([1000, 500, 1500]);
  });
});
