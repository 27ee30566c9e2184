/** Definitions as an app declares them and as a mutation creates them; the shop about itself. */

import {
  definitionRequest,
  definitionsToml,
  FIELD_DEFINITIONS,
  readDefinitionReply,
  readDefinitionsReply,
  readShopReply,
} from 'contentmark/shopify';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';

describe('definitions', () => {
  it('say the same in TOML and in the mutation, and nobody but the app may write', () => {
    const declared = parse(definitionsToml()) as {
      product: { metafields: { app: Record<string, Record<string, unknown>> } };
    };
    const { app } = declared.product.metafields;
    const own = FIELD_DEFINITIONS.filter(({ namespace }) => namespace === '$app');
    expect(Object.keys(app)).toEqual(own.map(({ key }) => key));
    for (const definition of own) {
      const variables = definitionRequest(definition).variables['definition'] as Record<
        string,
        never
      >;
      const { type, name, description, access } = variables;
      expect(app[definition.key]).toEqual({
        type,
        name,
        description,
        access: { admin: 'merchant_read', storefront: 'public_read' },
      });
      expect(variables).toMatchObject({ ownerType: 'PRODUCT', namespace: '$app' });
      expect(access).toEqual({ admin: 'MERCHANT_READ', storefront: 'PUBLIC_READ' });
    }
  });

  it('of marks that a CSV import brings belong to the merchant, and storefronts may read them', () => {
    const custom = FIELD_DEFINITIONS.filter(({ namespace }) => namespace === 'custom');
    expect(custom.map(({ key, type }) => [key, type])).toEqual([
      ['contentmark', 'single_line_text_field'],
    ]);
    const [definition] = custom.map((each) => definitionRequest(each).variables['definition']);
    expect(definition).toMatchObject({
      ownerType: 'PRODUCT',
      namespace: 'custom',
      access: { storefront: 'PUBLIC_READ' },
    });
    expect(definition).not.toHaveProperty('access.admin');
  });

  it('of a shop are found missing, the same, or different and in what', () => {
    const node = {
      key: 'contentmark',
      type: { name: 'single_line_text_field' },
      access: { admin: 'MERCHANT_READ', storefront: 'PUBLIC_READ' },
    };
    const read = (...nodes: object[]) =>
      readDefinitionsReply({ app: { nodes }, custom: { nodes: [] } })?.map(({ status, detail }) => [
        status,
        detail,
      ]);
    expect(read()).toEqual([
      ['missing', ''],
      ['missing', ''],
      ['missing', ''],
    ]);
    expect(read(node)?.[0]).toEqual(['same', '']);
    const open = { ...node, access: { admin: 'MERCHANT_READ_WRITE', storefront: 'NONE' } };
    expect(read(open)?.[0]).toEqual([
      'different',
      'admin is MERCHANT_READ_WRITE, expected MERCHANT_READ; storefront is NONE, expected PUBLIC_READ',
    ]);
    expect(readDefinitionsReply({})).toBeUndefined();
  });

  it.each([
    [{ createdDefinition: { id: 'x' }, userErrors: [] }, { status: 'created' }],
    [
      { createdDefinition: null, userErrors: [{ code: 'TAKEN', message: '' }] },
      { status: 'exists' },
    ],
    [
      { createdDefinition: null, userErrors: [{ code: 'LIMIT_EXCEEDED', message: 'too many' }] },
      { status: 'refused', detail: 'LIMIT_EXCEEDED: too many' },
    ],
    [{}, { status: 'refused', detail: 'the reply names no definition' }],
  ])('reply %j is %j', (payload, expected) => {
    expect(readDefinitionReply({ metafieldDefinitionCreate: payload })).toEqual(expected);
  });
});

describe('a shop', () => {
  const shop = (handles: string[], partnerDevelopment: unknown = true) => ({
    shop: {
      myshopifyDomain: 'name.myshopify.com',
      plan: { partnerDevelopment, shopifyPlus: false, publicDisplayName: 'Development' },
    },
    currentAppInstallation: { accessScopes: handles.map((handle) => ({ handle })) },
  });

  it('says whether it is a development shop, and which scopes the token lacks', () => {
    expect(readShopReply(shop(['write_products']))).toEqual({
      domain: 'name.myshopify.com',
      plan: 'Development',
      isDevelopment: true,
      isPlus: false,
      missingScopes: [],
    });
    expect(readShopReply(shop(['read_products']))?.missingScopes).toEqual(['write_products']);
    expect(readShopReply(shop([]))?.missingScopes).toEqual(['read_products', 'write_products']);
  });

  it('that does not say so is not taken for a live one', () => {
    expect(readShopReply(shop([], null))).toBeUndefined();
    expect(readShopReply({})).toBeUndefined();
  });
});
