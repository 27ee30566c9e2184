/** Files as merchants and their tools save them: what is covered, what is told, what is refused. */
import { createTrust, createVerifier } from 'contentmark';
import { productContent } from 'contentmark/shopify';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createKeys, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
let keys: Awaited<ReturnType<typeof createKeys>>;
beforeAll(async () => {
  keys = await createKeys(workspace);
});

const MARK = /0oRY[\w-]+/g;
let files = 0;

async function signed(content: string | Uint8Array, map = 'shopify', more: string[] = []) {
  files += 1;
  const input = workspace.write(`in-${files}.csv`, content);
  const output = workspace.at(`out-${files}.csv`);
  const args = ['catalog', 'sign', input, '--map', map, '--out', output, ...keys.sign, ...more];
  const { code, json } = await contentmarkJson(args);
  return { code, json, text: code === 64 ? '' : workspace.text(`out-${files}.csv`) };
}

async function verified(content: string, map = 'shopify') {
  const input = workspace.write('checked.csv', content);
  return contentmarkJson(['catalog', 'verify', input, '--map', map, ...keys.verify]);
}

/** What the library says of a product as the shop's API gives it. */
function inTheShop(alts: readonly string[], mark: string | undefined) {
  const { content } = productContent({
    title: 'Lamp',
    descriptionHtml: '<p>Bright</p>',
    seoTitle: '',
    seoDescription: '',
    images: alts.map((alt, at) => ({ id: `gid://shopify/MediaImage/${at}`, alt })),
  });
  if (content === undefined) throw new Error('no content');
  const trust = createTrust(JSON.parse(workspace.text('keys-production/trust.json')).keys);
  const verifier = createVerifier({ trust, environment: 'production' });
  return verifier.verifySync(content, Buffer.from(mark ?? '', 'base64url'), {
    subject: 'lamp',
    requiredParts: 'all',
  });
}

describe('columns under other names', () => {
  const MATRIXIFY =
    'ID,Handle,Command,Title,Body HTML,Image Src,Image Position,Image Alt Text,Metafield: title_tag [string],Metafield: description_tag [string]\n' +
    ',lamp,MERGE,Lamp,<p>Bright</p>,https://cdn.example/a.jpg,1,Lit,Lamp | Shop,Buy it\n';
  const TRANSPORTER =
    'Handle,Title,Body (HTML),Metafields Global Title Tag,Metafields Global Description Tag,Image Alt Text\nlamp,Lamp,<p>Bright</p>,Lamp | Shop,Buy it,Lit\n';

  it.each([
    ['Matrixify', MATRIXIFY],
    ['Shopify transporter', TRANSPORTER],
    ['padded and in another case', TRANSPORTER.replace('Body (HTML)', ' body (Html) ')],
  ])('%s: every part is covered, and each edit is found', async (_what, content) => {
    const { code, json, text } = await signed(content);
    expect([code, json.partsWithoutColumn]).toEqual([0, undefined]);
    for (const [from, part] of [
      ['Bright', 'descriptionHtml'],
      ['Lamp | Shop', 'seoTitle'],
      ['Buy it', 'seoDescription'],
      ['Lit', 'imageAlt1'],
    ] as const) {
      const { json: checked } = await verified(text.replace(from, 'Cures all'));
      expect(checked.records).toMatchObject([{ status: 'rejected', reason: 'digest-mismatch' }]);
      expect(checked.records[0].detail).toContain(part);
    }
  });

  it('a part without a column is named, with the column that may be meant, and can be refused', async () => {
    const content = 'Handle,Title,Body (HTLM),SEO Title\nlamp,Lamp,<p>Bright</p>,x\n';
    const { code, json } = await signed(content);
    expect(code).toBe(0);
    expect(json.partsWithoutColumn).toEqual([
      { part: 'descriptionHtml', near: 'Body (HTLM)' },
      { part: 'seoDescription' },
      { part: 'imageAlt' },
    ]);
    const input = workspace.write('told.csv', content);
    const command = ['catalog', 'sign', input, '--map', 'shopify', '--out', workspace.at('t.csv')];
    const { stdout } = await contentmark([...command, ...keys.sign]);
    expect(stdout).toContain(
      'not covered: descriptionHtml, no column for it (is it "Body (HTLM)"?)',
    );
    expect((await signed(content, 'shopify', ['--require-parts'])).code).toBe(64);
  });
});

describe('handles', () => {
  it('that a shop stores as one are one subject', async () => {
    const header = 'Handle,Title,Body (HTML)\n';
    const { code, json, text } = await signed(
      `${header}Desk-Lamp,A,<p>x</p>\nother,O,\nDESK lamp ,B,<p>y</p>\n`,
    );
    expect([code, json.counts.signed]).toEqual([1, 2]);
    expect(json.records).toMatchObject([
      { record: 3, subject: 'desk-lamp', reason: 'repeated-subject' },
    ]);
    // A mark is for the handle as the shop has it, however the next export spells it.
    const respelt = text.replace('Desk-Lamp', 'desk-lamp').replace(/\nDESK lamp .*/, '');
    expect((await verified(respelt)).json.counts).toMatchObject({ verified: 2, rejected: 0 });
  });

  it('that no shop can have are refused', async () => {
    const { json } = await signed('Handle,Title\nlamps/desk,A\n"a, b",B\n');
    expect(json.records.map((one: { reason: string }) => one.reason)).toEqual([
      'no-subject',
      'no-subject',
    ]);
  });
});

