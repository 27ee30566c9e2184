/** What a verifier is told, once and for each item, and the checks that it was told right. */
import { type Clock, systemClock } from '../clock.ts';
import { type Content, isParts } from '../content/content.ts';
import type { Backend } from '../crypto/backend.ts';
import { getDefaultBackend } from '../crypto/default.ts';
import { createNativeBackend } from '../crypto/native.ts';
import { createNobleBackend } from '../crypto/noble.ts';
import {
  ContentmarkError,
  readOptions,
  requireSeconds,
  requireText,
  wrongArgument,
} from '../errors.ts';
import { ANY_SUBJECT_DANGEROUS } from './conclude.ts';
import type { Trust } from './trust.ts';

/** What a verifier needs to know once. */
export interface VerifierOptions {
  readonly trust: Trust;
  /** Where this code runs: `production`, `staging` … Marks made for elsewhere are refused. */
  readonly environment: string;
  /** The shop or tenant. Default none: marks made for one audience are then refused. */
  readonly audience?: string;
  /** Seconds that the signer's clock and ours may differ. Default 60. */
  readonly clockTolerance?: number;
  /** Unix seconds. Default the machine's clock. */
  readonly clock?: Clock;
  /** Default: native where this runtime's passes a self-test, else noble. Verdicts do not differ. */
  readonly backend?: 'native' | 'noble';
  /** Checked envelopes to remember; 0 for none. Default 1,000. */
  readonly cacheSize?: number;
  /** What remembered envelopes and their texts may take, in bytes. Default 16 MiB. */
  readonly cacheBytes?: number;
}

/** What a verifier needs to know of each item. */
export interface ItemOptions {
  /** What is about to be shown: compared with the mark, or a valid mark could be moved. */
  readonly subject: string | typeof ANY_SUBJECT_DANGEROUS;
  /** Unix seconds. Default: the verifier's clock. */
  readonly now?: number;
  /** Parts of a record that must be shown; `'all'` for every part that was signed. Default none. */
  readonly requiredParts?: readonly string[] | 'all';
}

export const VERIFIER_OPTIONS: readonly (keyof VerifierOptions)[] = [
  'trust',
  'environment',
  'audience',
  'clockTolerance',
  'clock',
  'backend',
  'cacheSize',
  'cacheBytes',
];

export const ITEM_OPTIONS: readonly (keyof ItemOptions)[] = ['subject', 'now', 'requiredParts'];

/** Refuses a subject that could match by accident. */
export function requireSubject(
  argument: string,
  subject: unknown,
): asserts subject is ItemOptions['subject'] {
  if (subject !== ANY_SUBJECT_DANGEROUS) requireText(argument, subject);
}

/**
 * Refuses a list of parts for a single content: a mistake that would otherwise pass
 * unchecked.
 */
export function requireApplicable(
  argument: string,
  content: Content,
  requiredParts: readonly string[] | 'all',
): void {
  if (requiredParts === 'all' || requiredParts.length === 0 || isParts(content)) return;
  throw new ContentmarkError(
    'ERR_ARGUMENT',
    `"${argument}" names parts, but the content is a single one; make it with parts(…)`,
    argument,
  );
}

/** Refuses anything but a list of part names or `'all'`. */
export function requireParts(
  argument: string,
  list: unknown,
): asserts list is readonly string[] | 'all' {
  if (list === 'all') return;
  if (!Array.isArray(list)) throw wrongArgument(argument, "an array of strings or 'all'", list);
  for (const [index, item] of list.entries()) requireText(`${argument}[${index}]`, item);
}

/** Everything a verifier runs on. */
export interface VerifierSettings {
  readonly trust: Trust;
  readonly environment: string;
  readonly audience: string | undefined;
  readonly clockTolerance: number;
  readonly clock: Clock;
  readonly backend: Backend;
  readonly cacheSize: number;
  readonly cacheBytes: number;
}

/**
 * Fills in the defaults.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_RUNTIME`
 */
export function readVerifierOptions(options: VerifierOptions): VerifierSettings {
  const {
    trust,
    environment,
    audience,
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
  if (audience !== undefined) requireText('options.audience', audience);
  requireSeconds('options.clockTolerance', clockTolerance);
  if (typeof clock !== 'function') throw wrongArgument('options.clock', 'a function', clock);
  requireCount('options.cacheSize', cacheSize);
  requireCount('options.cacheBytes', cacheBytes);
  return {
    trust,
    environment,
    audience,
    clockTolerance,
    clock,
    backend: chooseBackend(backend),
    cacheSize,
    cacheBytes,
  };
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

function chooseBackend(name: unknown): Backend {
  switch (name) {
    case undefined:
      return getDefaultBackend();
    case 'noble':
      return createNobleBackend();
    case 'native': {
      const backend = createNativeBackend();
      if (backend !== undefined) return backend;
      throw new ContentmarkError(
        'ERR_RUNTIME',
        'this runtime has no node:crypto; leave "backend" out',
        'options.backend',
      );
    }
    default:
      throw wrongArgument('options.backend', '"native" or "noble"', name);
  }
}
