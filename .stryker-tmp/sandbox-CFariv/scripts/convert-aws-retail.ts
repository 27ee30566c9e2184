/**
 * Converts products.yaml of aws-samples/retail-demo-store (MIT-0) into a catalogue for
 * `contentmark catalog`: Shopify's product CSV (map `shopify`), or JSONL
 * (map test/fixtures/catalogue/aws-retail-map.json).
 *
 *   tsx scripts/convert-aws-retail.ts products.yaml products.csv
 *   tsx scripts/convert-aws-retail.ts products.yaml products.jsonl
 */
// @ts-nocheck

import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Product {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly style: string;
  readonly description: string;
  readonly price: number;
  readonly image: string;
  readonly current_stock: number;
}

/** Columns of Shopify's current template, by what fills them. */
const COLUMNS: Readonly<Record<string, (product: Product) => string | number>> = {
  Title: ({ name }) => name,
  'URL handle': ({ id }) => id,
  // Shopify's description is HTML and the source is text: `&` and `<` must be what they say.
  Description: ({ description }) => escapeHtml(description),
  Vendor: () => 'AWS retail demo store',
  Type: ({ category }) => category,
  Tags: ({ category, style }) => `${category}, ${style}`,
  'Published on online store': () => 'TRUE',
  Status: () => 'Active',
  SKU: ({ id }) => id,
  Price: ({ price }) => price,
  'Inventory quantity': ({ current_stock: stock }) => stock,
  'Product image URL': ({ image }) => image,
  'Image position': () => 1,
  'Image alt text': ({ name }) => name,
};

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function writeCsv(products: readonly Product[]): string {
  const rows = [
    Object.keys(COLUMNS),
    ...products.map((product) => Object.values(COLUMNS).map((fill) => String(fill(product)))),
  ];
  const cell = (value: string): string =>
    /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
}

const [input, output] = process.argv.slice(2);
if (input === undefined || output === undefined || !/\.(csv|jsonl)$/.test(output)) {
  process.stderr.write('usage: convert-aws-retail INPUT.yaml OUTPUT.csv|OUTPUT.jsonl\n');
  process.exit(64);
}
// The file is fixed by its hash in SOURCES.md; this is its shape.
const products = parse(readFileSync(input, 'utf8')) as readonly Product[];
const written = output.endsWith('.csv')
  ? writeCsv(products)
  : products.map((product) => `${JSON.stringify(product)}\n`).join('');
writeFileSync(output, written);
process.stdout.write(`${products.length} products\n`);
