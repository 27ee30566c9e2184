/** Product tables to scan, each beside a plain parse of the same file by the library that reads it. */
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Parser } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import { require } from './inputs.ts';
import type { Case } from './suite.ts';

type ScanEntryPoint = typeof import('contentmark/scan');

const COLUMNS = [
  'Handle',
  'Title',
  'Body (HTML)',
  'Vendor',
  'Type',
  'Tags',
  'Published',
  'Variant SKU',
  'Variant Price',
  'Image Src',
  'Mark',
];

/** One row. */
export interface ScanRow {
  readonly text: string;
  readonly mark: string;
}

/** Writes a table of products, of which each text and mark is another one. Removed when the process ends. */
export function writeTable(rows: readonly ScanRow[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'contentmark-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const cells = rows.map(({ text, mark }, i) => [
    `chair-of-oak-${i}`,
    `Chair of oak ${i}`,
    text,
    'Oak and ash',
    'Chairs',
    'chair, oak, indoors',
    'TRUE',
    `OAK-${i}`,
    `${100 + (i % 97)}.00`,
    `https://cdn.shop-of-jo.eu/chairs/${i}.jpg`,
    mark,
  ]);
  const file = join(folder, 'products.csv');
  writeFileSync(file, stringify([COLUMNS, ...cells]));
  return file;
}

/** Rows and nothing else: every cell decoded, none looked at. */
export function parsing(name: string, file: string, rows: number): Case {
  return {
    name,
    checks: rows,
    async run() {
      let count = 0;
      const parser = new Parser({
        on_record() {
          count += 1;
          return null;
        },
      });
      for await (const chunk of createReadStream(file)) {
        await new Promise<void>((resolve, reject) => {
          parser.write(chunk, (error) => (error ? reject(error) : resolve()));
        });
      }
      await new Promise<void>((resolve) => parser.end(() => resolve()));
      require(count === rows + 1);
    },
  };
}

/** A scan of the same file in one thread. */
export function scanning(
  name: string,
  { scan }: ScanEntryPoint,
  file: string,
  expected: { readonly rows: number; readonly checked: number },
  options: Partial<Parameters<ScanEntryPoint['scan']>[0]> = {},
): Case {
  return {
    name,
    checks: expected.rows,
    async run() {
      const { scanned, counts } = await scan({ ...options, paths: [file] });
      require(scanned.records === expected.rows && counts.block === 0);
      require(counts.marks.checked === expected.checked && counts.marks.refused === 0);
    },
  };
}
