/** Every GraphQL document against Shopify's real schemas of the two newest stable versions. */

import * as shopify from 'contentmark/shopify';
import {
  type GraphQLNamedType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  NoDeprecatedCustomRule,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { loadSchema } from '../../../examples/shopify-shop/schemas.ts';

const { SHOPIFY_API_VERSIONS, METAFIELD_ERRORS, REQUIRED_SCOPES, FIELD_DEFINITIONS } = shopify;

const write = {
  ownerId: 'gid://shopify/Product/1',
  namespace: '$app',
  key: 'contentmark',
  type: 'single_line_text_field',
  value: '0oRY',
  compareDigest: null,
};

/** One request of each kind; a test below says that none is missing. */
const ADMIN: Readonly<Record<string, shopify.GraphqlRequest>> = {
  productRequest: shopify.productRequest('boots'),
  productsRequest: shopify.productsRequest(['gid://shopify/Product/1']),
  productImagesRequest: shopify.productImagesRequest('gid://shopify/Product/1'),
  productPageRequest: shopify.productPageRequest({ first: 10, after: 'x', query: 'status:active' }),
  metafieldsRequest: shopify.metafieldsRequest([write]),
  definitionRequest: shopify.definitionRequest(
    FIELD_DEFINITIONS[0] as (typeof FIELD_DEFINITIONS)[number],
  ),
  definitionsRequest: shopify.definitionsRequest(),
  bulkProductsRequest: shopify.bulkProductsRequest({ query: 'status:active' }),
  bulkOperationRequest: shopify.bulkOperationRequest('gid://shopify/BulkOperation/1'),
  shopRequest: shopify.shopRequest(),
};
const STOREFRONT: Readonly<Record<string, shopify.GraphqlRequest>> = {
  storefrontProductRequest: shopify.storefrontProductRequest('boots'),
};
/** What asks for a product's next page of media comes with the page before. */
function nextPage(
  read: (data: unknown) => shopify.ReadProduct | null,
  data: (product: object) => object,
): string {
  const pageInfo = { hasNextPage: true, endCursor: 'x' };
  const media = { nodes: [{ id: 'x', mediaContentType: 'VIDEO', alt: '' }], pageInfo };
  const texts = { handle: 'boots', title: 'Boots', descriptionHtml: '', seo: {} };
  const found = read(data({ id: 'gid://shopify/Product/1', ...texts, media }));
  if (found?.more === undefined) throw new Error('no next page');
  return found.more.request.query;
}
const shownIn = { language: { isoCode: 'PT_BR' }, country: { isoCode: 'BR' } };
const NEXT_PAGES = [
  [
    'admin',
    'the next page of media',
    nextPage(shopify.readProductReply, (productByIdentifier) => ({ productByIdentifier })),
  ],
  [
    'storefront-graphql',
    'the next page of media',
    nextPage(shopify.readStorefrontReply, (product) => ({ product })),
  ],
  [
    'storefront-graphql',
    'the next page of media in another language',
    nextPage(shopify.readStorefrontReply, (product) => ({ product, localization: shownIn })),
  ],
  [
    'storefront-graphql',
    'a product in another language',
    shopify.storefrontProductRequest('botas', { language: 'PT_BR', country: 'BR' }).query,
  ],
] as const;

/** What a bulk operation runs is a document inside a variable. */
const BULK: Readonly<Record<string, string>> = {
  'bulk query': shopify.bulkProductsQuery(),
  'bulk query with a filter': shopify.bulkProductsQuery('title:"Boots \\ 2" OR tag:\u2028\ttrue'),
};

const documents = [
  ...Object.entries(ADMIN).map(([name, { query }]) => ['admin', name, query] as const),
  ...Object.entries(BULK).map(([name, query]) => ['admin', name, query] as const),
  ...Object.entries(STOREFRONT).map(
    ([name, { query }]) => ['storefront-graphql', name, query] as const,
  ),
  ...NEXT_PAGES,
];

it('every request that the entry exports is among them', () => {
  const makers = Object.keys(shopify).filter((name) => /Request$|Query$/.test(name));
  const covered = [...Object.keys(ADMIN), ...Object.keys(STOREFRONT), 'bulkProductsQuery'];
  expect(makers.sort()).toEqual(covered.sort());
});

describe.each(SHOPIFY_API_VERSIONS)('in version %s', (version) => {
  it.each(documents)('%s: %s is valid and uses nothing deprecated', (api, _name, query) => {
    const { schema } = loadSchema(api, version);
    const rules = [...specifiedRules, NoDeprecatedCustomRule];
    expect(validate(schema, parse(query), rules).map(({ message }) => message)).toEqual([]);
  });

  it.each(Object.entries(ADMIN))(
    'admin: the variables of %s are of the types it declares',
    async (_name, { query, variables }) => {
      const { getVariableValues } = await import('graphql');
      const { schema } = loadSchema('admin', version);
      const [operation] = parse(query).definitions;
      if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
      const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
      expect(errors ?? []).toEqual([]);
    },
  );

  it('refuses a document with one field misspelt, so the checks above can fail', () => {
    const { schema } = loadSchema('admin', version);
    const query = shopify
      .productRequest('boots')
      .query.replace('descriptionHtml', 'descriptionHTML');
    expect(validate(schema, parse(query))).toHaveLength(1);
  });

  it('knows exactly the codes that writing a metafield can give', () => {
    const type = loadSchema('admin', version).schema.getType('MetafieldsSetUserErrorCode');
    const codes = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
    expect([...METAFIELD_ERRORS].sort()).toEqual([...codes, 'UNKNOWN'].sort());
  });

  it('asks for no more scopes than REQUIRED_SCOPES for what it reads', () => {
    const { schema, fixture } = loadSchema('admin', version);
    const scopes = fixture.scopes ?? {};
    const demanding = documents
      .filter(([api]) => api === 'admin')
      .flatMap(([, , query]) => typesOf(schema, query))
      .filter(({ name }) => Object.hasOwn(scopes, name));
    expect(new Set(demanding.map(({ name }) => name))).toEqual(
      new Set(['Product', 'Media', 'MediaImage', 'MediaImageOriginalSource']),
    );
    for (const { name } of demanding) {
      expect(scopes[name]?.some((scope) => REQUIRED_SCOPES.includes(scope))).toBe(true);
    }
  });

  it('has bulk operations that take at most five connections, nested twice', () => {
    for (const query of Object.values(BULK)) {
      const { schema } = loadSchema('admin', version);
      const info = new TypeInfo(schema);
      let depth = 0;
      let deepest = 0;
      let count = 0;
      const isConnection = () => getNamedType(info.getType())?.name.endsWith('Connection') === true;
      visit(
        parse(query),
        visitWithTypeInfo(info, {
          Field: {
            enter() {
              if (!isConnection()) return;
              count += 1;
              depth += 1;
              deepest = Math.max(deepest, depth);
            },
            leave() {
              if (isConnection()) depth -= 1;
            },
          },
        }),
      );
      expect([count, deepest]).toEqual([2, 2]);
    }
  });
});

it('a filter reaches the bulk query as the text it was', () => {
  for (const filter of ['status:active', 'title:"a \\" b"', 'a\\b', '\u2028 é \u0001 😀']) {
    const argument = JSON.stringify(parse(shopify.bulkProductsQuery(filter)), (key, value) =>
      key === 'loc' ? undefined : value,
    );
    expect(argument).toContain(JSON.stringify(filter));
  }
});

it('what the documents use is declared alike in both versions', () => {
  const [newest, before] = SHOPIFY_API_VERSIONS;
  for (const [api, name, query] of documents) {
    const now = declarationsOf(loadSchema(api, newest).schema, query);
    expect(now.length, name).toBeGreaterThan(3);
    expect(now, name).toEqual(declarationsOf(loadSchema(api, before).schema, query));
  }
});

type Schema = ReturnType<typeof loadSchema>['schema'];

function typesOf(schema: Schema, query: string): GraphQLNamedType[] {
  const info = new TypeInfo(schema);
  const types = new Set<GraphQLNamedType>();
  visit(
    parse(query),
    visitWithTypeInfo(info, {
      enter() {
        for (const type of [info.getType(), info.getInputType(), info.getParentType()]) {
          const named = getNamedType(type ?? undefined);
          if (named !== undefined) types.add(named);
        }
      },
    }),
  );
  return [...types];
}

/** `Type.field(arguments): Type` for every field and input field that a document names. */
function declarationsOf(schema: Schema, query: string): string[] {
  const info = new TypeInfo(schema);
  const found = new Set<string>();
  visit(
    parse(query),
    visitWithTypeInfo(info, {
      Field() {
        const field = info.getFieldDef();
        if (field === undefined || field === null) return;
        const args = field.args.map(
          ({ name, type, defaultValue }) => `${name}: ${type} = ${defaultValue}`,
        );
        found.add(`${info.getParentType()}.${field.name}(${args.join(', ')}): ${field.type}`);
      },
    }),
  );
  for (const type of typesOf(schema, query)) {
    if (isInputObjectType(type)) {
      for (const { name, type: of } of Object.values(type.getFields()))
        found.add(`${type}.${name}: ${of}`);
    }
    if (isInterfaceType(type) || isUnionType(type) || isObjectType(type)) found.add(`type ${type}`);
  }
  return [...found].sort();
}
