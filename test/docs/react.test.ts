/** docs/react.md and examples/next: what they show runs, on both sides, and its options are the code's. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Provenance } from 'contentmark/provenance';
import { build, type Plugin } from 'esbuild';
import { createElement, type ReactElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(ROOT, 'docs/react.md'), 'utf8');

/** The fenced block marked `example=name`. */
function block(name: string): string {
  const body = new RegExp(`\`\`\`\\w+ example=${name}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1];
  if (body === undefined) throw new Error(`docs/react.md has no example ${name}`);
  return body;
}

// Inside the project, so that the examples find React and the package under its own name.
let folder: string;
beforeAll(() => {
  mkdirSync(join(ROOT, '.reports'), { recursive: true });
  folder = mkdtempSync(join(ROOT, '.reports', 'react-'));
  for (const [name, extension] of [
    ['products.server', 'ts'],
    ['route', 'tsx'],
  ] as const) {
    writeFileSync(join(folder, `${name}.${extension}`), block(name));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What Next brings along: a module that only a client's build refuses. */
const SERVER_ONLY: Plugin = {
  name: 'server-only',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^server-only$/ }, ({ path }) => ({ path, namespace: 'empty' }));
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: '' }));
  },
};

let count = 0;

/** Bundles a module with all but React, and loads it. */
async function load<T>(entry: string): Promise<T> {
  count += 1;
  const outfile = join(folder, `built-${count}.mjs`);
  await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    external: ['react', 'react-dom', '@noble/*', 'parse5'],
    plugins: [SERVER_ONLY],
    outfile,
    logLevel: 'silent',
  });
  // The shape is the example's own, stated by each caller.
  return (await import(/* @vite-ignore */ outfile)) as T;
}

interface Product {
  readonly title: string;
  readonly description: string | undefined;
  readonly provenance: Provenance;
}

describe('the route', () => {
  test('shows the label before the text and the node behind it', async () => {
    const route = await load<{
      loader(): Promise<Product>;
      default(properties: { loaderData: Product }): ReactElement;
    }>(join(folder, 'route.tsx'));
    // As it arrives in the browser.
    const loaderData = JSON.parse(JSON.stringify(await route.loader())) as Product;
    const html = renderToStaticMarkup(createElement(route.default, { loaderData }));
    expect(html).toMatch(
      /^<article><h1>Boots<\/h1><div class="contentmark-label" role="note"[^>]*><strong>AI-generated<\/strong>/,
    );
    expect(html).toContain(
      '<p>Waterproof leather, a rubber sole.</p><script type="application/ld+json">',
    );
  });

  test('keeps the label of a text that was edited, without a node, and has a fallback where nothing is shown', async () => {
    const { findProduct } = await load<{ findProduct(shown?: string): Product }>(
      join(folder, 'products.server.ts'),
    );
    const { isShown, label, jsonLd } = findProduct('Another text.').provenance;
    expect([isShown, label?.short, jsonLd]).toEqual([true, 'AI-generated', undefined]);
    const route = await load<{ default(properties: { loaderData: Product }): ReactElement }>(
      join(folder, 'route.tsx'),
    );
    const loaderData = { title: 'Boots', description: 'Hidden', provenance: { isShown: false } };
    const html = renderToStaticMarkup(createElement(route.default, { loaderData }));
    expect(html).toBe('<article><h1>Boots</h1><p>This product is not on sale.</p></article>');
  });
});

test('every option of the table is one, and each of the code is in it', async () => {
  const { provenanceOf } = await import('contentmark/provenance');
  const slip = () =>
    provenanceOf({ status: 'absent' } as never, { action: 'allow' }, { slip: 1 } as never);
  expect(slip).toThrow(/known options: /);
  let known: readonly string[] = [];
  try {
    slip();
  } catch (error) {
    known = (/known options: (.*)/.exec(String(error))?.[1] ?? '').split(', ');
  }
  const listed = [...page.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  const own = ['language', 'words', 'form', 'about', 'id', 'latinAcronym', 'voluntary', 'jsonLd'];
  for (const name of [...own, 'market', 'role', 'asOf', 'kind']) {
    expect(known).toContain(name);
    expect(listed).toContain(name);
  }
});

describe('examples/next', () => {
  const at = (path: string) => join(ROOT, 'examples/next/app', path);
  type Page = (properties?: { params: Promise<{ handle: string }> }) => Promise<ReactNode>;

  test('the listing leaves out what staging left behind', async () => {
    const { default: Listing } = await load<{ default: Page }>(at('page.tsx'));
    const html = renderToStaticMarkup(await Listing());
    expect(html).toContain('Hiking boots</a><div class="contentmark-label"');
    expect(html).toContain('Wool scarf</a></li>');
    expect(html).not.toContain('Staging');
  });

  test('a product has its label, its node, and a client part that got plain data', async () => {
    const { default: ProductPage } = await load<{ default: Page }>(at('[handle]/page.tsx'));
    const show = async (handle: string) =>
      renderToStaticMarkup(await ProductPage({ params: Promise.resolve({ handle }) }));
    const html = await show('hiking-boots');
    expect(html).toContain('AI-generated');
    expect(html).toContain('application/ld+json');
    expect(html).toContain('aria-expanded="false"');
    expect(await show('staging-boots')).toContain('There is no such product.');
  });

  test('the style sheet is a file', async () => {
    const { GET } = await load<{ GET(): Response }>(at('label.css/route.ts'));
    expect(await GET().text()).toContain('.contentmark-label{');
  });

  test('no client part reaches the verifier', async () => {
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: [at('quick-view.tsx')],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      jsx: 'automatic',
      external: ['react'],
    });
    const ours = Object.keys(metafile.inputs).filter((path) => path.startsWith('src/'));
    expect(ours.sort()).toEqual([
      'src/entries/react.ts',
      'src/web/react/disclosure.ts',
      'src/web/react/provenance.ts',
    ]);
  });
});
