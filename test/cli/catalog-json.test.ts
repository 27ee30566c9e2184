/** catalog sign and verify over a JSON array and over JSONL. */
import { beforeAll, describe, expect, it } from 'vitest';
import { contentmarkJson, createKeys, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
const MAP = 'test/fixtures/catalogue/text-map.json';
let keys: Awaited<ReturnType<typeof createKeys>>;

beforeAll(async () => {
  keys = await createKeys(workspace);
});

async function signed(name: string, content: string | Uint8Array, map = MAP) {
  const input = workspace.write(name, content);
  const output = workspace.at(`out-${name}`);
  const { code, json } = await contentmarkJson([
    'catalog',
    'sign',
    input,
    '--map',
    map,
    '--out',
    output,
    ...keys.sign,
  ]);
  return { code, json, text: code === 64 ? '' : workspace.text(`out-${name}`), output };
}

const verify = (input: string, map = MAP) =>
  contentmarkJson(['catalog', 'verify', input, '--map', map, ...keys.verify]);

/** Takes the member out that signing added. */
const strip = (text: string) => text.replace(/,\s*"contentmark"\s*:\s*"0oRY[\w-]+"/g, '');

const PRETTY = `[
    {
        "sku": "A-1",
        "title": "Boots \\u2014 \\"warm\\"",
        "price": 1.10e2,
        "tags": [ "a", {"b": "]}"} ]
    },

    { "sku" : 7 , "title" : "Socks" }
]
`;

describe('a JSON array', () => {
  it.each([
    ['pretty-printed', PRETTY],
    ['minified', '[{"sku":"A-1","title":"Boots"},{"sku":"A-2","title":"x","description":""}]'],
    ['with CRLF and a byte order mark', `\ufeff${PRETTY.replaceAll('\n', '\r\n')}`],
    ['with tabs and no line end', '[\t{"sku":"é","title":"日本"}\t,\t{"title":"😀","sku":"B"}]'],
  ])('%s: signed, verified, and differs only by its marks', async (_what, content) => {
    const { code, json, text, output } = await signed('array.json', content);
    expect(code).toBe(0);
    expect(json.counts).toEqual({ records: 2, signed: 2, broken: 0, skipped: 0 });
    expect(strip(text)).toBe(content);
    expect(JSON.parse(text.replace(/^\ufeff/, ''))).toHaveLength(2);
    expect((await verify(output)).json.counts.verified).toBe(2);
  });

  it('spaces the new member as the last one is', async () => {
    const { text } = await signed('spaced.json', PRETTY);
    expect(text).toMatch(/\{"b": "\]\}"\} \],\n {8}"contentmark": "0oRY[\w-]+"\n {4}\}/);
    expect(text).toMatch(/"title" : "Socks", "contentmark" : "0oRY[\w-]+" \}/);
  });

  it('puts the mark into the member that is there, whatever it held', async () => {
    const content =
      '[{"sku":"A","contentmark":null,"title":"Boots"},{"contentmark":{"a":[1]},"sku":"B","title":"x"}]';
    const { text, output } = await signed('member.json', content);
    expect(text).toMatch(/^\[\{"sku":"A","contentmark":"0oRY[\w-]+","title"/);
    expect((await verify(output)).json.counts.verified).toBe(2);
    const again = await signed('member-again.json', text);
    expect(again.text.replace(/0oRY[\w-]+/g, '')).toBe(text.replace(/0oRY[\w-]+/g, ''));
  });

  it.each([
    ['a number', '7', 'malformed', 'not a JSON object'],
    ['text', '"a ] , } text"', 'malformed', 'not a JSON object'],
    ['a list', '[{"sku":"B"}]', 'malformed', 'not a JSON object'],
    ['a duplicate key', '{"sku":"B","title":"x","title":"y"}', 'malformed', 'duplicate key'],
    ['a bracket too few', '{"sku":"B","tags":["x"}', 'malformed', ''],
    ['an open string', '{"sku":"B","title":"x\n}', 'malformed', ''],
    ['a missing comma', '{"sku":"B" "title":"x"}', 'malformed', ''],
    ['no subject', '{"title":"x"}', 'no-subject', 'sku'],
    ['a subject that is a list', '{"sku":[],"title":"x"}', 'no-subject', 'sku'],
    ['a subject that is no whole number', '{"sku":1.5,"title":"x"}', 'no-subject', 'sku'],
    ['a number for a text', '{"sku":"B","title":5}', 'wrong-type', 'title'],
    ['a lone surrogate', '{"sku":"B","title":"\\ud800"}', 'unsignable', 'surrogate'],
    ['deep nesting', `{"sku":"B","x":${'['.repeat(200)}${']'.repeat(200)}}`, 'malformed', 'nested'],
  ])('%s: reported, copied, and the others are signed', async (_what, element, reason, detail) => {
    const content = `[\n{"sku":"A","title":"Boots"},\n${element},\n{"sku":"C","title":"Hat"}\n]`;
    const { code, json, text, output } = await signed('broken.json', content);
    expect(code).toBe(1);
    expect(json.counts).toEqual({ records: 3, signed: 2, broken: 1, skipped: 0 });
    expect(json.records[0]).toMatchObject({ record: 2, line: 3, status: 'broken', reason });
    expect(json.records[0].detail).toContain(detail);
    expect(strip(text)).toBe(content);
    expect(text).toContain(element);
    expect((await verify(output)).json.counts.verified).toBe(2);
  });

  it.each([
    ['is never closed', '[{"sku":"A","title":"x"}'],
    ['ends inside an element', '[{"sku":"A","title":"x"},{"sku":'],
    ['has text behind it', '[{"sku":"A","title":"x"}] [1]'],
    ['has a comma too many', '[{"sku":"A","title":"x"},]'],
    ['has a comma too few', '[{"sku":"A","title":"x"}{"sku":"B","title":"y"}]'],
  ])('an array that %s is reported and copied', async (_what, content) => {
    const { code, json, text } = await signed('unsound.json', content);
    expect(code).toBe(1);
    expect(json.records.at(-1)).toMatchObject({ status: 'broken', reason: 'malformed' });
    expect(json.counts.signed).toBeGreaterThan(0);
    expect(strip(text)).toBe(content);
  });

  it('an empty file is a usage error', async () => {
    const { code, json } = await signed('other.json', '');
    expect([code, json.error.argument]).toEqual([64, 'INPUT']);
  });

  it('JSONL in its place is one broken record', async () => {
    const content = '{"sku":"A","title":"x"}\n{"sku":"B","title":"y"}\n';
    const { code, json, text } = await signed('lines.json', content);
    expect([code, json.counts.signed, json.counts.broken]).toEqual([1, 0, 1]);
    expect(text).toBe(content);
  });

  it('one object is one record', async () => {
    const { code, json, text } = await signed('one.json', '{ "sku": "A", "title": "x" }\n');
    expect([code, json.counts.signed]).toEqual([0, 1]);
    expect(strip(text)).toBe('{ "sku": "A", "title": "x" }\n');
  });

  it.each([
    ['Shopify REST', '{"products":[{"sku":"A","title":"x"},{"sku":"B","title":"y"}]}'],
    ['Magento', '{"items": [{"sku":"A","title":"x"},{"sku":"B","title":"y"}], "total_count": 2}\n'],
    [
      'GraphQL',
      '{"data":{"products":{"nodes":[{"sku":"A","title":"x"},{"sku":"B","title":"y"}]}}}',
    ],
  ])('a list that an object begins with holds the records: %s', async (_what, content) => {
    const { code, json, text, output } = await signed('named.json', content);
    expect([code, json.counts.signed]).toEqual([0, 2]);
    expect(strip(text)).toBe(content);
    const edited = workspace.write('edited.json', text.replace('"y"', '"z"'));
    expect((await verify(output)).json.counts.verified).toBe(2);
    const checked = await verify(edited);
    expect(checked.json.records).toMatchObject([{ record: 2, reason: 'digest-mismatch' }]);
    expect(checked.json.records[0].pointer).toMatch(/\/1$/);
  });

  it('finds every element wherever the file is cut into chunks', async () => {
    const { createArraySplitter } = await import('../../src/records/json/split-array.ts');
    const bytes = Buffer.from(PRETTY.slice(PRETTY.indexOf('[') + 1));
    const split = (size: number) => {
      const splitter = createArraySplitter();
      const tokens = [];
      for (let at = 0; at < bytes.length; at += size) {
        tokens.push(...splitter.push(bytes.subarray(at, at + size)));
      }
      tokens.push(...splitter.end());
      const parts = [...tokens.map((token) => token.bytes), ...splitter.rest];
      expect(Buffer.concat(parts).equals(bytes)).toBe(true);
      return tokens.filter((t) => t.type === 'element').map((t) => Buffer.from(t.bytes).toString());
    };
    const whole = split(bytes.length);
    expect(whole).toHaveLength(2);
    for (let size = 1; size < 40; size++) expect(split(size)).toEqual(whole);
  });
});

