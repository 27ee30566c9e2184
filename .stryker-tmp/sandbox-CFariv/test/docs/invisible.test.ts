/** docs/invisible.md: its examples print what they say, and its sizes are measured. */
// @ts-nocheck

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeTextForm, embed } from 'contentmark/carrier';
import { invisibleCarrier, pointerTo } from 'contentmark/invisible';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { namedBlock } from './code-blocks.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (name: string) => readFileSync(join(root, 'docs', name), 'utf8');
const page = read('invisible.md');

// Inside the project, so that the examples find the package under its own name.
let folder: string;
beforeAll(() => {
  mkdirSync(join(root, '.reports'), { recursive: true });
  folder = mkdtempSync(join(root, '.reports', 'invisible-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(['mark', 'pointer'])('the example %s prints what its comments say', (name) => {
  const source = namedBlock(page, `ts run=${name}`);
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, source);
  const tsx = join(root, 'node_modules', '.bin', 'tsx');
  const printed = execFileSync(tsx, [file], { cwd: root, encoding: 'utf8' }).trim().split('\n');
  const promised = [...source.matchAll(/; \/\/ (.+)$/gm)].map((match) => match[1]);
  expect(promised.length).toBeGreaterThan(1);
  expect(printed).toEqual(promised);
});

it('the sizes are those of the worked example of the format', () => {
  const form = /example=text\.envelope\n([\s\S]*?)```/.exec(read('format.md'))?.[1] as string;
  const envelope = decodeTextForm(form.replace(/\s/g, '')) as Uint8Array;
  for (const encoding of ['vs256', 'vs16'] as const) {
    for (const [what, bytes] of [
      [`envelope of ${envelope.length} bytes`, envelope],
      ['pointer', pointerTo(envelope)],
    ] as const) {
      const run = embed('', bytes, invisibleCarrier({ encoding }));
      const sizes = [[...run].length, Buffer.byteLength(run)].map((size) =>
        size.toLocaleString('en'),
      );
      expect(page).toContain(`| ${what}, \`${encoding}\` | ${sizes.join(' | ')} |`);
    }
  }
});

it('says near its top that it is no watermark, and promises nothing', () => {
  expect(page.indexOf('**This is no watermark.**')).toBeLessThan(600);
  expect(page).not.toMatch(
    /complian|conform|tamper-?proof|guarant|robust|detects? AI|unremovable/i,
  );
});
