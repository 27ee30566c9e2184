/** registry add, recognize, erase and statistics, through the command. */
import { writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentmark, contentmarkJson, createKeys, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
const MAP = 'test/fixtures/catalogue/text-map.json';
const registry = workspace.at('seen.registry');
const WARM =
  'Warm boots for long walks on wet paths that dry within one night beside the stove and last for years';
const SOCKS =
  'Socks of merino wool that stay dry in the boot, keep their shape and can be washed with everything else';

let signed: string;
beforeAll(async () => {
  const keys = await createKeys(workspace);
  const input = workspace.write(
    'in.csv',
    `sku,title,description\nA-1,Boots,"${WARM}"\nA-2,Socks,"${SOCKS}"\nA-3,Hat,Short\n`,
  );
  signed = workspace.at('signed.csv');
  await contentmarkJson(['catalog', 'sign', input, '--map', MAP, '--out', signed, ...keys.sign]);
});

const add = (input: string, ...more: string[]) =>
  contentmarkJson([
    ...['registry', 'add', input, '--map', MAP, '--registry', registry],
    ...['--keep-until', '2100-01-01', ...more],
  ]);
const recognize = (input: string) =>
  contentmarkJson(['registry', 'recognize', input, '--registry', registry]);

it('remembers a marked catalogue once', async () => {
  const counts = { records: 3, remembered: 3, unmarked: 0, broken: 0 };
  expect(await add(signed)).toMatchObject({ code: 0, json: { ...counts, newEntries: 6 } });
  expect(await add(signed)).toMatchObject({ code: 0, json: { ...counts, newEntries: 0 } });
});

it('remembers what is signed as it is signed, and says which option is missing', async () => {
  const keys = await createKeys(workspace, 'again');
  const seen = workspace.at('signing.registry');
  const sign = (...more: string[]) =>
    contentmarkJson([
      ...['catalog', 'sign', workspace.at('in.csv'), '--map', MAP],
      ...['--out', workspace.at('again.csv'), ...keys.sign, ...more],
    ]);
  const options = ['--registry', seen, '--keep-until', '2100-01-01'];
  expect((await sign(...options)).code).toBe(0);
  const counted = await contentmarkJson(['registry', 'statistics', '--registry', seen]);
  expect(counted.json).toMatchObject({ entries: 6, texts: 2 });
  for (const [at, missing] of [
    ['--keep-until', 0],
    ['--registry', 2],
  ] as const) {
    const { code, json } = await sign(...options.slice(missing, missing + 2));
    expect([code, json.error.argument]).toEqual([64, at]);
  }
});

it('does not remember what has no mark', async () => {
  const input = workspace.write('unmarked.csv', 'sku,title,description\nB-1,Lamp,Bright\n');
  expect((await add(input)).json).toMatchObject({ remembered: 0, unmarked: 1, newEntries: 0 });
});

describe('recognises, without marks', () => {
  it('a text as it was signed, and one that was edited, with the line and the column', async () => {
    const input = workspace.write(
      'export.csv',
      `name,text\nx,"${WARM}"\ny,"<p>${SOCKS.toUpperCase()}</p>"\nz,Something else\n`,
    );
    const { code, json } = await recognize(input);
    expect(code).toBe(1);
    expect(json.counts).toEqual({ records: 3, recognised: 2, exact: 1, near: 1, unreadable: 0 });
    expect(json.recognised).toMatchObject([
      { record: 1, line: 2, pointer: '/text', matches: [{ kind: 'exact', distance: 0 }] },
      { record: 2, line: 3, pointer: '/text', matches: [{ kind: 'text', distance: 0 }] },
    ]);
    const { stdout } = await contentmark(['registry', 'recognize', input, '--registry', registry]);
    expect(stdout).toMatch(/line 2 \/text: exact, [0-9a-f-]{36}\n/);
    expect(stdout).toContain('3 records: 2 recognised (1 exact, 1 near), 0 unreadable');
  });

  it('nothing in a file of other texts', async () => {
    const input = workspace.write('other.jsonl', '{"a":"A lamp of brass"}\n');
    expect(await recognize(input)).toMatchObject({ code: 0, json: { recognised: [] } });
  });

  it('but tells of rows that cannot be read', async () => {
    const input = workspace.write('broken.jsonl', '{"a":\n{"a":"b"}\n');
    expect(await recognize(input)).toMatchObject({ code: 1, json: { counts: { unreadable: 1 } } });
  });
});

it('counts, and forgets what it is told to', async () => {
  const statistics = () => contentmarkJson(['registry', 'statistics', '--registry', registry]);
  expect((await statistics()).json).toEqual({ entries: 6, expired: 0, texts: 2, images: 0 });
  const { json } = await recognize(workspace.write('one.csv', `text\n"${WARM}"\n`));
  const { id } = json.recognised[0].matches[0];
  const erase = (...more: string[]) =>
    contentmarkJson(['registry', 'erase', '--registry', registry, ...more]);
  expect((await erase('--id', id)).json).toEqual({ erased: 2 });
  expect((await recognize(workspace.at('one.csv'))).code).toBe(0);
  expect((await erase('--before', '2100-01-02')).json).toEqual({ erased: 4 });
  expect((await statistics()).json.entries).toBe(0);
});

describe('refuses, naming the option', () => {
  it.each([
    [['statistics', '--registry', 'nowhere/seen'], '--registry'],
    [['erase', '--registry', 'seen'], '--id'],
    [['erase', '--registry', 'seen', '--id', 'X'], '--id'],
    [['erase', '--registry', 'seen', '--digest', 'AB'], '--digest'],
    [['erase', '--registry', 'seen', '--before', 'soon'], '--before'],
  ])('%s', async (argv, argument) => {
    const { code, json } = await contentmarkJson(['registry', ...argv]);
    expect([code, json.error.argument]).toEqual([64, argument]);
  });
});

it('guard import asks the registry about rows without a mark, and looks for your own markers', async () => {
  const known = workspace.at('guarded.registry');
  const added = await contentmarkJson([
    ...['registry', 'add', signed, '--map', MAP, '--registry', known, '--keep-until', '2100-01-01'],
  ]);
  expect(added.code).toBe(0);
  const rules = workspace.write(
    'own.json',
    JSON.stringify({
      markers: [
        {
          ...{ id: 'shop.seed', class: 'sku', severity: { sku: 'block' } },
          rule: { kind: 'whole', values: ['seed-1'] },
          ...{ found: [{ sku: 'seed-1' }], clean: [{ sku: 'A-1' }] },
        },
      ],
    }),
  );
  const input = workspace.write('lost.csv', `sku,description\nseed-1,"${WARM}"\nA-2,New\n`);
  const guard = (file: string, ...more: string[]) =>
    contentmarkJson(['guard', 'import', file, '--environment', 'production', ...more]);
  const found = await guard(input, '--registry', known, '--rules', rules);
  expect([found.code, found.json.action]).toEqual([1, 'block']);
  expect(
    found.json.findings.map(({ path, id }: Record<string, string>) => `${path} ${id}`),
  ).toEqual(['/0/sku shop.seed', '/0/description registry.exact']);
  // With its mark a signed text is as it should be.
  const marked = await guard(signed, '--registry', known);
  expect(marked.json.findings).toEqual([]);
});

it('remembers an image under its mark, and recognises it after it was scaled', async () => {
  const keys = await createKeys(workspace, 'images');
  const known = workspace.at('images.registry');
  const tones = Buffer.from(Array.from({ length: 48 * 48 }, (_, at) => (at * at) % 251));
  const picture = sharp(tones, { raw: { width: 48, height: 48, channels: 1 } })
    .blur(4)
    .resize(200);
  const photo = workspace.at('photo.png');
  const scaled = workspace.at('scaled.jpg');
  writeFileSync(photo, await picture.png().toBuffer());
  writeFileSync(scaled, await sharp(photo).resize(120).jpeg().toBuffer());
  const sign = [
    'sign',
    photo,
    '--profile',
    'raw',
    '--subject',
    'photo',
    '--soft-bindings',
    '--json',
  ];
  const signed = (await contentmarkJson([...sign, ...keys.sign])).json;
  expect(signed.claims.softBindings).toEqual([
    { algorithm: 2, value: expect.stringMatching(/^[0-9a-f]{16}$/) },
  ]);
  const keep = ['--registry', known, '--keep-until', '2100-01-01'];
  const added = await contentmarkJson([
    'registry',
    'add',
    photo,
    '--mark',
    signed.envelope,
    ...keep,
  ]);
  expect(added).toMatchObject({ code: 0, json: { newEntries: 1, near: true } });
  const recognized = async (file: string) => {
    const { code, json } = await contentmarkJson([
      'registry',
      'recognize',
      file,
      '--registry',
      known,
    ]);
    const kinds = json.recognised.map(({ matches }: { matches: { id: string; kind: string }[] }) =>
      matches.map(({ id, kind }) => [kind, id === signed.claims.id]),
    );
    return [code, kinds];
  };
  expect(await recognized(photo)).toEqual([1, [[['exact', true]]]]);
  expect(await recognized(scaled)).toEqual([1, [[['image', true]]]]);
  const counted = await contentmarkJson(['registry', 'statistics', '--registry', known]);
  expect(counted.json).toMatchObject({ entries: 1, images: 1 });
  const both = await contentmarkJson(['registry', 'add', photo, ...keep]);
  expect([both.code, both.json.error.argument]).toEqual([64, '--map']);
});
