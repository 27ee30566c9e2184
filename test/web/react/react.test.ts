/** Components: what a server prints, what a browser takes over, and what it never gets. */
import { gzipSync } from 'node:zlib';
import { disclosure, renderLabel } from 'contentmark/disclosure';
import { type ProvenanceOptions, provenanceOf } from 'contentmark/provenance';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { beforeAll, describe, expect, test } from 'vitest';
import { AS_OF, verified } from '../../disclose/verified.ts';
import { bundle, loadServer, openBrowser, type ReactMajor } from './bundles.ts';
import type { Item } from './page.ts';

type Element = DefaultTreeAdapterTypes.Element;

const options: ProvenanceOptions = { market: 'eu', asOf: AS_OF, kind: 'description' };

function item(title: string, given: Partial<ProvenanceOptions> = {}, action = 'disclose'): Item {
  const { verdict } = verified({ kind: 'description', topics: ['none'] });
  const decision = { action: action as 'disclose' };
  const provenance = provenanceOf(verdict, decision, { ...options, about: title, ...given });
  return { title, description: `About ${title}`, provenance };
}

const items = [
  item('Merino crew neck', { jsonLd: { url: 'https://shop.example/merino-crew' } }),
  item('Stiefel', { language: 'de', form: 'short', id: 'hinweis-1' }),
  item('Test product', {}, 'hide'),
];

/** Every element below a fragment of HTML, and all of its text but that of scripts. */
function read(html: string) {
  const elements: Element[] = [];
  let shown = '';
  const visit = (node: DefaultTreeAdapterTypes.ChildNode): void => {
    if ('value' in node) shown += node.value;
    if (!('childNodes' in node)) return;
    elements.push(node);
    if (node.nodeName !== 'script') for (const child of node.childNodes) visit(child);
  };
  for (const node of parseFragment(html).childNodes) visit(node);
  return { elements, shown };
}

const attributesOf = ({ attrs }: Element) =>
  Object.fromEntries(attrs.map(({ name, value }) => [name, value]));

const labelsIn = (html: string) =>
  read(html).elements.filter((one) => attributesOf(one)['role'] === 'note');

