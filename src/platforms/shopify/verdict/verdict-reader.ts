/**
 * `createVerdictReader`: reads stored verdicts where marks cannot be verified: in a Shopify
 * Function, a checkout UI extension, a browser. It compares strings and numbers and cannot tell a
 * forged verdict from a real one, so read only from the `$app` namespace.
 *
 * The code that runs for each record is written for QuickJS, where Functions have a limit of
 * instructions. Members are read one by one, since a loop over their names takes three times as
 * many, and lengths are compared instead of patterns where that is enough (docs/verdict.md,
 * "Cost").
 */

import type { Action } from '../../../decide/policy/decision.ts';
import { readOptions, wrongArgument } from '../../../errors.ts';
import {
  DIGEST_LENGTH,
  isAction,
  KEY_ID_LENGTH,
  MAX_READ_LENGTH,
  PASSES,
  REJECTION,
  VERDICT_VERSION,
} from './format.ts';
import type { VerdictReading, VerdictReason } from './reading.ts';

/** The time, in exactly one of two ways: there is no clock in a Function. */
export type VerdictTime =
  | {
      /** Unix seconds; where only a date is known, `endOfDate` of it. */
      readonly now: number;
      readonly isExpired?: never;
    }
  | {
      /** What Shopify has compared itself: `shop.localTime.dateTimeAfter(…)`. */
      readonly isExpired: boolean;
      readonly now?: never;
    };

/** Options of {@link createVerdictReader}. */
export type VerdictReaderOptions = VerdictTime & {
  /** Where this code runs: `production`, `staging` … */
  readonly environment: string;
  /** The shop or tenant. Default none: a verdict made for one is then refused. */
  readonly audience?: string;
  /** Where nothing usable is known: `closed` does not allow, `open` does. */
  readonly fail: 'closed' | 'open';
};

/** The record that is shown: at least one of the two, whatever the place can see. */
export type ShownRecord =
  | {
      /** The subject of the mark, such as a product's handle. */
      readonly subject: string;
      /** The resource that holds the metafield: a GID such as `gid://shopify/Product/1`. */
      readonly ownerId?: string;
    }
  | { readonly subject?: string; readonly ownerId: string };

/** Reads verdicts in one place, at one time. */
export interface VerdictReader {
  /**
   * Reads the verdict that the app has written onto what is shown. Whatever the metafield
   * holds, the answer is a reading.
   * @param value the metafield's `value` or `jsonValue`; `undefined` or `null` where there is none.
   * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the options.
   */
  read(value: unknown, options: ShownRecord): VerdictReading;
}

const OPTIONS = ['environment', 'audience', 'fail', 'now', 'isExpired'] as const;
const SHOWN = ['subject', 'ownerId'] as const;

/** The members that are read, before anything has been found out about them. */
interface Members {
  readonly v?: unknown;
  readonly status?: unknown;
  readonly reason?: unknown;
  readonly action?: unknown;
  readonly subject?: unknown;
  readonly ownerId?: unknown;
  readonly environment?: unknown;
  readonly audience?: unknown;
  readonly expiresAt?: unknown;
  readonly keyId?: unknown;
  readonly envelopeDigest?: unknown;
}

/** What does not change between records. */
interface Place {
  readonly environment: string;
  readonly audience: string | undefined;
  readonly isOpen: boolean;
  /** Unix seconds. */
  readonly now: number;
}

/**
 * Makes a reader for all records of a run: place, time and `fail` are checked once.
 * @throws ContentmarkError `ERR_ARGUMENT`
 * @example
 * ```ts
 * import { createVerdictReader, endOfDate } from 'contentmark/verdict';
 *
 * const reader = createVerdictReader({
 *   environment: 'production',
 *   now: endOfDate('2026-12-01'),
 *   fail: 'open',
 * });
 * console.log(reader.read(undefined, { subject: 'boots' }).allowed); // true
 * ```
 */
export function createVerdictReader(options: VerdictReaderOptions): VerdictReader {
  const expected = readOptions('options', options, OPTIONS);
  const { environment, audience, fail } = expected;
  requireName('environment', environment);
  if (audience !== undefined) requireName('audience', audience);
  if (fail !== 'open' && fail !== 'closed') {
    throw wrongArgument('options.fail', '"closed" or "open"', fail);
  }
  const isOpen = fail === 'open';
  const place: Place = { environment, audience, isOpen, now: readTime(expected) };
  return Object.freeze({
    read(value: unknown, record: ShownRecord): VerdictReading {
      const { subject, ownerId } = readOptions('options', record, SHOWN);
      if (ownerId !== undefined) requireName('ownerId', ownerId);
      if (ownerId === undefined || subject !== undefined) requireName('subject', subject);
      if (value === undefined || value === null || value === '') {
        return unverified('absent', isOpen);
      }
      try {
        if (typeof value !== 'string') return judge(value, place, subject, ownerId);
        if (value.length > MAX_READ_LENGTH) return unverified('too-large', isOpen);
        const parsed: unknown = JSON.parse(value);
        if (parsed === null) return unverified('absent', isOpen);
        return judge(parsed, place, subject, ownerId);
      } catch {
        // Text that is no JSON, or an object whose members cannot even be looked at.
        return unverified('malformed', isOpen);
      }
    },
  });
}

