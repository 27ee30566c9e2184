/**
 * `createCompactVerifier`: the check of `contentmark/verify` for pages, in a third of its size. It
 * gives the same verdicts for the same reasons, always as a promise. It has no details, no results
 * by part, no cache, no signed roots that travel apart and no recall.
 */

import { systemClock } from '../../clock.ts';
import { ContentmarkError } from '../../errors.ts';
import { encodeHex } from '../../format/bytes/bytes.ts';
import { encodeSigStructure, encodeStatement } from '../../format/bytes/cose.ts';
import { isSignedSoon } from '../../format/crypto/awaited.ts';
import type { Claims } from '../../format/envelope/claims.ts';
import { MAX_ENVELOPE_BYTES } from '../../format/envelope/limits.ts';
import type { Reason } from '../../reasons.ts';
import type { TrustEntry } from '../../trust/trust.ts';
import { type Expected, findRefusal } from '../refusal.ts';
import { climbSoon } from './climb.ts';
import { compareSoon } from './compare.ts';
import type { CompactContent } from './content.ts';
import { decodeText } from './decode-text.ts';
import { type CompactKeys, readKeys } from './keys.ts';
import { readEnvelope } from './read-envelope.ts';

/** Options of {@link createCompactVerifier}. */
export interface CompactVerifierOptions {
  /** As `createTrust` takes them. Vetted here. */
  readonly keys: readonly TrustEntry[];
  /** Where this page is: `production`, `staging` … Marks made for elsewhere are refused. */
  readonly environment: string;
  /** The shop or tenant. Default none: marks made for one audience are then refused. */
  readonly audience?: string | undefined;
}

/** Options of one check. */
export interface CompactItemOptions {
  /**
   * What is shown. It is compared with the mark; otherwise a valid mark could be moved to another
   * record.
   */
  readonly subject: string;
  /** Unix seconds. Default the machine's clock. */
  readonly now?: number;
  /** Seconds that the signer's clock and ours may differ. Default 60. */
  readonly clockTolerance?: number;
  /** Parts of a record that must be shown; `'all'` for every part that was signed. Default none. */
  readonly requiredParts?: readonly string[] | 'all';
}

/** The mark holds for what is shown. */
export interface CompactVerified {
  readonly status: 'verified';
  readonly claims: Claims;
  /** 16 hexadecimal digits. */
  readonly keyId: string;
}

/** What was found. Claims exist on the verified branch only. */
export type CompactVerdict =
  | CompactVerified
  | { readonly status: 'rejected'; readonly reason: Reason }
  | { readonly status: 'absent' };

/** Checks marks against one set of keys in one environment. */
export interface CompactVerifier {
  /**
   * Checks what is shown against the mark found with it: its text form, or all that were found.
   * @throws ContentmarkError `ERR_TRUST` where a key is not as `createTrust` takes it, or none is
   * for the environment; `ERR_ARGUMENT` for a time that is none, and `requiredParts` of one content.
   */
  verify(
    content: CompactContent,
    mark: string | readonly string[],
    options: CompactItemOptions,
  ): Promise<CompactVerdict>;
}

/**
 * Makes a verifier. The keys are read by the first check.
 * @example
 * ```ts
 * import { exportPublicJwk, generateKey, localSigner, signSync, text } from 'contentmark';
 * import { encodeTextForm } from 'contentmark/carrier';
 * import { createCompactVerifier, text as shown } from 'contentmark/compact';
 *
 * const key = generateKey();
 * const issuer = 'https://shop.example/ai';
 * const claims = { issuer, subject: 'boots', environment: 'production' };
 * const mark = encodeTextForm(signSync(text('Trail Boot'), { signer: localSigner(key), claims }));
 *
 * const verifier = createCompactVerifier({
 *   keys: [{ publicKey: exportPublicJwk(key), issuers: [issuer], environments: ['production'] }],
 *   environment: 'production',
 * });
 * console.log((await verifier.verify(shown('Trail Boot'), mark, { subject: 'boots' })).status); // verified
 * ```
 */
