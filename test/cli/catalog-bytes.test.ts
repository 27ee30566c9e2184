/** Signing changes no byte but the mark's own, whatever a file looks like. */

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../fixtures/runs.ts';
import { contentmarkJson, createKeys, createWorkspace } from './harness.ts';

const workspace = createWorkspace();
const MAP = 'test/fixtures/catalogue/text-map.json';
let keys: Awaited<ReturnType<typeof createKeys>>;

beforeAll(async () => {
  keys = await createKeys(workspace);
});

async function signAndVerify(name: string, content: Buffer) {
  const input = workspace.write(name, content);
  const output = workspace.at(`out-${name}`);
  const map = ['--map', MAP];
  const signed = await contentmarkJson([
    'catalog',
    'sign',
    input,
    ...map,
    '--out',
    output,
    ...keys.sign,
  ]);
  const verified = await contentmarkJson(['catalog', 'verify', output, ...map, ...keys.verify]);
  return { signed: signed.json, verified: verified.json, bytes: workspace.read(`out-${name}`) };
}

const piece = fc.constantFrom(
  'a',
  'Z',
  ' ',
  '  ',
  ',',
  '"',
  '""',
  '\n',
  '\r\n',
  '\r',
  "'",
  '=',
  '\t',
  ';',
  '\u0000',
  'é',
  '日本',
  '😀',
  '\ufeff',
  '\u00a0',
  '\\',
  '<b>',
);
const value = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
const lineEnd = fc.constantFrom('\n', '\r\n');

/** A cell, quoted where it must be and sometimes where it need not be. */
const cell = (text: string, isQuoted: boolean) =>
  isQuoted || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const row = (width: number) =>
  fc.record({
    values: fc.array(fc.tuple(value, fc.boolean()), { minLength: width, maxLength: width }),
    end: lineEnd,
    blank: fc.boolean(),
  });

describe('any CSV', () => {
  it('is its input once the marks are taken out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row(4), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        fc.boolean(),
        fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
        lineEnd,
        async (rows, hasMark, isCut, at, headerEnd) => {
          const names = ['title', 'sku', 'other', 'description'];
          if (at !== undefined) names.splice(at, 0, 'contentmark');
          let text = names.join(',') + headerEnd;
          rows.forEach(({ values, end, blank }, index) => {
            const cells = values.map(([content, isQuoted]) => cell(content, isQuoted));
            cells[1] = cell(`SKU-${index}`, values[1]?.[1] ?? false);
            if (at !== undefined) cells.splice(at, 0, values[0]?.[1] ? '""' : '');
            text += cells.join(',') + end + (blank ? end : '');
          });
          if (isCut) text = text.replace(/\r?\n$/, '');
          const content = Buffer.from((hasMark ? '\ufeff' : '') + text, 'utf8');
          const { signed, verified, bytes } = await signAndVerify('any.csv', content);
          expect(signed.counts.records).toBe(rows.length);
          expect(signed.counts.broken).toBe(0);
          expect(verified.counts).toMatchObject({
            verified: signed.counts.signed,
            skipped: signed.counts.skipped,
            rejected: 0,
            broken: 0,
          });
          const out = bytes.toString('utf8');
          const marks = out.match(/0oRY[\w-]{200,}/g) ?? [];
          expect(marks).toHaveLength(signed.counts.signed);
          const bare =
            at === undefined ? withoutLastCell(out) : out.replace(/0oRY[\w-]{200,}/g, '');
          expect(bare).toBe(content.toString('utf8'));
        },
      ),
      { numRuns: runs(150) },
    );
  });
});

/** Takes off the added column: each record's last comma and what follows it, up to the line end. */
function withoutLastCell(text: string): string {
  const records = text.match(/(?:"(?:[^"]|"")*"|[^"\n])*(?:\n|$)/g) ?? [];
  return records
    .map((record) => record.replace(/,(?:contentmark|0oRY[\w-]{200,}|)(\r?\n|)$/, '$1'))
    .join('');
}

describe('any JSON', () => {
  const space = fc.constantFrom('', ' ', '\n', '\r\n\t', '    ');
  const member = fc.tuple(
    space,
    fc.constantFrom('price', 'tags', 'né', 'a\\u0062', '__proto__'),
    fc.constantFrom(
      '1.50',
      '-0',
      '1e400',
      '"\\/x"',
      'null',
      '[1, {"a":"}]"}]',
      '{}',
      '"\\ud83d\\ude00"',
    ),
    space,
  );

  it.each(['json', 'jsonl'])('as .%s is its input once the marks are taken out', async (format) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(value, fc.uniqueArray(member, { selector: ([, key]) => key }), space), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.boolean(),
        async (objects, hasMark) => {
          const elements = objects.map(([title, members, inner], index) => {
            const all = [
              `${inner}"sku"${inner}:${inner}"S-${index}"`,
              ...members.map(([before, key, json, after]) => `${before}"${key}":${json}${after}`),
              `"title":${JSON.stringify(title)}${inner}`,
            ];
            const text = `{${all.join(',')}}`;
            return format === 'jsonl' ? text.replace(/\r?\n/g, ' ') : text;
          });
          const body =
            format === 'jsonl' ? `${elements.join('\n\n')}\n` : ` [${elements.join(' ,\n')}]\r\n`;
          const content = (hasMark ? '\ufeff' : '') + body;
          const { signed, verified, bytes } = await signAndVerify(
            `any.${format}`,
            Buffer.from(content, 'utf8'),
          );
          expect(signed.counts).toMatchObject({ records: objects.length, broken: 0 });
          expect(verified.counts.verified).toBe(signed.counts.signed);
          const bare = bytes
            .toString('utf8')
            .replace(/,\s*"contentmark"\s*:\s*"0oRY[\w-]{200,}"/g, '');
          expect(bare).toBe(content);
        },
      ),
      { numRuns: runs(100) },
    );
  });
});
