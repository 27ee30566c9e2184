/**
 * Constants of key thumbprints. They are in a file of their own for pages, which hash with
 * WebCrypto and need none of the rest.
 */

/** `{1: 1, -1: 6, -2: x}` without the 32 bytes of x: the COSE_Key that RFC 9679 §3 hashes. */
export const THUMBPRINT_PREFIX: Uint8Array = /* @__PURE__ */ Uint8Array.of(
  0xa3,
  0x01,
  0x01,
  0x20,
  0x06,
  0x21,
  0x58,
  0x20,
);

/** Bytes of a thumbprint that name a key inside an envelope. */
export const KEY_ID_LENGTH = 8;
