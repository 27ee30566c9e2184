/**
 * The format of the stored verdict, for its writer and its reader (docs/verdict.md). It is not
 * signed. The `$app` namespace protects it, because Shopify lets only the owning app write there.
 *
 * This folder runs in a Shopify Function, so it uses only the language itself: no clock, no
 * TextEncoder, no cryptography.
 */
import type { Action } from '../../../decide/policy/decision.ts';

/**
 * The longest text that is written, in bytes of UTF-8. A Function's whole input is 128,000 bytes.
 */
export const MAX_VERDICT_BYTES = 512;

/**
 * The longest text that is parsed, in characters. More than the writer prints: whether Shopify
 * keeps stored JSON as it was sent is not documented, and spaces or `\u` escapes would lengthen it.
 */
export const MAX_READ_LENGTH = 2048;

/** The version of these members. Members may be added to it; what one means never changes. */
export const VERDICT_VERSION = 1;

/** The metafield that holds a verdict; `metafieldsSet` takes these three beside `ownerId` and `value`. */
export const VERDICT_METAFIELD: {
  readonly namespace: '$app';
  readonly key: 'contentmark_verdict';
  readonly type: 'json';
} = /* @__PURE__ */ Object.freeze({ namespace: '$app', key: 'contentmark_verdict', type: 'json' });

/** Whether content may be shown or sold under an action that the app has decided on. */
export const PASSES: Readonly<Record<Action, boolean>> = {
  allow: true,
  disclose: true,
  flag: true,
  hide: false,
  block: false,
};

/** `true` for a word that is one of the actions. */
export function isAction(value: unknown): value is Action {
  return typeof value === 'string' && Object.hasOwn(PASSES, value);
}

/** 8 bytes in lower-case hexadecimal. */
export const KEY_ID: RegExp = /^[0-9a-f]{16}$/;
export const KEY_ID_LENGTH = 16;

/** 32 bytes in lower-case hexadecimal, as Liquid's `sha256` prints it. */
export const SHA256_HEX: RegExp = /^[0-9a-f]{64}$/;
export const DIGEST_LENGTH = 64;

/** A reason of `contentmark/verify`, also of a later version with more of them. */
export const REJECTION: RegExp = /^[a-z-]{1,40}$/;
