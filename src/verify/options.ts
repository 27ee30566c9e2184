/** Options of createVerifier, validated. */
import { type Clock, systemClock } from '../clock.ts';
import {
  ContentmarkError,
  readOptions,
  requireSeconds,
  requireText,
  wrongArgument,
} from '../errors.ts';
import type { Backend } from '../format/crypto/backend.ts';
import { getNativeBackend, loadBackend, loadWebBackend } from '../format/crypto/default.ts';
import { isRecall, type Recall } from '../trust/recall/recall.ts';
import type { Trust } from '../trust/trust.ts';

/** Options of `createVerifier`. */
export interface VerifierOptions {
  readonly trust: Trust;
  /** Where this code runs: `production`, `staging` … Marks made for elsewhere are refused. */
  readonly environment: string;
  /** The shop or tenant. Default none: marks made for one audience are then refused. */
  readonly audience?: string;
  /** Marks that are recalled, made by `createRecall`. Default none. */
  readonly recall?: Recall;
  /** Seconds that the signer's clock and ours may differ. Default 60. */
  readonly clockTolerance?: number;
  /** Unix seconds. Default the machine's clock. */
  readonly clock?: Clock;
  /**
   * `native` (node:crypto), `webcrypto`, or a backend such as `createNobleBackend()` of
   * `contentmark/noble`. Default: the first of node:crypto, WebCrypto and JavaScript that
   * passes a self-test here. Verdicts do not differ.
   */
  readonly backend?: 'native' | 'webcrypto' | Backend;
  /** Checked envelopes to remember; 0 for none. Default 1,000. */
  readonly cacheSize?: number;
  /** What remembered envelopes and their texts may take, in bytes. Default 16 MiB. */
  readonly cacheBytes?: number;
}

/** Options that `verify` takes too, which remembers nothing. */
export const UNREMEMBERED_OPTIONS: readonly Exclude<
  keyof VerifierOptions,
  'cacheSize' | 'cacheBytes'
>[] = ['trust', 'environment', 'audience', 'recall', 'clockTolerance', 'clock', 'backend'];

export const VERIFIER_OPTIONS: readonly (keyof VerifierOptions)[] = [
  ...UNREMEMBERED_OPTIONS,
  'cacheSize',
  'cacheBytes',
];

/** Everything a verifier runs on. */
export interface VerifierSettings {
  readonly trust: Trust;
  readonly environment: string;
  readonly audience: string | undefined;
  readonly recall: Recall | undefined;
  readonly clockTolerance: number;
  readonly clock: Clock;
  /** The backend where it is at hand; else `loadBackend` finds one. */
  readonly backend: Backend | undefined;
  readonly loadBackend: () => Promise<Backend>;
  readonly cacheSize: number;
  readonly cacheBytes: number;
}

/**
 * Fills in the defaults.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_RUNTIME`, `ERR_TRUST`
 */
export function readVerifierOptions(options: VerifierOptions): VerifierSettings {
  const {
    trust,
    environment,
    audience,
    recall,
    clockTolerance = 60,
    clock = systemClock,
    backend,
    cacheSize = 1000,
    cacheBytes = 16 * 1024 * 1024,
  } = readOptions('options', options, VERIFIER_OPTIONS);
  if (!isTrust(trust)) {
    throw wrongArgument('options.trust', 'a Trust made by createTrust', trust);
  }
  requireText('options.environment', environment);
  requireKeyFor(trust, environment);
  if (audience !== undefined) requireText('options.audience', audience);
  if (recall !== undefined && !isRecall(recall)) {
    throw wrongArgument('options.recall', 'a Recall made by createRecall', recall);
  }
  requireSeconds('options.clockTolerance', clockTolerance);
  if (typeof clock !== 'function') throw wrongArgument('options.clock', 'a function', clock);
  requireCount('options.cacheSize', cacheSize);
  requireCount('options.cacheBytes', cacheBytes);
  return {
    trust,
    environment,
    audience,
    recall,
    clockTolerance,
    clock,
    cacheSize,
    cacheBytes,
    ...chooseBackend(backend),
  };
}

/**
 * Refuses a trust with no key for the environment. It would refuse every mark, so the trust is the
 * wrong one or a name is misspelt.
 */
function requireKeyFor({ environments }: Trust, environment: string): void {
  if (!Array.isArray(environments) || environments.includes(environment)) return;
  throw new ContentmarkError(
    'ERR_TRUST',
    `is not covered by the trust, which has no key for environment ${JSON.stringify(environment)}, only for ${environments.join(', ')}: ` +
      'every mark would be refused; give the trust of this environment, or its exact name',
    'options.environment',
  );
}

function requireCount(argument: string, value: unknown): void {
  if (!Number.isSafeInteger(value) || (value as number) < 0) {
    throw wrongArgument(argument, 'a whole number from 0', value);
  }
}

/** Arrays have a `find` too, and a list of entries is the likeliest mistake here. */
function isTrust(trust: unknown): trust is Trust {
  if (typeof trust !== 'object' || trust === null) return false;
  const { find, revoke } = trust as Partial<Trust>;
  return typeof find === 'function' && typeof revoke === 'function';
}

function chooseBackend(given: unknown): Pick<VerifierSettings, 'backend' | 'loadBackend'> {
  if (given === undefined) return { backend: getNativeBackend(), loadBackend };
  if (isBackend(given)) return { backend: given, loadBackend: async () => given };
  if (given === 'webcrypto') {
    return {
      backend: undefined,
      loadBackend: async () => (await loadWebBackend()) ?? lacks('WebCrypto with Ed25519'),
    };
  }
  if (given !== 'native') {
    throw wrongArgument('options.backend', '"native", "webcrypto" or a Backend', given);
  }
  return { backend: getNativeBackend() ?? lacks('node:crypto with Ed25519'), loadBackend };
}

function isBackend(given: unknown): given is Backend {
  if (typeof given !== 'object' || given === null) return false;
  const { sha256, importPublicKey } = given as Partial<Backend>;
  return typeof sha256 === 'function' && typeof importPublicKey === 'function';
}

function lacks(what: string): never {
  throw new ContentmarkError(
    'ERR_RUNTIME',
    `needs ${what}, which this runtime has not; leave it out`,
    'options.backend',
  );
}