describe('images', () => {
  const HEADER = 'Handle,Title,Body (HTML),Option1 Value,Image Src,Image Position,Image Alt Text\n';

  it.each([
    [
      'a first row without one',
      'lamp,Lamp,<p>Bright</p>,S,,,\nlamp,,,M,https://x/a.jpg,1,Lit\nlamp,,,L,https://x/b.jpg,2,Dark\n',
    ],
    [
      'rows in another order than positions',
      'lamp,Lamp,<p>Bright</p>,,https://x/b.jpg,2,Dark\nlamp,,,,https://x/a.jpg,1,Lit\n',
    ],
    [
      'an alt text on a row without one',
      'lamp,Lamp,<p>Bright</p>,S,,,Lost\nlamp,,,,https://x/a.jpg,1,Lit\nlamp,,,,https://x/b.jpg,10,Dark\n',
    ],
  ])('%s: the mark holds in the shop', async (_what, rows) => {
    const { code, text } = await signed(HEADER + rows);
    expect(code).toBe(0);
    const [mark] = text.match(MARK) ?? [];
    expect(inTheShop(['Lit', 'Dark'], mark)).toMatchObject({ status: 'verified' });
    expect(inTheShop(['Dark', 'Lit'], mark)).toMatchObject({ reason: 'digest-mismatch' });
  });
});

describe("the mark's column", () => {
  it('is found by namespace and key, whatever the definition is called', async () => {
    const column = 'Origin of texts (product.metafields.custom.contentmark)';
    const content = `Handle,Title,${column}\nlamp,Lamp,\n`;
    const { code, text } = await signed(content);
    expect(code).toBe(0);
    expect(text.replace(MARK, '')).toBe(content);
    expect((await verified(text)).json.counts.verified).toBe(1);
    // A column that only looks like it is another metafield's.
    const other = await signed(content.replace('custom.', 'theme.'));
    expect(other.text.split('\n')[0]).toMatch(/,Contentmark \(product\.metafields\.custom/);
  });
});

describe('a row that cannot be read', () => {
  const HEADER = 'Handle,Title,Body (HTML),Image Src,Image Alt Text\n';
  it.each([
    ['in the middle', 'lamp,Lamp,<p>x</p>,u1,A\nlamp,,,u2,B "quoted" b\nlamp,,,u3,C\n'],
    ['first', 'lamp,Lamp,<p>x</p>,u1,A "quoted"\nlamp,,,u2,B\n'],
    ['last', 'lamp,Lamp,<p>x</p>,u1,A\nlamp,,,u2\n'],
  ])('%s: the product is not signed, and the next but one is', async (_where, rows) => {
    const { code, json, text } = await signed(`${HEADER}${rows}desk,Desk,,,\nchair,Chair,,,\n`);
    expect(code).toBe(1);
    expect(json.records.map((one: { subject?: string }) => one.subject)).toContain('lamp');
    const marked = text.split('\n').filter((line) => /0oRY/.test(line));
    expect(marked.map((line) => line.slice(0, 5))).not.toContain('lamp,');
    expect(marked.at(-1)).toMatch(/^chair/);
  });
});

describe('files that were joined or saved in an odd encoding', () => {
  const FILE = 'Handle,Title,Body (HTML)\nlamp,Lamp,"<p>a</p>\n<p>b</p>"\n';

  it('a header among the rows is no product', async () => {
    const { code, json, text } = await signed(FILE + FILE.replace('lamp,Lamp', 'desk,Desk'));
    expect([code, json.counts]).toEqual([1, { records: 3, signed: 2, broken: 1, skipped: 0 }]);
    expect(json.records).toMatchObject([{ record: 2, line: 4, reason: 'repeated-header' }]);
    expect(text.match(MARK)).toHaveLength(2);
  });

  it.each([
    ['two byte order marks', Buffer.from(`\ufeff\ufeff${FILE}`), /second byte order mark/],
    ['UTF-16 without one', Buffer.from(FILE, 'utf16le'), /UTF-16 without a byte order mark/],
  ])('%s: said by name', async (_what, content, message) => {
    const { code, json } = await signed(content);
    expect(code).toBe(64);
    expect(json.error.message).toMatch(message);
  });
});

describe('cells divided by semicolons or tabs', () => {
  it.each([
    ['customers.csv', '\ufeffemail;test\ntest@example.com;1\n'],
    ['customers.tsv', 'email\ttest\ntest@example.com\t1\n'],
  ])('%s: guard import looks at each cell', async (name, content) => {
    const input = workspace.write(name, content);
    const args = ['guard', 'import', input, '--environment', 'production'];
    const { code, json } = await contentmarkJson(args);
    expect([code, json.action]).toEqual([1, 'block']);
    expect(json.findings.map(({ path }: { path: string }) => path)).toContain('/0/test');
  });
});

describe('the list of a REST answer', () => {
  it('is signed where it stands, and a member that no record has is named', async () => {
    const map = workspace.write(
      'rest-map.json',
      JSON.stringify({
        subject: 'handle',
        parts: {
          title: { column: 'title', profile: 'text' },
          descriptionHtml: { column: 'description_html', profile: 'html' },
        },
        carrier: { type: 'column', name: 'contentmark' },
      }),
    );
    const content =
      '{"products":[{"id":1,"handle":"lamp","title":"Lamp","body_html":"<p>x</p>"}],"next":null}\n';
    const input = workspace.write('rest.json', content);
    const output = workspace.at('rest-out.json');
    const args = ['catalog', 'sign', input, '--map', map, '--out', output, ...keys.sign];
    const { code, json } = await contentmarkJson(args);
    expect([code, json.counts.signed]).toEqual([0, 1]);
    expect(json.partsWithoutColumn).toMatchObject([{ part: 'descriptionHtml' }]);
    expect(workspace.text('rest-out.json').replace(/,"contentmark":"[^"]+"/, '')).toBe(content);
  });
});
