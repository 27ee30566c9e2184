/**
 * The HTML profiles against Chromium's own parser: what html-1 accepts is the tree that Chromium
 * builds, and what Chromium renders of what html-text-1 accepts is text that it covers, in order.
 *
 * `FRAGMENTS=100000 SEED=7 npm run test:browser` tries others. The seed is the same in every run
 * unless another is named: a change is held against the same fragments as the one before it.
 */
import fc from 'fast-check';
import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseContained } from '../../src/format/content/html/contained.ts';
import { fragment, wordsOf } from '../fixtures/html-fragments.ts';
import { readerTextOf } from '../format/content/html/canonical.ts';
import { launchBrowser } from './browser.ts';

const COUNT = Number(process.env['FRAGMENTS'] ?? 20_000);
const SEED = Number(process.env['SEED'] ?? 130_227_453);
const BATCH = 500;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  console.info(`seed of the fragments: ${SEED}`);
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.route('**', (route) =>
    route.request().isNavigationRequest() && route.request().frame() === page.mainFrame()
      ? route.fulfill({ contentType: 'text/html', body: '<!DOCTYPE html><body>' })
      : route.abort(),
  );
  await page.goto('http://fragments.example/');
});

afterAll(async () => {
  await browser?.close();
});

/** Newer browsers make a node of its own of `<?x?>`, older ones a comment. Neither is shown; where it ends counts. */
const INSTRUCTION = { type: 7 };

/** A tree as text, from what parse5 built; `treesIn` below writes the same from a DOM. */
function treeOf(nodes: readonly Tree.ChildNode[]): unknown[] {
  const tree: unknown[] = [];
  for (const node of nodes) {
    if ('value' in node) tree.push(node.value);
    else if ('data' in node)
      tree.push(node.data.startsWith('?') ? INSTRUCTION : { comment: node.data });
    else if ('tagName' in node) {
      const attributes = node.attrs.map(({ prefix, name, namespace, value }) => [
        namespace ?? '',
        prefix ? `${prefix}:${name}` : name,
        value,
      ]);
      const content = 'content' in node ? node.content : node;
      tree.push([node.namespaceURI, node.tagName, attributes.sort(), treeOf(content.childNodes)]);
    }
  }
  return tree;
}

/** In the page: each fragment as `innerHTML` of a `<div>`, and in a page as it is loaded. */
function treesIn(sources: readonly string[]): string[][] {
  // By type and not by class: the frame has classes of its own.
  const isText = (node: Node): node is Text => node.nodeType === 3;
  const isComment = (node: Node): node is Comment => node.nodeType === 8;
  const isElement = (node: Node): node is Element => node.nodeType === 1;
  const isTemplate = (node: Element): node is HTMLTemplateElement =>
    'content' in node && node.localName === 'template';
  const write = (nodes: Iterable<Node>): unknown[] => {
    const tree: unknown[] = [];
    for (const node of nodes) {
      if (isText(node)) tree.push(node.data);
      else if (isComment(node) && !node.data.startsWith('?')) {
        tree.push({ comment: node.data });
      } else if (isElement(node)) {
        const attributes = [...node.attributes].map(({ namespaceURI, name, value }) => [
          namespaceURI ?? '',
          name,
          value,
        ]);
        const content = isTemplate(node) ? node.content : node;
        tree.push([
          node.namespaceURI,
          node.localName,
          attributes.sort(),
          write(content.childNodes),
        ]);
      } else tree.push({ type: 7 });
    }
    return tree;
  };
  const before = '<!DOCTYPE html><html><head></head><body><div>';
  // Both with scripting on, as in the page of a shop: it decides what a <noscript> holds.
  const frame = document.body.appendChild(document.createElement('iframe'));
  const trees = sources.map((source) => {
    const div = document.createElement('div');
    div.innerHTML = source;
    const whole = frame.contentDocument as Document;
    whole.open();
    whole.write(`${before}${source}</div></body></html>`);
    whole.close();
    const [first, ...others] = whole.body.childNodes;
    const loaded = others.length > 0 || !first ? ['outside'] : write(first.childNodes);
    return [JSON.stringify(write(div.childNodes)), JSON.stringify(loaded)];
  });
  frame.remove();
  return trees;
}

/** In the page: what is rendered of each. */
function textsIn(sources: readonly string[]): string[] {
  const hosts = sources.map((source) => {
    const host = document.createElement('div');
    host.innerHTML = source;
    return host;
  });
  document.body.replaceChildren(...hosts);
  // biome-ignore lint/performance/useDomNodeTextContent: what is rendered is the question.
  const texts = hosts.map((host) => host.innerText);
  document.body.replaceChildren();
  return texts;
}

const batches = Array.from({ length: Math.ceil(COUNT / BATCH) }, (_, i) => i);
const drawn = (batch: number) => fc.sample(fragment, { numRuns: BATCH, seed: SEED + batch });

test(`of ${COUNT} fragments, none that html-1 accepts is another tree in Chromium`, {
  timeout: 900_000,
}, async () => {
  let accepted = 0;
  for (const batch of batches) {
    const sources = new Map<string, string>();
    for (const source of drawn(batch)) {
      try {
        sources.set(source, JSON.stringify(treeOf(parseContained(source).nodes)));
      } catch {}
    }
    accepted += sources.size;
    const trees = await page.evaluate(treesIn, [...sources.keys()]);
    const differing = [...sources].flatMap(([source, ours], i) =>
      (trees[i] ?? []).every((theirs) => theirs === ours)
        ? []
        : [{ source, ours, theirs: trees[i] }],
    );
    expect(differing.slice(0, 3), `seed ${SEED}, batch ${batch}`).toEqual([]);
  }
  console.info(`html-1 accepted ${accepted}`);
  expect(accepted).toBeGreaterThan(COUNT / 10);
});

test(`of ${COUNT} fragments, html-text-1 covers what Chromium renders of those it accepts`, {
  timeout: 900_000,
}, async () => {
  let accepted = 0;
  for (const batch of batches) {
    const sources = new Map<string, string>();
    for (const source of drawn(batch)) {
      const { text } = readerTextOf(source);
      if (text !== undefined) sources.set(source, text);
    }
    accepted += sources.size;
    const texts = await page.evaluate(textsIn, [...sources.keys()]);
    const differing = [...sources].flatMap(([source, covered], i) => {
      const words = wordsOf(covered);
      let at = 0;
      // A subsequence: what is hidden, and what stands in attributes, is covered and not rendered.
      for (const word of words) if (word === wordsOf(texts[i] ?? '')[at]) at += 1;
      return at === wordsOf(texts[i] ?? '').length ? [] : [{ source, covered, rendered: texts[i] }];
    });
    expect(differing.slice(0, 3), `seed ${SEED}, batch ${batch}`).toEqual([]);
  }
  console.info(`html-text-1 accepted ${accepted}`);
  expect(accepted).toBeGreaterThan(COUNT / 10);
});
