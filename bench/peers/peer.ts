/** What a peer is: another library that signs and checks the same, in its own format. */

/** One product: what is shown, and where. */
export interface Product {
  readonly subject: string;
  readonly text: string;
}

/** An Ed25519 key pair, each half 32 bytes. */
export interface KeyPair {
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
}

/**
 * Checks a mark, in text form, against the product it is shown with: signature, issuer,
 * subject, audience, environment, times, and the content's digest. Throws where one is wrong.
 */
export type Check = (mark: string, product: Product) => void | Promise<void>;

/**
 * A library that does the job of ours. Its file is JavaScript, because cold start runs it in a
 * process of its own, where nothing but what it needs is loaded.
 */
export interface Peer {
  readonly name: string;
  /** What it does that ours does not, and the reverse. Printed below each table it is in. */
  readonly note: string;
  /** Loads the library and signs a mark for each product. */
  sign(pair: KeyPair, products: readonly Product[]): Promise<readonly string[]>;
  /** Loads the library and does what does not depend on the mark: importing the key. */
  open(publicKey: Uint8Array): Promise<Check>;
}
