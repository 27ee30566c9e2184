/** docs/recall.md: its examples run, and print what they say. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { contentmark } from '../cli/harness.ts';
import { makeList } from '../fixtures/recall-lists.ts';
import { namedBlock } from './code-blocks.ts';
import { runExample } from './run-example.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/recall.md'), 'utf8');
mkdirSync(join(root, '.reports'), { recursive: true });
const folder = mkdtempSync(join(root, '.reports', 'recall-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('the first example prints what its comments say', async () => {
  const source = namedBlock(page, 'ts run=recall');
  expect(await runExample(source)).toEqual(
    [...source.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)].map((match) => match[1]),
  );
});

it('the second follows a list, here one in a file', async () => {
  writeFileSync(join(folder, 'followed.cose'), await makeList({ entries: [] }));
  const source = namedBlock(page, 'ts run=follow')
    .replace('https://shop.example/.well-known/recalls.cose', join(folder, 'followed.cose'))
    .replace('/var/lib/shop/recalls.cose', join(folder, 'kept.cose'));
  const before = `import { createVerifier } from 'contentmark';
import { createRecallTrust } from '../../test/fixtures/recall-lists.ts';
const trust = createRecallTrust();
`;
  const after =
    '\nfollowed.stop();\nconsole.log(followed.status().sequence, typeof verifier.verifySync);\n';
  expect(await runExample(before + source + after)).toEqual(['1 function']);
});

it('the commands of the page succeed, in order', async () => {
  const lines = namedBlock(page, 'sh').trim().split('\n');
  const made = await contentmark([
    ...['keygen', '--issuer', 'https://shop.example/ai', '--environment', 'production'],
    ...['--out', join(folder, 'marks')],
  ]);
  expect(made.code).toBe(0);
  copyFileSync(join(folder, 'marks/trust.json'), join(folder, 'trust.json'));
  const place = (word: string) =>
    /^(?:recalls|trust\.json|\/srv)/.test(word)
      ? join(folder, word.replace('/srv/www/', 'www-'))
      : word;
  // `serve` does not end by itself: test/cli/serve.test.ts runs it.
  for (const line of lines.slice(0, -1)) {
    const [program, ...words] = line.split(' ');
    const { code, stderr } = await contentmark(words.map(place));
    expect([program, code, stderr], line).toEqual(['contentmark', 0, '']);
  }
});
