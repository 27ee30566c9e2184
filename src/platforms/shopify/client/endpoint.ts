/** Validates the address of a shop's API, to which a token may be sent. */
import { wrongOption } from '../../../options.ts';

/** Names of this machine, for which HTTP is allowed. */
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

const VERSION = /^(?:\d{4}-(?:01|04|07|10)|unstable)$/;

/** An address that has been checked. */
export interface Endpoint {
  /** Such as `https://name.myshopify.com`. */
  readonly origin: string;
  readonly graphql: string;
}

/**
 * Reads a shop's address.
 * @param url the shop's own: `https://name.myshopify.com`. Anything behind the host is refused.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readEndpoint(url: unknown, apiVersion: unknown): Endpoint {
  if (typeof url !== 'string' || !URL.canParse(url)) {
    throw wrongOption('options.url', 'the address of a shop, such as https://name.myshopify.com');
  }
  const { origin, protocol, hostname, pathname, search, hash, username, password } = new URL(url);
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.includes(hostname))) {
    throw wrongOption('options.url', 'https: a token is not sent where others can read it');
  }
  if (pathname !== '/' || search !== '' || hash !== '' || username !== '' || password !== '') {
    throw wrongOption('options.url', 'the address alone, with no path, query, user or password');
  }
  if (typeof apiVersion !== 'string' || !VERSION.test(apiVersion)) {
    throw wrongOption('options.apiVersion', 'a version such as 2026-10');
  }
  return { origin, graphql: `${origin}/admin/api/${apiVersion}/graphql.json` };
}

/** Whether a result may be fetched: over HTTPS, or from this machine where the shop is this machine. */
export function isFetchable(url: string, { origin }: Endpoint): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (LOOPBACK.includes(hostname) && origin.startsWith('http:'));
}
