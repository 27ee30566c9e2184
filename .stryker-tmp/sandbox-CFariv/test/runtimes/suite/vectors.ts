/** The vectors as data: what runs where there are no files gets them embedded. */
// @ts-nocheck

import type { GoldenVector } from '../../fixtures/golden-vector.ts';
import type { VerdictVectors } from '../../fixtures/verdict-vectors.ts';

/** A key's seed and what it signs (RFC 8032), in hexadecimal. */
export interface SignVector {
  readonly seed: string;
  readonly publicKey: string;
  readonly message: string;
  readonly signature: string;
}

/** One signature and whether it is to be accepted, in hexadecimal. */
export interface EdgeVector {
  readonly publicKey: string;
  readonly message: string;
  readonly signature: string;
  readonly accepted: boolean;
}

export interface Vectors {
  readonly rfc8032: readonly SignVector[];
  readonly wycheproof: readonly EdgeVector[];
  readonly cctv: readonly EdgeVector[];
  readonly golden: readonly GoldenVector[];
  /** Verdicts as apps store them for Functions and pages to read. */
  readonly stored: VerdictVectors;
}
