/** `contentmark/invisible`: marks at the end of a text. Metadata, no watermark: docs/invisible.md. Re-exports only. */
// @ts-nocheck

export { type InvisibleCarrierOptions, invisibleCarrier } from '../carrier/invisible.ts';
export { isPointer, pointerTo, resolvePointers } from '../carrier/invisible-pointer.ts';
export type { InvisibleEncoding } from '../carrier/invisible-run.ts';
