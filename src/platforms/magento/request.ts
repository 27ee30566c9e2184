/** Makes REST requests as data. The client, or code of your own that has a token, sends them. */
import { wrongArgument } from '../../errors.ts';

/** The scope whose values a request reads or writes: a store view, or `all` for the default one. */
export type Scope = 'all' | (string & {});

/** A request of the REST API, before it has a host, a token and an edition. */
export interface RestRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /**
   * `rest/<scope>/V1/…` on premises and in Adobe Commerce Cloud, a `Store` header with `V1/…`
   * in Adobe Commerce as a Cloud Service.
   */
  readonly scope: Scope;
  /** Behind `V1/`, encoded, with its query. */
  readonly path: string;
  /** Whether it is queued: `async/bulk/V1/…`, and `V1/async/bulk/…` in the Cloud Service. */
  readonly isBulk: boolean;
  /** To be sent as JSON. */
  readonly body?: unknown;
}

/** Makes a request. */
export function createRequest(
  method: RestRequest['method'],
  scope: Scope,
  path: string,
  rest: { readonly body?: unknown; readonly isBulk?: boolean } = {},
): RestRequest {
  return Object.freeze({
    method,
    scope,
    path,
    isBulk: rest.isBulk ?? false,
    ...(rest.body !== undefined && { body: rest.body }),
  });
}

/** How a host wants to be asked. */
export type Edition = 'paas' | 'saas';

/** Where a request goes, below the base URL, and the header that names its scope where the path does not. */
export interface Address {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The path and headers of a request for an edition: `paas` for Magento Open Source and Adobe
 * Commerce on premises or on Cloud, `saas` for Adobe Commerce as a Cloud Service, which has no
 * `/rest`, takes the scope as a header and puts `async` behind the version.
 */
export function addressOf(request: RestRequest, edition: Edition): Address {
  if (typeof request !== 'object' || request === null || typeof request.path !== 'string') {
    throw wrongArgument('request', 'a request of this adapter', request);
  }
  if (edition !== 'paas' && edition !== 'saas') {
    throw wrongArgument('edition', '"paas" or "saas"', edition);
  }
  const { scope, path, isBulk } = request;
  if (edition === 'saas') {
    return {
      path: `V1/${isBulk ? 'async/bulk/' : ''}${path}`,
      headers: Object.freeze({ Store: scope }),
    };
  }
  return { path: `rest/${scope}/${isBulk ? 'async/bulk/' : ''}V1/${path}`, headers: NO_HEADERS };
}

const NO_HEADERS: Readonly<Record<string, string>> = /* @__PURE__ */ Object.freeze({});

/** One condition of a search. */
export interface Filter {
  readonly field: string;
  readonly value: string | number;
  readonly condition: 'eq' | 'gt' | 'lteq';
}

/** What a search is bounded by. */
export interface Search {
  /** All of them must hold: each is a filter group of its own. */
  readonly filters?: readonly Filter[];
  /** Ascending. */
  readonly sortBy?: string;
  readonly pageSize: number;
  /** From 1. Default 1. */
  readonly page?: number;
  /** Which members of the reply are wanted. */
  readonly fields: string;
}

/** A search as the query of a GET request. */
export function searchQuery({ filters = [], sortBy, pageSize, page = 1, fields }: Search): string {
  const pairs: [string, string | number][] = filters.flatMap(({ field, value, condition }, n) => {
    const filter = `searchCriteria[filter_groups][${n}][filters][0]`;
    return [
      [`${filter}[field]`, field],
      [`${filter}[value]`, value],
      [`${filter}[condition_type]`, condition],
    ];
  });
  if (sortBy !== undefined) {
    pairs.push(['searchCriteria[sortOrders][0][field]', sortBy]);
    pairs.push(['searchCriteria[sortOrders][0][direction]', 'ASC']);
  }
  pairs.push(['searchCriteria[pageSize]', pageSize], ['searchCriteria[currentPage]', page]);
  pairs.push(['fields', fields]);
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

const encode = (value: string | number): string => encodeURIComponent(value);
