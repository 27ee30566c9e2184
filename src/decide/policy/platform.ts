/** Reads what a shop platform says of itself, to find whether this is its production. */
import { ContentmarkError, wrongArgument } from '../../errors.ts';
import type { EnvironmentClass } from './decision.ts';

/** Shopify, as the Admin API answers `shop { myshopifyDomain plan { … } }`. */
export interface ShopifyStatement {
  readonly name: 'shopify';
  /** `ShopPlan`: other members, such as `shopifyPlus`, are ignored. */
  readonly plan: { readonly partnerDevelopment: boolean; readonly publicDisplayName?: string };
  readonly myshopifyDomain?: string;
}

/** Magento or Adobe Commerce. */
export interface MagentoStatement {
  readonly name: 'magento';
  /**
   * `MAGE_MODE`, as `bin/magento deploy:mode:show` prints it. `unknown` where it cannot be read,
   * such as over REST. It has to be written: a mode that was forgotten could hide `developer`.
   */
  readonly mode: 'developer' | 'default' | 'production' | 'unknown';
  /** `web/secure/base_url` of the store. */
  readonly baseUrl?: string;
}

/** What a platform says of itself. */
export type PlatformStatement = ShopifyStatement | MagentoStatement;

/** A statement, read. */
export interface Platform {
  /** `undefined` where the platform's word fits both: then it is not proof against production. */
  readonly side: EnvironmentClass | undefined;
  /** Where it is served, in lower case; `undefined` where that was not said. */
  readonly host: string | undefined;
  /** What it said, for messages. */
  readonly said: string;
}

/**
 * `ShopPlan.publicDisplayName` of 2026-10 by what it says of the shop. Shops on trial, paused
 * or of Shopify's staff may be on either side.
 */
const SIDE_OF_PLAN: ReadonlyMap<string, EnvironmentClass> = /* @__PURE__ */ new Map([
  ['Development', 'preproduction'],
  ['Advanced', 'production'],
  ['Agentic', 'production'],
  ['Agentic Enterprise', 'production'],
  ['Basic', 'production'],
  ['Grow', 'production'],
  ['Lite', 'production'],
  ['Plus', 'production'],
  ['Retail', 'production'],
  ['Starter', 'production'],
]);

/**
 * The side of each Magento mode. Modes set speed and error pages: staging often runs in
 * `production` mode, and only `developer` is certainly not the shop.
 */
const SIDE_OF_MODE: Readonly<Record<MagentoStatement['mode'], EnvironmentClass | undefined>> = {
  developer: 'preproduction',
  default: undefined,
  production: undefined,
  unknown: undefined,
};

/**
 * Reads what a platform says of itself.
 * @throws ContentmarkError `ERR_ARGUMENT` where it is no such statement.
 */
export function readPlatform(argument: string, statement: unknown): Platform {
  if (typeof statement !== 'object' || statement === null) {
    throw wrongArgument(
      argument,
      '{ name: "shopify", plan } or { name: "magento", mode }',
      statement,
    );
  }
  const { name, plan, myshopifyDomain, mode, baseUrl } = statement as Readonly<
    Record<string, unknown>
  >;
  if (name === 'shopify') {
    const host = readHost(`${argument}.myshopifyDomain`, myshopifyDomain);
    return { ...readPlan(`${argument}.plan`, plan), host };
  }
  if (name === 'magento') {
    const host = readHost(`${argument}.baseUrl`, baseUrl);
    if (mode === 'developer' || mode === 'default' || mode === 'production' || mode === 'unknown') {
      return { side: SIDE_OF_MODE[mode], said: `MAGE_MODE is ${mode}`, host };
    }
    throw wrongArgument(`${argument}.mode`, 'developer, default, production or unknown', mode);
  }
  throw wrongArgument(`${argument}.name`, '"shopify" or "magento"', name);
}

function readPlan(argument: string, plan: unknown): Omit<Platform, 'host'> {
  if (typeof plan !== 'object' || plan === null) throw wrongArgument(argument, 'a ShopPlan', plan);
  const { partnerDevelopment, publicDisplayName } = plan as Readonly<Record<string, unknown>>;
  if (typeof partnerDevelopment !== 'boolean') {
    throw wrongArgument(`${argument}.partnerDevelopment`, 'true or false', partnerDevelopment);
  }
  if (partnerDevelopment) return { side: 'preproduction', said: 'it is a development store' };
  if (publicDisplayName === undefined) return { side: undefined, said: 'its plan has no name' };
  if (typeof publicDisplayName !== 'string') {
    throw wrongArgument(`${argument}.publicDisplayName`, 'the name of a plan', publicDisplayName);
  }
  const said = `its plan is ${JSON.stringify(publicDisplayName.slice(0, 40))}`;
  return { side: SIDE_OF_PLAN.get(publicDisplayName), said };
}

/** Scheme, host, port, path. No user name, which could make one host look like another. */
const ADDRESS = /^(?:https?:\/\/)?([a-z0-9.-]+)(?::(\d{1,5}))?(?:[/?#]\S*)?$/i;

/**
 * The host of an address, with a port that is not its scheme's own. Compared whole.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readHost(argument: string, address: unknown): string | undefined {
  if (address === undefined) return undefined;
  if (typeof address !== 'string') throw wrongArgument(argument, 'an address', address);
  const [, host, port] = ADDRESS.exec(address) ?? [];
  if (host === undefined) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      'expected a host or an http address without a user name; write IDN hosts as xn--…',
      argument,
    );
  }
  const isUsual = port === undefined || port === '80' || port === '443';
  return `${host.toLowerCase()}${isUsual ? '' : `:${port}`}`;
}
