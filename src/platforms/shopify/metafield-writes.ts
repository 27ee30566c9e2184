/**
 * Makes the requests that write metafields: at most 25 a call, all or none, each on the condition
 * that its value is still the one that was read. A write that is sent twice is refused the second
 * time as stale, so it is safe to send again after a lost reply.
 */
import { encodeTextForm } from '../../carry/carrier.ts';
import { ContentmarkError, readOptions, requireText, wrongArgument } from '../../errors.ts';
import { type FieldIdentity, MARK_FIELD, VERDICT_FIELD } from './fields.ts';
import type { ShopifyProduct, StoredMetafield } from './product.ts';
import { createRequest, type GraphqlRequest } from './request.ts';
import { MAX_VERDICT_BYTES } from './verdict/format.ts';

/** How many metafields one call of `metafieldsSet` takes. */
export const MAX_METAFIELDS = 25;

/** One metafield to write. */
export interface MetafieldWrite {
  /** GID of the product. */
  readonly ownerId: string;
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
  /** The digest of the value it replaces; `null` where there must be none yet. */
  readonly compareDigest: string | null;
}

// The reply carries what the product says now: whoever wrote a mark can see at once that it
// still holds for the texts. Images are left out, they would cost more than all the rest.
const SET = `mutation ContentmarkSet($metafields: [MetafieldsSetInput!]!) {
metafieldsSet(metafields: $metafields) {
metafields {
key value compareDigest
owner { __typename ... on Product { id handle title descriptionHtml seo { title description } } }
}
userErrors { code elementIndex field message }
}
}`;

/**
 * The write that puts a mark on a product, on the condition that no other has been put there
 * since the product was read.
 * @throws ContentmarkError `ERR_ARGUMENT`; `ERR_HOST` where the product came from the
 * Storefront API, which gives no digest to compare.
 */
export function markWrite(product: ShopifyProduct, envelope: Uint8Array): MetafieldWrite {
  return createWrite(product, MARK_FIELD, encodeTextForm(envelope), 'mark');
}

/** The write that puts a verdict on a product: the text that `writeVerdict` printed. Throws like {@link markWrite}. */
export function verdictWrite(product: ShopifyProduct, verdict: string): MetafieldWrite {
  requireText('verdict', verdict);
  // In bytes it may be more; what is longer even in characters was not printed by writeVerdict.
  if (verdict.length > MAX_VERDICT_BYTES) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `is ${verdict.length} characters, expected at most ${MAX_VERDICT_BYTES}, as writeVerdict prints it`,
      'verdict',
    );
  }
  return createWrite(product, VERDICT_FIELD, verdict, 'verdict');
}

function createWrite(
  product: ShopifyProduct,
  { namespace, key, type }: FieldIdentity,
  value: string,
  field: 'mark' | 'verdict',
): MetafieldWrite {
  if (typeof product !== 'object' || product === null) {
    throw wrongArgument('product', 'a product as this adapter reads it', product);
  }
  requireText('product.id', product.id);
  const compareDigest = readDigest(product[field]);
  return Object.freeze({ ownerId: product.id, namespace, key, type, value, compareDigest });
}

function readDigest(stored: StoredMetafield | undefined): string | null {
  if (stored === undefined) return null;
  if (stored.compareDigest !== undefined) return stored.compareDigest;
  throw new ContentmarkError(
    'ERR_HOST',
    'has no compareDigest; read it with the Admin API before writing onto it',
    'product',
  );
}

/**
 * Asks to write metafields, all of them or none. Read the reply with `readMetafieldsReply`.
 * @param writes 1 to 25.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function metafieldsRequest(writes: readonly MetafieldWrite[]): GraphqlRequest {
  if (!Array.isArray(writes) || writes.length === 0 || writes.length > MAX_METAFIELDS) {
    throw wrongArgument('writes', `an array of 1 to ${MAX_METAFIELDS} writes`, writes);
  }
  const metafields = writes.map((write, index) => readWrite(write, `writes[${index}]`));
  const places = metafields.map(({ ownerId, namespace, key }) => `${ownerId} ${namespace} ${key}`);
  const twice = places.findIndex((place, index) => places.indexOf(place) !== index);
  if (twice !== -1) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      'writes a metafield that another one writes too; keep one of them',
      `writes[${twice}]`,
    );
  }
  return createRequest(SET, { metafields });
}

const WRITE = ['ownerId', 'namespace', 'key', 'type', 'value', 'compareDigest'] as const;

function readWrite(given: MetafieldWrite, name: string): MetafieldWrite {
  const write = readOptions(name, given, WRITE);
  for (const member of WRITE.slice(0, 5)) requireText(`${name}.${member}`, write[member]);
  // Left out, it would mean "whatever stands there now", which is no condition at all.
  if (write.compareDigest !== null) {
    requireText(`${name}.compareDigest`, write.compareDigest);
  }
  const { ownerId, namespace, key, type, value, compareDigest } = write;
  return Object.freeze({ ownerId, namespace, key, type, value, compareDigest });
}

/** Divides the writes of many products into calls; those of one product stay together. */
export function* batchWrites(
  groups: Iterable<readonly MetafieldWrite[]>,
): Generator<readonly MetafieldWrite[]> {
  let batch: MetafieldWrite[] = [];
  for (const group of groups) {
    if (group.length > MAX_METAFIELDS) {
      throw wrongArgument('groups', `at most ${MAX_METAFIELDS} writes of one product`, group);
    }
    if (batch.length + group.length > MAX_METAFIELDS) {
      yield batch;
      batch = [];
    }
    batch.push(...group);
  }
  if (batch.length > 0) yield batch;
}
