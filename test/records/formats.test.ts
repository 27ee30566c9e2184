/** Formats that are read and not written: what their records are, and where they stand. */
import { describe, expect, it } from 'vitest';
import { readPieces, readRows, readValues } from './read-all.ts';

describe('a feed in XML', () => {
  const FEED = `<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
<item><g:id>1</g:id><title>Größe &amp; more</title><description><![CDATA[<b>warm</b>]]></description>
  <g:additional_image_link>a</g:additional_image_link><g:additional_image_link>b</g:additional_image_link></item>
<item><g:id>2</g:id><g:shipping><g:country>DE</g:country></g:shipping></item>
</channel></rss>`;

  it("has an item a record, with Google's names", async () => {
    expect(await readValues('feed.xml', FEED, { chunk: 7 })).toEqual([
      {
        'g:id': '1',
        title: 'Größe & more',
        description: '<b>warm</b>',
        'g:additional_image_link': ['a', 'b'],
      },
      { 'g:id': '2', 'g:shipping': { 'g:country': 'DE' } },
    ]);
  });

  it('says where each item stands, in bytes', async () => {
    const bytes = Buffer.from(FEED);
    const texts = (await readRows('feed.xml', FEED, { chunk: 5 })).map(({ place }) =>
      bytes.subarray(place.byteStart, place.byteEnd).toString(),
    );
    expect(texts.map((text) => [text.slice(0, 6), text.slice(-7)])).toEqual([
      ['<item>', '</item>'],
      ['<item>', '</item>'],
    ]);
  });

  it('defines no entity, and says where it cannot be read further', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a><item><t>&b;</t></item></a>';
    const broken = await readPieces('feed.xml', bomb);
    expect(broken).toMatchObject([{ type: 'broken', problem: { reason: 'malformed' } }]);
    const cut = await readPieces('feed.xml', FEED.slice(0, FEED.indexOf('<item><g:id>2')));
    expect(cut.map((piece) => piece.type)).toEqual(['row', 'broken']);
  });
});

describe('settings', () => {
  it('.env: quotes, comments, export and several lines', async () => {
    const env = [
      '# comment',
      'PAYPAL_MODE=sandbox # here',
      "export KEY='sk_test_x'",
      'URL="https://a.example/\\n#b"',
      'PEM="line 1',
      'line 2"',
      'EMPTY=',
      '',
    ].join('\n');
    expect(await readValues('.env.production', env)).toEqual([
      { PAYPAL_MODE: 'sandbox' },
      { KEY: 'sk_test_x' },
      { URL: 'https://a.example/\n#b' },
      { PEM: 'line 1\nline 2' },
      { EMPTY: '' },
    ]);
    const rows = await readRows('.env', env);
    expect(rows.map(({ place }) => [place.line, place.pointer])).toEqual([
      [2, '/PAYPAL_MODE'],
      [3, '/KEY'],
      [4, '/URL'],
      [5, '/PEM'],
      [7, '/EMPTY'],
    ]);
  });

  it('INI with sections, and what config:show prints', async () => {
    const ini = '[payment]\nsandbox = 1 ; on\nname="a;b"\n\npayment/paypal/mode - test\n';
    expect(await readValues('shop.ini', ini)).toEqual([
      { payment: { sandbox: '1' } },
      { payment: { name: 'a;b' } },
      { payment: { 'payment/paypal/mode': 'test' } },
    ]);
  });

  it('a line that is no setting is a broken record', async () => {
    const pieces = await readPieces('.env', 'A=1\n<<<<<<< HEAD\nB=2\n');
    expect(pieces.map((piece) => piece.type)).toEqual(['row', 'broken', 'row']);
  });
});

describe('HTML and Liquid', () => {
  it('a page is one record', async () => {
    const page = '<p data-contentmark="x">{{ product.title }}</p>';
    expect(await readValues('product.liquid', page)).toEqual([{ html: page }]);
  });
});

describe('JSON', () => {
  it('what stands around a list is looked at, and is no record', async () => {
    const rows = await readRows('a.json', '{"items":[{"a":1},{"a":2}],"note":"x"}', { chunk: 3 });
    expect(rows.map((row) => [row.place.pointer, row.isAround ?? false])).toEqual([
      ['/items/0', false],
      ['/items/1', false],
      ['', true],
    ]);
    expect({ ...Object(rows[2]?.toValue()) }).toEqual({ items: [], note: 'x' });
  });

  it('a list in any member, where it is named', async () => {
    const text = '{"shop":{"name":"a]"},"orders":[{"a":1}],"more":[{"b":2}]}';
    const rows = await readRows('a.json', text, { list: 'orders', chunk: 4 });
    expect(rows.map((row) => row.place.pointer)).toEqual(['/orders/0', '']);
  });

  it('an order is one record, its lines and all', async () => {
    const rows = await readRows('order.json', '{"id":1,"line_items":[{"sku":"a"},{"sku":"b"}]}');
    expect(rows).toHaveLength(1);
  });

  it('lines of a bulk operation name the record they belong to', async () => {
    const rows = await readRows('b.jsonl', '{"id":"p"}\n{"id":"i","__parentId":"p"}\n');
    expect(rows.map((row) => row.parentId)).toEqual([undefined, 'p']);
  });
});
