/** CSV held against two other readers, and written back byte for byte. */
import { parseString } from '@fast-csv/parse';
import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { readPieces } from './read-all.ts';

/** Short in the suite; `RECORDS_RUNS=5000` in CI. */
const RUNS = Number(process.env['RECORDS_RUNS'] ?? 400);

const plain = fc.string({
  maxLength: 8,
  unit: fc.constantFrom('a', 'B', '7', ' ', 'é', '😀', "'", '.'),
});
const rough = fc.string({
  maxLength: 8,
  unit: fc.constantFrom('a', '"', '\n', '\r\n', ',', ';', '\t', ' '),
});

const file = fc
  .record({
    width: fc.integer({ min: 2, max: 5 }),
    height: fc.integer({ min: 1, max: 6 }),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    end: fc.constantFrom('\n', '\r\n'),
    isEnded: fc.boolean(),
  })
  .chain(({ width, height, delimiter, end, isEnded }) =>
    fc
      .array(fc.array(fc.oneof(plain, rough), { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      })
      .map((rows) => {
        const header = Array.from({ length: width }, (_, index) => `h${index}`);
        // A row of white space alone is a blank line to some readers.
        const cells = [header, ...rows.map(([first = '', ...rest]) => [`x${first}`, ...rest])];
        const lines = cells.map((row) =>
          row
            .map((cell) =>
              /["\r\n]/.test(cell) || cell.includes(delimiter) || cell.startsWith(' ')
                ? `"${cell.replaceAll('"', '""')}"`
                : cell,
            )
            .join(delimiter),
        );
        return { delimiter, rows: cells, text: lines.join(end) + (isEnded ? end : '') };
      }),
  );

it('reads what two other readers read', async () => {
  await fc.assert(
    fc.asyncProperty(
      file,
      fc.integer({ min: 1, max: 64 }),
      async ({ text, delimiter, rows }, chunk) => {
        const pieces = await readPieces('f.csv', text, { chunk });
        const ours = pieces.flatMap((piece) => {
          if (piece.type === 'header') return [[...piece.names]];
          return piece.type === 'row' ? [Object.values(Object(piece.row.toValue()))] : [];
        });
        expect(pieces.filter((piece) => piece.type === 'broken')).toEqual([]);
        expect(ours).toEqual(rows);
        expect(ours).toEqual(Papa.parse(text, { delimiter, skipEmptyLines: true }).data);
        expect(ours).toEqual(await readFastCsv(text, delimiter));
      },
    ),
    { numRuns: RUNS },
  );
});

it('changes the cell of the mark, and no other byte', async () => {
  await fc.assert(
    fc.asyncProperty(file, fc.constantFrom('', 'a"b', 'm'), async ({ text, delimiter }, value) => {
      const pieces = await readPieces('f.csv', text, { mark: ['h1'] });
      const write = (mark: string | undefined) =>
        Buffer.concat(
          pieces.map((piece) =>
            piece.type === 'row' ? (piece.row.write?.(mark) as Uint8Array) : piece.bytes,
          ),
        ).toString();
      expect(write(undefined)).toBe(text);
      const before = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true }).data;
      const after = Papa.parse<string[]>(write(value), { delimiter, skipEmptyLines: true }).data;
      expect(after).toEqual(
        before.map((row, index) =>
          index === 0 ? row : row.map((cell, at) => (at === 1 ? value : cell)),
        ),
      );
    }),
    { numRuns: RUNS },
  );
});

function readFastCsv(text: string, delimiter: string): Promise<string[][]> {
  return new Promise((resolve, reject) => {
    const rows: string[][] = [];
    parseString<string[], string[]>(text, { delimiter, ignoreEmpty: true })
      .on('error', reject)
      .on('data', (row) => rows.push(row))
      .on('end', () => resolve(rows));
  });
}
