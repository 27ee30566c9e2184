/**
 * `readWebhook`: reads from a webhook delivery which product has to be checked again. The payload
 * has REST's shape and must be authenticated first (`openWebhook` of `contentmark/shopify-client`).
 * It may be outdated when it arrives, and deliveries come twice and out of order. So a delivery
 * names a product to read again, and its own content is only good for a first look.
 */

import { requireBytes, requireText } from '../../errors.ts';
import type { PartsContent } from '../../format/content/content.ts';
import { parseJson } from '../../format/content/json-text.ts';
import { ownMember } from '../../members.ts';
import { readList, readText } from '../read-member.ts';
import { productContent } from './product-content.ts';

/** The topics that concern marks, as an app subscribes to them. */
export const WEBHOOK_TOPICS: readonly string[] = /* @__PURE__ */ Object.freeze([
  'products/create',
  'products/update',
  'products/delete',
  'bulk_operations/finish',
  'app/uninstalled',
]);

/** What a delivery says. */
export type Webhook =
  | {
      readonly type: 'product-changed';
      /** GID, to read the product again with `productsRequest`. */
      readonly productId: string;
      /**
       * `undefined` where the payload has none: a subscription with `include_fields` sends what it
       * names. Which product it is, the id says.
       */
      readonly handle: string | undefined;
      /**
       * Title, description and alt texts as the payload has them, for a check of these parts;
       * `undefined` where they make no content. It has no SEO texts, so a mark cannot be checked
       * whole with it.
       */
      readonly content: PartsContent | undefined;
    }
  | { readonly type: 'product-deleted'; readonly productId: string }
  | { readonly type: 'bulk-operation-finished'; readonly operationId: string }
  /** The app was uninstalled, so its token no longer works. */
  | { readonly type: 'app-uninstalled' }
  /** Of another topic. */
  | { readonly type: 'other' }
  | { readonly type: 'malformed'; readonly detail: string };

/** Products of some megabytes are real; Shopify's own limit for a payload is lower than this. */
const MAX_PAYLOAD_BYTES = 16 * 1024 * 1024;

const MAX_DEPTH = 32;

/**
 * Reads the payload of a delivery that has been authenticated. Never throws over what it holds.
 * @param topic the header `X-Shopify-Topic`, or the name GraphQL has for it.
 * @param body the raw bytes.
 * @throws ContentmarkError `ERR_ARGUMENT` where the topic is no text or the body no bytes.
 */
export function readWebhook(topic: string, body: Uint8Array): Webhook {
  requireText('topic', topic);
  requireBytes('body', body);
  const name = topic.toLowerCase().replaceAll('_', '/');
  if (name === 'app/uninstalled') return { type: 'app-uninstalled' };
  if (!NAMES.has(name)) return { type: 'other' };
  if (body.length > MAX_PAYLOAD_BYTES) return malformed('a payload of over 16 MiB');
  let source: string;
  try {
    source = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return malformed('not UTF-8');
  }
  const parsed = parseJson(source, MAX_DEPTH);
  if (parsed.problem !== undefined) return malformed(parsed.problem);
  const { value, members } = parsed;
  if (name === 'bulk/operations/finish') {
    const operationId = readText(value, 'admin_graphql_api_id');
    return operationId === undefined
      ? malformed('no admin_graphql_api_id')
      : { type: 'bulk-operation-finished', operationId };
  }
  // The id as it is written: as a JavaScript number it would be rounded above 2^53.
  const member = members.find(({ key }) => key === 'id');
  const written = member && source.slice(member.valueStart, member.end);
  const ids = [readText(value, 'id') ?? written, readText(value, 'admin_graphql_api_id')];
  const [id, ...others] = new Set(ids.filter((each) => each !== undefined).map(readId));
  if (id === undefined) return malformed('no id of a product');
  if (others.length > 0) return malformed('ids of two products');
  const productId = `gid://shopify/Product/${id}`;
  if (name === 'products/delete') return { type: 'product-deleted', productId };
  const handle = readText(value, 'handle') || undefined;
  return { type: 'product-changed', productId, handle, content: readContent(value) };
}

/** The number of a product, from REST's id or GraphQL's. */
function readId(id: string): string | undefined {
  return /^(?:gid:\/\/shopify\/Product\/)?([1-9]\d{0,19})$/.exec(id)?.[1];
}

/** The topics whose payload is read, one spelling each. */
const NAMES: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'products/create',
  'products/update',
  'products/delete',
  'bulk/operations/finish',
]);

function malformed(detail: string): Webhook {
  return { type: 'malformed', detail };
}

function readContent(payload: unknown): PartsContent | undefined {
  const title = readText(payload, 'title');
  if (title === undefined) return undefined;
  const images = [...(readList(payload, 'images') ?? [])].sort((a, b) => placeOf(a) - placeOf(b));
  return productContent({
    title,
    // `null` where there is none.
    descriptionHtml: readText(payload, 'body_html') ?? '',
    seoTitle: '',
    seoDescription: '',
    images: images.map((image) => ({ id: '', alt: readText(image, 'alt') ?? '' })),
  }).content;
}

function placeOf(image: unknown): number {
  const position = ownMember(image, 'position');
  return typeof position === 'number' ? position : Number.POSITIVE_INFINITY;
}
