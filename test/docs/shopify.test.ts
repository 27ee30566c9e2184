/** docs/shopify.md: its examples run, against the test shop, and its tables say what the code does. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  IMPORTED_FIELD,
  MARK_FIELD,
  MAX_METAFIELDS,
  productCsvMap,
  REQUIRED_SCOPES,
  SHOPIFY_API_VERSIONS,
  VERDICT_FIELD,
  WEBHOOK_TOPICS,
} from 'contentmark/shopify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ShopifyServer, startShopifyServer } from '../../examples/shopify-shop/server.ts';
import { runProgram } from '../fixtures/built-package.ts';
import { blocksOf } from './code-blocks.ts';
import { putCommandOnPath } from './command-on-path.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/shopify.md'), 'utf8');
const blocks = (language: string) => blocksOf(page, language);

let folder: string;
let server: ShopifyServer;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contentmark-shopify-'));
  const products = ['boots', 'hat', 'socks'].map((handle) => ({
    handle,
    title: `The ${handle}`,
    descriptionHtml: `<p>Warm ${handle}</p>`,
  }));
  server = await startShopifyServer({ products, bulkSeconds: 0.02 });
  env = {
    ...process.env,
    CONTENTMARK_SHOPIFY_URL: server.url,
    CONTENTMARK_SHOPIFY_TOKEN: server.token,
  };
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the examples', () => {
  it.each(blocks('ts').map((source, index) => [index, source] as const))(
    'number %i prints what its comments say',
    async (_index, source) => {
      const promised = [...source.matchAll(/^\s*console\.log\(.*\); \/\/ (.+)$/gm)].map(
        (match) => match[1],
      );
      expect(promised.length).toBeGreaterThan(0);
      const { stdout } = await runProgram(source, { env });
      expect(stdout.trim().split('\n')).toEqual(promised);
    },
  );

  it('on the command line succeed, in order, and the last one finds everything in order', async () => {
    const work = join(folder, 'shell');
    const { PATH } = putCommandOnPath(folder);
    mkdirSync(work);
    const [script = ''] = blocks('sh');
    const { stdout } = await run('sh', ['-e', '-c', script], {
      cwd: work,
      env: { ...env, PATH },
    });
    expect(stdout).toContain('would-mark  3');
    expect(stdout).toContain('"verified":3');
    expect(stdout.trim()).toMatch(/kept +3$/);
    expect(existsSync(join(work, 'mark.journal'))).toBe(false);
  });
});

describe('the tables', () => {
  it('name every signed part with its columns and profile', () => {
    for (const [name, { column, profile, each }] of Object.entries(productCsvMap.parts)) {
      const row = page
        .split('\n')
        .find((line) => line.startsWith(`| \`${name}${each ? '1' : ''}\``));
      expect(row, name).toBeDefined();
      for (const header of column) expect(row).toContain(header);
      expect(row).toMatch(new RegExp(`\\| ${profile} \\|$`));
    }
  });

  it('name the metafields, scopes, topics, versions and limits of the code', () => {
    for (const { namespace, key, type } of [MARK_FIELD, VERDICT_FIELD]) {
      expect(page).toContain(`| \`${namespace}.${key}\` | \`${type}\` |`);
    }
    expect(page).toContain(`\`${IMPORTED_FIELD.namespace}.${IMPORTED_FIELD.key}\``);
    for (const word of [...REQUIRED_SCOPES, ...WEBHOOK_TOPICS])
      expect(page).toContain(`\`${word}\``);
    for (const version of SHOPIFY_API_VERSIONS) expect(page).toContain(version);
    expect(page).toContain(`| ${MAX_METAFIELDS}, all or none |`);
  });

  it('link to pages that are there', () => {
    for (const [, link = ''] of page.matchAll(/\]\((?!https?:|#)([^)#]+)\)/g)) {
      expect(existsSync(join(root, 'docs', link)), link).toBe(true);
    }
  });
});
