/** What answers queries and mutations: graphql-js calls these by the names of the schema. */
import { describeBulkOperation, startBulkOperation } from './bulk.ts';
import { connect, type PageArguments } from './connection.ts';
import { type MetafieldInput, setMetafields } from './set-metafields.ts';
import {
  type ChangedProduct,
  createProduct,
  type ProductInput,
  updateProduct,
} from './set-products.ts';
import { resolveNamespace, type Store, type StoredMedium, type StoredProduct } from './store.ts';

export interface RootOptions {
  readonly store: Store;
  readonly clock: () => number;
  /** Seconds until a bulk operation is complete. */
  readonly bulkSeconds: number;
  readonly bulkUrl: (token: string) => string;
  readonly isDevelopment: boolean;
  readonly domain: string;
  readonly scopes: readonly string[];
}

interface ProductArguments extends PageArguments {
  readonly query?: string | null;
}

interface FieldArguments {
  readonly namespace?: string | null;
  readonly key: string;
}

/** The roots of the Admin API. `isBulk`: connections are given whole. */
export function createAdminRoot(options: RootOptions, isBulk = false) {
  const { store } = options;
  const show = (product: StoredProduct) => showProduct(store, product, isBulk);
  const showChange = ({ product, userErrors }: ChangedProduct) => ({
    product: product && show(product),
    userErrors,
  });
  const find = (id: string) => {
    const product = store.products.get(id);
    return product ? show(product) : null;
  };
  return {
    shop: {
      myshopifyDomain: options.domain,
      plan: {
        partnerDevelopment: options.isDevelopment,
        shopifyPlus: false,
        publicDisplayName: options.isDevelopment ? 'Development' : 'Basic',
      },
    },
    currentAppInstallation: { accessScopes: options.scopes.map((handle) => ({ handle })) },
    product: ({ id }: { id: string }) => find(id),
    productByIdentifier({ identifier }: { identifier: { handle?: string; id?: string } }) {
      const product = identifier.handle
        ? store.byHandle(identifier.handle)
        : store.products.get(identifier.id ?? '');
      return product ? show(product) : null;
    },
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map(find),
    products(given: ProductArguments) {
      const matching = [...store.products.values()].filter(matcher(given.query));
      const page = connect(matching, given, isBulk);
      return {
        ...page,
        nodes: page.nodes.map(show),
        edges: page.edges.map(({ node, cursor }) => ({ cursor, node: show(node) })),
      };
    },
    metafieldDefinitions(
      given: PageArguments & { namespace?: string | null; key?: string | null },
    ) {
      const namespace = resolveNamespace(given.namespace);
      const found = [...store.definitions.values()].filter(
        (each) => each.namespace === namespace && (!given.key || each.key === given.key),
      );
      return connect(found, given, isBulk);
    },
    bulkOperation: ({ id }: { id: string }) => describeBulkOperation(options, id),
    bulkOperationRunQuery: (given: { query: string; groupObjects: boolean }) =>
      startBulkOperation(options, given),
    metafieldsSet({ metafields }: { metafields: readonly MetafieldInput[] }) {
      const { metafields: stored, userErrors } = setMetafields(store, metafields);
      return {
        userErrors,
        metafields: stored?.map((field) => ({ ...field, owner: show(field.owner) })) ?? null,
      };
    },
    productCreate: ({ product }: { product: ProductInput }) =>
      showChange(createProduct(store, product)),
    productUpdate: ({ product }: { product: ProductInput }) =>
      showChange(updateProduct(store, product)),
    metafieldDefinitionCreate: ({ definition }: { definition: DefinitionInput }) =>
      createDefinition(store, definition),
  };
}

function showProduct(store: Store, product: StoredProduct, isBulk: boolean) {
  return {
    ...product,
    metafield: ({ namespace, key }: FieldArguments) => store.find(product, namespace, key),
    media(given: ProductArguments) {
      const type = /media_type:(\w+)/.exec(given.query ?? '')?.[1];
      const wanted = product.mediaList.filter(
        (medium: StoredMedium) => type === undefined || medium.mediaContentType === type,
      );
      return connect(wanted, given, isBulk);
    },
  };
}

