/** Asks a shop for its domain, its plan and the scopes of the token, and reads the reply. */

import { ownMember } from '../../members.ts';
import { readList, readText } from '../read-member.ts';
import { createRequest, type GraphqlRequest } from './request.ts';

const SHOP = `query ContentmarkShop {
shop { myshopifyDomain plan { partnerDevelopment shopifyPlus publicDisplayName } }
currentAppInstallation { accessScopes { handle } }
}`;

/**
 * The scopes that marking needs. A shop grants a write scope together with its read scope.
 * Storefronts that read marks need `unauthenticated_read_product_listings` of their own.
 */
export const REQUIRED_SCOPES: readonly string[] = /* @__PURE__ */ Object.freeze([
  'read_products',
  'write_products',
]);

/** A shop as it describes itself. */
export interface ShopDescription {
  /** `{name}.myshopify.com`: the one name that never changes. */
  readonly domain: string;
  readonly plan: string;
  /** A development shop: whatever is marked `production` there is a mistake. */
  readonly isDevelopment: boolean;
  readonly isPlus: boolean;
  /** Of {@link REQUIRED_SCOPES}, those that the token does not have. */
  readonly missingScopes: readonly string[];
}

/** Asks a shop about itself. Read the reply with {@link readShopReply}. */
export function shopRequest(): GraphqlRequest {
  return createRequest(SHOP, {});
}

/** Reads the data of {@link shopRequest}'s reply. */
export function readShopReply(data: unknown): ShopDescription | undefined {
  const shop = ownMember(data, 'shop');
  const plan = ownMember(shop, 'plan');
  const domain = readText(shop, 'myshopifyDomain');
  const isDevelopment = ownMember(plan, 'partnerDevelopment');
  if (domain === undefined || typeof isDevelopment !== 'boolean') return undefined;
  const installation = ownMember(data, 'currentAppInstallation');
  const granted = (readList(installation, 'accessScopes') ?? []).map((scope) =>
    readText(scope, 'handle'),
  );
  const isGranted = (scope: string): boolean =>
    // Shopify lists `write_products` alone where both were asked for.
    granted.includes(scope) || granted.includes(scope.replace(/^read_/, 'write_'));
  return {
    domain,
    plan: readText(plan, 'publicDisplayName') ?? '',
    isDevelopment,
    isPlus: ownMember(plan, 'shopifyPlus') === true,
    missingScopes: REQUIRED_SCOPES.filter((scope) => !isGranted(scope)),
  };
}
