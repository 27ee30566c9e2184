/** The built-in maps on the platforms' own CSV: Shopify's two headers, Magento's import. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentmarkJson, createKeys, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
const MARK = /0oRY[\w-]+/g;
const MARK_COLUMN = ',Contentmark (product.metafields.custom.contentmark)';
let keys: Awaited<ReturnType<typeof createKeys>>;

beforeAll(async () => {
  keys = await createKeys(workspace);
});

const fixture = (name: string) => readFileSync(`test/fixtures/catalogue/${name}`, 'utf8');

async function signed(name: string, content: string, map: string) {
  const input = workspace.write(name, content);
  const output = workspace.at(`out-${name}`);
  const args = ['catalog', 'sign', input, '--map', map, '--out', output, ...keys.sign];
  const { code, json } = await contentmarkJson(args);
  return { code, json, output, text: code === 64 ? '' : workspace.text(`out-${name}`) };
}

const verify = (input: string, map: string) =>
  contentmarkJson(['catalog', 'verify', input, '--map', map, ...keys.verify]);

describe.each([
  ['old header', 'shopify-old-header.csv', 3],
  ['new header', 'shopify-new-header.csv', 2],
])('shopify, %s', (_what, name, products) => {
  const content = fixture(name);

  async function changed(change: (text: string) => string) {
    const { text } = await signed(name, content, 'shopify');
    const path = workspace.write(`changed-${name}`, change(text));
    return (await verify(path, 'shopify')).json;
  }

  it('puts one mark on the first row of each handle, and changes nothing else', async () => {
    const { code, json, text, output } = await signed(name, content, 'shopify');
    expect([code, json.counts.signed, json.counts.records]).toEqual([0, products, products]);
    expect(text.match(MARK)).toHaveLength(products);
    const [header = '', ...lines] = text.split('\n');
    expect(header.endsWith(MARK_COLUMN)).toBe(true);
    const bare = [header.replace(MARK_COLUMN, ''), ...lines].join('\n').replace(MARK, '');
    // What is left of the added column is its comma, at the end of each record.
    expect(bare.replace(/,(?=\n(?:[a-z-]+,|,|"|Wool|$))/g, '')).toBe(content);
    const checked = await verify(output, 'shopify');
    expect([checked.code, checked.json.counts.verified]).toEqual([0, products]);
  });

  it('covers title, description, SEO and every alt text by its row', async () => {
    const cases: [string, string, string][] = [
      ['"Lined rain jacket, long"', '"Lined rain jacket, short"', 'title'],
      ['downpour out.</p>', 'downpour in.</p>', 'descriptionHtml'],
      ['with taped seams.', 'with glued seams.', 'seoDescription'],
      ['jacket from the front', 'jacket from the back', 'imageAlt1'],
      ['jacket, hood up', 'jacket, hood down', 'imageAlt2'],
    ];
    for (const [from, to, part] of cases) {
      const { records, counts } = await changed((text) => text.replace(from, to));
      expect(counts).toMatchObject({ rejected: 1, verified: products - 1 });
      expect(records[0]).toMatchObject({
        subject: 'lined-rain-jacket',
        reason: 'digest-mismatch',
        detail: expect.stringContaining(`"${part}"`),
      });
    }
  });

  it('refuses an injected script, and takes another spelling of the same HTML', async () => {
    const injected = await changed((text) =>
      text.replace('downpour out.</p>', 'downpour out.</p><script>x()</script>'),
    );
    expect(injected.records[0].detail).toContain('descriptionHtml');
    const respelt = await changed((text) => text.replace('<p>Keeps', '<P>Keeps'));
    expect(respelt.counts.rejected).toBe(0);
  });

  it('refuses an alt text that was added or taken away', async () => {
    const added = await changed((text) => text.replace('socks.jpg,1,,', 'socks.jpg,1,Free socks,'));
    expect(added.records[0]).toMatchObject({ subject: 'wool-socks', reason: 'unsigned-part' });
    const taken = await changed((text) => text.replace('"Green rain jacket, hood up"', ''));
    expect(taken.records[0]).toMatchObject({ reason: 'missing-part' });
    expect(taken.records[0].detail).toContain('imageAlt2');
  });
});

describe('shopify, rows of one handle', () => {
  const HEADER = 'Handle,Title,Body (HTML),Image Alt Text\n';

  it('that stand apart are a broken record: an importer would take the later ones', async () => {
    const content = `${HEADER}a,A,<p>x</p>,\nb,B,<p>y</p>,\na,Changed,,\na,,,z\n`;
    const { code, json, text } = await signed('apart.csv', content, 'shopify');
    expect(code).toBe(1);
    expect(json.counts).toEqual({ records: 3, signed: 2, broken: 1, skipped: 0 });
    expect(json.records[0]).toMatchObject({
      record: 3,
      line: 4,
      subject: 'a',
      reason: 'repeated-subject',
    });
    expect(text.endsWith('a,Changed,,,\na,,,z,\n')).toBe(true);
  });

  it('that contradict each other are a broken record; repeated values are not', async () => {
    const content = `${HEADER}a,A,<p>x</p>,\na,Other,,\nb,B,<p>y</p>,\nb,B,<p>y</p>,\n`;
    const { json } = await signed('contradict.csv', content, 'shopify');
    expect(json.counts).toMatchObject({ signed: 1, broken: 1 });
    expect(json.records[0]).toMatchObject({ subject: 'a', reason: 'conflicting-rows' });
    expect(json.records[0].detail).toContain('line 3');
  });

  it('lose an old mark that is not on the first row', async () => {
    const content = `${HEADER}a,A,<p>x</p>,\na,,,z\n`;
    const { text } = await signed('moved.csv', content, 'shopify');
    const [header, first = '', second = ''] = text.split('\n');
    const [mark = ''] = first.match(MARK) ?? [];
    const swapped = [header, first.replace(mark, ''), second + mark, ''].join('\n');
    const moved = workspace.write('moved-in.csv', swapped);
    // A mark counts wherever it stands in the record …
    expect((await verify(moved, 'shopify')).json.counts.verified).toBe(1);
    // … and signing leaves one.
    const again = await signed('moved-again.csv', swapped, 'shopify');
    expect(again.text.match(MARK)).toHaveLength(1);
    expect(again.text.split('\n')[2]).toBe(second);
    const two = [header, first, second + again.text.match(MARK)?.[0], ''].join('\n');
    const ambiguous = await verify(workspace.write('two.csv', two), 'shopify');
    expect(ambiguous.json.records[0]).toMatchObject({ status: 'rejected', reason: 'ambiguous' });
  });

  it('of 70 images with alt texts are signed, and an edit of the last one is found', async () => {
    const rows = Array.from({ length: 70 }, (_, i) => `a,${i === 0 ? 'A' : ''},,alt ${i}\n`);
    const { json, text } = await signed('alts.csv', HEADER + rows.join(''), 'shopify');
    expect(json.counts).toEqual({ records: 1, signed: 1, broken: 0, skipped: 0 });
    const edited = workspace.write('alts-edited.csv', text.replace('alt 69', 'alt sixty-nine'));
    const { json: checked } = await verify(edited, 'shopify');
    expect(checked.records[0]).toMatchObject({ status: 'rejected', reason: 'digest-mismatch' });
  });

  it('with both headers at once are a usage error', async () => {
    const { code, json } = await signed('both.csv', 'Handle,URL handle,Title\na,a,A\n', 'shopify');
    expect([code, json.error.argument]).toEqual([64, 'INPUT']);
  });

  it('are what tables and JSONL have: the map is refused for other formats', async () => {
    const input = workspace.write('x.jsonl', '{"Handle":"a","Title":"A"}\n');
    const { code, json } = await contentmarkJson([
      'catalog',
      'verify',
      input,
      '--map',
      'shopify',
      '--format',
      'json',
      ...keys.verify,
    ]);
    expect([code, json.error.argument]).toEqual([64, '--map']);
  });
});

describe('magento', () => {
  const content = fixture('magento-small.csv');

  it('adds one attribute to each product, and changes no other', async () => {
    const { code, json, text, output } = await signed('magento.csv', content, 'magento');
    expect(code).toBe(0);
    expect(json.counts).toEqual({ records: 5, signed: 4, broken: 0, skipped: 1 });
    expect(text).toMatch(/season=3, autumn too,weight_class=light,contentmark=0oRY[\w-]+"/);
    expect(text).toMatch(/when it is"",contentmark=""0oRY[\w-]+"""/);
    // A cell of one attribute has to be quoted for its second; that is all beside the marks.
    const bare = text
      .replace(/,contentmark=(?:""0oRY[\w-]+""|0oRY[\w-]+)/g, (found, at) =>
        text[at - 1] === ',' ? ',' : found.slice(0, 0),
      )
      .replace('"colour=Blue"', 'colour=Blue');
    expect(bare).toBe(content);
    const checked = await verify(output, 'magento');
    expect(checked.code).toBe(0);
    expect(checked.json.counts).toMatchObject({ verified: 4, skipped: 1 });
  });

  it('replaces the attribute when signed again', async () => {
    const once = await signed('magento-once.csv', content, 'magento');
    const twice = await signed('magento-twice.csv', once.text, 'magento');
    expect(twice.text.match(MARK)).toHaveLength(4);
    expect(twice.text.replace(MARK, '')).toBe(once.text.replace(MARK, ''));
  });

  it('keeps store views apart: the mark of one does not hold for another', async () => {
    const { text } = await signed('magento-views.csv', content, 'magento');
    const swapped = text.replace('TENT-2P,fr,', 'TENT-2P,de,');
    const { json } = await verify(workspace.write('views.csv', swapped), 'magento');
    expect(json.records[0]).toMatchObject({
      subject: 'TENT-2P;store=de',
      reason: 'subject-mismatch',
    });
  });

  it('refuses a SKU that could be taken for one of a store view', async () => {
    const forged = content.replace('MUG-1,,Gear', 'MUG-1;store=fr,,Gear');
    const { json } = await signed('magento-forged.csv', forged, 'magento');
    expect(json.records[0]).toMatchObject({ status: 'broken', reason: 'no-subject' });
  });

  it('names the part that was changed, in markup too', async () => {
    const { text } = await signed('magento-changed.csv', content, 'magento');
    const changed = text.replace('<em>a loaf of bread</em>', '<em>a loaf of lead</em>');
    const { json } = await verify(workspace.write('mc.csv', changed), 'magento');
    expect(json.records).toHaveLength(1);
    expect(json.records[0].detail).toContain('part "description"');
  });
});
