/** docs/disclosure.md: its examples run, its table is the code's, and no template promises too much. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  DISCLOSURE_BASES,
  DISCLOSURE_DECISIONS,
  LANGUAGES,
  SOURCE_OF,
  WORDS,
} from 'contentmark/disclosure';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../fixtures/built-package.ts';
import { namedBlock } from './code-blocks.ts';
import { putCommandOnPath } from './command-on-path.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/disclosure.md'), 'utf8');

const block = (name: string) => namedBlock(page, `\\w+ run=${name}`);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'contentmark-disclosure-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the examples', () => {
  it.each(['first', 'review', 'json-ld'])('%s prints what its comments say', async (name) => {
    const source = block(name);
    const printed = (await runProgram(source)).stdout.trim().split('\n');
    const promised = [...source.matchAll(/(?:; |^)\/\/ (.+)$/gm)].map((match) => match[1]);
    expect(promised.length).toBeGreaterThan(0);
    expect(printed).toEqual(promised);
  });

  it('on the command line all succeed, in order', () => {
    const work = join(folder, 'shell');
    const { PATH } = putCommandOnPath(folder);
    mkdirSync(work);
    const description = 'Light, waterproof, warm.';
    writeFileSync(join(work, 'description.txt'), description);
    writeFileSync(
      join(work, 'product.json'),
      JSON.stringify({
        id: 'boots-01',
        title: 'Boots',
        description,
        link: 'https://shop.example/boots-01',
        image_link: 'https://shop.example/boots-01.webp',
      }),
    );
    const printed = execFileSync('sh', ['-e', '-c', block('cli')], {
      cwd: work,
      encoding: 'utf8',
      env: { ...process.env, PATH },
    });
    expect(printed).toContain('not-required (eu-product-copy)');
    expect(printed).toContain('Généré par IA');
    expect(printed).toContain(`trained_algorithmic_media:"${description}"`);
  });
});

describe('the tables', () => {
  it('of bases are the code, clause by clause', () => {
    const rows = [
      ...page.matchAll(/^\| `([a-z0-9-]+)` \| (.+) \| (\d{4}-\d\d-\d\d) \| (\w+) \|$/gm),
    ];
    expect(rows.map(([, basis, clause, since, read]) => [basis, { clause, since, read }])).toEqual(
      DISCLOSURE_BASES.map((basis) => [basis, SOURCE_OF[basis]]),
    );
  });

  it('of decisions list each one', () => {
    const listed = [...page.matchAll(/^\| `([a-z-]+)` \| [A-Z]/gm)].map((match) => match[1]);
    expect(listed.filter((name) => DISCLOSURE_DECISIONS.includes(name as never))).toEqual([
      ...DISCLOSURE_DECISIONS,
    ]);
  });

  it('says that it is no legal advice, near the top', () => {
    expect(page.indexOf('Not legal advice')).toBeLessThan(400);
  });
});

/** What no text of ours may promise, in any of its languages. */
const PROMISES =
  /complian|conform|certif|guarant|tamper-?proof|unforgeable|detects? AI|AI detect|watermark|\bauthentic|human-made|fully legal|required by law|law requires|AI Act ready|konform|zertifiz|garanti|gesetzlich|obligatoire|conforme|certifi|conforme|certific|garantiz|garantit|gecertific|gegarandeerd|wettelijk|zgodn|certyfik|gwaran|合规|认证|保证|依法/i;

describe('no template promises too much', () => {
  it('the list finds what it is for', () => {
    for (const text of [
      'AI Act compliant',
      'Certified',
      'tamper-proof',
      'detects AI text',
      'DSGVO-konform',
    ]) {
      expect(text).toMatch(PROMISES);
    }
  });

  it('no word of any label does', () => {
    for (const language of LANGUAGES) expect(JSON.stringify(WORDS[language])).not.toMatch(PROMISES);
    expect(JSON.stringify(SOURCE_OF)).not.toMatch(PROMISES);
  });

  it('no text in the code of disclosures, feeds and the command does', () => {
    const files = [
      ...['src/disclose', 'src/platforms/google'].flatMap((name) =>
        readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map((file) =>
          join(name, file),
        ),
      ),
      'src/cli/disclose.ts',
      'src/cli/disclose-form.ts',
    ].filter((name) => name.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(30);
    let texts = 0;
    for (const file of files) {
      const source = readFileSync(join(root, file), 'utf8').replace(
        /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm,
        '',
      );
      for (const [text] of source.matchAll(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`/g)) {
        texts += 1;
        expect([file, PROMISES.test(text) ? text : '']).toEqual([file, '']);
      }
    }
    expect(texts).toBeGreaterThan(500);
  });

  it('nor does the page, except to say what is not so', () => {
    const claims = page.split('\n').filter((line) => PROMISES.test(line));
    for (const line of claims) expect(line).toMatch(/\bnot\b|\bnothing\b|never|falsely/i);
  });
});
