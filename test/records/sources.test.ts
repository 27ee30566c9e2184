/** What a file is packed in, and how it holds its text. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { InputError, openRecords } from 'contentmark/records';
import { afterAll, describe, expect, it } from 'vitest';
import { readPieces, readRows, readValues } from './read-all.ts';
import { workbook } from './workbook.ts';
import { zip } from './zip.ts';

const CSV = 'sku,title\n1,Größe\n2,Socks\n';
const ROWS = [
  { sku: '1', title: 'Größe' },
  { sku: '2', title: 'Socks' },
];
const folder = mkdtempSync(join(tmpdir(), 'contentmark-records-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('gzip', () => {
  it('around any format is taken off', async () => {
    expect(await readValues('a.csv.gz', gzipSync(CSV), { chunk: 5 })).toEqual(ROWS);
    expect(await readValues('a.jsonl.gz', gzipSync('{"a":1}\n'))).toEqual([{ a: 1 }]);
  });

  it('that is cut off or damaged is told behind what could be read', async () => {
    const whole = gzipSync(Buffer.from(`sku,title\n${'1,Boots that are warm\n'.repeat(20_000)}`));
    const pieces = await readPieces('a.csv.gz', whole.subarray(0, whole.length - 20));
    expect(pieces.at(-1)).toMatchObject({ type: 'broken', problem: { reason: 'unreadable' } });
    const damaged = Buffer.from(whole);
    damaged.fill(0xff, 200, 260);
    const isTold = await readPieces('a.csv.gz', damaged).then(
      (read) => read.some((piece) => piece.type === 'broken'),
      (error: unknown) => error instanceof InputError,
    );
    expect(isTold).toBe(true);
  });

  it('that expands beyond all text is not read to its end', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x61));
    await expect(readPieces('a.csv.gz', bomb)).rejects.toThrow(/200 times/);
  });
});

describe('zip', () => {
  const archive = zip([
    ['products.csv', CSV],
    ['more/settings.env', 'A=1\n'],
  ]);
  it('gives the records of each member, named behind the archive', async () => {
    const path = join(folder, 'export.zip');
    writeFileSync(path, archive);
    const found = [];
    for await (const { document, format, pieces } of openRecords({ file: path })) {
      let rows = 0;
      for await (const batch of pieces) rows += batch.filter(({ type }) => type === 'row').length;
      found.push([document.file.slice(folder.length), format, rows]);
    }
    expect(found).toEqual([
      ['/export.zip!/products.csv', 'csv', 2],
      ['/export.zip!/more/settings.env', 'env', 1],
    ]);
    expect(await readRows('-', archive)).toHaveLength(3);
  });

  it('that is damaged is refused by name', async () => {
    await expect(readPieces('x.zip', archive.subarray(0, archive.length - 30))).rejects.toThrow(
      /^x\.zip: .*zip/,
    );
  });
});

describe('encodings', () => {
  it.each(['utf16le', 'utf16be', 'utf8'])('%s with a byte order mark', async (name) => {
    const bytes = Buffer.from(`\ufeff${CSV}`, name === 'utf8' ? 'utf8' : 'utf16le');
    const content = name === 'utf16be' ? bytes.swap16() : bytes;
    for (const chunk of [1, 2, 3, 64]) {
      expect(await readValues('a.csv', content, { chunk })).toEqual(ROWS);
    }
  });

  it('half a character at the end of a file in UTF-16 is no text', async () => {
    const bytes = Buffer.from('\ufeff{"a":"b"}\n{"a":"c"}', 'utf16le');
    const pieces = await readPieces('a.jsonl', bytes.subarray(0, bytes.length - 1));
    expect(pieces.map((piece) => piece.type)).toEqual(['row', 'broken']);
  });
});

describe('a workbook', () => {
  const bytes = workbook({
    Products: [
      ['Handle', 'Barcode'],
      ['boot', { number: '12345678901234567890' }],
    ],
    Orders: [['Name'], ['#1']],
  });

  it('gives the rows of each sheet by its header; numbers as they are written', async () => {
    const rows = await readRows('shop.xlsx', bytes);
    expect(
      rows.map((row) => [row.place.file, row.place.line, { ...Object(row.toValue()) }]),
    ).toEqual([
      ['shop.xlsx!/Products', 2, { Handle: 'boot', Barcode: '12345678901234567890' }],
      ['shop.xlsx!/Orders', 2, { Name: '#1' }],
    ]);
  });

  it('gives one sheet, where it is named', async () => {
    const rows = await readRows('shop.xlsx', bytes, { list: 'Orders' });
    expect(rows.map((row) => row.place.file)).toEqual(['shop.xlsx!/Orders']);
  });
});

describe('two columns for one field', () => {
  const fields = [['title', 'name']] as const;
  it('are refused in a table, and make the record of a feed broken', async () => {
    await expect(readPieces('a.csv', 'Title,name\n1,2\n', { fields })).rejects.toThrow(/2 columns/);
    const sheet = workbook({
      A: [
        ['Title', ' NAME '],
        ['1', '2'],
      ],
    });
    await expect(readPieces('a.xlsx', sheet, { fields })).rejects.toThrow(/2 columns/);
    const feed =
      '<a><item><title>1</title><title>2</title></item><item><title>3</title></item></a>';
    const pieces = await readPieces('a.xml', feed, { fields });
    expect(pieces).toMatchObject([{ type: 'broken', problem: { reason: 'malformed' } }, {}]);
  });
});
