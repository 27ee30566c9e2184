/** docs/verdict.md: its tables are the code's, and its examples do what it says of them. */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createTrust,
  exportPublicJwk,
  generateKey,
  localSigner,
  signSync,
  type Trust,
} from 'contentmark';
import { html } from 'contentmark/html';
import { readVerdict, VERDICT_METAFIELD, VERDICT_REASONS } from 'contentmark/verdict';
import { build } from 'esbuild';
import { Liquid } from 'liquidjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readVerdictVectors } from '../fixtures/verdict-vectors.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(ROOT, 'docs/verdict.md'), 'utf8');

/** The fenced block marked `example=name`. */
function block(name: string): string {
  const body = new RegExp(`\`\`\`\\w+ example=${name}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1];
  if (body === undefined) throw new Error(`docs/verdict.md has no example ${name}`);
  return body;
}

/** Rows of a table by the word in their first cell, of the tables that begin with this heading. */
function rows(heading: string): Map<string, readonly string[]> {
  const table = page.slice(page.indexOf(`| ${heading} |`)).split('\n\n')[0] ?? '';
  const cells = [...table.matchAll(/^\| `(\w[\w-]*)` \|(.*)\|$/gm)];
  return new Map(
    cells.map(([, name = '', rest = '']) => [name, rest.split('|').map((cell) => cell.trim())]),
  );
}

interface Shop {
  verdictFor(product: object, trust: Trust, now: number): { readonly value: string };
}
interface Validation {
  cartValidationsGenerateRun(input: object): { readonly operations: readonly object[] };
}

let folder: string;
let shop: Shop;
let validation: Validation;

beforeAll(async () => {
  mkdirSync(join(ROOT, '.reports'), { recursive: true });
  folder = mkdtempSync(join(ROOT, '.reports', 'verdict-'));
  const load = async (name: string): Promise<unknown> => {
    writeFileSync(join(folder, `${name}.ts`), block(name));
    return import(/* @vite-ignore */ pathToFileURL(join(folder, `${name}.ts`)).href);
  };
  // The examples' own exports, as they are called below.
  shop = (await load('write')) as Shop;
  validation = (await load('function')) as Validation;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NOW = Date.parse('2026-11-24T12:00:00Z') / 1000;
const DESCRIPTION = '<p>Light &amp; <b>warm</b>, for every day.</p>';
const key = generateKey();
const claims = {
  issuer: 'https://shop.example/ai',
  subject: 'trail-boot',
  audience: 'shop.example',
  environment: 'production',
  issuedAt: NOW - 60,
};
const trust = createTrust([
  { publicKey: exportPublicJwk(key), issuers: [claims.issuer], environments: ['production'] },
]);
const mark = signSync(html(DESCRIPTION), { signer: localSigner(key), claims });
const product = {
  id: 'gid://shopify/Product/7513594',
  handle: 'trail-boot',
  descriptionHtml: DESCRIPTION,
  mark: Buffer.from(mark).toString('base64url') as string | null,
};
const write = (changed: Partial<typeof product> = {}) =>
  shop.verdictFor({ ...product, ...changed }, trust, NOW).value;
const LINE = 'An item in your cart cannot be sold right now.';

describe('the tables', () => {
  test('of the members lists all that can be written, in the order in which it is printed', () => {
    const listed = [...rows('member').keys()];
    const found = new Set(
      readVerdictVectors().written.flatMap(({ text }) => Object.keys(JSON.parse(text))),
    );
    expect([...found].sort()).toEqual([...listed].sort());
    for (const { text } of readVerdictVectors().written) {
      const members = Object.keys(JSON.parse(text));
      expect(members).toEqual(listed.filter((member) => members.includes(member)));
    }
  });

  test('of the reasons has each of them, in order, with what it allows', () => {
    const table = rows('reason');
    expect([...table.keys()]).toEqual([...VERDICT_REASONS]);
    const decided = readVerdictVectors().read.filter(({ reading }) => reading.action === undefined);
    for (const [reason, [, allowed]] of table) {
      const witness = decided.find(
        ({ reading }) => 'reason' in reading && reading.reason === reason,
      );
      const under = (fail: 'open' | 'closed') =>
        readVerdict(witness?.value, {
          ...(witness?.options as NonNullable<typeof witness>['options']),
          fail,
        }).allowed;
      expect([reason, under('closed'), under('open')]).toEqual([
        reason,
        false,
        allowed === '`fail`',
      ]);
    }
  });
});

test('the definition and the queries name the metafield that the writer is for', () => {
  const { namespace, key: name, type } = VERDICT_METAFIELD;
  expect(page).toContain(`[product.metafields.app.${name}]\ntype = "${type}"`);
  expect(page).toContain(`metafield(namespace: "${namespace}", key: "${name}")`);
  expect(page).toContain(`namespace = "${namespace}"\nkey = "${name}"`);
  expect(block('liquid')).toContain(`product.metafields["${namespace}"]["${name}"].value`);
});

test('the TypeScript is correct', () => {
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: {
        isolatedDeclarations: false,
        declaration: false,
        paths: { contentmark: ['../../src/index.ts'], 'contentmark/*': ['../../src/entries/*.ts'] },
      },
      include: ['*.ts'],
    }),
  );
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  expect(execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' })).toBe('');
});

describe('the backend', () => {
  test('writes what it has verified, for metafieldsSet', () => {
    const written = shop.verdictFor(product, trust, NOW);
    expect(written).toMatchObject({ ...VERDICT_METAFIELD, ownerId: product.id });
    expect(JSON.parse(written.value)).toMatchObject({
      status: 'verified',
      subject: 'trail-boot',
      keyId: key.keyId,
      expiresAt: NOW + 7 * 86_400,
      envelopeDigest: createHash('sha256').update(mark).digest('hex'),
    });
    expect(Buffer.byteLength(written.value)).toBeLessThanOrEqual(512);
  });

  test('writes that a mark does not hold, and that there is none', () => {
    const edited = JSON.parse(write({ descriptionHtml: '<p>Waterproof</p>' }));
    expect(edited).toMatchObject({ status: 'rejected', reason: 'digest-mismatch' });
    expect(JSON.parse(write({ mark: null }))).toMatchObject({ status: 'absent' });
  });

  test('takes about 450 bytes with two locales', () => {
    const members = JSON.parse(write());
    const two = { ...members.descSha256, 'pt-BR': members.descSha256.en };
    const length = JSON.stringify({ ...members, descSha256: two }).length;
    expect(length).toBeGreaterThan(430);
    expect(length).toBeLessThan(470);
  });
});

describe('the Function', () => {
  const line = (value: string | null, handle = 'trail-boot') => ({
    merchandise: {
      __typename: 'ProductVariant',
      product: { handle, verdict: value === null ? null : { jsonValue: JSON.parse(value) } },
    },
  });
  const run = (lines: readonly object[], date = '2026-11-24') =>
    validation.cartValidationsGenerateRun({ shop: { localTime: { date } }, cart: { lines } });
  const refusal = {
    operations: [{ validationAdd: { errors: [{ message: LINE, target: '$.cart' }] } }],
  };

  test('lets a cart of verified products pass, and what is no product', () => {
    expect(run([line(write()), { merchandise: { __typename: 'CustomProduct' } }])).toEqual({
      operations: [],
    });
    expect(run([])).toEqual({ operations: [] });
  });

  test.each([
    ['a product without a verdict', () => line(null)],
    ['an edited one', () => line(write({ descriptionHtml: '<p>Waterproof</p>' }))],
    ['one without a mark', () => line(write({ mark: null }))],
    ['a copy under another handle', () => line(write(), 'trail-boot-2')],
    ['a verdict of another shop', () => line(write().replace('shop.example', 'evil.example'))],
    ['a verdict of staging', () => line(write().replace('production', 'staging'))],
    ['a broken verdict', () => line('{}')],
  ])('refuses %s', (_name, bad) => {
    expect(run([line(write()), bad(), line(write())])).toEqual(refusal);
  });

  test('refuses verdicts once a week has passed, counted by dates', () => {
    // Written at noon of the 24th for seven days: the 28th ends by 12:00 UTC of the 29th.
    expect(run([line(write())], '2026-11-29')).toEqual({ operations: [] });
    expect(run([line(write())], '2026-11-30')).toEqual(refusal);
  });
});

describe('the theme', () => {
  const liquid = new Liquid({ ownPropertyOnly: true });
  // Shopify's own filter: lower-case hexadecimal of the text's bytes.
  liquid.registerFilter('sha256', (text: unknown) =>
    createHash('sha256').update(String(text)).digest('hex'),
  );
  const render = (value: string | null, changed: object = {}, locale = 'en') =>
    liquid
      .parseAndRenderSync(block('liquid'), {
        product: {
          handle: 'trail-boot',
          description: DESCRIPTION,
          metafields: {
            $app: value === null ? {} : { contentmark_verdict: { value: JSON.parse(value) } },
          },
          ...changed,
        },
        request: { locale: { iso_code: locale } },
      })
      .trim();
  // Liquid has the machine's clock, so what it reads must be of this week.
  const fresh = (changed: object = {}) =>
    JSON.stringify({
      ...JSON.parse(write()),
      expiresAt: Math.floor(Date.now() / 1000) + 3600,
      ...changed,
    });

  test('shows a verified description, and on what basis it is disclosed', () => {
    expect(render(fresh())).toBe('<span data-contentmark="verified">unstated</span>');
    expect(render(fresh({ action: 'disclose', basis: 'generated' }))).toBe(
      '<span data-contentmark="verified">generated</span>',
    );
  });

  test.each([
    ['one letter', { description: DESCRIPTION.replace('warm', 'Warm') }],
    ['white space', { description: `${DESCRIPTION} ` }],
    ['everything', { description: '' }],
  ])('sees that %s of the description has changed', (_name, changed) => {
    expect(render(fresh(), changed)).toBe('<span data-contentmark="drifted"></span>');
  });

  test('sees a translation that was never checked', () => {
    expect(render(fresh(), {}, 'fr')).toBe('<span data-contentmark="drifted"></span>');
  });

  test.each<readonly [string, () => string | null, object, string]>([
    ['has expired', () => fresh({ expiresAt: 1 }), {}, 'verified'],
    ['is of another product', () => fresh(), { handle: 'trail-boot-2' }, 'verified'],
    ['says why', () => write({ descriptionHtml: '<p>Edited</p>' }), {}, 'digest-mismatch'],
    ['says that there is none', () => write({ mark: null }), {}, 'absent'],
    ['is missing', () => null, {}, ''],
    ['is hostile', () => '{"status":"<script>"}', {}, '&lt;script&gt;'],
  ])('does not trust a verdict that %s', (_name, value, changed, shown) => {
    expect(render(value(), changed)).toBe(`<span data-contentmark="unverified">${shown}</span>`);
  });
});

describe('the checkout UI extension', () => {
  /** As much of Preact and of Shopify's hooks as the example uses; `now` is the buyer's clock. */
  const STUBS: Readonly<Record<string, string>> = {
    preact:
      'export const h = (type, props, ...children) => typeof type === "function" ? type(props) : { type, children }; export const render = (tree) => { globalThis.rendered = tree; };',
    '@shopify/ui-extensions/preact': '',
    '@shopify/ui-extensions/checkout/preact':
      'export const useCartLineTarget = () => globalThis.line; export const useAppMetafields = (asked) => { globalThis.asked = asked; return globalThis.entries; };',
  };
  let script: string;

  beforeAll(async () => {
    const { outputFiles } = await build({
      stdin: { contents: block('extension'), loader: 'tsx', resolveDir: ROOT },
      tsconfig: join(ROOT, 'tsconfig.json'),
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'extension',
      jsx: 'transform',
      jsxFactory: 'h',
      inject: ['preact'],
      plugins: [
        {
          name: 'stubs',
          setup(plugin) {
            plugin.onResolve({ filter: /^(preact$|@shopify\/)/ }, ({ path }) => ({
              path,
              namespace: 'stub',
            }));
            plugin.onLoad({ filter: /.*/, namespace: 'stub' }, ({ path }) => ({
              contents: STUBS[path] ?? '',
            }));
          },
        },
      ],
    });
    script = outputFiles[0]?.text ?? '';
  });

  function show(values: readonly string[], productId = product.id): unknown {
    const scope: Record<string, unknown> = {
      line: { merchandise: { product: { id: productId } } },
      entries: values.map((value) => ({
        target: { type: 'product', id: '1' },
        metafield: { value },
      })),
    };
    const clock = { now: () => NOW * 1000 };
    new Function('globalThis', 'Date', 'document', `${script}\nextension.default();`)(
      scope,
      clock,
      {},
    );
    expect(scope['asked']).toEqual({
      namespace: '$app',
      key: 'contentmark_verdict',
      type: 'product',
    });
    return scope['rendered'];
  }

  test('shows a line whose product is verified, among the metafields of the cart', () => {
    const other = write().replace('7513594', '1');
    expect(show([other, write()])).toEqual({
      type: 's-text',
      children: ['Description checked by the shop'],
    });
  });

  test.each([
    ['there is no verdict', () => show([])],
    ['the verdict is of another product', () => show([write()], 'gid://shopify/Product/2')],
    ['the mark does not hold', () => show([write({ descriptionHtml: '<p>Edited</p>' })])],
    ['the verdict is broken', () => show(['{'])],
  ])('shows nothing where %s', (_name, shown) => {
    expect(shown()).toBeNull();
  });
});

test('every file it links to is there', () => {
  const links = [...page.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] as string);
  for (const link of links) expect(() => readFileSync(join(ROOT, 'docs', link))).not.toThrow();
});
