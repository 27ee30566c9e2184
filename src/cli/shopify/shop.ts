/** Shopify's `Platform` for the shop commands. */
import {
  assertShop,
  checkProducts,
  createShopifyClient,
  markProducts,
  type ShopifyClient,
} from 'contentmark/shopify-client';
import { readVariable } from '../shop/failure.ts';
import type { Platform } from '../shop/platform.ts';
import type { Io } from '../terminal/io.ts';
import { warn } from '../terminal/output.ts';
import { TOKEN_VARIABLE, URL_VARIABLE } from './variables.ts';
import { readVerdictFlags, type VerdictFlags } from './verdicts.ts';

/** What every command that talks to a shop takes. */
export interface ConnectionFlags {
  /** Default the newest that the client was tested with. */
  readonly apiVersion?: string;
  readonly json?: true;
}

/** What marking and checking take that is Shopify's own. */
export interface ShopifyFlags extends ConnectionFlags, VerdictFlags {
  readonly query?: string;
}

/** Makes a client for the shop that the environment names. */
export function connect(io: Io, { apiVersion, json }: ConnectionFlags): ShopifyClient {
  return createShopifyClient({
    url: readVariable(io, URL_VARIABLE, 'shopify'),
    token: readVariable(io, TOKEN_VARIABLE, 'shopify'),
    ...(apiVersion !== undefined && { apiVersion }),
    onWait({ seconds, reason }) {
      if (json === true || io.stderr.isTTY !== true) return;
      void warn(io, `waiting ${Math.ceil(seconds)} s: ${reason}`);
    },
  });
}

/** The platform. */
export const SHOPIFY: Platform<ShopifyFlags> = {
  name: 'Shopify',
  code: 'ERR_SHOPIFY',
  flags: new Map([
    ['options.url', URL_VARIABLE],
    ['options.token', TOKEN_VARIABLE],
    ['options.apiVersion', '--api-version'],
    ['options.query', '--query'],
    ['options.journal', '--journal'],
    ['options.descSha256', '--locale'],
    ['options.environment', '--environment'],
    ['options.trust', '--trust'],
    ['options.productionHosts', '--production-host'],
  ]),
  blame: {
    unauthorized: TOKEN_VARIABLE,
    forbidden: TOKEN_VARIABLE,
    'not-found': URL_VARIABLE,
    'access-denied': TOKEN_VARIABLE,
  },
  async open(io, flags) {
    const { query } = flags;
    const verdicts = await readVerdictFlags(io, flags);
    const own = { ...(query !== undefined && { query }), ...(verdicts && { verdicts }) };
    const client = connect(io, flags);
    return {
      shop: client.shop,
      checkWrites: verdicts !== undefined,
      assert: (options) => assertShop(client, options),
      mark: (options) => markProducts(client, { ...own, ...options }),
      check: (options, about) => checkProducts(client, { ...own, ...options, ...about }),
    };
  },
};
