/** The checkout extension: compiled against Shopify's own types, bundled, and rendered. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { WORDS } from 'contentmark/disclosure';
import { checkoutExtension } from 'contentmark/shopify';
import { writeVerdict } from 'contentmark/verdict';
import { parse as parseToml } from 'smol-toml';
import { build } from 'tsup';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifiedVerdict } from './verdicts.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const files = checkoutExtension();
let folder: string;

// Inside the project, so that the sources find their packages.
beforeAll(() => {
  mkdirSync(join(ROOT, '.reports'), { recursive: true });
  folder = mkdtempSync(join(ROOT, '.reports', 'checkout-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Bundles one of the sources with everything that it needs. Preact and Shopify's types stay out
 * of this program: they bring the DOM's types with them.
 */
async function bundle(source: string): Promise<string> {
  const name = basename(source, '.jsx');
  await build({
    config: false,
    entry: { [name]: join(folder, source) },
    outDir: join(folder, 'dist'),
    format: 'esm',
    platform: 'neutral',
    target: 'es2020',
    minify: true,
    noExternal: [/./],
    dts: false,
    silent: true,
    tsconfig: join(folder, 'tsconfig.json'),
    esbuildOptions(given) {
      given.jsx = 'automatic';
      given.jsxImportSource = 'preact';
      given.alias = { 'contentmark/verdict': join(ROOT, 'src/entries/verdict.ts') };
      given.mainFields = ['module', 'main'];
    },
  });
  return join(folder, 'dist', `${name}.js`);
}

describe('the sources', () => {
  it("compile against Shopify's published types, strictly", () => {
    const { compilerOptions } = JSON.parse(files['tsconfig.json'] as string);
    const { options, errors } = ts.convertCompilerOptionsFromJson(
      { ...compilerOptions, paths: { 'contentmark/*': [join(ROOT, 'src/entries/*.ts')] } },
      folder,
    );
    expect(errors).toEqual([]);
    const names = [join(folder, 'src/Checkout.jsx'), join(folder, 'shopify.d.ts')];
    // Users have our declarations there, not our sources, which need a newer library.
    const check = () =>
      ts
        .getPreEmitDiagnostics(
          ts.createProgram(names, { ...options, allowImportingTsExtensions: true }),
        )
        .filter(({ file }) => file?.fileName.startsWith(folder))
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
    expect(check()).toEqual([]);
    // The check has teeth: the API is typed, and has no member of this name.
    const file = join(folder, 'src/Checkout.jsx');
    const source = files['src/Checkout.jsx'] as string;
    writeFileSync(file, source.replace('shopify.appMetafields', 'shopify.appMetafield'));
    expect(check()[0]).toContain("Property 'appMetafield' does not exist");
    writeFileSync(file, files['src/Checkout.jsx'] as string);
  });

  it('ask for the verdict where they run, and for nothing else', () => {
    const toml = parseToml(files['shopify.extension.toml'] as string);
    expect(toml).toMatchObject({
      api_version: '2026-07',
      extensions: [
        {
          type: 'ui_extension',
          targeting: [
            {
              module: './src/Checkout.jsx',
              target: 'purchase.checkout.cart-line-item.render-after',
              metafields: [{ namespace: '$app', key: 'contentmark_verdict' }],
            },
          ],
        },
      ],
    });
    expect(files['shopify.extension.toml']).not.toMatch(/network_access|api_access|block_progress/);
  });

  it('name the version of the types that they compile with', () => {
    const { version } = JSON.parse(
      readFileSync(join(ROOT, 'node_modules/@shopify/ui-extensions/package.json'), 'utf8'),
    );
    const { dependencies } = JSON.parse(files['package.json'] as string);
    const [year, month] = version.split('.');
    expect(dependencies['@shopify/ui-extensions']).toBe(`${year}.${month}.x`);
    expect(files['shopify.extension.toml']).toContain(`"${year}-${month.padStart(2, '0')}"`);
  });
});