describe('JSONL', () => {
  const LINES =
    '{"sku":"A","title":"Boots"}\r\n\n  \n { "sku" : "B", "title" : "x" } \n{"sku":"C","title":"y"}';

  it('is signed, verified, and differs only by its marks', async () => {
    const { code, json, text, output } = await signed('lines.jsonl', LINES);
    expect([code, json.counts.signed]).toEqual([0, 3]);
    expect(strip(text)).toBe(LINES);
    expect((await verify(output)).json.counts.verified).toBe(3);
  });

  it('reports broken lines by their number', async () => {
    const content = Buffer.concat([
      Buffer.from('{"sku":"A","title":"Boots"}\n\n{"sku":"B",\n'),
      Buffer.from('{"sku":"C","title":"caf\xe9"}\n', 'latin1'),
      Buffer.from('{"sku":"D","title":"Hat"}\n'),
    ]);
    const { code, json, output } = await signed('broken.jsonl', content);
    expect(code).toBe(1);
    expect(json.records).toEqual([
      expect.objectContaining({ record: 2, line: 3, reason: 'malformed' }),
      expect.objectContaining({ record: 3, line: 4, subject: 'C', reason: 'not-utf8' }),
    ]);
    const bytes = workspace.read('out-broken.jsonl').toString('latin1');
    expect(strip(bytes)).toBe(content.toString('latin1'));
    expect((await verify(output)).json.counts).toMatchObject({ verified: 2, broken: 2 });
  });

  it('copies a line over 16 MiB and goes on behind it', async () => {
    const long = `{"sku":"B","title":"${'x'.repeat(17 * 1024 * 1024)}"}\n`;
    const content = `{"sku":"A","title":"Boots"}\n${long}{"sku":"C","title":"Hat"}\n`;
    const { code, json, text } = await signed('long.jsonl', content);
    expect(code).toBe(1);
    expect(json.counts).toEqual({ records: 3, signed: 2, broken: 1, skipped: 0 });
    expect(json.records[0]).toMatchObject({ record: 2, line: 2, reason: 'too-large' });
    expect(strip(text) === content).toBe(true);
  });

  it('rejects a changed value and a changed type under the name of the part', async () => {
    const { text } = await signed('typed.jsonl', '{"sku":"A","title":"5","description":"x"}\n');
    for (const [from, to, reason] of [
      ['"title":"5"', '"title":"6"', 'digest-mismatch'],
      ['"title":"5"', '"title":5', 'profile-mismatch'],
      ['"title":"5"', '"title":null', 'missing-part'],
      ['"sku":"A"', '"sku":"B"', 'subject-mismatch'],
      ['"title":"5"', '"title":"5", "seo":"new"', ''],
    ] as const) {
      const path = workspace.write('retyped.jsonl', text.replace(from, to));
      const { code, json } = await verify(path);
      expect(code).toBe(reason === '' ? 0 : 1);
      if (reason === '') continue;
      expect(json.records[0]).toMatchObject({ status: 'rejected', reason });
      if (reason !== 'subject-mismatch') expect(json.records[0].detail).toContain('title');
    }
  });

  it('signs JSON values, bytes and text under their own profiles', async () => {
    const map = workspace.write(
      'profiles-map.json',
      JSON.stringify({
        subject: 'id',
        parts: {
          attributes: { column: 'attributes', profile: 'json' },
          code: { column: ['code', 'Code'], profile: 'raw' },
        },
        carrier: { type: 'column', name: 'contentmark' },
      }),
    );
    const line = '{"id":1,"attributes":{"b":1.0,"a":[true]},"Code":"x"}\n';
    const { text } = await signed('profiles.jsonl', line, map);
    const check = async (from: string, to: string) =>
      (await verify(workspace.write('p.jsonl', text.replace(from, to)), map)).json;
    expect((await check('{"b":1.0,"a":[true]}', '{ "a":[true],"b":1 }')).counts.verified).toBe(1);
    expect((await check('[true]', '[false]')).records[0].detail).toContain('attributes');
    expect((await check('"x"', '"X"')).records[0].detail).toContain('code');
    expect((await check('"Code"', '"code":"y","Code"')).records[0].reason).toBe('malformed');
  });

  it('keeps a "__proto__" member a member', async () => {
    const line = '{"sku":"A","__proto__":{"title":"polluted"},"title":"Boots"}\n';
    const { text, json } = await signed('proto.jsonl', line);
    expect(json.counts.signed).toBe(1);
    expect(strip(text)).toBe(line);
    expect(({} as { title?: string }).title).toBeUndefined();
  });
});

describe('the bundled catalogue', () => {
  it('is signed with the map "eshop", and every product verifies', async () => {
    const { readFileSync } = await import('node:fs');
    const content = readFileSync('examples/catalogue/data/catalog.json', 'utf8');
    const { code, json, text, output } = await signed('eshop.json', content, 'eshop');
    expect([code, json.counts.signed]).toEqual([0, 101]);
    expect(strip(text)).toBe(content);
    const checked = await verify(output, 'eshop');
    expect([checked.code, checked.json.counts.verified]).toEqual([0, 101]);
  });
});
