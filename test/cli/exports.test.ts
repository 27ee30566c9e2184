/** Exports as shops and databases save them: signed, verified, edited, and exactly the edited ones rejected. */
import { beforeAll, describe, expect, it } from 'vitest';
import { EXPORTS, PRODUCT_COUNT } from './exports.ts';
import { contentmarkJson, createKeys, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
let keys: Awaited<ReturnType<typeof createKeys>>;
beforeAll(async () => {
  keys = await createKeys(workspace);
});

describe.each(Object.entries(EXPORTS))('%s', (_name, { file, map, content, signed, subject }) => {
  const mapOption = () =>
    typeof map === 'string' ? map : workspace.write(`${file}.map.json`, JSON.stringify(map));

  async function sign() {
    const input = workspace.write(file, content);
    const output = workspace.at(`signed-${file}`);
    const args = ['catalog', 'sign', input, '--map', mapOption(), '--out', output, ...keys.sign];
    const { code, json } = await contentmarkJson(args);
    expect([code, json.counts, json.records]).toEqual([
      0,
      { records: PRODUCT_COUNT, signed: PRODUCT_COUNT, broken: 0, skipped: 0 },
      [],
    ]);
    return workspace.text(`signed-${file}`);
  }

  async function rejectedOf(text: string) {
    const input = workspace.write(`edited-${file}`, text);
    const args = ['catalog', 'verify', input, '--map', mapOption(), ...keys.verify];
    const { json } = await contentmarkJson(args);
    const { verified, rejected } = json.counts;
    expect(verified + rejected).toBe(PRODUCT_COUNT);
    return json.records.map((one: { subject: string }) => one.subject);
  }

  it('every product is signed and verified', async () => {
    expect(await rejectedOf(await sign())).toEqual([]);
  });

  it('edits of signed fields are found, each in its product, and no other', async () => {
    const text = await sign();
    // One product for each kind of field, beginning with the third, which has two images.
    const edits = signed.map((letter, at) => [letter, at + 2] as const);
    let edited = text;
    for (const [letter, n] of edits) {
      const of = letter === 'a' && n % 3 === 0 ? n + 1 : n;
      expect(edited).toContain(`${letter}.${of}.`);
      edited = edited.replaceAll(`${letter}.${of}.`, 'Cures all');
    }
    edited = edited.replaceAll('v.1.', 'Another').replaceAll('v.8.', 'Another');
    expect(await rejectedOf(edited)).toEqual(
      edits.map(([letter, n]) => subject(letter === 'a' && n % 3 === 0 ? n + 1 : n)),
    );
  });

  it('a product whose mark was taken from another is found', async () => {
    const text = await sign();
    const [first = '', second = ''] = text.match(/0oRY[\w-]+/g) ?? [];
    const swapped = text.replace(first, '@').replace(second, first).replace('@', second);
    expect(await rejectedOf(swapped)).toEqual([subject(0), subject(1)]);
  });
});
