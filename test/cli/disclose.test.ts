/** `contentmark disclose`: only what holds is disclosed, in the form asked for. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createKeys, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
const TITLE = 'Stride & Conquer: "Trail" Boot';
const NOW = '2026-11-23T00:00:00Z';
let keys: Awaited<ReturnType<typeof createKeys>>;

beforeAll(async () => {
  keys = await createKeys(workspace);
});

/** Marks a file and gives the arguments that disclose it. */
async function marked(
  file: string,
  { signing = [], market = 'eu' }: { signing?: readonly string[]; market?: string } = {},
) {
  const { stdout, code } = await contentmark([
    'sign',
    file,
    '--subject',
    'boots',
    ...keys.sign,
    ...signing,
  ]);
  expect(code).toBe(0);
  const profile = signing.includes('raw') ? ['--profile', 'raw'] : [];
  return [
    'disclose',
    file,
    '--mark',
    stdout.trim(),
    '--subject',
    'boots',
    ...keys.verify,
    ...profile,
    '--market',
    market,
    '--as-of',
    NOW,
  ];
}

const titleFile = () => workspace.write('title.txt', TITLE);
const image = (name: string) => {
  const bytes = readFileSync(new URL(`../fixtures/images/${name}`, import.meta.url));
  return workspace.write(name, bytes);
};
const product = (changed: object = {}) =>
  workspace.write(
    'product.json',
    JSON.stringify({
      id: 'SKU-1',
      title: TITLE,
      description: 'Light.',
      link: 'https://shop.example/p/1',
      image_link: 'https://shop.example/i/1.jpg',
      ...changed,
    }),
  );

describe('what is called for', () => {
  it('is said with its reason, what is missing and that it is no advice', async () => {
    const args = await marked(titleFile(), { signing: ['--kind', 'title'] });
    const { code, stdout } = await contentmark(args);
    expect(code).toBe(0);
    expect(stdout).toContain('ai-generated for eu');
    expect(stdout).toMatch(/To people +needs-assessment \(topics-not-stated\)/);
    expect(stdout).toContain('missing: claims.topics');
    expect(stdout).toContain('Not legal advice.');
  });

  it('follows the topics that were signed with it', async () => {
    for (const [topics, said] of [
      [['none'], 'not-required (eu-product-copy)'],
      [['none', 'health'], 'required (eu-public-interest)'],
    ] as const) {
      const args = await marked(titleFile(), {
        signing: ['--kind', 'title', '--topic', ...topics],
      });
      expect((await contentmark(args)).stdout).toContain(said);
    }
    const wrong = await contentmarkJson([
      'sign',
      titleFile(),
      '--subject',
      'x',
      ...keys.sign,
      '--topic',
      'x',
    ]);
    expect([wrong.code, wrong.json.error.argument]).toEqual([64, '--topic']);
  });

  it('is one JSON document with --json', async () => {
    const args = await marked(image('c2pa.jpg'), {
      signing: ['--kind', 'image', '--profile', 'raw'],
    });
    const { code, json } = await contentmarkJson([
      ...args,
      '--deep-fake',
      'yes',
      '--format',
      'html',
    ]);
    expect(code).toBe(0);
    expect(json).toMatchObject({
      status: 'verified',
      market: 'eu',
      kind: 'image',
      made: 'ai-generated',
      visible: { decision: 'required', basis: 'eu-deep-fake' },
      machineReadable: { decision: 'not-required' },
      foreignMarks: { c2pa: { state: 'present-unvalidated' } },
      format: 'html',
    });
    expect(json.output).toContain('This image was generated');
  });

  it('tells what others left on an image', async () => {
    for (const [name, said] of [
      ['c2pa.jpg', 'C2PA present-unvalidated'],
      ['iptc.jpg', 'IPTC http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'],
      ['aigc-exif.jpg', 'AIGC label 1 in exif'],
      ['plain.jpg', 'no mark of others'],
    ] as const) {
      const args = await marked(image(name), { signing: ['--kind', 'image', '--profile', 'raw'] });
      expect((await contentmark(args)).stdout).toContain(said);
    }
  });
});

describe('only what holds is disclosed', () => {
  it.each(['html', 'json-ld', 'xmp', 'json'])(
    'a changed text gets no %s, and exit code 1',
    async (format) => {
      const args = await marked(titleFile(), { signing: ['--kind', 'title'] });
      const changed = workspace.write('changed.txt', 'Another Boot');
      const { code, stdout } = await contentmark([
        ...args.map((arg) => (arg.endsWith('title.txt') ? changed : arg)),
        '--format',
        format,
      ]);
      expect(code).toBe(1);
      expect(stdout).toContain('NOTHING TO DISCLOSE');
      expect(stdout).not.toMatch(/AI-generated|digitalSourceType|xpacket/);
    },
  );

  it('a text without a mark gets none, and exit code 2', async () => {
    const args = await marked(titleFile(), { signing: ['--kind', 'title'] });
    const at = args.indexOf('--mark') + 1;
    const { code, json } = await contentmarkJson(
      args.map((arg, index) => (index === at ? '' : arg)),
    );
    expect([code, json.status]).toEqual([2, 'absent']);
    expect(json).not.toHaveProperty('visible');
  });

  it('a review that a model wrote must go: exit code 1, and no label', async () => {
    const review = workspace.write('review.txt', 'Best boots ever!');
    const args = await marked(review, { signing: ['--kind', 'review'] });
    const { code, json } = await contentmarkJson([...args, '--format', 'html', '--voluntary']);
    expect(code).toBe(1);
    expect(json).toMatchObject({ visible: { decision: 'remove' }, output: '' });
  });
});

