/** `metafieldsSet` with Shopify's own rules: all or none, sizes by type, compare-and-set. */
// @ts-nocheck

import {
  APP_ID,
  resolveNamespace,
  type Store,
  type StoredField,
  type StoredProduct,
} from './store.ts';

/** As `MetafieldsSetInput`. A digest that is left out is no condition, `null` means "none yet". */
export interface MetafieldInput {
  readonly ownerId: string;
  readonly namespace?: string | null;
  readonly key: string;
  readonly type?: string | null;
  readonly value: string;
  readonly compareDigest?: string | null;
}

interface UserError {
  readonly code: string;
  readonly elementIndex: number | null;
  readonly field: readonly string[];
  readonly message: string;
}

const MAX_METAFIELDS = 25;
/** In bytes: "Metafield limits". JSON is smaller than it was, but not as small as text. */
const MAX_TEXT = 65_536;
const MAX_JSON = 131_072;
const DIGEST = /^[0-9a-f]{64}$/;

export function setMetafields(store: Store, inputs: readonly MetafieldInput[]) {
  const errors: UserError[] = [];
  if (inputs.length > MAX_METAFIELDS) {
    const message = `Exceeded the maximum metafields input limit of ${MAX_METAFIELDS}.`;
    errors.push({
      code: 'LESS_THAN_OR_EQUAL_TO',
      elementIndex: null,
      field: ['metafields'],
      message,
    });
    return { metafields: null, userErrors: errors };
  }
  inputs.forEach((input, index) => {
    const found = judge(store, input);
    if (found === undefined) return;
    const [code, member, message] = found;
    // For a value Shopify counts the element; for a stale one it names the place only.
    const elementIndex = code === 'STALE_OBJECT' ? null : index;
    const field = ['metafields', String(index), ...(member === '' ? [] : [member])];
    errors.push({ code, elementIndex, field, message });
  });
  if (errors.length > 0) return { metafields: null, userErrors: errors };
  const metafields: StoredField[] = [];
  for (const input of inputs) {
    const owner = store.products.get(input.ownerId);
    if (owner === undefined) throw new Error('judged to be there');
    metafields.push(writeField(store, owner, input));
  }
  return { metafields, userErrors: [] };
}

/** The first thing that is wrong. */
type Wrong = [code: string, member: string, message: string];

function judge(store: Store, input: MetafieldInput): Wrong | undefined {
  const owner = store.products.get(input.ownerId);
  if (owner === undefined) return ['INVALID', 'ownerId', 'Owner does not exist.'];
  const wrong = judgeField(store, input);
  if (wrong !== undefined) return wrong;
  const { key, compareDigest } = input;
  if (!Object.hasOwn(input, 'compareDigest') || compareDigest === undefined) return undefined;
  if (compareDigest !== null && !DIGEST.test(compareDigest)) {
    return ['INVALID_COMPARE_DIGEST', 'compareDigest', 'The compareDigest is invalid.'];
  }
  const stored =
    owner.fields.get(`${resolveNamespace(input.namespace)} ${key}`)?.compareDigest ?? null;
  return stored === compareDigest
    ? undefined
    : [
        'STALE_OBJECT',
        '',
        'The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.',
      ];
}

/** A metafield by itself, whoever is to own it: `MetafieldInput` of a product has no owner yet. */
export function judgeField(
  store: Store,
  { key, value, type, ...rest }: Omit<MetafieldInput, 'ownerId' | 'compareDigest'>,
): Wrong | undefined {
  const namespace = resolveNamespace(rest.namespace);
  if (namespace.startsWith('app--') && !namespace.startsWith(`app--${APP_ID}`)) {
    return ['APP_NOT_AUTHORIZED', 'namespace', 'Access to this namespace and key is not allowed.'];
  }
  if (!/^[\w-]{3,255}$/.test(namespace) || !/^[\w-]{2,64}$/.test(key)) {
    return ['INVALID', 'key', 'Namespace or key is invalid.'];
  }
  const defined = store.definitions.get(`${namespace} ${key}`)?.type.name;
  if (defined !== undefined && type && type !== defined) {
    return ['INVALID_TYPE', 'type', `Type must be consistent with the definition: ${defined}.`];
  }
  const of = type ?? defined;
  if (of === undefined) return ['BLANK', 'type', "Type can't be blank"];
  const wrong = judgeValue(of, value);
  return wrong && [wrong[0], 'value', wrong[1]];
}

/** Writes what {@link judgeField} has found no fault with, and notes that it was written. */
export function writeField(
  store: Store,
  owner: StoredProduct,
  { namespace, key, type, value }: Omit<MetafieldInput, 'ownerId' | 'compareDigest'>,
): StoredField {
  const stored = resolveNamespace(namespace);
  const of = type ?? store.definitions.get(`${stored} ${key}`)?.type.name ?? '';
  store.writes.push({ ownerId: owner.id, namespace: stored, key, value });
  return store.put(owner, stored, key, of, value);
}

function judgeValue(type: string, value: string): [string, string] | undefined {
  const bytes = Buffer.byteLength(value, 'utf8');
  if (value === '') return ['BLANK', "Value can't be blank."];
  switch (type) {
    case 'single_line_text_field':
      if (bytes > MAX_TEXT) return ['TOO_LONG', 'Value is too long.'];
      return /[\r\n]/.test(value)
        ? ['INVALID_VALUE', 'Value must be a single line text string.']
        : undefined;
    case 'multi_line_text_field':
      return bytes > MAX_TEXT ? ['TOO_LONG', 'Value is too long.'] : undefined;
    case 'json':
      if (bytes > MAX_JSON) return ['TOO_LONG', 'Value is too long.'];
      try {
        JSON.parse(value);
        return undefined;
      } catch {
        return ['INVALID_VALUE', 'Value is invalid JSON.'];
      }
    default:
      return ['INVALID_TYPE', `Type ${type} is not one this server knows.`];
  }
}
