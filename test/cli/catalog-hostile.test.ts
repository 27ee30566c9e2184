/** Files that are not what they should be: every byte is accounted for, whatever they hold. */

import { InputError, type Piece } from 'contentmark/records';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../../src/records/csv/read-csv.ts';
import { readJson } from '../../src/records/json/read-json.ts';
import { readJsonl } from '../../src/records/json/read-jsonl.ts';
import type { ReadOptions } from '../../src/records/piece/read-options.ts';
import { runs } from '../fixtures/runs.ts';
import { contentmark, createKeys, createWorkspace } from './harness.ts';

type Reader = (
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
) => AsyncIterable<readonly Piece[]>;

const MARK = ['contentmark'] as const;
const OPTIONS: ReadOptions = { file: 'f', fields: [['sku'], ['title'], MARK], mark: MARK };

async function* inChunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const bytesOf = (piece: Piece) => (piece.type === 'row' ? piece.row.bytes : piece.bytes);

/** All pieces of a file, or what the file was refused for. */
async function readAll(reader: Reader, bytes: Uint8Array, size: number) {
  const pieces: Piece[] = [];
  try {
    for await (const batch of reader(inChunks(bytes, size), OPTIONS)) pieces.push(...batch);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  return pieces;
}

const scrap = fc.constantFrom(
  'a',
  ',',
  '"',
  '\n',
  '\r',
  '\r\n',
  '{',
  '}',
  '[',
  ']',
  ':',
  '\\',
  ' ',
  'é',
  '\u0000',
  '1',
  'sku',
  'title',
  '"sku":"A"',
  '"title":"B"',
  '{"sku":"A","title":"B"}',
  'A,B,\n',
  '"A","B",""\n',
);
const scraps = fc.array(scrap, { maxLength: 60 }).map((list) => Buffer.from(list.join('')));
const noise = fc.uint8Array({ maxLength: 40 });
const body = fc.array(fc.oneof(scraps, noise), { maxLength: 4 }).map((list) => Buffer.concat(list));

describe.each<[string, Reader, string, string]>([
  ['CSV', readCsv, 'sku,title,contentmark\n', ''],
  ['a JSON array', readJson, '[', ''],
  ['a closed JSON array', readJson, '[', ']'],
  ['JSONL', readJsonl, '', ''],
])('anything as %s', (_what, reader, head, tail) => {
  it('is cut into pieces that together are the file, at any chunk size', async () => {
    await fc.assert(
      fc.asyncProperty(body, fc.integer({ min: 1, max: 50 }), async (content, size) => {
        const bytes = Buffer.concat([Buffer.from(head), content, Buffer.from(tail)]);
        const [cut, whole] = [
          await readAll(reader, bytes, size),
          await readAll(reader, bytes, bytes.length + 1),
        ];
        if (cut instanceof InputError || whole instanceof InputError) {
          throw new Error('the file was refused as a whole');
        }
        expect(Buffer.concat(cut.map(bytesOf)).equals(bytes)).toBe(true);
        expect(Buffer.concat(whole.map(bytesOf)).equals(bytes)).toBe(true);
        const records = (pieces: readonly Piece[]) =>
          pieces
            .filter((piece) => piece.type !== 'gap')
            .map((piece) => [
              piece.type,
              piece.type === 'row' ? piece.row.place : piece.place,
              Buffer.from(bytesOf(piece)).toString('latin1'),
            ]);
        for (const piece of cut) {
          if (piece.type !== 'row') continue;
          const { byteStart, byteEnd } = piece.row.place;
          expect(bytes.subarray(byteStart, byteEnd).equals(piece.row.bytes)).toBe(true);
        }
        expect(records(cut)).toEqual(records(whole));
      }),
      { numRuns: runs(400) },
    );
  });
});

describe('brackets by the million', () => {
  it.each([
    ['[', '}'],
    ['{', ']'],
    ['[', ']'],
    ['[{', '}]'],
  ])(
    '%s… %s… take no longer than others of that size',
    async (open, close) => {
      const bytes = Buffer.from(`[${open.repeat(2_000_000)}${close.repeat(2_000_000)}]`);
      const pieces = await readAll(readJson, bytes, 65_536);
      if (pieces instanceof InputError) throw pieces;
      expect(Buffer.concat(pieces.map(bytesOf)).equals(bytes)).toBe(true);
      expect(pieces.some((piece) => piece.type === 'broken')).toBe(true);
    },
    10_000,
  );
});

describe('a long catalogue', () => {
  const workspace = createWorkspace();
  let input: string;
  let args: string[];

  beforeAll(async () => {
    const keys = await createKeys(workspace);
    const rows = Array.from({ length: 20_000 }, (_, i) => `SKU-${i},,${'x'.repeat(60)}\n`);
    input = workspace.write('long.csv', `sku,title,other\nA,Boots,\n${rows.join('')}`);
    const map = ['--map', 'test/fixtures/catalogue/text-map.json'];
    args = ['catalog', 'sign', input, ...map, '--out', workspace.at('out.csv'), ...keys.sign];
  });

  it('shows progress on a terminal, and only there', async () => {
    expect((await contentmark(args, { isTTY: true })).stderr).toContain('%');
    expect((await contentmark(args)).stderr).toBe('');
    expect((await contentmark([...args, '--json'], { isTTY: true })).stderr).toBe('');
  });
});
