/** 2,465 real products, as Shopify's CSV and as products of a shop. */
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { SeedProduct } from '../../../examples/shopify-shop/store.ts';

const FILE = new URL('../../fixtures/shopify/aws-retail.csv.br', import.meta.url);

/** Shopify's new CSV header. */
export function readRetailCsv(): string {
  return brotliDecompressSync(readFileSync(FILE)).toString('utf8');
}

/** The same as an import would leave them in a shop. */
export function readRetailProducts(): SeedProduct[] {
  const rows: Record<string, string>[] = parse(readRetailCsv(), { columns: true });
  return rows.map((row) => ({
    handle: row['URL handle'] ?? '',
    title: row['Title'] ?? '',
    descriptionHtml: row['Description'] ?? '',
    images: [{ alt: row['Image alt text'] ?? '', url: row['Product image URL'] ?? '' }],
  }));
}
