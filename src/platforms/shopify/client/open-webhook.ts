/**
 * `openWebhook`: authenticates a webhook delivery by the HMAC over the raw bytes of its body, under
 * the app's client secret. WebCrypto computes and compares it, in constant time, on Node as on
 * workerd. The HMAC covers the body alone. Topic and shop are in headers, which anyone who has seen
 * one delivery could exchange. So they only say where to look, and a product must be read again
 * from its own shop before anything is decided.
 */

import { readOptions } from '../../../errors.ts';
import { wrongOption } from '../../../options.ts';
import { readWebhook, type Webhook } from '../webhook.ts';

/** A delivery as it came. */
export interface WebhookDelivery {
  /** Of the request: a `Headers`, or Node's `request.headers`. */
  readonly headers:
    | { get(name: string): string | null }
    | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The raw bytes. Parsed and printed again they are other bytes. */
  readonly body: Uint8Array;
}

/** Options of {@link openWebhook}. */
export interface OpenWebhookOptions {
  /**
   * Client secrets of the app. During a rotation both: Shopify may sign with the old one for an
   * hour.
   */
  readonly secrets: readonly string[];
}

/** A delivery that Shopify signed, or why it is not one. */
export type OpenedWebhook =
  | {
      readonly status: 'authentic';
      readonly webhook: Webhook;
      /** As the header names it, such as `products/update`. Not covered by the HMAC. */
      readonly topic: string;
      /** `name.myshopify.com`. Not covered by the HMAC. */
      readonly shop: string;
      /** For leaving out what comes twice; `''` where the header is missing. */
      readonly deliveryId: string;
    }
  | {
      readonly status: 'refused';
      readonly reason: 'no-hmac' | 'wrong-hmac' | 'no-topic' | 'no-shop';
    };

const MAC_BYTES = 32;

/**
 * Authenticates a delivery and reads it. Answer 401 where it is refused.
 * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the call.
 */
export async function openWebhook(
  delivery: WebhookDelivery,
  options: OpenWebhookOptions,
): Promise<OpenedWebhook> {
  const { headers, body } = readOptions('delivery', delivery, ['headers', 'body']);
  const { secrets } = readOptions('options', options, ['secrets']);
  if (!(body instanceof Uint8Array))
    throw wrongOption('delivery.body', 'the raw bytes, as Uint8Array');
  if (typeof headers !== 'object' || headers === null)
    throw wrongOption('delivery.headers', 'headers');
  if (!Array.isArray(secrets) || secrets.length === 0 || secrets.length > 4) {
    throw wrongOption('options.secrets', 'one to four client secrets');
  }
  // Array.from visits holes too, so that they are refused and not skipped.
  const keys = Array.from(secrets as readonly unknown[], (secret, index) => {
    if (typeof secret === 'string' && secret !== '') return new TextEncoder().encode(secret);
    throw wrongOption(`options.secrets[${index}]`, 'a client secret');
  });
  const header = readHeader(headers, 'x-shopify-hmac-sha256');
  const mac = header === undefined ? undefined : decodeBase64(header);
  if (mac === undefined) return refuse('no-hmac');
  // A copy: the check is asynchronous, and the caller's buffer may be reused meanwhile.
  const bytes = new Uint8Array(body);
  let isAuthentic = false;
  for (const key of keys) {
    // Every key is tried, whatever the ones before it said.
    if (await verifyHmac(key, mac, bytes)) isAuthentic = true;
  }
  if (!isAuthentic) return refuse('wrong-hmac');
  const topic = readHeader(headers, 'x-shopify-topic');
  if (topic === undefined || topic === '') return refuse('no-topic');
  const shop = readHeader(headers, 'x-shopify-shop-domain');
  if (shop === undefined || !/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(shop))
    return refuse('no-shop');
  return Object.freeze({
    status: 'authentic',
    webhook: readWebhook(topic, bytes),
    topic,
    shop,
    deliveryId: readHeader(headers, 'x-shopify-webhook-id') ?? '',
  });
}

function refuse(reason: Extract<OpenedWebhook, { status: 'refused' }>['reason']): OpenedWebhook {
  return Object.freeze({ status: 'refused', reason });
}

async function verifyHmac(
  secret: Uint8Array<ArrayBuffer>,
  mac: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['verify']);
  return crypto.subtle.verify('HMAC', key, mac, bytes);
}

/**
 * Reads a header, whose name may be in any case. A header that comes twice is no header: which one
 * counts is anyone's guess.
 */
function readHeader(headers: WebhookDelivery['headers'], name: string): string | undefined {
  const { get } = headers as { readonly get?: unknown };
  if (typeof get === 'function') {
    const value: unknown = get.call(headers, name);
    return typeof value === 'string' ? value : undefined;
  }
  const found = Object.entries(headers).filter(([key]) => key.toLowerCase() === name);
  const value: unknown = found.length === 1 ? found[0]?.[1] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** 32 bytes in Base64 with its padding, and nothing else. */
function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return undefined;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return bytes.length === MAC_BYTES ? bytes : undefined;
}
