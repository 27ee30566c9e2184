/** catalog sign --batch: one signature for many records, and nothing else is different. */
import { inspect } from 'contentmark/inspect';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createKeys, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
const MAP = 'test/fixtures/catalogue/text-map.json';
const MARK = /0oR[\w-]{200,}/g;
let keys: Awaited<ReturnType<typeof createKeys>>;

beforeAll(async () => {
  keys = await createKeys(workspace);
});

const rows = (count: number, row = (i: number) => `A-${i},Boot ${i},Warm ${i}`) =>
  `sku,title,description\n${Array.from({ length: count }, (_, i) => `${row(i)}\n`).join('')}`;

/** Signs text under --batch and gives what was reported and written. */
async function signed(content: string, batch: number, name = 'in.csv') {
  const input = workspace.write(name, content);
  const output = workspace.at(`out-${name}`);
  const args = ['catalog', 'sign', input, '--map', MAP, '--out', output, '--batch', `${batch}`];
  const { code, json } = await contentmarkJson([...args, ...keys.sign]);
  const text = workspace.text(`out-${name}`);
  return { code, json, output, text, marks: text.match(MARK) ?? [] };
}

const verify = (file: string) =>
  contentmarkJson(['catalog', 'verify', file, '--map', MAP, ...keys.verify]);

/** How many signatures stand behind these marks. */
function countSignatures(marks: readonly string[]): number {
  const roots = marks.map((mark) => {
    const bytes = Buffer.from(mark, 'base64url');
    const { mode } = inspect(mark) as { mode?: string };
    // A receipt ends with the signature, and the envelope with an empty one behind payload.
    return mode === 'batch' ? bytes.toString('hex').match(/f65840([0-9a-f]{128})/)?.[1] : mark;
  });
  expect(roots.every((root) => root !== undefined)).toBe(true);
  return new Set(roots).size;
}

describe('a catalogue signed in batches', () => {
  it.each([
    [1, 7, 7],
    [2, 7, 4],
    [3, 7, 3],
    [7, 7, 1],
    [100, 7, 1],
  ])('of %i verifies whole: %i records, %i signatures', async (batch, count, signatures) => {
    const { code, json, output, text, marks } = await signed(rows(count), batch);
    expect([code, json.counts]).toEqual([
      0,
      { records: count, signed: count, broken: 0, skipped: 0 },
    ]);
    expect(text.replace(/,contentmark$/m, '').replace(/,0oR[\w-]+/g, '')).toBe(rows(count));
    expect(marks).toHaveLength(count);
    expect(countSignatures(marks)).toBe(signatures);
    expect((await verify(output)).json.counts).toMatchObject({ records: count, verified: count });
  });

  it('keeps broken and empty records where they stand, and signs the others around them', async () => {
    const content = rows(9, (i) => {
      if (i === 2) return 'A-2,too,many,cells';
      if (i === 4) return 'A-4,,';
      if (i === 6) return ',no subject,x';
      return `A-${i},Boot ${i},Warm ${i}`;
    });
    const { code, json, output, text, marks } = await signed(content, 4, 'mixed.csv');
    expect([code, json.counts]).toEqual([1, { records: 9, signed: 6, broken: 2, skipped: 1 }]);
    expect(
      json.records.map(({ record, reason }: { record: number; reason: string }) => [
        record,
        reason,
      ]),
    ).toEqual([
      [3, 'wrong-columns'],
      [7, 'no-subject'],
    ]);
    expect(text.split('\n').map((line) => line.slice(0, 3))).toEqual(
      content.split('\n').map((line) => line.slice(0, 3)),
    );
    expect(countSignatures(marks)).toBe(2);
    expect((await verify(output)).json.counts).toMatchObject({
      verified: 6,
      broken: 2,
      skipped: 1,
    });
  });

  it('leaves out what cannot be signed, names it, and loses nobody else', async () => {
    const stacked = `e${'\u0301'.repeat(200)}`;
    const content = rows(5, (i) => `A-${i},Boot ${i},${i === 1 || i === 2 ? stacked : 'Warm'}`);
    const { code, json, output, marks } = await signed(content, 5, 'unsignable.csv');
    expect([code, json.counts]).toEqual([1, { records: 5, signed: 3, broken: 2, skipped: 0 }]);
    expect(json.records).toMatchObject([
      {
        record: 2,
        subject: 'A-1',
        reason: 'unsignable',
        detail: expect.stringContaining('combining'),
      },
      { record: 3, subject: 'A-2', reason: 'unsignable' },
    ]);
    expect(countSignatures(marks)).toBe(1);
    expect((await verify(output)).json.counts).toMatchObject({ verified: 3 });
  });

  it('refuses a change of any one record and no other', async () => {
    const { output, text } = await signed(rows(40), 16, 'changed.csv');
    workspace.write('changed.csv', text.replace('Warm 21', 'Cold 21'));
    const { json } = await verify(workspace.at('changed.csv'));
    expect(json.counts).toMatchObject({ verified: 39, rejected: 1 });
    expect(json.records).toMatchObject([{ subject: 'A-21', reason: 'digest-mismatch' }]);
    expect((await verify(output)).code).toBe(0);
  });
});

it.each(['0', '-1', '1.5', 'many', '65537', ''])('--batch %j is a wrong use', async (batch) => {
  const input = workspace.write('usage.csv', rows(1));
  const args = ['catalog', 'sign', input, '--map', MAP, '--out', workspace.at('never.csv')];
  const { code, stderr } = await contentmark([...args, `--batch=${batch}`, ...keys.sign]);
  expect(code).toBe(64);
  expect(stderr).toContain('--batch');
});
