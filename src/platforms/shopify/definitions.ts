/**
 * The metafield definitions, by which Shopify checks the type, shows the fields to staff, and lets
 * storefronts read them. An app declares those of its own namespace in its shopify.app.toml, or
 * creates the same ones in one shop by a mutation. The one in `custom`, which belongs to the
 * merchant, can only be created: without it a CSV import drops the column of marks, and an export
 * has none.
 */
import { readOptions, requireText } from '../../errors.ts';
import { ownMember } from '../../members.ts';
import { readList, readText } from '../read-member.ts';
import { type FieldIdentity, IMPORTED_FIELD, MARK_FIELD, VERDICT_FIELD } from './fields.ts';
import { createRequest, type GraphqlRequest } from './request.ts';

/** One definition. The owner is always a product. */
export interface FieldDefinition extends FieldIdentity {
  readonly name: string;
  readonly description: string;
  /**
   * Staff may look, and nobody but the app may write. `undefined` in a namespace of the merchant,
   * where Shopify takes no such wish.
   */
  readonly admin: 'MERCHANT_READ' | undefined;
  readonly storefront: 'PUBLIC_READ';
}

/** The definitions that a shop needs. */
export const FIELD_DEFINITIONS: readonly FieldDefinition[] = /* @__PURE__ */ Object.freeze([
  {
    ...MARK_FIELD,
    name: 'Provenance mark',
    description: 'Signed by the system that made the content; contentmark checks it.',
    admin: 'MERCHANT_READ',
    storefront: 'PUBLIC_READ',
  },
  {
    ...VERDICT_FIELD,
    name: 'Provenance verdict',
    description: 'What the app found out about the mark, for themes and checkout.',
    admin: 'MERCHANT_READ',
    storefront: 'PUBLIC_READ',
  },
  {
    ...IMPORTED_FIELD,
    name: 'Contentmark',
    description: 'A provenance mark from a CSV import; contentmark checks it.',
    admin: undefined,
    storefront: 'PUBLIC_READ',
  },
]);

const CREATE = `mutation ContentmarkDefine($definition: MetafieldDefinitionInput!) {
metafieldDefinitionCreate(definition: $definition) {
createdDefinition { id namespace key }
userErrors { code field message }
}
}`;

const FOUND = 'nodes { id namespace key type { name } access { admin storefront } }';

const LIST = `query ContentmarkDefinitions($namespace: String!, $customNamespace: String!, $customKey: String!) {
app: metafieldDefinitions(ownerType: PRODUCT, namespace: $namespace, first: 250) { ${FOUND} }
custom: metafieldDefinitions(ownerType: PRODUCT, namespace: $customNamespace, key: $customKey, first: 1) { ${FOUND} }
}`;

/**
 * The app's own definitions as a fragment for `shopify.app.toml`, which `shopify app deploy`
 * applies to every shop.
 */
export function definitionsToml(): string {
  return FIELD_DEFINITIONS.flatMap(({ key, type, name, description, admin, storefront }) => {
    if (admin === undefined) return [];
    // JSON's strings are TOML's basic strings, where they hold no control characters.
    const members = {
      type,
      name,
      description,
      'access.admin': admin.toLowerCase(),
      'access.storefront': storefront.toLowerCase(),
    };
    const lines = Object.entries(members).map(
      ([member, value]) => `${member} = ${JSON.stringify(value)}\n`,
    );
    return [`[product.metafields.app.${key}]\n${lines.join('')}`];
  }).join('\n');
}

const MEMBERS = [
  'namespace',
  'key',
  'type',
  'name',
  'description',
  'admin',
  'storefront',
] as const satisfies readonly (keyof FieldDefinition)[];

/**
 * Asks to create a definition in one shop. Read the reply with {@link readDefinitionReply}.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function definitionRequest(definition: FieldDefinition): GraphqlRequest {
  const given = readOptions('definition', definition, MEMBERS);
  const { namespace, key, type, name, description, admin, storefront } = given;
  for (const member of MEMBERS) {
    if (member !== 'admin' || admin !== undefined) {
      requireText(`definition.${member}`, given[member]);
    }
  }
  const access = { ...(admin !== undefined && { admin }), storefront };
  return createRequest(CREATE, {
    definition: { ownerType: 'PRODUCT', namespace, key, type, name, description, access },
  });
}

/** Asks for the definitions that the shop has. Read the reply with {@link readDefinitionsReply}. */
export function definitionsRequest(): GraphqlRequest {
  const { namespace: customNamespace, key: customKey } = IMPORTED_FIELD;
  return createRequest(LIST, { namespace: MARK_FIELD.namespace, customNamespace, customKey });
}

/** Created, there already, or refused. */
export type ReadDefinition =
  | { readonly status: 'created' | 'exists' }
  | { readonly status: 'refused'; readonly detail: string };

/** Reads the data of {@link definitionRequest}'s reply. */
export function readDefinitionReply(data: unknown): ReadDefinition {
  const payload = ownMember(data, 'metafieldDefinitionCreate');
  const errors = readList(payload, 'userErrors') ?? [];
  const [error] = errors;
  if (error !== undefined) {
    if (errors.every((each) => readText(each, 'code') === 'TAKEN')) return { status: 'exists' };
    const code = readText(error, 'code') ?? 'no code';
    return { status: 'refused', detail: `${code}: ${readText(error, 'message') ?? 'no message'}` };
  }
  return readText(ownMember(payload, 'createdDefinition'), 'id') === undefined
    ? { status: 'refused', detail: 'the reply names no definition' }
    : { status: 'created' };
}

/** What a shop has of one definition. */
export interface FoundDefinition {
  readonly definition: FieldDefinition;
  /** `different`: of this key, but with another type or with more access than wanted. */
  readonly status: 'missing' | 'same' | 'different';
  /** What is different; `''` otherwise. */
  readonly detail: string;
}

/** Reads the data of {@link definitionsRequest}'s reply: one for each of {@link FIELD_DEFINITIONS}. */
export function readDefinitionsReply(data: unknown): readonly FoundDefinition[] | undefined {
  const app = readList(ownMember(data, 'app'), 'nodes');
  const custom = readList(ownMember(data, 'custom'), 'nodes');
  if (app === undefined || custom === undefined) return undefined;
  return FIELD_DEFINITIONS.map((definition) => {
    const nodes = definition.namespace === MARK_FIELD.namespace ? app : custom;
    const node = nodes.find((each) => readText(each, 'key') === definition.key);
    if (node === undefined) return { definition, status: 'missing', detail: '' };
    const detail = findDifference(node, definition);
    return { definition, status: detail === '' ? 'same' : 'different', detail };
  });
}

function findDifference(node: unknown, wanted: FieldDefinition): string {
  const access = ownMember(node, 'access');
  const found = {
    type: readText(ownMember(node, 'type'), 'name'),
    admin: readText(access, 'admin'),
    storefront: readText(access, 'storefront'),
  };
  return (['type', 'admin', 'storefront'] as const)
    .filter((name) => wanted[name] !== undefined && found[name] !== wanted[name])
    .map((name) => `${name} is ${found[name] ?? 'not stated'}, expected ${wanted[name]}`)
    .join('; ');
}
