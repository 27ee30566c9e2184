/**
 * Validates the address of a Magento shop, to which a token may be sent, and makes the headers of
 * its requests.
 */
import { wrongOption } from '../../../options.ts';
import { requireHeaderValue } from '../../run/sending.ts';
import type { Edition } from '../request.ts';

/** What names a shop. */
export interface ShopAddress {
  /** `https://shop.example`, without `/rest`. HTTP is for a test server on this machine only. */
  readonly url: string;
  /** A bearer token: an integration's, an admin's, or one of Adobe IMS. */
  readonly token: string;
  /** `saas` for Adobe Commerce as a Cloud Service. Default what the host of the URL says. */
  readonly edition?: Edition;
  /** With `saas`: the client id of IMS. */
  readonly apiKey?: string;
  /** With `saas`: the organisation of IMS. */
  readonly orgId?: string;
}

/** A shop's address, and the headers that authorize requests. */
export interface Endpoint {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly edition: Edition;
  /** Never printed. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Hosts of Adobe Commerce as a Cloud Service. */
const SAAS_HOST = /(?:^|\.)api\.commerce\.adobe\.com$/;

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Reads them.
 * @throws ContentmarkError `ERR_ARGUMENT`, which never repeats a value
 */
export function readEndpoint({ url, token, edition, apiKey, orgId }: ShopAddress): Endpoint {
  const address = readUrl(url);
  requireHeaderValue('options.token', token);
  const which = edition ?? (SAAS_HOST.test(address.hostname) ? 'saas' : 'paas');
  if (which !== 'paas' && which !== 'saas') throw wrongOption('options.edition', 'paas or saas');
  const headers = { authorization: `Bearer ${token}` };
  const baseUrl = address.origin + withoutSlashes(address.pathname);
  if (which === 'paas') return { baseUrl, edition: which, headers };
  requireHeaderValue('options.apiKey', apiKey);
  requireHeaderValue('options.orgId', orgId);
  return {
    baseUrl,
    edition: which,
    headers: { ...headers, 'x-api-key': apiKey, 'x-gw-ims-org-id': orgId },
  };
}

function readUrl(value: unknown): URL {
  const wrong = (expected: string) => wrongOption('options.url', expected);
  if (typeof value !== 'string' || !URL.canParse(value)) throw wrong('the URL of the shop');
  const url = new URL(value);
  const isLocal = url.protocol === 'http:' && LOOPBACK.test(url.hostname);
  if (url.protocol !== 'https:' && !isLocal) {
    throw wrong('https://, or the token can be read on its way');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw wrong('a URL with no user, query or fragment');
  }
  if (/\/(?:rest|V1)(?:\/|$)/.test(url.pathname))
    throw wrong('a URL that ends before /rest and /V1');
  return url;
}

function withoutSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}
