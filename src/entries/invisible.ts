/**
 * `contentmark/invisible`: carries marks at the end of a text, as metadata and no watermark
 * (docs/invisible.md). Re-exports only.
 */
export { type InvisibleCarrierOptions, invisibleCarrier } from '../carry/invisible.ts';
export { isPointer, pointerTo, resolvePointers } from '../carry/invisible-pointer.ts';
export type { InvisibleEncoding } from '../carry/invisible-run.ts';
