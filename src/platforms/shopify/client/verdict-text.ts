/** Prepares the stored verdict that is written beside a mark, for places that cannot verify. */

import { isContentmarkError, readOptions } from '../../../errors.ts';
import { encodeHex } from '../../../format/bytes/bytes.ts';
import { wrongOption } from '../../../options.ts';
import type { Verdict, Verified } from '../../../verify/verdict.ts';
import { type MetafieldWrite, verdictWrite } from '../metafield-writes.ts';
import type { ShopifyProduct } from '../product.ts';
import { type WriteVerdictOptions, writeVerdict } from '../verdict/write-verdict.ts';

/** The members of a decision that a stored verdict holds. */
export type VerdictDecision = NonNullable<WriteVerdictOptions['decision']>;

/** What stored verdicts hold besides the result of the check. */
export interface StoredVerdictOptions {
  /**
   * How long a stored verdict holds, in seconds; not longer than its mark. Somebody must check again
   * before that, or Liquid and checkout show nothing.
   */
  readonly lifetime: number;
  /**
   * What the shop's policy decides for marks that hold: a function of the verdict, such as
   * `(verdict) => decide(storefront, { place: 'render', environment, verdict })`. One decision
   * for all of them says the same of content that a model made and of content that none did.
   * Default none.
   */
  readonly decision?: VerdictDecision | ((verdict: Verified) => VerdictDecision | undefined);
  /**
   * The language that the products are written in, as Liquid calls it (`en`, `pt-BR`): its
   * digest lets a theme see that a description was edited. Default none.
   */
  readonly locale?: string;
}

/** The record of a stored verdict. */
export interface VerdictSubject {
  readonly product: ShopifyProduct;
  readonly environment: string;
  readonly audience: string | undefined;
  /** `undefined` where there is no mark. */
  readonly envelope: Uint8Array | undefined;
  readonly verdict: Verdict;
  /** Unix seconds. */
  readonly now: number;
}

/** The longest lifetime: ten years, so that milliseconds given by mistake are refused. */
const MAX_LIFETIME = 10 * 366 * 86_400;

/** Checks the options. */
export function readVerdictOptions(
  given: StoredVerdictOptions | undefined,
): StoredVerdictOptions | undefined {
  if (given === undefined) return undefined;
  const options = readOptions('options.verdicts', given, ['lifetime', 'decision', 'locale']);
  const { lifetime } = options;
  if (!Number.isInteger(lifetime) || lifetime < 1 || lifetime > MAX_LIFETIME) {
    throw wrongOption('options.verdicts.lifetime', `whole seconds from 1 to ${MAX_LIFETIME}`);
  }
  return options;
}

/** The options as a journal compares them. It cannot tell one function from another. */
export function planOfVerdicts(options: StoredVerdictOptions | undefined): object | null {
  if (options === undefined) return null;
  return typeof options.decision === 'function' ? { ...options, decision: 'function' } : options;
}

/**
 * The write of a stored verdict, or `undefined` where the one that is there says the same and has half
 * of its time left, or where none can be printed within 512 bytes.
 */
export async function prepareVerdict(
  options: StoredVerdictOptions,
  subject: VerdictSubject,
): Promise<MetafieldWrite | undefined> {
  const text = await printVerdict(options, subject);
  if (text === undefined) return undefined;
  const stored = subject.product.verdict?.value;
  if (stored !== undefined && saysTheSame(stored, text, subject.now + options.lifetime / 2)) {
    return undefined;
  }
  return verdictWrite(subject.product, text);
}

async function printVerdict(
  { lifetime, decision, locale }: StoredVerdictOptions,
  { product, environment, audience, envelope, verdict, now }: VerdictSubject,
): Promise<string | undefined> {
  const isVerified = verdict.status === 'verified';
  const decided = isVerified ? decideOn(decision, verdict) : undefined;
  const claimed = isVerified ? verdict.claims.expiresAt : undefined;
  try {
    return writeVerdict(verdict, {
      subject: product.handle,
      ownerId: product.id,
      environment,
      ...(audience !== undefined && { audience }),
      expiresAt: Math.min(now + lifetime, claimed ?? Number.POSITIVE_INFINITY),
      ...(envelope !== undefined &&
        envelope.length > 0 && { envelopeDigest: await sha256Hex(envelope) }),
      ...(decided !== undefined && { decision: decided }),
      ...(isVerified &&
        locale !== undefined && {
          descSha256: {
            [locale]: await sha256Hex(new TextEncoder().encode(product.descriptionHtml)),
          },
        }),
    });
  } catch (error) {
    // A handle of hundreds of bytes: the mark is there all the same, and places see no verdict.
    if (isContentmarkError(error) && error.code === 'ERR_HOST') return undefined;
    throw error;
  }
}

function decideOn(
  decision: StoredVerdictOptions['decision'],
  verdict: Verified,
): VerdictDecision | undefined {
  return typeof decision === 'function' ? decision(verdict) : decision;
}

/** Whether two stored verdicts differ in their time only, and the one that is there has enough of it. */
function saysTheSame(stored: string, text: string, until: number): boolean {
  const found = parse(stored);
  const wanted = parse(text);
  if (found === undefined || wanted === undefined) return false;
  const { expiresAt = 0, ...rest } = found;
  const { expiresAt: _later, ...others } = wanted;
  return typeof expiresAt === 'number' && expiresAt >= until && sorted(rest) === sorted(others);
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Sorts members, because Shopify may store them in another order than they were sent. */
function sorted(value: Record<string, unknown>): string {
  return JSON.stringify(
    Object.entries(value)
      .map(([name, member]) => [
        name,
        typeof member === 'object' && member ? Object.entries(member).sort() : member,
      ])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}

async function sha256Hex(bytes: Uint8Array): Promise<string> {
  // A copy: what is hashed must not be shared with another thread, says the type of digest.
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return encodeHex(new Uint8Array(digest));
}
