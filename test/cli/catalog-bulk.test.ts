/** catalog sign and verify over JSONL as Shopify's bulk operations write it: a product's images are lines of their own. */
import { beforeAll, describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createKeys, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
let keys: Awaited<ReturnType<typeof createKeys>>;

const PLAIN = {
  format: 'jsonl',
  subject: 'handle',
  kind: 'product',
  parts: {
    title: { column: 'title', profile: 'text' },
    descriptionHtml: { column: 'descriptionHtml', profile: 'html' },
  },
  carrier: { type: 'column', name: 'contentmark' },
};
const JOINED = {
  ...PLAIN,
  group: true,
  parts: {
    ...PLAIN.parts,
    imageAlt: { column: 'alt', profile: 'text', each: { where: { mediaContentType: 'IMAGE' } } },
    variant: { column: 'title', profile: 'text', each: { has: 'sku', position: 'position' } },
    care: {
      column: 'value',
      profile: 'text',
      each: { where: { namespace: 'custom', key: 'care' } },
    },
  },
};

beforeAll(async () => {
  keys = await createKeys(workspace);
  workspace.write('plain.json', JSON.stringify(PLAIN));
  workspace.write('joined.json', JSON.stringify(JOINED));
});

type Line = Readonly<Record<string, unknown>>;

const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`;
const product = (id: number, handle: string, more: Line = {}): Line => ({
  id: gid('Product', id),
  handle,
  title: `The ${handle}`,
  descriptionHtml: '<p>Warm</p>',
  ...more,
});
const image = (id: number, alt: string, of: number): Line => ({
  id: gid('MediaImage', id),
  mediaContentType: 'IMAGE',
  alt,
  __parentId: gid('Product', of),
});
const variant = (id: number, title: string, position: number, of: number): Line => ({
  id: gid('ProductVariant', id),
  title,
  sku: `S-${id}`,
  position,
  __parentId: gid('Product', of),
});
const metafield = (key: string, value: string, parent: string): Line => ({
  namespace: 'custom',
  key,
  value,
  __parentId: parent,
});
/** As Shopify writes it: slashes escaped. */
const lines = (...objects: readonly Line[]): string =>
  objects.map((one) => `${JSON.stringify(one).replaceAll('/', '\\/')}\n`).join('');

const BOOT = product(1, 'boot');
const SOCK = product(2, 'sock');
const OF_BOOT = [
  variant(12, 'Large', 2, 1),
  variant(11, 'Small', 1, 1),
  image(101, 'Side', 1),
  image(102, 'Front', 1),
  metafield('care', 'Wipe', gid('Product', 1)),
  metafield('origin', 'PT', gid('Product', 1)),
  metafield('care', 'of the variant', gid('ProductVariant', 11)),
];
const OF_SOCK = [image(201, 'A pair', 2), variant(21, 'One size', 1, 2)];
const GROUPED = lines(BOOT, ...OF_BOOT, SOCK, ...OF_SOCK);
const SCATTERED = lines(
  BOOT,
  SOCK,
  ...OF_SOCK.flatMap((line, at) => [line, OF_BOOT[at] ?? {}]),
  ...OF_BOOT.slice(2),
);

let files = 0;
async function signed(content: string | Uint8Array, map = 'joined.json') {
  files += 1;
  const input = workspace.write(`in-${files}.jsonl`, content);
  const output = workspace.at(`out-${files}.jsonl`);
  const args = ['catalog', 'sign', input, '--map', workspace.at(map), '--out', output];
  const { code, json } = await contentmarkJson([...args, ...keys.sign]);
  return { code, json, output, text: code === 64 ? '' : workspace.text(`out-${files}.jsonl`) };
}

async function verified(content: string, map = 'joined.json') {
  const input = workspace.write('checked.jsonl', content);
  const args = ['catalog', 'verify', input, '--map', workspace.at(map), ...keys.verify];
  return contentmarkJson(args);
}

const strip = (text: string) => text.replace(/,"contentmark":"0oRY[\w-]+"/g, '');

describe('a map that groups', () => {
  it.each([
    ['children right behind their products', GROUPED],
    ['children anywhere behind them', SCATTERED],
  ])('%s: one mark on the line of each product, and no other byte', async (_what, content) => {
    const { code, json, text } = await signed(content);
    expect([code, json.counts]).toEqual([0, { records: 2, signed: 2, broken: 0, skipped: 0 }]);
    expect(json.linesPassedOver).toBe(2);
    expect(strip(text)).toBe(content);
    const marked = text.split('\n').filter((line) => line.includes('contentmark'));
    expect(marked.map((line) => JSON.parse(line).handle)).toEqual(['boot', 'sock']);
    expect((await verified(text)).json.counts).toMatchObject({ verified: 2, records: 2 });
  });

  it('a mark holds however the lines are ordered', async () => {
    const { text } = await signed(GROUPED);
    const [boot = '', ...others] = text.trimEnd().split('\n');
    const sock = others.find((line) => line.includes('"sock"')) ?? '';
    const rest = others.filter((line) => line !== sock);
    const moved = [boot, sock, ...rest.slice(5), ...rest.slice(0, 5)].join('\n');
    expect((await verified(moved)).json.counts).toMatchObject({ verified: 2 });
  });

  it.each([
    ['Front', 'Back', 'imageAlt2', 'digest-mismatch'],
    ['Small', 'Tiny', 'variant1', 'digest-mismatch'],
    ['Wipe', 'Boil', 'care1', 'digest-mismatch'],
  ])('an edit of a child (%s) is found in its product', async (from, to, part, reason) => {
    for (const content of [GROUPED, SCATTERED]) {
      const { text } = await signed(content);
      const { json } = await verified(text.replace(from, to));
      expect(json.records).toMatchObject([{ subject: 'boot', status: 'rejected', reason }]);
      expect(json.records[0].detail).toContain(part);
      expect(json.counts.verified).toBe(1);
    }
  });

  it('an image that was added or taken away is found; what no part is made of may change', async () => {
    const { text } = await signed(SCATTERED);
    const added = await verified(text + lines(image(103, 'New', 1)));
    expect(added.json.records).toMatchObject([{ subject: 'boot', reason: 'unsigned-part' }]);
    const taken = await verified(text.replace(/^.*"A pair".*\n/m, ''));
    expect(taken.json.records).toMatchObject([{ subject: 'sock', reason: 'missing-part' }]);
    const other = await verified(text.replace('"PT"', '"ES"').replace('of the variant', 'x'));
    expect(other.json.counts).toMatchObject({ verified: 2, rejected: 0 });
  });

  it('a line that cannot be read spoils the product it may belong to', async () => {
    const grouped = GROUPED.replace('"alt":"Front"', '"alt":"Front');
    const one = await signed(grouped);
    expect([one.code, one.json.counts.signed, one.json.counts.broken]).toEqual([1, 1, 2]);
    expect(one.json.records).toMatchObject([
      { record: 1, subject: 'boot', reason: 'malformed', detail: expect.stringMatching(/line 5/) },
      { record: 2, line: 5, reason: 'malformed' },
    ]);
    expect(strip(one.text)).toBe(grouped);
    // Where children are scattered it may be a line of either.
    const all = await signed(SCATTERED.replace('"alt":"Front"', '"alt":"Front'));
    expect(all.json.counts).toMatchObject({ signed: 0, broken: 3 });
  });

  it('a line whose product is not there is told, and spoils none', async () => {
    const content = lines(image(9, 'Lost', 7)) + GROUPED;
    const { code, json, text } = await signed(content);
    expect([code, json.counts.signed]).toEqual([1, 2]);
    expect(json.records).toMatchObject([{ record: 1, line: 1, reason: 'no-parent' }]);
    expect(strip(text)).toBe(content);
    // Of which no part is made: Shopify names objects that have no line as parents, too.
    const level = { quantities: [1], __parentId: gid('InventoryItem', 5) };
    expect((await signed(GROUPED + lines(level))).json.counts.broken).toBe(0);
  });

  it('a product is broken whose child stands before it, or whose id is given twice', async () => {
    const early = await signed(lines(image(9, 'Early', 1)) + GROUPED);
    expect(early.json.records).toMatchObject([
      { reason: 'no-parent' },
      { subject: 'boot', reason: 'conflicting-rows' },
    ]);
    const twice = await signed(lines(BOOT, product(1, 'other'), ...OF_BOOT));
    expect(twice.json.counts).toMatchObject({ signed: 0, broken: 2 });
  });

  it('a line without a subject is told by itself, and its children with it', async () => {
    const order = { id: gid('Order', 1), name: '#1' };
    const item = { ...image(5, 'x', 0), __parentId: gid('Order', 1) };
    const { json } = await signed(GROUPED + lines(order, item));
    expect(json.counts).toMatchObject({ signed: 2, broken: 1 });
    expect(json.records).toMatchObject([{ record: 3, reason: 'no-subject' }]);
  });

  it('a child further from its product than is held ends the reading, and nothing is written', async () => {
    const far = lines(BOOT, SOCK) + `${' '.repeat(1024 * 1024)}\n`.repeat(33);
    const output = workspace.at('far-out.jsonl');
    const map = ['--map', workspace.at('joined.json')];
    const { code, stderr } = await contentmark(
      ['catalog', 'sign', '-', ...map, '--out', output, ...keys.sign],
      { stdin: far + lines(image(1, 'Far', 1)) },
    );
    expect(code).toBe(64);
    expect(stderr).toMatch(
      /line 36 that belongs to gid:\/\/shopify\/Product\/1.*groupObjects: true/,
    );
    expect(() => workspace.text('far-out.jsonl')).toThrow(/ENOENT/);
    // What no part is made of may be as far away as it likes.
    const harmless = await contentmarkJson(['catalog', 'verify', '-', ...map, ...keys.verify], {
      stdin: far + lines(metafield('origin', 'PT', gid('Product', 1))),
    });
    expect([harmless.code, harmless.json.counts.absent]).toEqual([2, 2]);
  });
});

describe('a map that does not group', () => {
  it('passes over lines that belong to a record, and says how many', async () => {
    const { code, json, text } = await signed(SCATTERED, 'plain.json');
    expect([code, json.counts.signed, json.linesPassedOver]).toEqual([0, 2, 9]);
    expect(strip(text)).toBe(SCATTERED);
    const { stdout } = await contentmark([
      ...['catalog', 'verify', workspace.write('p.jsonl', text)],
      ...['--map', workspace.at('plain.json'), ...keys.verify],
    ]);
    expect(stdout).toContain('not covered: 9 lines that belong to a record (__parentId)');
  });
});

describe('parts that no line has', () => {
  it('are named, and --require-parts refuses the file', async () => {
    const { json } = await signed(lines(BOOT, image(101, 'Side', 1)));
    expect(json.partsWithoutColumn.map(({ part }: { part: string }) => part)).toEqual([
      'variant',
      'care',
    ]);
    const input = workspace.write('less.jsonl', lines(BOOT));
    const args = ['catalog', 'sign', input, '--map', workspace.at('joined.json'), '--out'];
    const strict = await contentmarkJson([
      ...[...args, workspace.at('less-out.jsonl'), '--require-parts', ...keys.sign],
    ]);
    expect(strict.code).toBe(64);
    expect(strict.json.error.message).toContain('imageAlt, variant, care');
    expect(() => workspace.text('less-out.jsonl')).toThrow(/ENOENT/);
  });

  it('a part that only a later record has is covered', async () => {
    const { json } = await signed(
      lines({ id: 'a', handle: 'a', title: 'A' }, product(2, 'b')),
      'plain.json',
    );
    expect(json.partsWithoutColumn).toBeUndefined();
  });
});
