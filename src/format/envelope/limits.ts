/**
 * The bounds and numbers of the format, for reading and writing (docs/format.md, "Limits" and
 * "Claims").
 */

/**
 * The longest envelope, in bytes. Shopify Functions receive metafields of up to 10,000 bytes, and
 * base64url makes this a third longer.
 */
export const MAX_ENVELOPE_BYTES = 8192;
/** Text claims, in bytes of UTF-8. */
export const MAX_TEXT_BYTES = 512;
export const MAX_PARTS = 64;
export const MAX_INGREDIENTS = 16;
export const MAX_TOPICS = 16;
export const MAX_SOFT_BINDINGS = 8;
export const MAX_SOFT_BINDING_BYTES = 64;
export const MAX_EXTENSIONS = 64;
export const MAX_EXTENSION_BYTES = 1024;
/** Codes of open vocabularies: kinds, topics, soft binding algorithms, CoAP content formats. */
export const MAX_CODE = 0xffff;
/** Times are Unix seconds below 2^32. */
export const MAX_SECONDS = 0xffffffff;
/** Leaves of one tree; the path of an item then has at most 40 hashes. */
export const MAX_TREE_SIZE: number = 2 ** 40;
export const MAX_PATH = 40;
/** A receipt: its header with one issuer, the path, a signature. */
export const MAX_RECEIPT_BYTES = 4096;
export const DIGEST_BYTES = 32;
export const ID_BYTES = 16;

/** `typ` (RFC 9596): every signed object of ours has its own, so none passes as another. */
export const ENVELOPE_TYPE = 'application/vnd.contentmark+cose';
/** CoAP content format of `application/cbor`: the payload is a manifest. */
export const MANIFEST_CONTENT_FORMAT = 60;

/** CoAP content format of receipts: their `typ`. */
export const RECEIPT_CONTENT_FORMAT = 278;
