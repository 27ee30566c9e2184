/** Products over GraphQL: the document against the schema, and what a storefront can verify from the reply. */
import { readFileSync } from 'node:fs';
import { createTrust, createVerifier, localSigner, signSync } from 'contentmark';
import {
  PRODUCTS_QUERY,
  productContent,
  productsQueryRequest,
  readProduct,
  readProductsQueryReply,
  subjectOf,
} from 'contentmark/magento';
import { buildSchema, execute, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { claimsInput, ISSUER, NOW } from '../../fixtures/claims.ts';
import { shopKey } from '../../fixtures/keys.ts';
import { createShop, type Shop } from './shop.ts';

const schema = buildSchema(readFileSync('test/platforms/magento/schema.graphql', 'utf8'));

interface Arguments {
  readonly filter: { readonly sku: { readonly in: readonly string[] } };
  readonly pageSize: number;
  readonly currentPage: number;
}

/** `Output::productAttribute`: the template filter fills directives in. */
const render = (html: unknown) =>
  String(html ?? '').replaceAll(/\{\{[^}]*\}\}/g, 'https://cdn.example/x.jpg');

/** `ProductName`: escaped, apart from `&` and `'`. */
const escapeName = (name: unknown) =>
  String(name).replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Runs a request as Magento does, as far as these fields go. */
async function ask(
  shop: Shop,
  { query, variables, headers }: ReturnType<typeof productsQueryRequest>,
) {
  const view = headers['Store'] ?? shop.storeViews[0] ?? 'default';
  const products = ({ filter, pageSize, currentPage }: Arguments) => {
    const found = shop.list().filter(({ sku }) => filter.sku.in.includes(sku));
    return {
      total_count: found.length,
      page_info: { current_page: currentPage, page_size: pageSize, total_pages: 1 },
      items: found.map((product) => {
        const values: Record<string, unknown> = { ...product.values, ...product.views[view] };
        const complex = (code: string) => ({ html: render(values[code]) });
        return {
          __typename: 'SimpleProduct',
          sku: product.sku,
          name: escapeName(values['name']),
          description: complex('description'),
          short_description: complex('short_description'),
          meta_title: values['meta_title'] ?? null,
          meta_description: values['meta_description'] ?? null,
          custom_attributesV2: ({ filters }: { readonly filters: Record<string, boolean> }) => ({
            items: Object.entries(values)
              .filter(([code]) => shop.attributes.has(code) && filters['used_in_product_listing'])
              .map(([code, value]) => ({ __typename: 'AttributeValue', code, value })),
            errors: [],
          }),
        };
      }),
    };
  };
  const reply = await execute({
    schema,
    document: parse(query),
    rootValue: { products },
    variableValues: variables,
  });
  // As it travels.
  return JSON.parse(JSON.stringify(reply)) as unknown;
}

const trust = createTrust([
  { publicKey: shopKey.publicKey, issuers: [ISSUER], environments: ['production'] },
]);
const verifier = createVerifier({ trust, environment: 'production', clock: () => NOW });

/** A shop whose products are marked from their stored texts. */
function openMarked(): Shop {
  const shop = createShop({ storeViews: ['default', 'fr'] });
  shop.setUp();
  shop.add('TENT-2P', {
    name: 'Tent "Fjord" <2P> & more',
    description: '<p>Stands in a gale.</p>',
    meta_title: 'Tent & co',
  });
  shop.add('MUG-1', {
    name: 'Mug',
    description: '<p><img src="{{media url=mug.jpg}}" alt="Mug"></p>',
  });
  for (const product of shop.list()) {
    const stored = shop.show(product, 'all');
    const read = readProduct(stored);
    const { content } = read.product ? productContent(read.product) : { content: undefined };
    if (content === undefined) throw new Error('no content');
    const claims = { ...claimsInput, subject: product.sku, kind: 'product' as const };
    const envelope = signSync(content, { signer: localSigner(shopKey), claims });
    product.values['contentmark'] = Buffer.from(envelope).toString('base64url');
  }
  return shop;
}

