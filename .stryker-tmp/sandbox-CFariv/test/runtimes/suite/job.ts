/** What goes into a runtime and comes out of it. Everything here survives JSON. */
// @ts-nocheck

import type { GoldenVector } from '../../fixtures/golden-vector.ts';

export type BackendName = 'native' | 'webcrypto' | 'noble';

/** What a runtime has. The suite holds it to that in both directions. */
export interface Capabilities {
  /** What is chosen where nobody asks for a backend. */
  readonly defaultBackend: BackendName;
  /** node:crypto by `process.getBuiltinModule`. */
  readonly native: boolean;
  /** `crypto.subtle` with Ed25519. */
  readonly webcrypto: boolean;
  /** Secure random numbers. */
  readonly random: boolean;
}

/** Runs the portable suite. */
export interface SuiteJob {
  readonly kind: 'suite';
  readonly runtime: string;
  readonly capabilities: Capabilities;
  /** 32 bytes in hexadecimal for a runtime that cannot make a key of its own. */
  readonly seed: string;
}

/** Checks what other runtimes have signed. */
export interface ExchangeJob {
  readonly kind: 'exchange';
  readonly capabilities: Capabilities;
  readonly sets: readonly SignedSet[];
}

export type Job = SuiteJob | ExchangeJob;

/** How one test of the suite went. */
export interface Result {
  readonly name: string;
  readonly passed: boolean;
  /** Why it did not. */
  readonly detail?: string;
}

/** One mark, and what it is on. */
export interface SignedItem {
  readonly content: GoldenVector['content'];
  readonly subject: string;
  readonly textForm: string;
}

/** What one runtime has signed with a key of its own. */
export interface SignedSet {
  readonly runtime: string;
  /** 32 bytes in hexadecimal. */
  readonly publicKey: string;
  readonly items: readonly SignedItem[];
  /** Signed roots of the thin ones among them. */
  readonly roots: readonly string[];
}

export interface SuiteAnswer {
  readonly kind: 'suite';
  readonly defaultBackend: BackendName;
  readonly results: readonly Result[];
  /** Whole verdicts, and bits of acceptance, by the name of what was judged. */
  readonly verdicts: Readonly<Record<string, string>>;
  /** What was signed with fixed keys, ids and times, as text forms. */
  readonly envelopes: Readonly<Record<string, string>>;
  readonly set: SignedSet;
}

export interface ExchangeAnswer {
  readonly kind: 'exchange';
  readonly results: readonly Result[];
}

export type Answer = SuiteAnswer | ExchangeAnswer;
