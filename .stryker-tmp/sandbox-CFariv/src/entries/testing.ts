/** `contentmark/testing`: conformance kits for what others write. Re-exports only. */
// @ts-nocheck

export { type CarrierKitOptions, carrierKit, type KitCheck } from '../testing/carrier-kit.ts';
