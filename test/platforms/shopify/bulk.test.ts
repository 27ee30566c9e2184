/** Results of bulk operations: however the bytes arrive, and whatever is wrong with them. */
import { readFileSync } from 'node:fs';
import {
  type BulkLine,
  type BulkProduct,
  readBulkLines,
  readBulkOperationReply,
  readBulkProducts,
  readBulkStartReply,
  type ShopifyProduct,
} from 'contentmark/shopify';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyProduct, nodeOf } from './products.ts';

const SAMPLE = readFileSync(
  new URL('../../fixtures/shopify/sample_products.jsonl', import.meta.url),
);

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const each of source) all.push(each);
  return all;
}

const linesOf = (bytes: Uint8Array | string) =>
  collect(readBulkLines([typeof bytes === 'string' ? Buffer.from(bytes) : bytes]));
const productsOf = (bytes: Uint8Array | string, groupObjects = true): Promise<BulkProduct[]> =>
  collect(readBulkProducts(readBulkLines([Buffer.from(bytes)]), { groupObjects }));

/** Products as lines: each directly before its images, or all before all images. */
function print(products: readonly ShopifyProduct[], order: 'grouped' | 'apart'): string {
  const own: string[] = [];
  const children: string[] = [];
  for (const product of products) {
    const { media, ...node } = nodeOf(product);
    own.push(JSON.stringify(node).replaceAll('/', '\\/'));
    const images = media.nodes.map((image) =>
      JSON.stringify({ ...image, __parentId: product.id }).replaceAll('/', '\\/'),
    );
    (order === 'grouped' ? own : children).push(...images);
  }
  return [...own, ...children].map((line) => `${line}\n`).join('');
}

const distinct = fc.uniqueArray(anyProduct, { selector: ({ id }) => id, maxLength: 8 });

describe('lines', () => {
  it('of a real result in shape: ids, parents, types without an id, and one that is no JSON', async () => {
    const lines = await linesOf(SAMPLE);
    expect(lines).toHaveLength(10);
    const [first, variant, , image] = lines;
    expect(first).toMatchObject({ line: 1, id: 'gid://shopify/Product/111', parentId: undefined });
    expect(variant).toMatchObject({ parentId: 'gid://shopify/Product/111' });
    expect(image).toMatchObject({ id: undefined, parentId: 'gid://shopify/Product/111' });
    expect(lines[8]).toEqual({ line: 9, problem: 'not JSON' });
    // Behind another product: not adjacent to its own.
    expect(lines[9]).toMatchObject({ line: 10, parentId: 'gid://shopify/Product/111' });
  });

  it('do not depend on how the bytes are cut', async () => {
    const whole = await linesOf(SAMPLE);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(SAMPLE.length), { maxLength: 20 }), async (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), SAMPLE.length];
        const chunks = at.slice(1).map((end, i) => SAMPLE.subarray(at[i], end));
        expect(await collect(readBulkLines(chunks))).toEqual(whole);
      }),
    );
  });

  it.each([
    ['no JSON', '{"id":', 'not JSON'],
    ['a list', '[1]', 'not a JSON object'],
    ['null', 'null', 'not a JSON object'],
    ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'not UTF-8'],
  ])('with %s are a problem, and the next is read', async (_what, line, problem) => {
    const bytes = Buffer.concat([Buffer.from(line as string), Buffer.from('\n{"id":"x"}\n')]);
    expect(await linesOf(bytes)).toMatchObject([
      { line: 1, problem },
      { line: 2, id: 'x' },
    ]);
  });

  it('that never end are a problem, and held no longer than they may be', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'a');
    async function* endless() {
      for (let i = 0; i < 40; i++) yield chunk;
      yield Buffer.from('\n{"id":"x"}');
    }
    const lines: BulkLine[] = await collect(readBulkLines(endless()));
    expect(lines).toMatchObject([
      { problem: 'a line of over 8388608 bytes' },
      { line: 2, id: 'x' },
    ]);
  });

  it('set no members of anything else', async () => {
    const [line] = await linesOf('{"__proto__":{"id":"polluted"},"constructor":1}\n');
    expect(line).toMatchObject({ id: undefined });
    expect(Object.hasOwn(Object.prototype, 'id')).toBe(false);
  });
});

