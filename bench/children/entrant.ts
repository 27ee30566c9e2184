/** What a fresh process opens and times. */
import type { Product } from '../peers/peer.ts';

/** A product with its mark taken apart, for who cannot read a mark. */
export interface SignedProduct extends Product {
  /** The text as UTF-8. */
  readonly bytes: Uint8Array;
  /** Sig_structure (RFC 9052 §4.4). */
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** Loads a library, imports the key, and gives back its check, which throws where it fails. */
export type Open = (
  publicKey: Uint8Array,
) => Promise<(mark: string, product: SignedProduct) => void | Promise<void>>;
