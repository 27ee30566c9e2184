/**
 * The acceptance rule for Ed25519, one for every runtime (docs/format.md, "Signatures").
 *
 * Runtimes and libraries disagree on edge cases: small-order keys, non-canonical encodings, the
 * cofactor. This rule decides them. A key is checked once, when it is imported: 32 bytes,
 * canonical, not of small order, free of torsion. A signature must be 64 bytes with S below L and R
 * not of small order. What is left, the cofactorless equation with R's bytes compared, all backends
 * compute alike.
 */
import { findPointProblem } from './curve.ts';

/** Length of a public key and of a seed in bytes. */
export const KEY_LENGTH = 32;
/** Length of a signature in bytes. */
export const SIGNATURE_LENGTH = 64;

/** L = 2^252 + 27742317777372353535851937790883648493, little-endian: the order of the base point. */
const L: Uint8Array = /* @__PURE__ */ Uint8Array.of(
  0xed,
  0xd3,
  0xf5,
  0x5c,
  0x1a,
  0x63,
  0x12,
  0x58,
  0xd6,
  0x9c,
  0xf7,
  0xa2,
  0xde,
  0xf9,
  0xde,
  0x14,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0x10,
);

/**
 * The y coordinates of the points of order 1, 2, 4 and 8, and their non-canonical
 * spellings p - 1 … p + 1, in hexadecimal, little-endian, sign bit cleared.
 */
const SMALL_ORDER_Y: ReadonlySet<string> = /* @__PURE__ */ new Set([
  `00${'00'.repeat(31)}`,
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]);

/**
 * The first bytes of {@link SMALL_ORDER_Y}: only for seven of 256 candidates is a string built and
 * compared.
 */
const SMALL_ORDER_FIRST: ReadonlySet<number> = /* @__PURE__ */ new Set([
  0x00, 0x01, 0x26, 0xc7, 0xec, 0xed, 0xee,
]);

function isSmallOrder(encoded: Uint8Array): boolean {
  if (!SMALL_ORDER_FIRST.has(encoded[0] as number)) return false;
  let hex = '';
  for (let i = 0; i < KEY_LENGTH; i++) {
    const byte = i === KEY_LENGTH - 1 ? (encoded[i] as number) & 0x7f : (encoded[i] as number);
    hex += byte.toString(16).padStart(2, '0');
  }
  return SMALL_ORDER_Y.has(hex);
}

/** Why 32 bytes may not be used as a public key, or `undefined` where they may. */
export function findPublicKeyProblem(publicKey: Uint8Array): string | undefined {
  if (publicKey.length !== KEY_LENGTH) return `is ${publicKey.length} bytes, expected 32`;
  if (isSmallOrder(publicKey)) return 'is a small-order point, under which forgeries are trivial';
  switch (findPointProblem(publicKey)) {
    case 'not-canonical':
      return 'is not the canonical encoding of a point on the curve';
    case 'torsion':
      return 'is not in the prime-order subgroup';
    case undefined:
      return undefined;
  }
}

/** Whether 64 bytes may be a signature at all: S below L, R not of small order. */
export function isSignatureShape(signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_LENGTH || isSmallOrder(signature)) return false;
  for (let i = KEY_LENGTH - 1; i >= 0; i--) {
    const difference = (signature[KEY_LENGTH + i] as number) - (L[i] as number);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
