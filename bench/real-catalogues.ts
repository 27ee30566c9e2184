/**
 * Whole catalogues of others, where they are at hand beside the project, and the one that the
 * project brings. Each record as an importer would see it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { DEFAULT_CATALOGUE } from './catalogue.ts';

/** Records of one source, and what of them is known to be test data. */
export interface Catalogue {
  readonly name: string;
  readonly records: readonly unknown[];
  /**
   * Markers that tell the truth here, each looked at by a person: why. What else is found in a
   * catalogue that a shop could sell from is a false positive.
   */
  readonly known: Readonly<Record<string, string>>;
}

/** Beside a clone, and beside a worktree of one. */
const FOLDERS = ['../shared/data', '../../shared/data'];

const LUMA = 'a SKU of the Luma sample catalogue, which this is';
const RONI = 'the customer of the Luma sample data';

interface Source {
  readonly path: string;
  readonly read: (path: string) => readonly unknown[];
  readonly known?: Readonly<Record<string, string>>;
}

const json = (path: string): readonly unknown[] => JSON.parse(readFileSync(path, 'utf8'));
const csv = (path: string): readonly unknown[] =>
  parseCsv(readFileSync(path), { columns: true, bom: true, relax_column_count: true });
const yaml = (path: string): readonly unknown[] => parseYaml(readFileSync(path, 'utf8'));

const LUMA_FOLDER = 'magento2-sample-data';
const SOURCES: Readonly<Record<string, Source>> = {
  eshop: { path: 'dotnet-eshop/catalog.json', read: json },
  support: { path: 'dotnet-eshopsupport/products.json', read: json },
  customers: { path: 'dotnet-eshopsupport/customers.json', read: json },
  'aws-retail': { path: 'aws-retail-demo-store/products.yaml', read: yaml },
  saleor: {
    path: 'saleor/populatedb_data.json',
    read: json,
    known: { 'domain.loopback': 'a menu item that leads to http://localhost:8000/' },
  },
  'luma products': {
    path: `${LUMA_FOLDER}/ConfigurableSampleData/fixtures/products.csv`,
    read: csv,
    known: { 'sku.magento-luma': LUMA },
  },
  'luma bags': {
    path: `${LUMA_FOLDER}/CatalogSampleData/fixtures/SimpleProduct/products_gear_bags.csv`,
    read: csv,
    known: { 'sku.magento-luma': LUMA },
  },
  'luma reviews': {
    path: `${LUMA_FOLDER}/ReviewSampleData/fixtures/products_reviews.csv`,
    read: csv,
    known: {
      'sku.magento-luma': LUMA,
      'identity.magento-fixture': RONI,
      'domain.example': RONI,
    },
  },
  'luma customer': {
    path: `${LUMA_FOLDER}/CustomerSampleData/fixtures/customer_profile.csv`,
    read: csv,
    known: {
      'identity.magento-fixture': RONI,
      'identity.magento-fixture-name': RONI,
      'identity.magento-fixture-phone': RONI,
      'domain.example': RONI,
    },
  },
  'luma orders': {
    path: `${LUMA_FOLDER}/SalesSampleData/fixtures/orders.csv`,
    read: csv,
    known: { 'identity.magento-fixture': RONI, 'domain.example': RONI },
  },
};

/** Whether the larger catalogues are at hand. */
export const hasLargerCatalogues = (): boolean => dataFolder() !== undefined;

/** The folder with the catalogues of others, where it is there. */
export function dataFolder(): string | undefined {
  return FOLDERS.find((folder) => existsSync(folder));
}

/** Reads every catalogue that is at hand; the bundled one always is. */
export function readCatalogues(): readonly Catalogue[] {
  const bundled = { name: 'bundled', records: json(DEFAULT_CATALOGUE), known: {} };
  const folder = dataFolder();
  if (folder === undefined) return [bundled];
  const found = Object.entries(SOURCES).filter(([, { path }]) => existsSync(join(folder, path)));
  return [
    bundled,
    ...found.map(([name, { path, read, known = {} }]) => {
      return { name, records: read(join(folder, path)), known };
    }),
  ];
}

/** One finding in a catalogue. */
export interface CatalogueFinding {
  readonly catalogue: string;
  /** From 0. */
  readonly record: number;
  readonly path: string;
  readonly id: string;
  readonly severity: 'block' | 'warn' | 'info';
  /** Why it is none that a shop would be bothered by; absent for a false positive. */
  readonly known?: string;
}

/** Everything that a detector finds in the catalogues. */
export function lookThrough(
  catalogues: readonly Catalogue[],
  detect: (record: unknown) => {
    readonly findings: readonly Pick<CatalogueFinding, 'path' | 'id' | 'severity'>[];
  },
): readonly CatalogueFinding[] {
  return catalogues.flatMap(({ name, records, known }) =>
    records.flatMap((value, record) =>
      detect(value).findings.map((finding) => ({
        catalogue: name,
        record,
        ...finding,
        ...(known[finding.id] !== undefined && { known: known[finding.id] as string }),
      })),
    ),
  );
}
