/**
 * `promote`: gives content that was checked in staging a mark of production. The original mark must
 * hold for exactly this content, somebody other than its author must approve it, and the new mark
 * names the original as its ingredient (PCI DSS 6.5.4: only reviewed and approved changes are
 * deployed).
 */

import { ContentmarkError } from '../../errors.ts';
import { equalBytes } from '../../format/bytes/bytes.ts';
import { type Content, requireContent } from '../../format/content/content.ts';
import { copyOf, findMark, type MarkInput } from '../../verify/mark-input.ts';
import type { Verdict } from '../../verify/verdict.ts';
import { sign } from '../sign.ts';
import { checkOriginal, checkPeople, reviewFor } from './check-promotion.ts';
import { openMark } from './open-mark.ts';
import { type PromoteOptions, readPromoteOptions } from './promote-options.ts';
import { promotedClaims } from './promoted-claims.ts';
import { createRecord, type PromotionRecord } from './record.ts';
import type { PromotionRefusal } from './refusals.ts';

/** What {@link promote} gives. */
export type Promotion =
  | {
      readonly status: 'promoted';
      /** The new mark, at most 8,192 bytes. */
      readonly envelope: Uint8Array;
      readonly record: PromotionRecord;
    }
  | {
      readonly status: 'refused';
      readonly reason: PromotionRefusal;
      /** For people and logs; never holds the content. */
      readonly detail: string;
      /** Of the original mark. */
      readonly verdict: Verdict;
    };

/**
 * Signs content anew for another environment.
 * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the arguments, a missing approver or
 * reason among them; `ERR_CLAIMS`, `ERR_CONTENT`, `ERR_SIGNER` from signing. What the original
 * mark or the people involved do not allow is refused with a reason instead.
 * @example
 * ```ts
 * import { createTrust, createVerifier, generateKey, localSigner, signSync, text } from 'contentmark';
 * import { promote } from 'contentmark/promote';
 *
 * const staging = generateKey();
 * const issuer = 'https://shop.example/ai';
 * const content = text('Light, waterproof, warm.');
 * const claims = { issuer, subject: 'trail-boot', environment: 'staging' };
 * const mark = signSync(content, { signer: localSigner(staging), claims });
 *
 * const trust = createTrust([
 *   { publicKey: staging.publicKey, issuers: [issuer], environments: ['staging'] },
 * ]);
 * const promotion = await promote(content, {
 *   verifier: createVerifier({ trust, environment: 'staging' }),
 *   mark,
 *   subject: 'trail-boot',
 *   claims: { environment: 'production' },
 *   signer: localSigner(generateKey()),
 *   author: 'copywriting',
 *   approver: 'product editor',
 *   reason: 'Facts checked against the data sheet.',
 * });
 * console.log(promotion.status); // promoted
 * ```
 */
export async function promote(content: Content, options: PromoteOptions): Promise<Promotion> {
  requireContent('content', content);
  const asked = readPromoteOptions(options);
  const { verifier, subject, now } = asked;
  const mark = keep(asked.mark);
  // All parts: what is not shown here would be signed unseen.
  const verdict = await verifier.verify(content, mark, { subject, now, requiredParts: 'all' });
  if (verdict.status !== 'verified') {
    const why = verdict.status === 'absent' ? 'there is no mark' : verdict.reason;
    return refuse('not-verified', `the original mark does not hold: ${why}`, verdict);
  }
  const original = openMark(mark);
  const refusal = checkOriginal(content, original, verdict, asked) ?? checkPeople(verdict, asked);
  if (refusal !== undefined) return refuse(refusal.reason, refusal.detail, verdict);
  const review = reviewFor(original, asked.claims.review, verdict.claims.review);
  if (review === 'mismatch') {
    return refuse('review-mismatch', 'the review is of other content than this', verdict);
  }
  const claims = promotedClaims(verdict.claims, asked, original.statementDigest, review);
  const envelope = await sign(content, { signer: asked.signer, claims });
  const made = openMark(envelope);
  // A caller's bytes can change while a key service takes its time.
  if (!equalBytes(made.sign1.payload, original.sign1.payload)) {
    throw new ContentmarkError(
      'ERR_CONTENT',
      'changed while it was promoted; pass a copy that nobody writes to',
      'content',
    );
  }
  return Object.freeze({
    status: 'promoted',
    envelope,
    record: createRecord(asked, verdict, original, made),
  });
}

function refuse(reason: PromotionRefusal, detail: string, verdict: Verdict): Promotion {
  return Object.freeze({ status: 'refused', reason, detail, verdict });
}

/** The one mark that was found, copied, or all that was found where it is not one. */
function keep(mark: MarkInput): MarkInput {
  const found = findMark(mark);
  if (typeof found === 'string') return found;
  return found instanceof Uint8Array ? copyOf(found) : mark;
}
