/** docs/recall.md: its examples run, and print what they say. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { afterAll, expect, it, vi } from 'vitest';
import { contentmark } from '../cli/harness.ts';
import { makeList } from '../fixtures/recall-lists.ts';
import { namedBlock } from './code-blocks.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/recall.md'), 'utf8');
mkdirSync(join(root, '.reports'), { recursive: true });
const folder = mkdtempSync(join(root, '.reports', 'recall-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(name: string, source: string): Promise<readonly string[]> {
  const printed: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((...values) => {
    printed.push(format(...values));
  });
  try {
    writeFileSync(join(folder, name), source);
    await import(/* @vite-ignore */ pathToFileURL(join(folder, name)).href);
  } finally {
    log.mockRestore();
  }
  return printed;
}

it('the first example prints what its comments say', async () => {
  const source = namedBlock(page, 'ts run=recall');
  expect(await run('recall.ts', source)).toEqual(
    [...source.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm)].map((match) => match[1]),
  );
});

it('the second follows a list, here one in a file', async () => {
  writeFileSync(join(folder, 'recalls.cose'), await makeList({ entries: [] }));
  const source = namedBlock(page, 'ts run=follow')
    .replace('https://shop.example/.well-known/recalls.cose', join(folder, 'recalls.cose'))
    .replace('/var/lib/shop/recalls.cose', join(folder, 'kept.cose'));
  const before = `import { createVerifier } from 'contentmark';
import { createRecallTrust } from '../../test/fixtures/recall-lists.ts';
const trust = createRecallTrust();
`;
  const after =
    '\nfollowed.stop();\nconsole.log(followed.status().sequence, typeof verifier.verifySync);\n';
  expect(await run('follow.ts', before + source + after)).toEqual(['1 function']);
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
