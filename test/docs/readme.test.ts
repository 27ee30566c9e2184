import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../fixtures/built-package.ts';
import { blocksOf } from './code-blocks.ts';
import { putCommandOnPath } from './command-on-path.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = (language: string) => blocksOf(readme, language);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'contentmark-readme-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const print = async (source: string) => (await runProgram(source)).stdout.trim();

describe('what the README shows is what happens', () => {
  it('the example of the first screen prints the source type of the verified mark', async () => {
    expect(await print(blocks('ts')[0] as string)).toBe(
      'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
    );
  });

  it('the HTML example prints what its comments say', async () => {
    const source = blocks('ts')[1] as string;
    const promised = [...source.matchAll(/\); \/\/ (\w+)$/gm)].map((match) => match[1]);
    expect(promised).toEqual(['verified', 'rejected']);
    expect((await print(source)).split('\n')).toEqual(promised);
  });

  it('every line of the command-line example succeeds, in order', () => {
    const work = join(folder, 'shell');
    const { PATH } = putCommandOnPath(folder);
    mkdirSync(work);
    writeFileSync(join(work, 'description.txt'), 'Light, waterproof, warm.');
    writeFileSync(
      join(work, 'products.csv'),
      'Handle,Title,Body (HTML)\ntrail-boot,Trail Boot,<p>Light &amp; warm</p>\n',
    );
    writeFileSync(
      join(work, 'order.json'),
      '{"test":false,"line_items":[{"sku":"A-1","title":"Trail Boot","price":"89.00"}]}',
    );
    const printed = execFileSync('sh', ['-e', '-c', blocks('sh')[0] as string], {
      cwd: work,
      encoding: 'utf8',
      env: { ...process.env, PATH },
    });
    expect(printed).toContain('verified');
    expect(readFileSync(join(work, 'marked.csv'), 'utf8')).toContain('0oR');
  });

  it('every file it links to is there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(
      (match) => match[1] as string,
    );
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
  });
});
