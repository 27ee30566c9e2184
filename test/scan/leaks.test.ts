/**
 * Five hundred leaks of ten kinds, planted by a seed into real catalogues: every one is found, and
 * in the catalogues as they are nothing is blocked but filler that their makers left there.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { encodeTextForm } from 'contentmark/carrier';
import { text } from 'contentmark/content';
import { attributeCarrier } from 'contentmark/html';
import { invisibleCarrier } from 'contentmark/invisible';
import { scan } from 'contentmark/scan';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { mark } from '../fixtures/claims.ts';
import { createFolders } from './workspace.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));
const SHOPIFY = brotliDecompressSync(readFileSync(join(FIXTURES, 'shopify/aws-retail.csv.br')));
const BULK = readFileSync(join(FIXTURES, 'shopify/sample_products.jsonl'), 'utf8');

const SEED = 20_261_201;
const LEAKS = 500;

type Row = Record<string, string>;

const folderOf = createFolders();
const content = text('A chair of oak.');
const STAGING = encodeTextForm(mark(content, { environment: 'staging' }));
const CANARY = encodeTextForm(mark(content, { environment: 'test', purpose: 'canary' }));

/** Ten kinds: what is done to a row, and the rule that must find it. */
const KINDS: readonly (readonly [id: string, plant: (row: Row, at: number) => void])[] = [
  ['domain.example', (row, at) => (row.Contact = `buyer${at}@example.com`)],
  ['filler.lorem-ipsum', (row) => (row.Description += '<p>Lorem ipsum, to be replaced.</p>')],
  ['model-text.as-a-model', (row) => (row.Title = 'As an AI language model, I cannot name it')],
  ['model-text.gap', (row) => (row.Description += ' Meet the [Insert product name].')],
  ['schema.synthetic', (row) => (row.is_synthetic = 'true')],
  ['mark-of-another-environment', (row) => (row.Mark = STAGING)],
  ['canary', (row) => (row.Description = attributeCarrier().write('<p>Oak.</p>', CANARY))],
  ['mark-of-another-environment', (row) => (row.Title = invisibleCarrier().write('Oak', STAGING))],
  ['token.stripe-test-key', (row, at) => (row.Note = `sk_test_abcdefgh${1e7 + at}`)],
  ['card.stripe', (row) => (row['Card Number'] = '4242 4242 4242 4242')],
];

const MORE = ['Contact', 'is_synthetic', 'Mark', 'Note', 'Card Number'];

/** mulberry32: the same numbers on every machine. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('leaks in a catalogue of a real shop', () => {
  it('are found, all five hundred, and nothing else is blocked', async () => {
    const rows: Row[] = parse(SHOPIFY, { columns: true, bom: true });
    const random = createRandom(SEED);
    const planted = new Map<number, string>();
    while (planted.size < LEAKS) {
      const at = Math.floor(random() * rows.length);
      const row = rows[at] as Row;
      if (planted.has(at)) continue;
      const [id, plant] = KINDS[planted.size % KINDS.length] as (typeof KINDS)[number];
      plant(row, at);
      planted.set(at, id);
    }
    const columns = [
      ...Object.keys(rows[0] as Row).filter((name) => !MORE.includes(name)),
      ...MORE,
    ];
    const folder = folderOf({ 'products.csv': stringify(rows, { header: true, columns }) });
    const { findings, scanned, notScanned } = await scan({ paths: [folder] });
    expect([scanned.records, notScanned]).toEqual([rows.length, []]);
    const found = new Set(findings.map(({ place, id }) => `${place.record} ${id}`));
    const missed = [...planted].filter(([at, id]) => !found.has(`${at + 1} ${id}`));
    expect(missed).toEqual([]);
    const blocked = findings.filter(({ severity }) => severity === 'block');
    expect(blocked.filter(({ place }) => !planted.has(place.record - 1))).toEqual([]);
  });

  it('and in what nobody touched nothing is blocked but addresses of documentation', async () => {
    const folder = folderOf({ 'a/products.csv': SHOPIFY, 'b/bulk.jsonl': BULK });
    const { findings, scanned } = await scan({ paths: [folder] });
    expect(scanned.records).toBeGreaterThan(2000);
    const blocked = findings.filter(({ severity }) => severity === 'block');
    expect(new Set(blocked.map(({ id }) => id))).toEqual(new Set(['domain.example']));
    expect(blocked.filter(({ place }) => place.file.endsWith('products.csv'))).toEqual([]);
  });
});