describe('products', () => {
  it('are what was printed, grouped or with their images anywhere behind', async () => {
    await fc.assert(
      fc.asyncProperty(distinct, async (products) => {
        for (const order of ['grouped', 'apart'] as const) {
          const found = await productsOf(print(products, order), order === 'grouped');
          expect(found.map(({ product }) => product)).toEqual(products);
        }
        // What needs no grouping takes it too.
        const kept = await productsOf(print(products, 'grouped'), false);
        expect(kept.map(({ product }) => product)).toEqual(products);
      }),
    );
  });

  it('come one by one where they are grouped, before the next line is read', async () => {
    let read = 0;
    async function* lines(): AsyncGenerator<BulkLine> {
      for (let i = 1; i <= 3; i++) {
        read = i;
        const { media: _, ...node } = nodeOf({
          ...(await anyOne()),
          id: `gid://shopify/Product/${i}`,
        });
        yield { line: i, value: node, id: node.id, parentId: undefined };
      }
    }
    for await (const _product of readBulkProducts(lines())) {
      expect(read).toBe(2);
      break;
    }
  });

  it('whose image comes too late are not taken for whole in silence', async () => {
    const [a, b] = fc.sample(anyProduct, { numRuns: 2, seed: 1 }) as [
      ShopifyProduct,
      ShopifyProduct,
    ];
    const first = { ...a, id: 'gid://shopify/Product/1', images: [] };
    const second = { ...b, id: 'gid://shopify/Product/2', images: [] };
    const late = JSON.stringify({
      id: 'i',
      mediaContentType: 'IMAGE',
      alt: 'x',
      __parentId: first.id,
    });
    const found = await productsOf(`${print([first, second], 'grouped')}${late}\n`);
    expect(found).toHaveLength(3);
    expect(found.some(({ problem }) => problem?.includes('which is not there'))).toBe(true);
  });

  it('that an unreadable line may belong to are a problem; those behind it are not', async () => {
    const [a, b] = fc.sample(anyProduct, { numRuns: 2, seed: 2 }) as [
      ShopifyProduct,
      ShopifyProduct,
    ];
    const first = print([{ ...a, id: 'gid://shopify/Product/1' }], 'grouped');
    const second = print([{ ...b, id: 'gid://shopify/Product/2' }], 'grouped');
    const found = await productsOf(`${first}{broken\n${second}`);
    expect(found.map(({ problem }) => problem === undefined)).toEqual([false, false, true]);
  });

  it('of a result without what is needed, and lines of other types, are problems and passed over', async () => {
    const found = await productsOf(SAMPLE.toString(), false);
    // Two products, neither of which can be trusted to be whole, and the line that is the cause.
    expect(found.map(({ line, problem }) => [line, typeof problem])).toEqual([
      [9, 'string'],
      [1, 'string'],
      [7, 'string'],
    ]);
    const whole = SAMPLE.toString()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .join('\n');
    const read = await productsOf(whole, false);
    // The fixture's second product has no "seo": it was made for another query than ours.
    expect(read.map(({ product, problem }) => product?.handle ?? problem)).toEqual([
      'snowboard',
      'gid://shopify/Product/222 has no seo',
    ]);
  });

  it('are refused where they are none, or come twice', async () => {
    const { media: _, ...node } = nodeOf(await anyOne());
    const line = JSON.stringify(node);
    const twice = await productsOf(`${line}\n${line}\n`, false);
    expect(twice.map(({ problem }) => problem)).toContain(`${node.id} a second time`);
    expect(await productsOf('{"id":"gid:\\/\\/shopify\\/Order\\/1"}\n')).toMatchObject([
      { line: 1, problem: 'not a product' },
    ]);
  });
});

async function anyOne(): Promise<ShopifyProduct> {
  return fc.sample(anyProduct, { numRuns: 1, seed: 3 })[0] as ShopifyProduct;
}

describe('an operation', () => {
  const look = (operation: object) => readBulkOperationReply({ bulkOperation: operation });

  it.each([
    [{ status: 'CREATED' }, { status: 'running', objects: 0 }],
    [
      { status: 'RUNNING', objectCount: '12' },
      { status: 'running', objects: 12 },
    ],
    [
      { status: 'COMPLETED', url: 'https://x', fileSize: '7', rootObjectCount: '2' },
      { status: 'completed', url: 'https://x', bytes: 7, products: 2 },
    ],
    [
      { status: 'COMPLETED', url: null, fileSize: null, rootObjectCount: '0' },
      { status: 'completed', url: undefined, bytes: undefined, products: 0 },
    ],
    [
      { status: 'FAILED', errorCode: 'ACCESS_DENIED' },
      { status: 'ended', detail: 'FAILED ACCESS_DENIED' },
    ],
    [{ status: 'EXPIRED' }, { status: 'ended', detail: 'EXPIRED' }],
    [{ status: 'SOMETHING_NEW' }, { status: 'ended', detail: 'SOMETHING_NEW' }],
    [{}, { status: 'ended', detail: 'no status' }],
  ])('%j is %j', (operation, expected) => {
    expect(look(operation)).toEqual(expected);
  });

  it('that is not there is null, and a start that was refused says why', () => {
    expect(readBulkOperationReply({ bulkOperation: null })).toBeNull();
    expect(readBulkOperationReply({})).toBeUndefined();
    const refuse = (code: string) => ({
      bulkOperationRunQuery: { bulkOperation: null, userErrors: [{ code, message: 'why' }] },
    });
    expect(readBulkStartReply(refuse('LIMIT_REACHED'))).toEqual({ status: 'busy', detail: 'why' });
    expect(readBulkStartReply(refuse('INVALID'))).toEqual({ status: 'refused', detail: 'why' });
    expect(readBulkStartReply({})).toMatchObject({ status: 'refused' });
  });
});