describe.each<ReactMajor>([18, 19])('with React %i', (major) => {
  let server: Awaited<ReturnType<typeof loadServer>>;
  beforeAll(async () => {
    server = await loadServer(major);
  });

  test('it is the React of that number', () => {
    expect(server.version).toMatch(new RegExp(`^${major}\\.`));
  });

  test('the server prints the label before the item, and in the place that a layout gives it', () => {
    const html = server.renderStatic(items.slice(0, 1));
    expect(labelsIn(html)).toHaveLength(2);
    expect(html.indexOf('AI-generated')).toBeLessThan(html.indexOf('About Merino crew neck'));
    expect(read(html).shown).toContain(
      'This text was generated with artificial intelligence (AI).',
    );
  });

  test('the label is the very element that renderLabel writes', () => {
    const { verdict } = verified({ kind: 'description', topics: ['none'] });
    const found = disclosure(verdict, { ...options, voluntary: true });
    for (const form of ['short', 'long'] as const) {
      const label = { language: 'fr', form, about: 'A <b> & "c"', id: 'label' } as const;
      const html = server.renderStatic([item('x', label)]);
      const [printed] = labelsIn(html);
      const [written] = labelsIn(renderLabel(found, label));
      expect(attributesOf(printed as Element)).toEqual(attributesOf(written as Element));
      const inner = (markup: string) => /<strong>.*?<\/span>/.exec(markup)?.[0];
      expect(inner(html)).toBe(inner(renderLabel(found, label)));
    }
  });

  test('what a decision hides is in no HTML, and its fallback is', () => {
    for (const action of ['hide', 'block']) {
      const html = server.renderStatic([item('Test product', {}, action)]);
      expect(html).not.toContain('About Test product');
      expect(html).toContain('Not on sale');
      expect(labelsIn(html)).toEqual([]);
    }
  });

  test('what is allowed without a label stands there alone', () => {
    const html = server.renderStatic([item('Scarf', {}, 'allow')]);
    expect(html).toBe(
      '<main><article><h2>Scarf</h2><p>About Scarf</p><footer></footer></article></main>',
    );
  });

  test('a stream brings the same', async () => {
    const html = await server.stream(items);
    expect(read(html).shown).toContain('KI-generiert');
    expect(html).not.toContain('About Test product');
  });

  test('a browser takes the page over without a word of complaint', async () => {
    const html = server.render(items);
    const browser = await openBrowser(major, html);
    // What crosses goes through JSON, as a loader's data does.
    const sent = JSON.parse(JSON.stringify(items)) as readonly Item[];
    expect(await browser.client.hydrate(browser.container, sent)).toEqual([]);
    expect(browser.complaints).toEqual([]);
    expect(read(browser.container.innerHTML).shown).toBe(read(html).shown);
    await browser.close();
  });

  test('and complains where the two differ, so that the test before could fail', async () => {
    const browser = await openBrowser(major, server.render(items));
    const other = [item('Merino crew neck', { language: 'pl' }), ...items.slice(1)];
    const errors = await browser.client.hydrate(browser.container, other);
    expect([...errors, ...browser.complaints].join('\n')).toMatch(/did not match|hydrat/i);
    await browser.close();
  });

  test('a browser renders it by itself as well', async () => {
    const browser = await openBrowser(major, '');
    await browser.client.mount(browser.container, items);
    expect(browser.complaints).toEqual([]);
    expect(labelsIn(browser.container.innerHTML)).toHaveLength(4);
    await browser.close();
  });

  test('names and words stay text, whatever somebody typed', () => {
    const attack =
      '</script><script>alert(1)</script><img src=x onerror=alert(1)>" onfocus="alert(1)';
    const words = { lang: 'en', short: 'AI <b>', long: attack, name: 'n" onload="alert(1)' };
    fc.assert(
      fc.property(
        fc.oneof(fc.constant(attack), fc.string({ minLength: 1, unit: 'grapheme' })),
        (typed) => {
          const jsonLd = { name: typed, url: 'https://shop.example/' };
          const html = server.renderStatic([item(typed, { jsonLd, words })]);
          const { elements, shown } = read(html);
          expect(elements.map(({ nodeName }) => nodeName)).toEqual([
            ...['main', 'article', 'h2'],
            ...['div', 'strong', 'span', 'p', 'script'],
            ...['footer', 'div', 'strong', 'span'],
          ]);
          expect(shown).toContain(attack);
          for (const { attrs } of elements) {
            expect(attrs.filter(({ name }) => name.startsWith('on'))).toEqual([]);
          }
          const script = elements.find(({ nodeName }) => nodeName === 'script') as Element;
          const [data] = script.childNodes as DefaultTreeAdapterTypes.TextNode[];
          expect(JSON.parse(data?.value ?? '')).toMatchObject({ name: typed });
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('the bundle of a page', () => {
  const page = (imports: string, body: string) => `
    import { hydrateRoot } from 'react-dom/client';
    import { createElement } from 'react';
    ${imports}
    const data = JSON.parse(document.getElementById('data').textContent);
    hydrateRoot(document.body, ${body});
  `;
  const options = (contents: string) => ({
    stdin: { contents, resolveDir: import.meta.dirname },
    platform: 'browser' as const,
    format: 'esm' as const,
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
  });

  test('grows by less than 2 KB and has no verifier, no words and no policy in it', async () => {
    const without = await bundle(
      19,
      options(page('', "createElement('article', null, data.description)")),
    );
    const withIt = await bundle(
      19,
      options(
        page(
          "import { Disclosure, Provenance } from 'contentmark/react';",
          'createElement(Provenance, { of: data.provenance }, createElement(Disclosure, { of: data.provenance }), data.description)',
        ),
      ),
    );
    const growth = gzipSync(withIt.code).length - gzipSync(without.code).length;
    console.log(`a page with <Provenance> grows by ${growth} bytes, min+gzip`);
    expect(growth).toBeGreaterThan(100);
    expect(growth).toBeLessThan(2048);
    const ours = withIt.inputs.filter((path) => path.startsWith('src/'));
    expect(ours.filter((path) => !/^src\/(?:entries\/react|web\/react\/)/.test(path))).toEqual([]);
    expect(withIt.code).toContain('contentmark-label');
  });

  test('of server components has them as plain functions, without hooks', async () => {
    const { code } = await bundle(19, {
      stdin: {
        contents: "export * from 'contentmark/react'; export { useState } from 'react';",
        resolveDir: import.meta.dirname,
      },
      // The package itself, whose conditions choose the file.
      alias: {},
      conditions: ['react-server'],
      platform: 'node',
      format: 'cjs',
    });
    const module = { exports: {} as Record<string, unknown> };
    new Function('module', 'exports', 'process', code)(module, module.exports, process);
    // In this React there is no useState: it is the one that server components get.
    expect(module.exports['useState']).toBeUndefined();
    const Provenance = module.exports['Provenance'] as (props: object) => {
      readonly props: { readonly children: readonly unknown[] };
    };
    const element = Provenance({ of: items[0]?.provenance, children: 'About' });
    expect(element.props.children[1]).toBe('About');
    const hidden = Provenance({ of: { isShown: false }, children: 'About' });
    expect(JSON.stringify(hidden)).not.toContain('About');
  });
});