export function createCompactVerifier(options: CompactVerifierOptions): CompactVerifier {
  const { keys, environment, audience } = options;
  let reading: ReturnType<typeof readKeys> | undefined;
  return {
    async verify(content, mark, item) {
      reading ??= readKeys(keys);
      const trusted = await reading;
      requireKeyFor(trusted, environment);
      const { subject, now = systemClock(), clockTolerance = 60, requiredParts = [] } = item;
      requireThat('now', isSeconds(now));
      requireThat('clockTolerance', isSeconds(clockTolerance));
      const isOfParts = requiredParts === 'all' || !requiredParts.length || 'parts' in content;
      requireThat('requiredParts', isOfParts);
      const expected = { environment, audience, subject, now, clockTolerance, requiredParts };
      const bytes = findMark(typeof mark === 'string' ? [mark] : mark);
      return bytes instanceof Uint8Array ? check(bytes, content, trusted, expected) : bytes;
    },
  };
}

/** Refuses what the full verifier refuses, with one message for all. */
function requireThat(argument: string, isRight: boolean): void {
  if (!isRight) throw new ContentmarkError('ERR_ARGUMENT', 'is wrong', argument);
}

/** Whole seconds below 2^32; NaN would never expire. */
const isSeconds = (time: number): boolean => time >>> 0 === time;

/** As createVerifier does: such keys would refuse every mark. */
function requireKeyFor(keys: CompactKeys, environment: string): void {
  if ([...keys.values()].some(({ environments }) => environments.has(environment))) return;
  throw new ContentmarkError('ERR_TRUST', `is ${environment}, and no key is for it`, 'environment');
}

function reject(reason: Reason): CompactVerdict {
  return { status: 'rejected', reason };
}

/** The longest text form that can hold an envelope; a longer one is not decoded. */
const MAX_TEXT_FORM = Math.ceil((MAX_ENVELOPE_BYTES * 4) / 3);

/** The one envelope of all that was found, or the verdict where there is none or more than one. */
function findMark(found: readonly string[]): Uint8Array | CompactVerdict {
  // An empty text is nothing: platforms store it for "no value".
  const [text, another] = new Set(found.filter(Boolean));
  if (text === undefined) return { status: 'absent' };
  if (another !== undefined) return reject('ambiguous');
  if (text.length > MAX_TEXT_FORM) return reject('too-large');
  return decodeText(text) ?? reject('malformed');
}

async function check(
  bytes: Uint8Array,
  content: CompactContent,
  keys: Awaited<ReturnType<typeof readKeys>>,
  expected: Expected,
): Promise<CompactVerdict> {
  const envelope = readEnvelope(bytes);
  if (typeof envelope === 'string') return reject(envelope);
  const { claims, path, root, protectedHeader, payload, keyId, signature, digests } = envelope;
  const id = encodeHex(root?.keyId ?? keyId ?? new Uint8Array());
  const key = keys.get(id);
  if (key === undefined && (root || !path)) return reject('unknown-key');
  let message = encodeSigStructure(protectedHeader, payload);
  if (path !== undefined) {
    const top = await climbSoon(encodeStatement(protectedHeader, payload), path);
    if (root === undefined) return reject('unknown-root');
    message = encodeSigStructure(root.protectedHeader, top);
  }
  // Only an item whose root travels apart has no key, and that has been answered.
  if (key === undefined) return reject('unknown-key');
  if (!(await isSignedSoon(key.publicKey, root?.signature ?? signature, message))) {
    return reject('bad-signature');
  }
  const stated = { claims, key, root, pathSize: path?.treeSize ?? 0 };
  const reason =
    findRefusal(stated, expected) ?? (await compareSoon(digests, content, expected.requiredParts));
  return reason === undefined ? { status: 'verified', claims, keyId: id } : reject(reason);
}
