/**
 * `writeVerdict`: prints the stored verdict on a record as the text of a metafield. The same
 * arguments always give the same text, so that an unchanged verdict is recognized by comparing
 * strings and need not be written again.
 */

import { BASES, type Decision } from '../../../decide/policy/decision.ts';
import {
  ContentmarkError,
  readOptions,
  requireSeconds,
  requireText,
  wrongArgument,
} from '../../../errors.ts';
import { ownMembers } from '../../../members.ts';
import { REASONS } from '../../../reasons.ts';
import type { Verdict, Verified } from '../../../verify/verdict.ts';
import { isAction, KEY_ID, MAX_VERDICT_BYTES, SHA256_HEX, VERDICT_VERSION } from './format.ts';

/** Options of {@link writeVerdict}. */
export interface WriteVerdictOptions {
  /** What was checked, such as a product's handle: the subject that the verifier was given. */
  readonly subject: string;
  /**
   * The resource that the metafield is written onto: a GID such as `gid://shopify/Product/1`.
   * Checkout UI extensions see no handle and need it. Default none.
   */
  readonly ownerId?: string;
  /** Where it was checked: the verifier's environment. */
  readonly environment: string;
  /** The shop or tenant it was checked for: the verifier's audience. Default none. */
  readonly audience?: string;
  /** Until when the verdict holds, in Unix seconds. Not longer than the mark itself. */
  readonly expiresAt: number;
  /**
   * SHA-256 of the envelope's bytes, 64 lower-case hexadecimal digits. Required where the
   * verdict is `verified`, refused where it is `absent`.
   */
  readonly envelopeDigest?: string;
  /** What the policy decided, `action` and `basis` of it. Default none. */
  readonly decision?: Pick<Decision, 'action' | 'basis'>;
  /**
   * For the drift check in Liquid: SHA-256 of the description as Liquid sees it, by locale
   * (`en`, `pt-BR`), 64 lower-case hexadecimal digits each. Two or three locales fit.
   */
  readonly descSha256?: Readonly<Record<string, string>>;
}

const OPTIONS = [
  'subject',
  'ownerId',
  'environment',
  'audience',
  'expiresAt',
  'envelopeDigest',
  'decision',
  'descSha256',
] as const satisfies readonly (keyof WriteVerdictOptions)[];

/** As Shopify's `request.locale.iso_code` prints it. */
const LOCALE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

/** The members of the text, in the order in which they are printed. */
interface Members {
  v?: number;
  status?: Verdict['status'];
  reason?: string;
  action?: string;
  basis?: string;
  subject?: string;
  ownerId?: string;
  environment?: string;
  audience?: string;
  expiresAt?: number;
  keyId?: string;
  envelopeDigest?: string;
  descSha256?: Record<string, string>;
}

/**
 * Prints a verdict for the metafield {@link VERDICT_METAFIELD}: JSON of at most 512 bytes.
 * @param verdict of `contentmark/verify`, for the very record, place and time of the options.
 * @throws ContentmarkError `ERR_ARGUMENT` where the arguments contradict each other; `ERR_HOST`
 * where the text would be longer.
 * @example
 * ```ts
 * import { readVerdict, writeVerdict } from 'contentmark/verdict';
 *
 * const place = { environment: 'production', subject: 'boots' };
 * const value = writeVerdict({ status: 'absent' }, { ...place, expiresAt: 1_900_000_000 });
 * const reading = readVerdict(value, { ...place, now: 1_800_000_000, fail: 'closed' });
 * console.log(reading.status, reading.allowed); // unverified false
 * ```
 */
export function writeVerdict(verdict: Verdict, options: WriteVerdictOptions): string {
  const given = readOptions('options', options, OPTIONS);
  requireText('options.subject', given.subject);
  if (given.ownerId !== undefined) requireText('options.ownerId', given.ownerId);
  requireText('options.environment', given.environment);
  if (given.audience !== undefined) requireText('options.audience', given.audience);
  requireSeconds('options.expiresAt', given.expiresAt);
  // No prototype: JSON.stringify would call a `toJSON` that somebody has put on Object.prototype.
  const members: Members = Object.create(null);
  members.v = VERDICT_VERSION;
  members.status = readStatus(verdict);
  if (verdict.status === 'rejected') members.reason = verdict.reason;
  addDecision(members, given.decision);
  members.subject = given.subject;
  if (given.ownerId !== undefined) members.ownerId = given.ownerId;
  members.environment = given.environment;
  if (given.audience !== undefined) members.audience = given.audience;
  members.expiresAt = given.expiresAt;
  if (verdict.status === 'verified') {
    requireSame(verdict.claims, given);
    members.keyId = verdict.keyId;
  }
  addDigests(members, given);
  const text = JSON.stringify(members);
  if (utf8Length(text) > MAX_VERDICT_BYTES) throw tooLong(members, utf8Length(text));
  return text;
}