describe('forms', () => {
  it('HTML in the language asked for, with a hostile product name as text', async () => {
    const args = await marked(titleFile(), { signing: ['--kind', 'title'] });
    const about = '"><script>alert(1)</script>';
    const { stdout } = await contentmark([
      ...args,
      '--format',
      'html',
      '--lang',
      'de',
      '--about',
      about,
    ]);
    expect(stdout).toContain('lang="de"');
    expect(stdout).toContain('KI-generiert');
    expect(stdout).not.toContain('<script>');
  });

  it('JSON-LD, XMP and all records', async () => {
    const args = await marked(image('plain.png'), {
      signing: ['--kind', 'image', '--profile', 'raw', '--generator', 'image-gen@2.1'],
      market: 'cn',
    });
    const ld = JSON.parse((await contentmark([...args, '--format', 'json-ld'])).stdout);
    expect(ld['@type']).toBe('ImageObject');
    const xmp = (await contentmark([...args, '--format', 'xmp', '--provider', '示例'])).stdout;
    expect(xmp).toContain('TC260:AIGC');
    const all = JSON.parse(
      (await contentmark([...args, '--format', 'json', '--provider', 'P'])).stdout,
    );
    expect(Object.keys(all)).toEqual(
      expect.arrayContaining(['iptc', 'c2pa', 'california', 'AIGC']),
    );
    expect(all.c2pa.kind).toBe('assertion data');
    const without = await contentmarkJson([...args, '--format', 'xmp']);
    expect([without.code, without.json.error.argument]).toEqual([64, '--provider']);
  });

  it('a feed with the checked text as a structured one, as TSV and as XML', async () => {
    const args = await marked(titleFile(), { signing: ['--kind', 'title'], market: 'google' });
    const tsv = await contentmark([
      ...args,
      '--format',
      'tsv',
      '--item',
      product({ attributes: { price: '9 EUR' } }),
    ]);
    const [row] = parse(tsv.stdout, {
      delimiter: '\t',
      columns: true,
      relax_quotes: true,
    }) as Record<string, string>[];
    expect(row).toMatchObject({
      title: '',
      description: 'Light.',
      structured_title: 'trained_algorithmic_media:"Stride & Conquer: ""Trail"" Boot"',
      price: '9 EUR',
    });
    const xml = await contentmark([...args, '--format', 'xml', '--item', product()]);
    expect(xml.stdout).toContain(
      '<g:structured_title><g:digital_source_type>trained_algorithmic_media</g:digital_source_type>',
    );
    expect(xml.stdout).not.toContain('<g:title>');
  });

  it('a feed refuses an AI image that lost its tag, and takes one that has it', async () => {
    const feed = async (name: string) =>
      contentmarkJson([
        ...(await marked(image(name), {
          signing: ['--kind', 'image', '--profile', 'raw'],
          market: 'google',
        })),
        '--format',
        'xml',
        '--item',
        product(),
      ]);
    expect((await feed('iptc.jpg')).code).toBe(0);
    const lost = await feed('plain.jpg');
    expect([lost.code, lost.json.error.code]).toEqual([64, 'ERR_HOST']);
  });

  it.each([
    ['--item', ['--format', 'tsv']],
    ['--item', ['--format', 'tsv', '--item', 'OTHER']],
    ['--item', ['--format', 'tsv', '--item', 'BROKEN']],
    ['--item', ['--format', 'tsv', '--item', 'nowhere.json']],
    ['--as-of', ['--as-of', 'tomorrow']],
    ['--placed-on-market', ['--placed-on-market', '1700000000000']],
  ])('what is wrong is named: %s %s', async (argument, more) => {
    const args = await marked(titleFile(), { signing: ['--kind', 'title'], market: 'google' });
    const files: Record<string, string> = {
      OTHER: product({ title: 'Another' }),
      BROKEN: workspace.write('broken.json', '{'),
    };
    const { code, json } = await contentmarkJson([
      ...args,
      ...more.map((arg) => files[arg] ?? arg),
    ]);
    expect([code, json.error.argument]).toEqual([64, argument]);
  });

  it('commander refuses other markets, languages and forms', async () => {
    const args = await marked(titleFile());
    for (const more of [
      ['--market', 'uk'],
      ['--lang', 'tlh'],
      ['--format', 'pdf'],
      ['--deep-fake', 'maybe'],
    ]) {
      expect((await contentmarkJson([...args, ...more])).code).toBe(64);
    }
  });
});