it('the bundle is small against the 64 KB that are allowed, and needs no eval', async () => {
  const path = await bundle('src/Checkout.jsx');
  const code = readFileSync(path, 'utf8');
  const size = gzipSync(code).length;
  expect(size).toBeLessThan(16 * 1024);
  expect(code).not.toMatch(/\beval\(|new Function\b|WebAssembly|\bBuffer\b|\bprocess\b/);
});

describe('what is shown under a line of the cart', () => {
  const PRODUCT = 'gid://shopify/Product/1';
  const NOW = Math.floor(Date.now() / 1000);
  let render: () => string;

  beforeAll(async () => {
    const source = [
      "import { renderToString } from 'preact-render-to-string';",
      "import { Disclosure } from './Checkout.jsx';",
      'export const render = () => renderToString(<Disclosure />);',
    ];
    writeFileSync(join(folder, 'src/rendered.jsx'), source.join('\n'));
    const path = await bundle('src/rendered.jsx');
    ({ render } = await import(/* @vite-ignore */ pathToFileURL(path).href));
  });

  const stored = (change: object = {}) =>
    writeVerdict(verifiedVerdict('boots'), {
      subject: 'boots',
      ownerId: PRODUCT,
      environment: 'production',
      expiresAt: NOW + 60,
      envelopeDigest: 'a'.repeat(64),
      decision: { action: 'disclose', basis: 'generated' },
      ...change,
    });

  function show(value: string | undefined, { settings = {}, owner = PRODUCT } = {}): string {
    const metafield = { namespace: '$app', key: 'contentmark_verdict', value };
    const entry = { target: { type: 'product', id: owner }, metafield };
    const other = {
      target: { type: 'product', id: 'gid://shopify/Product/11' },
      metafield: { ...metafield, value: 'x' },
    };
    Object.assign(globalThis, {
      shopify: {
        target: { value: { merchandise: { product: { id: PRODUCT } } } },
        appMetafields: { value: value === undefined ? [other] : [other, entry] },
        settings: { value: settings },
        i18n: {
          translate: (key: string) => JSON.parse(files['locales/en.default.json'] as string)[key],
        },
      },
    });
    return render();
  }

  it('is the disclosure, where the app verified the mark and decided to disclose', () => {
    const says = (words: string) => `<s-text color="subdued">${words}</s-text>`;
    expect(show(stored())).toBe(says(WORDS.en.long['ai-generated'].content));
    const partly = stored({ decision: { action: 'disclose', basis: 'partly-generated' } });
    expect(show(partly)).toBe(says(WORDS.en.long['ai-modified'].content));
    expect(JSON.parse(files['locales/pl.json'] as string)).toEqual({
      ai_generated: WORDS.pl.long['ai-generated'].content,
      ai_modified: WORDS.pl.long['ai-modified'].content,
    });
  });

  it.each([
    ['no verdict', undefined, {}],
    ['no decision', () => stored({ decision: undefined }), {}],
    ['a decision on no basis', () => stored({ decision: { action: 'disclose' } }), {}],
    [
      'a decision that is not about AI',
      () => stored({ decision: { action: 'disclose', basis: 'other-source' } }),
      {},
    ],
    ['another decision', () => stored({ decision: { action: 'hide' } }), {}],
    ['a verdict that is over', () => stored({ expiresAt: NOW - 1 }), {}],
    [
      'a verdict copied from another product',
      () => stored({ ownerId: 'gid://shopify/Product/2' }),
      {},
    ],
    ['a verdict on another product', () => stored(), { owner: 'gid://shopify/Product/2' }],
    ['a verdict for staging', () => stored(), { settings: { environment: 'staging' } }],
    ['nonsense', () => '{"v":1', {}],
  ])('is nothing for %s', (_what, value, options) => {
    expect(show(value?.(), options)).toBe('');
  });
});