function readStatus(verdict: unknown): Verdict['status'] {
  if (typeof verdict === 'object' && verdict !== null) {
    // Whatever the caller's type says: each member is looked at before it is used.
    const { status, reason, claims, keyId } = verdict as Readonly<Record<string, unknown>>;
    if (status === 'absent') return status;
    if (status === 'rejected' && REASONS.some((each) => each === reason)) return status;
    const isClaims = typeof claims === 'object' && claims !== null;
    if (status === 'verified' && isClaims && typeof keyId === 'string' && KEY_ID.test(keyId)) {
      return status;
    }
  }
  throw wrongArgument('verdict', 'a verdict of verify', verdict);
}

/**
 * Refuses a verdict that is `verified` for another record, place or time, because it would state
 * what was not checked.
 */
function requireSame(given: Verified['claims'], options: WriteVerdictOptions): void {
  const claims = ownMembers(given);
  for (const name of ['subject', 'environment', 'audience'] as const) {
    const claimed = claims[name];
    // A mark for no tenant in particular was checked for the one that is given.
    if (claimed === options[name] || (claimed === undefined && name === 'audience')) continue;
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `is not the ${name} of the verified mark; give both what the verifier was given`,
      `options.${name}`,
    );
  }
  if (claims.expiresAt !== undefined && options.expiresAt > claims.expiresAt) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `is after the mark itself expires; give ${claims.expiresAt} at most`,
      'options.expiresAt',
    );
  }
}

function addDecision(members: Members, decision: WriteVerdictOptions['decision']): void {
  if (decision === undefined) return;
  if (typeof decision !== 'object' || decision === null) {
    throw wrongArgument('options.decision', 'a decision of a policy', decision);
  }
  const { action, basis } = ownMembers(decision);
  if (!isAction(action)) {
    throw wrongArgument('options.decision.action', 'an action of a policy', action);
  }
  members.action = action;
  if (basis === undefined) return;
  if (action !== 'disclose' || !BASES.includes(basis)) {
    throw wrongArgument('options.decision.basis', 'none, or with "disclose" one of its own', basis);
  }
  members.basis = basis;
}

function addDigests(members: Members, { envelopeDigest, descSha256 }: WriteVerdictOptions): void {
  const { status } = members;
  if (status === 'absent' && envelopeDigest !== undefined) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      'with a verdict that found no envelope; leave it out',
      'options.envelopeDigest',
    );
  }
  if (status === 'verified' || envelopeDigest !== undefined) {
    requireDigest('options.envelopeDigest', envelopeDigest);
    members.envelopeDigest = envelopeDigest;
  }
  if (descSha256 === undefined) return;
  if (status !== 'verified') {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      'says what was verified, and nothing was; leave it out',
      'options.descSha256',
    );
  }
  members.descSha256 = readLocales(descSha256);
}

function readLocales(digests: unknown): Record<string, string> {
  if (typeof digests !== 'object' || digests === null || Array.isArray(digests)) {
    throw wrongArgument('options.descSha256', 'digests by locale', digests);
  }
  const sorted: Record<string, string> = Object.create(null);
  const locales = Object.keys(digests).sort();
  if (locales.length === 0) throw wrongArgument('options.descSha256', 'a locale', digests);
  for (const locale of locales) {
    if (!LOCALE.test(locale)) {
      throw new ContentmarkError(
        'ERR_ARGUMENT',
        'expected locales such as "en" or "pt-BR" as its keys',
        'options.descSha256',
      );
    }
    const digest: unknown = (digests as Readonly<Record<string, unknown>>)[locale];
    requireDigest(`options.descSha256.${locale}`, digest);
    sorted[locale] = digest;
  }
  return sorted;
}

function requireDigest(argument: string, digest: unknown): asserts digest is string {
  if (typeof digest === 'string' && SHA256_HEX.test(digest)) return;
  throw wrongArgument(argument, 'SHA-256 in 64 lower-case hexadecimal digits', digest);
}

/**
 * The error for a text that is too long. It names what can be left out first, then the longest
 * text.
 */
function tooLong(members: Members, length: number): ContentmarkError {
  const texts = ['subject', 'ownerId', 'environment', 'audience'] as const;
  const longest = texts.reduce((a, b) =>
    utf8Length(members[a] ?? '') >= utf8Length(members[b] ?? '') ? a : b,
  );
  const name = members.descSha256 === undefined ? longest : 'descSha256';
  const mend = name === 'descSha256' ? 'give it fewer locales, or leave it out' : 'shorten it';
  return new ContentmarkError(
    'ERR_HOST',
    `makes a verdict of ${length} bytes, at most ${MAX_VERDICT_BYTES}; ${mend}`,
    `options.${name}`,
  );
}

/** Bytes of a well-formed text in UTF-8; there is no TextEncoder everywhere. */
function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
