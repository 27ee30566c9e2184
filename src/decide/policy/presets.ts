/**
 * The four presets. Each is a total policy of its own, and in every cell
 * observe ≤ storefront ≤ checkout ≤ strict. docs/policy.md prints them.
 */
import { createPreset } from './create-preset.ts';
import { checkoutLevels, storefrontLevels, strictLevels } from './levels.ts';
import type { Policy } from './policy.ts';

/** Only verified content passes in production; what has no mark does not. */
export const strict: Policy = /* @__PURE__ */ createPreset(strictLevels);

/**
 * Stops what leaked, was forged or is test data; discloses generated copy and images;
 * flags marks that no longer fit; lets unmarked content pass.
 */
export const storefront: Policy = /* @__PURE__ */ createPreset(storefrontLevels);

/** `storefront`, and at checkout a generated price and every mark that does not hold stop the order. */
export const checkout: Policy = /* @__PURE__ */ createPreset(checkoutLevels);

/**
 * `storefront`, with flags in place of stops except for the floor, so that shoppers see what they
 * saw before.
 */
export const observe: Policy = /* @__PURE__ */ createPreset(storefrontLevels, {
  allow: 'allow',
  disclose: 'allow',
  flag: 'flag',
  hide: 'flag',
  block: 'flag',
});

/** The presets by name. */
export const PRESETS: Readonly<Record<PresetName, Policy>> = /* @__PURE__ */ Object.freeze({
  strict,
  observe,
  storefront,
  checkout,
});

/** The name of a preset. */
export type PresetName = 'strict' | 'observe' | 'storefront' | 'checkout';
