/** A file read in ranges gives the records of the file read whole, whatever stands in it and however it is divided. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRecords } from 'contentmark/records';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type RecordRange, splitFile } from '../../src/records/ranges/split-file.ts';
import { readRange } from '../../src/scan/units.ts';

const folder = mkdtempSync(join(tmpdir(), 'contentmark-ranges-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RUNS = process.env['PROPERTY_RUNS'] === 'long' ? 2000 : 250;

/** Every record as its bytes and what is wrong with it; header and gaps once. */
async function read(file: string, stream?: AsyncIterable<Uint8Array>): Promise<string[]> {
  const told: string[] = [];
  try {
    for await (const { pieces } of openRecords({ file, ...(stream && { stream }) })) {
      for await (const batch of pieces) {
        for (const piece of batch) {
          if (piece.type === 'row') {
            const { row } = piece;
            told.push(`${row.problem?.detail ?? ''} ${Buffer.from(row.bytes).toString('latin1')}`);
          } else if (piece.type === 'broken') {
            const { problem, bytes } = piece;
            told.push(`${problem.detail} ${Buffer.from(bytes).toString('latin1')}`);
          }
        }
      }
    }
  } catch (error) {
    told.push((error as Error).message);
  }
  return told;
}

async function readInRanges(file: string, rangeBytes: number) {
  const ranges: RecordRange[] = [];
  for await (const range of splitFile(file, rangeBytes)) ranges.push(range);
  const told: string[] = [];
  for (const range of ranges) told.push(...(await read(file, readRange(file, range))));
  return { ranges, told };
}

const tokens = fc.array(
  fc.constantFrom(
    'a',
    'é',
    ',',
    ';',
    '"',
    '""',
    '\n',
    '\r\n',
    '\r',
    ' ',
    ',"',
    '",',
    '"\n',
    'b,c\n',
  ),
  { maxLength: 60 },
);

describe('ranges', () => {
  it('of CSV end where records do, whatever its quotes', async () => {
    let divided = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('', '\ufeff', 'sep=;\n', '\n'),
        fc.constantFrom('h,i\n', 'h;"i\n;"\r\n', 'h\n'),
        tokens,
        fc.integer({ min: 1, max: 24 }),
        async (start, header, body, size) => {
          const file = join(folder, 'a.csv');
          writeFileSync(file, start + header + body.join(''));
          const { ranges, told } = await readInRanges(file, size);
          if (ranges.length > 1) divided += 1;
          expect(told).toEqual(await read(file));
        },
      ),
      { numRuns: RUNS },
    );
    expect(divided).toBeGreaterThan(RUNS / 8);
  }, 300_000);

  it('of tab-separated values and of JSON Lines likewise', async () => {
    await fc.assert(
      fc.asyncProperty(tokens, fc.integer({ min: 1, max: 24 }), async (body, size) => {
        const tsv = join(folder, 'a.tsv');
        writeFileSync(tsv, `h\ti\n${body.join('').replaceAll(',', '\t')}`);
        expect((await readInRanges(tsv, size)).told).toEqual(await read(tsv));
        const jsonl = join(folder, 'a.jsonl');
        writeFileSync(jsonl, body.map((one) => `${JSON.stringify({ one })}\n`).join(''));
        expect((await readInRanges(jsonl, size)).told).toEqual(await read(jsonl));
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  }, 300_000);

  it('are one for what has no borders to be found: UTF-16, gzip, other formats, small files', async () => {
    const row = 'a,b\n'.repeat(100);
    const bytes: Readonly<Record<string, Uint8Array>> = {
      'utf16.csv': Buffer.from(`\ufeff${row}`, 'utf16le'),
      'packed.csv': Buffer.concat([Buffer.of(0x1f, 0x8b), Buffer.from(row)]),
      'dump.sql': Buffer.from(row),
      'small.csv': Buffer.from('a,b\n'),
      'either.csv': Buffer.from(`a,b;c\n${row}`),
    };
    for (const [name, content] of Object.entries(bytes)) {
      const file = join(folder, name);
      writeFileSync(file, content);
      const ranges: RecordRange[] = [];
      for await (const range of splitFile(file, 16)) ranges.push(range);
      expect([name, ranges]).toEqual([name, [{ start: 0, end: undefined, head: undefined }]]);
    }
  });
});