/**
 * Refuses an empty name. A name is only compared here, so unlike in a mark it need not be
 * well-formed.
 */
function requireName(option: string, name: unknown): void {
  if (typeof name === 'string' && name !== '') return;
  throw wrongArgument(`options.${option}`, 'a non-empty string', name);
}

/** The time to compare with: `now`, or one before or after every time that a verdict can hold. */
function readTime({ now, isExpired }: VerdictTime): number {
  if (now === undefined) {
    if (typeof isExpired === 'boolean') return isExpired ? 2 ** 32 : -1;
  } else if (isExpired === undefined && isSeconds(now)) {
    return now;
  }
  throw wrongArgument(
    now === undefined ? 'options.isExpired' : 'options.now',
    '"now" in Unix seconds or "isExpired", one of them',
    now ?? isExpired,
  );
}

/** The checks, in the order of `VERDICT_REASONS`. */
function judge(
  value: unknown,
  { environment, audience, isOpen, now }: Place,
  subject: string | undefined,
  ownerId: string | undefined,
): VerdictReading {
  if (typeof value !== 'object' || value === null) return unverified('malformed', isOpen);
  // Every member is `unknown`, so this claims nothing of an object from outside.
  const members = value as Members;
  // Own only: a polluted Object.prototype must not make an empty object a verdict.
  const has = Object.hasOwn;
  const version = has(members, 'v') && members.v;
  if (version !== VERDICT_VERSION) {
    return unverified(typeof version === 'number' ? 'unsupported-version' : 'malformed', isOpen);
  }
  const status = has(members, 'status') && members.status;
  const action = has(members, 'action') ? members.action : undefined;
  const itsSubject = has(members, 'subject') && members.subject;
  const itsEnvironment = has(members, 'environment') && members.environment;
  const itsAudience = has(members, 'audience') ? members.audience : undefined;
  const expiresAt = has(members, 'expiresAt') && members.expiresAt;
  const keyId = has(members, 'keyId') && members.keyId;
  const envelopeDigest = has(members, 'envelopeDigest') && members.envelopeDigest;
  const rejection = has(members, 'reason') && members.reason;
  const hasMark =
    status === 'verified'
      ? isText(keyId, KEY_ID_LENGTH) && isText(envelopeDigest, DIGEST_LENGTH)
      : status === 'rejected'
        ? typeof rejection === 'string' && REJECTION.test(rejection)
        : status === 'absent';
  if (
    !hasMark ||
    typeof itsSubject !== 'string' ||
    typeof itsEnvironment !== 'string' ||
    !isSeconds(expiresAt) ||
    (action !== undefined && !isAction(action))
  ) {
    return unverified('malformed', isOpen);
  }

  // What the app's policy has decided on this record; without it, what was found out must do.
  const isAllowed =
    action === undefined
      ? status === 'verified' || (status === 'absent' && isOpen)
      : PASSES[action];
  // A record of another environment or tenant has leaked: `open` is not open to it.
  if (itsEnvironment !== environment) return unverified('environment-mismatch', false);
  // As with marks: one for a tenant must name that tenant, one for nobody in particular holds for all.
  if (itsAudience !== undefined && itsAudience !== audience) {
    return unverified('audience-mismatch', false);
  }
  // Of another record, or too old: nothing is known of what is shown, so `fail` decides. But a
  // refusal that was copied from elsewhere, or is out of date, does not become a pass.
  if (subject !== undefined && itsSubject !== subject) {
    return unverified('subject-mismatch', isOpen && isAllowed);
  }
  if (ownerId !== undefined && !(has(members, 'ownerId') && members.ownerId === ownerId)) {
    return unverified('owner-mismatch', isOpen && isAllowed);
  }
  if (now >= expiresAt) return unverified('expired', isOpen && isAllowed);
  // The casts hold by `hasMark`, through which the compiler does not see.
  if (status === 'rejected') return unverified('rejected', isAllowed, action, rejection as string);
  if (status === 'absent') return unverified('unmarked', isAllowed, action);
  return Object.freeze({
    status: 'verified',
    allowed: isAllowed,
    action,
    keyId: keyId as string,
    envelopeDigest: envelopeDigest as string,
    expiresAt,
  });
}

function unverified(
  reason: VerdictReason,
  allowed: boolean,
  action?: Action,
  rejection?: string,
): VerdictReading {
  return Object.freeze({ status: 'unverified', reason, allowed, action, rejection });
}

/**
 * Whether a value is text of this length. Its digits are not checked, because nothing is computed
 * with them.
 */
function isText(value: unknown, length: number): boolean {
  return typeof value === 'string' && value.length === length;
}

/** Whole Unix seconds that fit 32 bits; milliseconds do not. */
function isSeconds(value: unknown): value is number {
  // Holds for numbers only, so the comparisons do too.
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32;
}
