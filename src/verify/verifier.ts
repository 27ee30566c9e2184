/**
 * `createVerifier`: everything that does not depend on the item is done once.
 * A verifier holds no connection and reads nothing but its arguments.
 */
import { type Clock, systemClock } from '../clock.ts';
import { type Content, isParts, requireContent } from '../content/content.ts';
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
import { ANY_SUBJECT_DANGEROUS, conclude, type Expectations } from './conclude.ts';
import { type Evidence, prepare } from './prepare.ts';
import type { Trust } from './trust.ts';
import type { Verdict } from './verdict.ts';

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

/** Checks marks against one trust in one environment. */
export interface Verifier {
  /**
   * Checks what is about to be shown against the mark found with it. Whatever the
   * evidence holds, the answer is a verdict.
   * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the arguments.
   */
  verify(content: Content, evidence: Evidence, options: ItemOptions): Promise<Verdict>;
  /** The same at once. */
  verifySync(content: Content, evidence: Evidence, options: ItemOptions): Verdict;
}

const VERIFIER_OPTIONS = [
  'trust',
  'environment',
  'audience',
  'clockTolerance',
  'clock',
  'backend',
] as const satisfies readonly (keyof VerifierOptions)[];

const ITEM_OPTIONS = [
  'subject',
  'now',
  'requiredParts',
] as const satisfies readonly (keyof ItemOptions)[];

/**
 * Makes a verifier. Unknown options are refused.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_RUNTIME`
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const { trust, environment, audience, clockTolerance, clock, backend } =
    readVerifierOptions(options);

  function verifySync(content: Content, evidence: Evidence, item: ItemOptions): Verdict {
    requireContent('content', content);
    const expected = readItemOptions(item);
    requireApplicable(content, expected.requiredParts);
    const step = prepare(evidence, trust);
    if (step.status !== 'pending') return step;
    const isSigned = step.key.check(backend)(step.envelope.sign1.signature, step.message);
    return conclude(step, isSigned, content, expected, backend.sha256);
  }

  function readItemOptions(item: ItemOptions): Expectations {
    const { subject, now, requiredParts = [] } = readOptions('options', item, ITEM_OPTIONS);
    if (subject !== ANY_SUBJECT_DANGEROUS) requireText('options.subject', subject);
    const time = now === undefined ? clock() : now;
    // Also the clock's: every comparison with NaN is false, and a mark would never expire.
    requireSeconds(now === undefined ? 'options.clock()' : 'options.now', time);
    if (requiredParts !== 'all') requireTexts('options.requiredParts', requiredParts);
    return { environment, audience, clockTolerance, subject, requiredParts, now: time };
  }

  return Object.freeze({
    verifySync,
    verify: async (content: Content, evidence: Evidence, item: ItemOptions) =>
      verifySync(content, evidence, item),
  });
}

/** A list of parts for a single content is a mistake that would otherwise pass unchecked. */
function requireApplicable(content: Content, requiredParts: readonly string[] | 'all'): void {
  if (requiredParts === 'all' || requiredParts.length === 0 || isParts(content)) return;
  throw new ContentmarkError(
    'ERR_ARGUMENT',
    '"options.requiredParts" names parts, but the content is a single one; make it with parts(…)',
    'options.requiredParts',
  );
}

function requireTexts(argument: string, list: unknown): void {
  if (!Array.isArray(list)) throw wrongArgument(argument, "an array of strings or 'all'", list);
  for (const [index, item] of list.entries()) requireText(`${argument}[${index}]`, item);
}

function readVerifierOptions(options: VerifierOptions) {
  const {
    trust,
    environment,
    audience,
    clockTolerance = 60,
    clock = systemClock,
    backend,
  } = readOptions('options', options, VERIFIER_OPTIONS);
  if (!isTrust(trust)) {
    throw wrongArgument('options.trust', 'a Trust made by createTrust', trust);
  }
  requireText('options.environment', environment);
  if (audience !== undefined) requireText('options.audience', audience);
  requireSeconds('options.clockTolerance', clockTolerance);
  if (typeof clock !== 'function') throw wrongArgument('options.clock', 'a function', clock);
  return { trust, environment, audience, clockTolerance, clock, backend: chooseBackend(backend) };
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
