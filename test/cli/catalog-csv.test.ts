/** catalog sign and verify over CSV: what is marked, what is reported, how it ends. */
import { beforeAll, describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createKeys, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
const MAP = 'test/fixtures/catalogue/text-map.json';
const MARK = /0oRY[\w-]+/g;
let keys: Awaited<ReturnType<typeof createKeys>>;

beforeAll(async () => {
  keys = await createKeys(workspace);
});

const sign = (input: string, output: string, more: readonly string[] = []) =>
  contentmarkJson(['catalog', 'sign', input, '--map', MAP, '--out', output, ...keys.sign, ...more]);
const verify = (input: string, more: readonly string[] = []) =>
  contentmarkJson(['catalog', 'verify', input, '--map', MAP, ...keys.verify, ...more]);

/** Signs a file and gives what was reported, and the file before and after. */
async function signed(content: string | Uint8Array, name = 'in.csv') {
  const input = workspace.write(name, content);
  const output = workspace.at(`out-${name}`);
  const { code, json } = await sign(input, output);
  return { code, json, output, text: workspace.read(`out-${name}`).toString('latin1') };
}

const CLEAN = 'sku,title,description\nA-1,Boots,Warm\nA-2,"Socks, wool","Three\npairs"\n';

describe('a clean file', () => {
  it('is signed, verified, and differs only by its marks', async () => {
    const { code, json, output, text } = await signed(CLEAN);
    expect(code).toBe(0);
    expect(json).toEqual({
      records: [],
      counts: { records: 2, signed: 2, broken: 0, skipped: 0 },
      output,
    });
    expect(text.replace(/,contentmark$/m, '').replace(/,0oRY[\w-]+/g, '')).toBe(CLEAN);
    const checked = await verify(output);
    expect(checked.code).toBe(0);
    expect(checked.json).toEqual({
      records: [],
      counts: { records: 2, verified: 2, rejected: 0, absent: 0, broken: 0, skipped: 0 },
    });
  });

  it('is signed again in place: one mark to a row, same columns', async () => {
    const { output, text } = await signed(CLEAN, 'again.csv');
    const again = await sign(output, output);
    expect([again.code, again.json.counts.signed]).toEqual([0, 2]);
    const after = workspace.text('out-again.csv');
    expect(after.match(MARK)).toHaveLength(2);
    expect(after.replace(MARK, '')).toBe(text.replace(MARK, ''));
    expect(after).not.toBe(text);
    expect((await verify(output)).code).toBe(0);
  });

  it('keeps a byte order mark, mixed line ends, quoted cells and a missing last line end', async () => {
    const input = '\ufeff"sku",title,description\r\n"A-1","Boots",""\n\r\nA-2,Socks,Warm';
    const { code, text } = await signed(input, 'mixed.csv');
    expect(code).toBe(0);
    const stripped = text.replace(/,contentmark/, '').replace(/,0oRY[\w-]+/g, '');
    expect(Buffer.from(stripped, 'latin1').toString('utf8')).toBe(input);
    expect((await verify(workspace.at('out-mixed.csv'))).json.counts.verified).toBe(2);
  });

  it('keeps the mark in the column that is there, quotes and all', async () => {
    const input = 'sku,contentmark,title\r\nA-1,"",Boots\r\nA-2,,Socks\r\n';
    const { text } = await signed(input, 'column.csv');
    expect(text.replace(MARK, '')).toBe(input);
    expect(text).toMatch(/A-1,"0oRY[\w-]+",Boots/);
    expect((await verify(workspace.at('out-column.csv'))).code).toBe(0);
  });

  it('gives rows with nothing to sign an empty cell, and counts them as skipped', async () => {
    const { code, json, text } = await signed('sku,title\nA-1,Boots\nA-2,\n', 'skipped.csv');
    expect([code, json.counts.skipped]).toEqual([0, 1]);
    expect(text.split('\n')[2]).toBe('A-2,,');
    const checked = await verify(workspace.at('out-skipped.csv'));
    expect([checked.code, checked.json.counts.skipped]).toEqual([0, 1]);
  });

  it('is signed from stdin', async () => {
    const output = workspace.at('stdin.csv');
    const args = ['catalog', 'sign', '-', '--map', MAP, '--out', output, ...keys.sign];
    expect((await contentmark(args, { stdin: CLEAN })).code).toBe(64);
    expect((await contentmark([...args, '--format', 'csv'], { stdin: CLEAN })).code).toBe(0);
    expect((await verify(output)).json.counts.verified).toBe(2);
  });
});

describe('broken rows', () => {
  const rows: [string, Buffer, string][] = [
    ['a cell too few', Buffer.from('B,Boots'), 'wrong-columns'],
    ['a cell too many', Buffer.from('B,Boots,Warm,Red'), 'wrong-columns'],
    ['bytes that are not UTF-8', Buffer.from('B,Caf\xe9,Warm', 'latin1'), 'not-utf8'],
    [
      'bytes that are not UTF-8 in the subject',
      Buffer.from('\xff,Boots,Warm', 'latin1'),
      'no-subject',
    ],
    ['no subject', Buffer.from(',Boots,Warm'), 'no-subject'],
    ['a subject of spaces', Buffer.from('  ,Boots,Warm'), 'no-subject'],
    ['a subject over 512 bytes', Buffer.from(`${'B'.repeat(513)},Boots,Warm`), 'no-subject'],
    ['a quote inside an unquoted cell', Buffer.from('B,3" Boots,Warm'), 'malformed'],
    ['text behind a closing quote', Buffer.from('B,"Boots" red,Warm'), 'malformed'],
    [
      'a quote that is closed elsewhere',
      Buffer.from('B,"Boots,Warm\nB2,"Socks",Warm'),
      'malformed',
    ],
    ['a bare carriage return', Buffer.from('B,Boo\rts,Warm'), 'malformed'],
  ];

  it.each(rows)('%s: reported, copied, and the others are signed', async (_what, row, reason) => {
    const before = 'sku,title,description\nA-1,Boots,Warm\n';
    const input = Buffer.concat([Buffer.from(before), row, Buffer.from('\nA-3,Hat,Warm\n')]);
    const { code, json, output, text } = await signed(input, 'broken.csv');
    expect(code).toBe(1);
    expect(json.counts).toEqual({ records: 3, signed: 2, broken: 1, skipped: 0 });
    expect(json.records).toHaveLength(1);
    expect(json.records[0]).toMatchObject({ record: 2, line: 3, status: 'broken', reason });
    expect(json.records[0].detail.length).toBeGreaterThan(5);
    const out = text.split('\n');
    const lines = row.toString('latin1').split('\n');
    // Unchanged but for the empty cell of the new column, wherever a cell can be told.
    const added = reason === 'malformed' ? '' : ',';
    expect(out.slice(2, 2 + lines.length).join('\n')).toBe(lines.join('\n') + added);
    const checked = await verify(output);
    expect(checked.code).toBe(1);
    expect(checked.json.counts).toMatchObject({ records: 3, verified: 2, rejected: 0 });
    const again = await sign(output, output);
    expect([again.code, again.json.counts.broken]).toEqual([1, 1]);
    const marks = /,0oRY[\w-]+/g;
    const after = workspace.read('out-broken.csv').toString('latin1');
    expect(after.replace(marks, '')).toBe(text.replace(marks, ''));
  });

  it('a quote that is never closed ends the reading, not the file', async () => {
    const input = `${CLEAN}B,"Boots,Warm\nA-3,Hat,Warm\nA-4,Cap,Warm\n`;
    const { code, json, text } = await signed(input, 'unclosed.csv');
    expect(code).toBe(1);
    expect(json.records).toEqual([
      expect.objectContaining({ record: 3, line: 5, reason: 'malformed' }),
    ]);
    expect(json.records[0].detail).toContain('never closed');
    expect(text.endsWith('B,"Boots,Warm\nA-3,Hat,Warm\nA-4,Cap,Warm\n')).toBe(true);
  });

  it('a record over 16 MiB ends the reading, not the file', async () => {
    const input = `${CLEAN}B,"${'x'.repeat(17 * 1024 * 1024)},Warm\nA-3,Hat,"Warm"\n`;
    const { code, json, text } = await signed(input, 'huge.csv');
    expect(code).toBe(1);
    expect(json.counts).toEqual({ records: 3, signed: 2, broken: 1, skipped: 0 });
    expect(json.records[0]).toMatchObject({ record: 3, line: 5, reason: 'too-large' });
    expect(text.length - input.length).toBe(
      ',contentmark'.length + (text.match(/,0oRY[\w-]+/g) ?? []).join('').length,
    );
    expect(text.endsWith('\nA-3,Hat,"Warm"\n')).toBe(true);
  });

  it('are listed for a person too', async () => {
    const input = workspace.write('human.csv', 'sku,title\nA,Boots\n,Hat\n');
    const { code, stdout } = await contentmark([
      'catalog',
      'sign',
      input,
      '--map',
      MAP,
      '--out',
      workspace.at('h.csv'),
      ...keys.sign,
    ]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/signed +1\n/);
    expect(stdout).toContain('record 2, line 3');
  });
});

describe('cells divided by another sign than a comma', () => {
  it.each([
    [';', 'sku;title;description\n1;"Boots; warm";5,50\n'],
    ['\t', 'sku\ttitle\tdescription\n1\tBoots\tdepth 5" wide\n'],
    ['|', 'sku|title|description\n1|Boots|x\n'],
  ])('%j is read off the header, told, and kept', async (delimiter, content) => {
    const { code, json, text } = await signed(content, 'divided.csv');
    expect([code, json.counts.signed, json.delimiter]).toEqual([0, 1, delimiter]);
    const added = new RegExp(`\\${delimiter}(?:contentmark|0oRY[\\w-]+)$`, 'gm');
    expect(text.replace(added, '')).toBe(content);
    expect((await verify(workspace.at('out-divided.csv'))).json.counts.verified).toBe(1);
  });
});

describe('a file in UTF-16', () => {
  it.each(['utf16le', 'utf16be'])('stays in %s when it is signed', async (name) => {
    const source = Buffer.from('\ufeffsku,title\n1,Größe 😀\n', 'utf16le');
    const content = name === 'utf16le' ? source : Buffer.from(source).swap16();
    const { code, json } = await signed(content, 'wide.csv');
    expect([code, json.counts.signed]).toEqual([0, 1]);
    const bytes = Buffer.from(workspace.read('out-wide.csv'));
    const text = (name === 'utf16le' ? bytes : bytes.swap16()).toString('utf16le');
    expect(text.replace(/,contentmark$/m, '').replace(/,0oRY[\w-]+/g, '')).toBe(
      source.toString('utf16le'),
    );
    expect((await verify(workspace.at('out-wide.csv'))).json.counts.verified).toBe(1);
  });

  it('whose text is not well formed has broken records', async () => {
    const bytes = Buffer.from('\ufeffsku,title\n1,Boots\n2,a\ud800b\n', 'utf16le');
    const { code, json } = await signed(bytes, 'lone.csv');
    expect(code).toBe(1);
    expect(json.records).toMatchObject([{ record: 2, reason: 'not-utf8' }]);
  });
});

describe('a changed file', () => {
  async function changed(change: (text: string) => string) {
    await signed(CLEAN, 'change.csv');
    const path = workspace.write('changed.csv', change(workspace.text('out-change.csv')));
    return verify(path);
  }

  it('names the part that was changed', async () => {
    const { code, json } = await changed((text) => text.replace('Warm', 'Worn'));
    expect(code).toBe(1);
    expect(json.records).toEqual([
      {
        file: workspace.at('changed.csv'),
        record: 1,
        line: 2,
        byteStart: 34,
        byteEnd: expect.any(Number),
        subject: 'A-1',
        status: 'rejected',
        reason: 'digest-mismatch',
        detail: expect.stringContaining('part "description"'),
        parts: expect.arrayContaining([
          { name: 'title', result: 'match' },
          { name: 'description', result: 'mismatch' },
        ]),
      },
    ]);
  });

  it('names a part that was emptied, also when all were', async () => {
    const one = await changed((text) => text.replace(',Warm,', ',,'));
    expect(one.json.records[0]).toMatchObject({ reason: 'missing-part' });
    expect(one.json.records[0].detail).toContain('description');
    const all = await changed((text) => text.replace(',Boots,Warm,', ',,,'));
    expect(all.json.records[0]).toMatchObject({ status: 'rejected', reason: 'missing-part' });
    expect(all.json.records[0].parts).toEqual([
      { name: 'title', result: 'mismatch' },
      { name: 'description', result: 'missing' },
    ]);
  });

  it('rejects damaged bytes under the part they stand in', async () => {
    await signed(CLEAN, 'damage.csv');
    const bytes = workspace.read('out-damage.csv');
    bytes[bytes.indexOf('Warm')] = 0xff;
    const { json } = await verify(workspace.write('damaged.csv', bytes));
    expect(json.records[0]).toMatchObject({ status: 'rejected', reason: 'content-invalid' });
    expect(json.records[0].detail).toContain('part "description"');
  });

  it('rejects a mark that was moved to another row, and a damaged one', async () => {
    const moved = await changed((text) => {
      const [first = '', second = ''] = text.match(MARK) ?? [];
      return text.replace(first, '#').replace(second, first).replace('#', second);
    });
    expect(moved.json.records.map((r: { reason: string }) => r.reason)).toEqual([
      'subject-mismatch',
      'subject-mismatch',
    ]);
    const cut = await changed((text) => text.replace(/(0oRY[\w-]{40})[\w-]+/, '$1'));
    expect(cut.json.records[0]).toMatchObject({ status: 'rejected', reason: 'malformed' });
  });

  it('exits 2 where marks are missing, and where there is no record', async () => {
    const { code, json } = await changed((text) => text.replace(MARK, ''));
    expect(code).toBe(2);
    expect(json.counts).toMatchObject({ absent: 2, verified: 0 });
    expect(json.records[0]).toEqual({
      file: workspace.at('changed.csv'),
      record: 1,
      line: 2,
      byteStart: 34,
      byteEnd: 50,
      subject: 'A-1',
      status: 'absent',
      parts: [],
    });
    expect((await verify(workspace.write('header.csv', 'sku,title\n'))).code).toBe(2);
    expect((await verify(workspace.write('unsigned.csv', CLEAN))).code).toBe(2);
  });

  it('is held against environment, audience and time', async () => {
    const input = workspace.write('claims.csv', CLEAN);
    const output = workspace.at('claims-out.csv');
    await sign(input, output, ['--audience', 'shop-1', '--expires-at', '4000000000']);
    expect((await verify(output)).json.records[0].reason).toBe('audience-mismatch');
    expect((await verify(output, ['--audience', 'shop-1'])).code).toBe(0);
    const late = await verify(output, ['--audience', 'shop-1', '--now', '4100000000']);
    expect(late.json.records[0].reason).toBe('expired');
  });
});

describe('a call that cannot be carried out', () => {
  const BAD_MAPS: [string, unknown, RegExp][] = [
    ['no object', [], /JSON object/],
    ['an unknown member', { subjects: 'sku' }, /unknown member "subjects"/],
    ['no subject', { parts: {}, carrier: {} }, /"subject" must be/],
    ['no parts', { subject: 'sku', parts: {}, carrier: {} }, /1 to 64 parts/],
    [
      'an unknown profile',
      { subject: 's', parts: { a: { column: 'a', profile: 'md' } } },
      /one of text/,
    ],
    [
      'each without group',
      { subject: 's', parts: { a: { column: 'a', profile: 'text', each: true } } },
      /"group"/,
    ],
    [
      'an unknown carrier',
      { subject: 's', parts: { a: { column: 'a', profile: 'text' } }, carrier: { type: 'cloud' } },
      /carrier.type/,
    ],
    [
      'a mark in a signed column',
      {
        subject: 's',
        parts: { a: { column: 'a', profile: 'text' } },
        carrier: { type: 'column', name: 'a' },
      },
      /own mark/,
    ],
    [
      'clashing part names',
      {
        subject: 's',
        group: true,
        parts: {
          a: { column: 'a', profile: 'text', each: true },
          a2: { column: 'b', profile: 'text' },
        },
      },
      /a2/,
    ],
    [
      'a code in capitals',
      {
        subject: 's',
        parts: { a: { column: 'a', profile: 'text' } },
        carrier: { type: 'additional_attributes', code: 'A' },
      },
      /attribute code/,
    ],
  ];

  it.each(BAD_MAPS)('map: %s', async (_what, map, message) => {
    const path = workspace.write('bad-map.json', JSON.stringify(map));
    const input = workspace.write('ok.csv', CLEAN);
    const { code, json } = await contentmarkJson([
      'catalog',
      'verify',
      input,
      '--map',
      path,
      ...keys.verify,
    ]);
    expect([code, json.error.code, json.error.argument]).toEqual([64, 'ERR_MAP', '--map']);
    expect(json.error.message).toMatch(message);
  });

  it.each([
    ['an empty file', ''],
    ['a file without the subject column', 'id,title\n1,Boots\n'],
    ['a file without any signed column', 'sku,price\n1,2\n'],
    ['a column that stands twice', 'sku,title,title\n1,Boots,Hat\n'],
    ['UTF-16 without a byte order mark', Buffer.from('sku,title\n1,Boots\n', 'utf16le')],
    ['a second byte order mark', '\ufeff\ufeffsku,title\n1,Boots\n'],
    ['classic Mac line ends', 'sku,title\r1,Boots\r'],
  ])('input: %s', async (_what, content) => {
    const input = workspace.write('unfit.csv', content);
    const output = workspace.at('never.csv');
    const { code, json } = await sign(input, output);
    expect([code, json.error.argument]).toEqual([64, 'INPUT']);
    expect(() => workspace.read('never.csv')).toThrow();
  });

  it.each([
    [
      'no map of that name',
      (a: string[]) => a.map((x) => (x === MAP ? 'woocommerce' : x)),
      '--map',
    ],
    [
      'no input',
      (a: string[]) => a.map((x) => (x.endsWith('ok.csv') ? 'nowhere.csv' : x)),
      'INPUT',
    ],
    [
      'output in no directory',
      (a: string[]) => a.map((x) => (x.endsWith('o.csv') ? '/nowhere/o.csv' : x)),
      '--out',
    ],
    [
      'output that is a device',
      (a: string[]) => a.map((x) => (x.endsWith('o.csv') ? '/dev/null' : x)),
      '--out',
    ],
    ['a time that has passed', (a: string[]) => [...a, '--expires-at', '1'], '--expires-at'],
  ])('%s', async (_what, change, argument) => {
    const input = workspace.write('ok.csv', CLEAN);
    const args = [
      'catalog',
      'sign',
      input,
      '--map',
      MAP,
      '--out',
      workspace.at('o.csv'),
      ...keys.sign,
    ];
    const { code, json } = await contentmarkJson(change(args));
    expect([code, json.error.argument]).toEqual([64, argument]);
  });
});
