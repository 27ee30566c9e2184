/** `contentmark/invisible`: marks at the end of a text. Metadata, no watermark: docs/invisible.md. Re-exports only. */
export { type InvisibleCarrierOptions, invisibleCarrier } from '../carry/invisible.ts';
export { isPointer, pointerTo, resolvePointers } from '../carry/invisible-pointer.ts';
export type { InvisibleEncoding } from '../carry/invisible-run.ts';
