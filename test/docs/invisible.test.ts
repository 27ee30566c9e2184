import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeTextForm, embed } from 'contentmark/carrier';
import { invisibleCarrier, pointerTo } from 'contentmark/invisible';
import { expect, it } from 'vitest';
import { runProgram } from '../fixtures/built-package.ts';
import { namedBlock } from './code-blocks.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (name: string) => readFileSync(join(root, 'docs', name), 'utf8');
const page = read('invisible.md');

it.each(['mark', 'pointer'])('the example %s prints what its comments say', async (name) => {
  const source = namedBlock(page, `ts run=${name}`);
  const printed = (await runProgram(source)).stdout.trim().split('\n');
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
