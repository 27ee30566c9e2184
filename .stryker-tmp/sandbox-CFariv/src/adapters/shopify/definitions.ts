/**
 * The definitions of the metafields: with them Shopify checks the type, shows the fields to
 * staff without letting them write, and lets storefronts read. An app declares them in its
 * shopify.app.toml, or creates them in one shop by a mutation; both say the same.
 */
// @ts-nocheck

import { readOptions, requireText } from '../../errors.ts';
import { readList, readMember, readText } from '../read-member.ts';
import { type FieldIdentity, MARK_FIELD, VERDICT_FIELD } from './fields.ts';
import { createRequest, type GraphqlRequest } from './request.ts';

/** One definition. The owner is always a product. */
export interface FieldDefinition extends FieldIdentity {
  readonly name: string;
  readonly description: string;
  /** Staff may look, and nobody but the app may write. */
  readonly admin: 'MERCHANT_READ';
  readonly storefront: 'PUBLIC_READ';
}

/** The two definitions that a shop needs. */
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
]);

const CREATE = `mutation ContentmarkDefine($definition: MetafieldDefinitionInput!) {
metafieldDefinitionCreate(definition: $definition) {
createdDefinition { id namespace key }
userErrors { code field message }
}
}`;

const LIST = `query ContentmarkDefinitions($namespace: String!) {
metafieldDefinitions(ownerType: PRODUCT, namespace: $namespace, first: 250) {
nodes { id namespace key type { name } access { admin storefront } }
}
}`;

/** The definitions as a fragment for `shopify.app.toml`, which `shopify app deploy` applies to every shop. */
export function definitionsToml(): string {
  return FIELD_DEFINITIONS.map(({ key, type, name, description, admin, storefront }) => {
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
    return `[product.metafields.app.${key}]\n${lines.join('')}`;
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
  for (const member of MEMBERS) requireText(`definition.${member}`, given[member]);
  const { namespace, key, type, name, description, admin, storefront } = given;
  const access = { admin, storefront };
  return createRequest(CREATE, {
    definition: { ownerType: 'PRODUCT', namespace, key, type, name, description, access },
  });
}

/** Asks for the definitions that the shop has. Read the reply with {@link readDefinitionsReply}. */
export function definitionsRequest(): GraphqlRequest {
  return createRequest(LIST, { namespace: MARK_FIELD.namespace });
}

/** Created, there already, or refused. */
export type ReadDefinition =
  | { readonly status: 'created' | 'exists' }
  | { readonly status: 'refused'; readonly detail: string };

/** Reads the data of {@link definitionRequest}'s reply. */
export function readDefinitionReply(data: unknown): ReadDefinition {
  const payload = readMember(data, 'metafieldDefinitionCreate');
  const errors = readList(payload, 'userErrors') ?? [];
  const [error] = errors;
  if (error !== undefined) {
    if (errors.every((each) => readText(each, 'code') === 'TAKEN')) return { status: 'exists' };
    const code = readText(error, 'code') ?? 'no code';
    return { status: 'refused', detail: `${code}: ${readText(error, 'message') ?? 'no message'}` };
  }
  return readText(readMember(payload, 'createdDefinition'), 'id') === undefined
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
  const nodes = readMember(readMember(data, 'metafieldDefinitions'), 'nodes');
  if (!Array.isArray(nodes)) return undefined;
  return FIELD_DEFINITIONS.map((definition) => {
    const node = (nodes as readonly unknown[]).find(
      (each) => readText(each, 'key') === definition.key,
    );
    if (node === undefined) return { definition, status: 'missing', detail: '' };
    const detail = findDifference(node, definition);
    return { definition, status: detail === '' ? 'same' : 'different', detail };
  });
}

function findDifference(node: unknown, wanted: FieldDefinition): string {
  const access = readMember(node, 'access');
  const found = {
    type: readText(readMember(node, 'type'), 'name'),
    admin: readText(access, 'admin'),
    storefront: readText(access, 'storefront'),
  };
  return (['type', 'admin', 'storefront'] as const)
    .filter((name) => found[name] !== wanted[name])
    .map((name) => `${name} is ${found[name] ?? 'not stated'}, expected ${wanted[name]}`)
    .join('; ');
}
