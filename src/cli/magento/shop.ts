/** Magento's `Platform` for the shop commands. */
import type { Edition } from 'contentmark/magento';
import {
  checkProducts,
  createMagentoClient,
  type MagentoClient,
  markProducts,
} from 'contentmark/magento-client';
import { assertEnvironment } from 'contentmark/policy';
import { readVariable } from '../shop/failure.ts';
import type { Platform } from '../shop/platform.ts';
import { usage } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { VARIABLES } from './variables.ts';

/** What marking and checking take that is Magento's own. */
export interface MagentoFlags {
  readonly attribute: string;
  readonly storeViews?: string;
  readonly pageSize: string;
  readonly bulk?: true;
  readonly renew?: true;
}

/** Makes a client for the shop that the environment names. */
export function connect(io: Io): MagentoClient {
  const { edition, apiKey, orgId } = VARIABLES;
  return createMagentoClient({
    url: readVariable(io, VARIABLES.url, 'magento'),
    token: readVariable(io, VARIABLES.token, 'magento'),
    // The library refuses what is no edition.
    ...(io.env[edition] && { edition: io.env[edition] as Edition }),
    ...(io.env[apiKey] && { apiKey: io.env[apiKey] }),
    ...(io.env[orgId] && { orgId: io.env[orgId] }),
  });
}

/** The platform. */
export const MAGENTO: Platform<MagentoFlags> = {
  name: 'Magento',
  code: 'ERR_MAGENTO',
  flags: new Map([
    ...Object.entries(VARIABLES).map(([name, variable]) => [`options.${name}`, variable] as const),
    ['options.attribute', '--attribute'],
    ['options.storeViews', '--store-views'],
    ['options.pageSize', '--page-size'],
    ['options.journal', '--journal'],
    ['options.environment', '--environment'],
    ['options.productionHosts', '--production-host'],
    ['options.platform.baseUrl', VARIABLES.url],
  ]),
  blame: {
    unauthorized: VARIABLES.token,
    forbidden: VARIABLES.token,
    'not-found': VARIABLES.url,
    'not-ready': '--attribute',
  },
  async open(io, flags) {
    const { attribute, bulk, renew } = flags;
    const own = { attribute, pageSize: readPageSize(flags), ...readStoreViews(flags) };
    const client = connect(io);
    return {
      shop: client.shop,
      checkWrites: false,
      // The shop itself is not asked: no REST route tells MAGE_MODE.
      assert: async (options) =>
        assertEnvironment({
          ...options,
          platform: { name: 'magento', mode: 'unknown', baseUrl: client.shop },
        }),
      mark: (options) =>
        markProducts(client, { ...own, bulk: bulk === true, renew: renew === true, ...options }),
      check: (options) => checkProducts(client, { ...own, ...options }),
    };
  },
};

function readPageSize({ pageSize }: MagentoFlags): number {
  if (/^\d{1,4}$/.test(pageSize)) return Number(pageSize);
  throw usage(`--page-size expected a number, got "${pageSize}"`, '--page-size');
}

function readStoreViews({ storeViews }: MagentoFlags): { readonly storeViews?: readonly string[] } {
  if (storeViews === undefined) return {};
  if (storeViews === 'none') return { storeViews: [] };
  return { storeViews: storeViews.split(',').map((code) => code.trim()) };
}