async function checkAll(shop: Shop, storeView?: string, areNamesEscaped = true) {
  const options = storeView === undefined ? {} : { storeView };
  const request = productsQueryRequest({ skus: ['TENT-2P', 'MUG-1'], ...options });
  const read = readProductsQueryReply(await ask(shop, request), { areNamesEscaped });
  if ('problem' in read) throw new Error(read.problem);
  return read.products.map(({ product }) => {
    const { content } = product ? productContent(product) : { content: undefined };
    if (product === undefined || content === undefined) throw new Error('unreadable');
    const verdict = verifier.verifySync(content, product.marks, {
      subject: subjectOf(product),
      requiredParts: 'all',
    });
    return [product.sku, 'reason' in verdict ? verdict.reason : verdict.status];
  });
}

describe('the document', () => {
  test('asks for nothing that the schema does not have', () => {
    expect(validate(schema, parse(PRODUCTS_QUERY))).toEqual([]);
    expect(validate(schema, parse(PRODUCTS_QUERY.replace('meta_title', 'metaTitle')))).toHaveLength(
      1,
    );
  });

  test('is sent with the SKUs, and the store view as a header', () => {
    const request = productsQueryRequest({ skus: ['A', 'B'], storeView: 'fr', page: 2 });
    expect(request).toMatchObject({
      variables: { skus: ['A', 'B'], pageSize: 2, currentPage: 2 },
      headers: { Store: 'fr' },
    });
    expect(productsQueryRequest({ skus: ['A'] }).headers).toEqual({});
    expect(() => productsQueryRequest({ skus: [] })).toThrowError(/1 to 300/);
  });
});

describe('a storefront', () => {
  test('verifies what Magento renders as it is stored, and not what it fills in', async () => {
    expect(await checkAll(openMarked())).toEqual([
      ['TENT-2P', 'verified'],
      // {{media url=…}} has become a URL: the stored text is what was signed.
      ['MUG-1', 'digest-mismatch'],
    ]);
  });

  test('reads names back that current Magento escapes, and leaves them where it does not', async () => {
    const shop = openMarked();
    expect((await checkAll(shop, undefined, false))[0]).toEqual(['TENT-2P', 'digest-mismatch']);
  });

  test('is shown the default record by a view that overrides nothing, and another text by one that does', async () => {
    const shop = openMarked();
    expect((await checkAll(shop, 'fr'))[0]).toEqual(['TENT-2P', 'verified']);
    const [tent] = shop.list();
    if (tent !== undefined) tent.views['fr'] = { name: 'Tente' };
    expect((await checkAll(shop, 'fr'))[0]).toEqual(['TENT-2P', 'digest-mismatch']);
  });
});

describe('a reply', () => {
  const item = {
    sku: 'A',
    name: 'A',
    description: { html: '<p>x</p>' },
    short_description: null,
    meta_title: null,
    meta_description: '',
    custom_attributesV2: {
      items: [{ code: 'contentmark', value: '0oRY' }, { code: 'color' }],
      errors: [],
    },
  };
  const reply = (changed: object) => ({ data: { products: { items: [{ ...item, ...changed }] } } });

  test('with errors is a problem as a whole, also where it has data', () => {
    const read = readProductsQueryReply({
      ...reply({}),
      errors: [{ message: 'Internal server error' }],
    });
    expect(read).toEqual({ problem: 'Internal server error' });
    expect(readProductsQueryReply({ data: { products: null } })).toHaveProperty('problem');
  });

  test('gives each product, or what is wrong with it', () => {
    expect(readProductsQueryReply(reply({}), { storeView: 'fr' })).toEqual({
      products: [
        {
          product: {
            id: undefined,
            sku: 'A',
            storeView: 'fr',
            values: {
              name: 'A',
              description: '<p>x</p>',
              short_description: '',
              meta_title: '',
              meta_description: '',
            },
            marks: ['0oRY'],
          },
        },
      ],
    });
    const problems: readonly [object, string][] = [
      [{ sku: null }, 'a product without a SKU'],
      [{ name: 7 }, 'its name is not text'],
      [{ description: { html: [] } }, 'its description is not text'],
      [{ custom_attributesV2: null }, 'it has no custom_attributesV2'],
      [
        { custom_attributesV2: { items: [], errors: [{ message: 'Cannot filter by "x"' }] } },
        'Cannot filter by "x"',
      ],
    ];
    for (const [changed, problem] of problems) {
      expect(readProductsQueryReply(reply(changed))).toMatchObject({ products: [{ problem }] });
    }
  });
});
