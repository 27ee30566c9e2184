/**
 * The `Platform` interface that the shop commands use: marking, checking, and the names of options.
 */
import type { Signer } from 'contentmark/keys';
import type {
  Failed,
  ProductClaims,
  RunOptions,
  ShopFailure,
  ShopReport,
} from 'contentmark/shopify-client';
import type { Trust, Verifier } from 'contentmark/verify';
import type { Io } from '../terminal/io.ts';

/** A platform. `Flags` are the options of its commands that only it has. */
export interface Platform<Flags> {
  readonly name: string;
  /** The code of failures that are the shop's. */
  readonly code: string;
  /** What to mend, as the user spelled it, by the name that the library has for it: `options.url`. */
  readonly flags: ReadonlyMap<string, string>;
  /** What to mend where a request fails; where nothing is named the shop or the network is to blame. */
  readonly blame: Partial<Readonly<Record<ShopFailure, string>>>;
  /** Reads the options, and names the shop. Nothing is sent yet. */
  readonly open: (io: Io, flags: Flags) => Promise<OpenShop>;
}

/** A shop that the environment names. */
export interface OpenShop {
  /** Its address. */
  readonly shop: string;
  /** Whether a check writes, so that the shop must be the one that is meant. */
  readonly checkWrites: boolean;
  /**
   * Compares the shop with an environment.
   * @throws ContentmarkError `ERR_ENVIRONMENT` where they contradict each other.
   */
  readonly assert: (options: Asserted) => Promise<Failed | object>;
  readonly mark: (options: MarkRun) => Promise<ShopReport>;
  readonly check: (options: CheckRun, about: CheckFacts) => Promise<ShopReport>;
}

/** What is asserted of a shop. */
export interface Asserted {
  readonly environment: string;
  readonly trust: Trust;
  readonly productionHosts?: readonly string[];
}

/** What marking is told on every platform. */
export interface MarkRun extends RunOptions {
  readonly signer: Signer;
  readonly claims: ProductClaims;
  readonly dryRun: boolean;
}

/** What checking is told on every platform. */
export interface CheckRun extends RunOptions {
  readonly verifier: Verifier;
}

/** What a check is about, for a platform where it writes something down. */
export interface CheckFacts {
  readonly environment: string;
  readonly audience?: string;
  readonly dryRun: boolean;
}