/** The three terms of Shopify's search syntax that are used against this shop. */
function matcher(query: string | null | undefined): (product: StoredProduct) => boolean {
  const handle = /handle:(\S+)/.exec(query ?? '')?.[1];
  const title = /title:"((?:[^"\\]|\\.)*)"/.exec(query ?? '')?.[1]?.replaceAll('\\"', '"');
  const tag = /tag:(\S+)/.exec(query ?? '')?.[1];
  return (product) =>
    (handle === undefined || product.handle === handle) &&
    (tag === undefined || product.tags.includes(tag)) &&
    (title === undefined || product.title === title);
}

interface DefinitionInput {
  readonly namespace?: string | null;
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly ownerType: string;
  readonly access?: { readonly admin?: string; readonly storefront?: string };
}

function createDefinition(store: Store, given: DefinitionInput) {
  const namespace = resolveNamespace(given.namespace);
  const place = `${namespace} ${given.key}`;
  const refuse = (code: string, field: string, message: string) => ({
    createdDefinition: null,
    userErrors: [{ code, field: ['definition', field], message }],
  });
  if (store.definitions.has(place))
    return refuse('TAKEN', 'key', 'Key is in use for Product metafields.');
  if (given.ownerType !== 'PRODUCT') return refuse('INVALID', 'ownerType', 'Only products here.');
  const isOwn = namespace.startsWith('app--');
  if (!isOwn && given.access?.admin) {
    const message = 'Setting this access control is not permitted. It must be one of [].';
    return refuse('ADMIN_ACCESS_INPUT_NOT_ALLOWED', 'access', message);
  }
  const definition = {
    id: `gid://shopify/MetafieldDefinition/${store.newId()}`,
    namespace,
    key: given.key,
    name: given.name,
    type: { name: given.type },
    access: {
      admin: given.access?.admin ?? (isOwn ? 'MERCHANT_READ' : 'PUBLIC_READ_WRITE'),
      storefront: given.access?.storefront ?? 'NONE',
    },
  };
  store.definitions.set(place, definition);
  return { createdDefinition: definition, userErrors: [] };
}

/** What `@inContext` asks for. */
export interface StorefrontContext {
  readonly language: string | undefined;
  readonly country: string | undefined;
}

/** The shop's own language and country. */
const OWN = { language: 'EN', country: 'US' };

/**
 * The root of the Storefront API: what is shown, in a language that the shop has, and metafields
 * whose definition lets it. A translated product is found by both of its handles.
 */
export function createStorefrontRoot(store: Store, context: StorefrontContext) {
  const asked = context.language ?? OWN.language;
  const language = store.languages.has(asked) ? asked : OWN.language;
  const find = (handle: string) =>
    [...store.products.values()].find(
      (each) => each.translations.get(language)?.handle === handle || each.handle === handle,
    );
  return {
    localization: {
      language: { isoCode: language },
      country: { isoCode: context.country ?? OWN.country },
    },
    product({ handle, id }: { handle?: string; id?: string }) {
      const product = id ? store.products.get(id) : find(handle ?? '');
      if (product === undefined) return null;
      const { alts, ...texts } = product.translations.get(language) ?? {};
      const mediaList = product.mediaList.map((medium, index) => ({
        ...medium,
        alt: alts?.[index] ?? medium.alt,
      }));
      return {
        ...showProduct(store, { ...product, ...texts, mediaList }, false),
        metafield({ namespace, key }: FieldArguments) {
          const stored = resolveNamespace(namespace);
          const access = store.definitions.get(`${stored} ${key}`)?.access.storefront;
          return access === 'PUBLIC_READ' ? store.find(product, namespace, key) : null;
        },
      };
    },
  };
}
