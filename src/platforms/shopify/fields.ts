/**
 * The metafields of a product that this adapter reads and writes.
 *
 * A mark is one opaque text (unpadded base64url, at most 10,923 characters), so its type is
 * `single_line_text_field`: 65,536 bytes are allowed, nothing in it needs a second line, and
 * Shopify refuses a value that was given one. It is not JSON, which Shopify parses and stores anew.
 * In `$app` only the owning app can write; `custom` is where a CSV import puts a mark, and staff
 * and every app can write there.
 */

import { VERDICT_METAFIELD } from './verdict/format.ts';

/** Namespace, key and type of a metafield. */
export interface FieldIdentity {
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
}

/** The mark, written by the app. */
export const MARK_FIELD: FieldIdentity = Object.freeze({
  namespace: '$app',
  key: 'contentmark',
  type: 'single_line_text_field',
});

/** The verdict on the mark, for places that cannot verify: Liquid, checkout, Functions. */
export const VERDICT_FIELD: FieldIdentity = VERDICT_METAFIELD;

/** The mark as a CSV import brings it (`contentmark catalog sign --map shopify`). */
export const IMPORTED_FIELD: FieldIdentity = Object.freeze({
  namespace: 'custom',
  key: 'contentmark',
  type: 'single_line_text_field',
});
