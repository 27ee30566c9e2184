/** The examples in the docstrings of `contentmark/catalog`, run on a file. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createTrust,
  exportPublicJwk,
  generateKey,
  localSigner,
  type Signer,
  type Trust,
} from 'contentmark';
import { type CatalogMap, readMap } from 'contentmark/records';
import { productCsvMap } from 'contentmark/shopify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { namedBlock } from './code-blocks.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
beforeAll(() => {
  mkdirSync(join(ROOT, '.reports'), { recursive: true });
  // Inside the project, so that the examples find packages under their own names.
  folder = mkdtempSync(join(ROOT, '.reports', 'catalog-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the page shows the example of the docstring', () => {
  const page = readFileSync(join(ROOT, 'docs/catalog-maps.md'), 'utf8');
  expect(namedBlock(page, 'ts example=catalog')).toBe(
    exampleOf('src/sign/catalog/sign-catalog.ts'),
  );
});

/** The only `@example` of a source file. */
function exampleOf(source: string): string {
  const found = / \* @example\n \* ```ts\n([\s\S]*?) \* ```\n/.exec(
    readFileSync(join(ROOT, source), 'utf8'),
  );
  return (found?.[1] ?? '').replace(/^ \* ?/gm, '');
}

async function load<T>(source: string): Promise<T> {
  const file = join(folder, source.replaceAll('/', '-'));
  writeFileSync(file, exampleOf(source));
  return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as T;
}

type Mark = (
  file: string,
  signer: Signer,
  write: (bytes: Uint8Array) => void,
) => Promise<{ refused: string[]; uncovered: { part: string }[] }>;
type Find = (file: string, map: CatalogMap, trust: Trust) => Promise<string[]>;

it('a file is marked, and an edit is found', async () => {
  const { markProducts } = await load<{ markProducts: Mark }>('src/sign/catalog/sign-catalog.ts');
  const { findRejected } = await load<{ findRejected: Find }>(
    'src/verify/catalog/verify-catalog.ts',
  );
  const key = generateKey();
  const file = join(folder, 'products.csv');
  writeFileSync(file, 'Handle,Title,Body (HTML)\nboot,Boot,<p>Warm</p>\nsock,Sock,\n');
  const written: Uint8Array[] = [];
  const told = await markProducts(file, localSigner(key), (bytes) => written.push(bytes));
  expect(told.refused).toEqual([]);
  expect(told.uncovered.map(({ part }) => part)).toEqual([
    'seoTitle',
    'seoDescription',
    'imageAlt',
  ]);
  const marked = Buffer.concat(written).toString();
  writeFileSync(file, marked.replace('Sock', 'Stocking'));
  const trust = createTrust([
    {
      publicKey: exportPublicJwk(key),
      issuers: ['https://shop.example/'],
      environments: ['production'],
    },
  ]);
  const map = readMap(productCsvMap);
  expect(await findRejected(file, map, trust)).toEqual(['line 3: digest-mismatch']);
});
