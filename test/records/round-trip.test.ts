/**
 * The law of every format that can carry a mark: signing changes the cells of the marks and no
 * other byte, every record is verified then, and an edit is found in the record that was edited.
 */
import { gzipSync } from 'node:zlib';
import { createTrust, createVerifier, generateKey, localSigner } from 'contentmark';
import { signCatalog, verifyCatalog } from 'contentmark/catalog';
import { openCatalog, readMap } from 'contentmark/records';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inChunks, readPieces } from './read-all.ts';
import { type Entry, RENDERERS, type Style } from './render.ts';

/** A few of each format in the suite; `RECORDS_RUNS=5000` in CI. */
const RUNS = Math.ceil(Number(process.env['RECORDS_RUNS'] ?? 240) / 8);

const ISSUER = 'https://shop.example/';
const key = generateKey();
const signer = localSigner(key);
const trust = createTrust([
  { publicKey: key.publicKey, issuers: [ISSUER], environments: ['production'] },
]);
const verifier = createVerifier({ trust, environment: 'production', cacheSize: 0 });
const map = readMap({
  subject: 'sku',
  parts: { title: { column: 'title', profile: 'text' } },
  carrier: { type: 'column', name: 'contentmark' },
});

const text = (...more: string[]) =>
  fc.string({
    maxLength: 10,
    unit: fc.constantFrom(...'aB7 é😀"\',;|\t\\/().-{}[]:N', '\n', '\r\n', ...more),
  });
const entries = fc
  .array(
    fc.record({
      title: text().map((value) => `t${value}`),
      note: text(),
      before: fc.constantFrom('', '', 'old'),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((all) => all.map((one, at): Entry => ({ ...one, sku: `S-${at}` })));
const style: fc.Arbitrary<Style> = fc.record({
  lineEnd: fc.constantFrom('\n', '\r\n'),
  delimiter: fc.constantFrom(',', ';', '|'),
  markAt: fc.constantFrom(0, 1, 2, 3, undefined),
  isWordy: fc.boolean(),
});

const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'utf-8': (given) => Buffer.from(given),
  'utf-8 with a mark': (given) => Buffer.from(`\ufeff${given}`),
  'utf-16le': (given) => Buffer.from(`\ufeff${given}`, 'utf16le'),
  'utf-16be': (given) => Buffer.from(`\ufeff${given}`, 'utf16le').swap16(),
};
const encoding = fc.constantFrom(...Object.keys(ENCODINGS));

function open(file: string, bytes: Uint8Array, chunk: number) {
  return openCatalog({ file, stream: inChunks(bytes, chunk), map });
}

async function sign(file: string, bytes: Uint8Array, chunk: number): Promise<Buffer> {
  const claims = { issuer: ISSUER, environment: 'production' };
  const written: Uint8Array[] = [];
  for await (const piece of signCatalog(await open(file, bytes, chunk), { signer, claims })) {
    expect(['gap', 'signed']).toContain(piece.type);
    written.push(...piece.bytes);
  }
  return Buffer.concat(written);
}

/** Read, and written with no change. */
async function copy(file: string, given: string, chunk: number): Promise<string> {
  const pieces = await readPieces(file, given, { chunk, mark: ['contentmark'] });
  const written = pieces.map((piece) =>
    piece.type === 'row' ? (piece.row.write?.(undefined) ?? piece.row.bytes) : piece.bytes,
  );
  return Buffer.concat(written).toString();
}

async function statuses(file: string, bytes: Uint8Array): Promise<string[]> {
  const found: string[] = [];
  for await (const { status } of verifyCatalog(await open(file, bytes, 4096), { verifier }))
    found.push(status);
  return found;
}

/** Joins the texts around the marks with the marks. */
function join(around: readonly string[], cells: readonly string[]): string {
  return around.map((one, at) => one + (cells[at] ?? '')).join('');
}

/** What stands between the texts around the marks; fails where one of them has changed. */
function between(given: string, around: readonly string[], cell: RegExp): string[] {
  const cells: string[] = [];
  let at = 0;
  around.forEach((one, index) => {
    const isLast = index === around.length - 1;
    let end = at;
    const fits = () =>
      (isLast ? given.slice(end) === one : given.startsWith(one, end)) &&
      (index === 0 ? end === 0 : cell.test(given.slice(at, end)));
    while (end <= given.length && !fits()) end += 1;
    if (end > given.length) throw new Error(`not as it was: ${JSON.stringify(one)} in ${given}`);
    if (index > 0) cells.push(given.slice(at, end));
    at = end + one.length;
  });
  return cells;
}

describe.each(Object.entries(RENDERERS))('%s', (file, render) => {
  it('is the same but for its marks, is verified, and rejects exactly what was edited', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ entries, style, encoding }),
        fc.integer({ min: 1, max: 200 }),
        fc.nat(),
        async (made, chunk, picked) => {
          const encode = ENCODINGS[made.encoding] as (text: string) => Buffer;
          const { around, before, cell } = render(made.entries, made.style);
          const unsigned = join(around, before);
          if (made.style.markAt !== undefined)
            expect(await copy(file, unsigned, chunk)).toBe(unsigned);
          const signed = await sign(file, encode(unsigned), chunk);
          const cells = between(decode(signed), around, cell);
          expect(encode(join(around, cells)).equals(signed)).toBe(true);
          expect(await statuses(file, signed)).toEqual(made.entries.map(() => 'verified'));

          const edited = picked % made.entries.length;
          const changed = made.entries.map((one, at) =>
            at === edited ? { ...one, title: `${one.title}!` } : { ...one, note: `${one.note}!` },
          );
          const again = encode(join(render(changed, made.style).around, cells));
          expect(await statuses(file, again)).toEqual(
            made.entries.map((_, at) => (at === edited ? 'rejected' : 'verified')),
          );
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('inside gzip likewise', async () => {
    await fc.assert(
      fc.asyncProperty(entries, style, async (made, spelled) => {
        const { around, before, cell } = render(made, spelled);
        const signed = await sign(`${file}.gz`, gzipSync(join(around, before)), 64);
        expect(between(signed.toString(), around, cell)).toHaveLength(around.length - 1);
        expect(await statuses(`${file}.gz`, gzipSync(signed))).toEqual(made.map(() => 'verified'));
      }),
      { numRuns: Math.ceil(RUNS / 8) },
    );
  });
});

/** By its byte order mark, without it. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff) return bytes.subarray(2).toString('utf16le');
  if (bytes[0] === 0xfe) return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le');
  return bytes.toString().replace(/^\ufeff/, '');
}
