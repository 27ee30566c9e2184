/**
 * `readVerdict`: what the app has found out, read where nothing can be checked any more: in a
 * Shopify Function, a checkout UI extension, a browser. It compares strings and numbers, once
 * each, and reads own members only. It cannot tell a forged verdict from a real one: read it
 * from the `$app` namespace and from nowhere else.
 */
import { readOptions, wrongArgument } from '../errors.ts';
import type { Action } from '../policy/decision.ts';
import {
  isAction,
  KEY_ID,
  MAX_READ_LENGTH,
  PASSES,
  REJECTION,
  SHA256_HEX,
  VERDICT_VERSION,
} from './format.ts';
import type { VerdictReading, VerdictReason } from './reading.ts';

/** The record that is shown: at least one of the two, whatever the surface can see. */
export type ShownRecord =
  | {
      /** The subject of the mark, such as a product's handle. */
      readonly subject: string;
      /** The resource that holds the metafield: a GID such as `gid://shopify/Product/1`. */
      readonly ownerId?: string;
    }
  | { readonly subject?: string; readonly ownerId: string };

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

/** Options of {@link readVerdict}. */
export type ReadVerdictOptions = ShownRecord &
  VerdictTime & {
    /** Where this code runs: `production`, `staging` … */
    readonly environment: string;
    /** The shop or tenant. Default none: a verdict made for one is then refused. */
    readonly audience?: string;
    /** Where nothing usable is known: `closed` does not allow, `open` does. */
    readonly fail: 'closed' | 'open';
  };

const OPTIONS = [
  'subject',
  'ownerId',
  'environment',
  'audience',
  'fail',
  'now',
  'isExpired',
] as const;

/** The members that are read; those for Liquid alone, and later ones, are passed over. */
const MEMBERS = [
  'v',
  'status',
  'reason',
  'action',
  'subject',
  'ownerId',
  'environment',
  'audience',
  'expiresAt',
  'keyId',
  'envelopeDigest',
] as const;

type Members = Partial<Record<(typeof MEMBERS)[number], unknown>>;

/** Members of the right types. `ownerId` and `audience` are only ever compared. */
type Stored = {
  readonly subject: string;
  readonly environment: string;
  readonly ownerId?: unknown;
  readonly audience?: unknown;
  readonly expiresAt: number;
  readonly action?: Action;
} & (
  | { readonly status: 'verified'; readonly keyId: string; readonly envelopeDigest: string }
  | { readonly status: 'rejected'; readonly reason: string }
  | { readonly status: 'absent' }
);

/**
 * Reads the verdict that the app has written onto what is shown. Whatever the metafield
 * holds, the answer is a reading.
 * @param value the metafield's `value` or `jsonValue`; `undefined` or `null` where there is none.
 * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the options.
 */
export function readVerdict(value: unknown, options: ReadVerdictOptions): VerdictReading {
  const expected = readOptions('options', options, OPTIONS);
  const { subject, ownerId, environment, audience, fail } = expected;
  for (const name of ['environment', 'audience', 'ownerId', 'subject'] as const) {
    const isNeeded = name === 'environment' || (name === 'subject' && ownerId === undefined);
    // A name is only compared here, so unlike in a mark it need not be well-formed.
    if (!isName(expected[name]) && (isNeeded || expected[name] !== undefined)) {
      throw wrongArgument(`options.${name}`, 'a non-empty string', expected[name]);
    }
  }
  if (fail !== 'open' && fail !== 'closed') {
    throw wrongArgument('options.fail', '"closed" or "open"', fail);
  }
  const isOpen = fail === 'open';
  const now = readTime(expected);

  const stored = readStored(value);
  if (typeof stored === 'string') return unverified(stored, isOpen);
  const { status, action, expiresAt } = stored;
  // What the app's policy has decided on this record; without it, what was found out must do.
  const isAllowed =
    action === undefined
      ? status === 'verified' || (status === 'absent' && isOpen)
      : PASSES[action];
  // A record of another environment or tenant has leaked: `open` is not open to it.
  if (stored.environment !== environment) return unverified('environment-mismatch', false);
  // As with marks: one for a tenant must name that tenant, one for nobody in particular holds for all.
  if (stored.audience !== undefined && stored.audience !== audience) {
    return unverified('audience-mismatch', false);
  }
  // From here on nothing is known of what is shown, so `fail` decides; but a refusal that was
  // copied from another record, or is out of date, does not become a pass.
  if (subject !== undefined && stored.subject !== subject) {
    return unverified('subject-mismatch', isOpen && isAllowed);
  }
  if (ownerId !== undefined && stored.ownerId !== ownerId) {
    return unverified('owner-mismatch', isOpen && isAllowed);
  }
  if (now >= expiresAt) return unverified('expired', isOpen && isAllowed);
  switch (stored.status) {
    case 'rejected':
      return unverified('rejected', isAllowed, action, stored.reason);
    case 'absent':
      return unverified('unmarked', isAllowed, action);
    case 'verified': {
      const { keyId, envelopeDigest } = stored;
      return Object.freeze({
        status: 'verified',
        allowed: isAllowed,
        action,
        keyId,
        envelopeDigest,
        expiresAt,
      });
    }
  }
}

function unverified(
  reason: VerdictReason,
  allowed: boolean,
  action?: Action,
  rejection?: string,
): VerdictReading {
  return Object.freeze({ status: 'unverified', reason, allowed, action, rejection });
}

/** The present, or a time that lies before or behind every one that a verdict can name. */
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

function readStored(value: unknown): Stored | VerdictReason {
  if (value === undefined || value === null || value === '') return 'absent';
  try {
    if (typeof value !== 'string') return readMembers(value);
    if (value.length > MAX_READ_LENGTH) return 'too-large';
    const parsed: unknown = JSON.parse(value);
    return parsed === null ? 'absent' : readMembers(parsed);
  } catch {
    // Text that is no JSON, or an object whose members cannot even be looked at.
    return 'malformed';
  }
}

function readMembers(given: unknown): Stored | VerdictReason {
  if (typeof given !== 'object' || given === null) return 'malformed';
  const members: Members = Object.create(null);
  for (const name of MEMBERS) {
    // Own only: a polluted Object.prototype must not make an empty object a verdict.
    if (Object.hasOwn(given, name)) members[name] = (given as Members)[name];
  }
  if (members.v === VERDICT_VERSION) return isStored(members) ? members : 'malformed';
  return typeof members.v === 'number' ? 'unsupported-version' : 'malformed';
}

function isStored(members: Members): members is Stored {
  const { status, action } = members;
  const isWhole =
    status === 'verified'
      ? matches(KEY_ID, members.keyId) && matches(SHA256_HEX, members.envelopeDigest)
      : status === 'rejected'
        ? matches(REJECTION, members.reason)
        : status === 'absent';
  return (
    isWhole &&
    isName(members.subject) &&
    isName(members.environment) &&
    isSeconds(members.expiresAt) &&
    (action === undefined || isAction(action))
  );
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function matches(pattern: RegExp, value: unknown): boolean {
  return typeof value === 'string' && pattern.test(value);
}

/** Whole Unix seconds that fit 32 bits; milliseconds do not. */
function isSeconds(value: unknown): value is number {
  // Holds for numbers only, so the comparisons do too.
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32;
}
