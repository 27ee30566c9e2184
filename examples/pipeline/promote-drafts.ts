/**
 * From staging to production. What stands in the staging shop is promoted, not what this process
 * remembers: `promote` checks the staging mark against it, keeps that mark as the origin of the
 * new one, and asks for an approver who is not the author. The production key is another one.
 */

import { extract } from 'contentmark/carrier';
import type { Signer } from 'contentmark/keys';
import { promote, statementDigest } from 'contentmark/promote';
import {
  productCarrier,
  productContent,
  productRequest,
  readProductReply,
} from 'contentmark/shopify';
import type { Claims } from 'contentmark/verify';
import { type Pushed, pushDraft, readStanding, type Shop } from './push-draft.ts';
import { readSignOffs, type SignOff, toReview } from './sign-offs.ts';
import { vouch } from './signed-draft.ts';
import type { Workspace } from './workspace.ts';

/** Options of {@link promoteDrafts}. */
export interface PromoteDraftsOptions {
  readonly handles: readonly string[];
  readonly from: Shop<string>;
  readonly to: Shop<string>;
  /** Holds the key of the other side, and no other key. */
  readonly signer: Signer;
  /** Who answers for it: a role or an id, not an e-mail address. */
  readonly approver: string;
  /** Why: goes into the record. */
  readonly reason: string;
  /** Has the sign-offs, and gets the records. */
  readonly workspace: Pick<Workspace, 'readNotes' | 'note'>;
  readonly onResult?: (result: PromotionResult) => void;
}

/** What became of one product. */
export interface PromotionResult {
  readonly handle: string;
  readonly outcome: Pushed['outcome'] | 'not-promoted';
  /** Why, where it is not as it should be; `''` otherwise. */
  readonly detail: string;
  /** Whether the new mark says that a person has reviewed it. */
  readonly isReviewed: boolean;
}

/**
 * Promotes. Each product is by itself: one that is refused stays where it is.
 * @throws ContentmarkError for a mistake in the options, such as an approver who is an e-mail
 * address; Error where a shop does not answer.
 */
export async function promoteDrafts(
  options: PromoteDraftsOptions,
): Promise<readonly PromotionResult[]> {
  const signOffs = await readSignOffs(options.workspace);
  const results: PromotionResult[] = [];
  for (const handle of options.handles) {
    const result = await promoteOne(handle, options, signOffs);
    results.push(result);
    options.onResult?.(result);
  }
  return results;
}

async function promoteOne(
  handle: string,
  { from, to, signer, approver, reason, workspace }: PromoteDraftsOptions,
  signOffs: Awaited<ReturnType<typeof readSignOffs>>,
): Promise<PromotionResult> {
  const stay = (detail: string): PromotionResult => ({
    handle,
    outcome: 'not-promoted',
    detail,
    isReviewed: false,
  });
  const reply = await from.client.request(productRequest(handle));
  if (reply.status !== 'ok') throw new Error(`the ${from.environment} shop: ${reply.detail}`);
  const product = readProductReply(reply.data)?.product;
  if (product === undefined) return stay('there is no such product');
  const { content, problem } = productContent(product);
  if (content === undefined) return stay(problem);
  const signOff = signOffs.get(handle);
  const evidence = extract(product, productCarrier());
  const standing = await readStanding(to, handle);
  if (standing.status === 'failed')
    throw new Error(`the ${to.environment} shop: ${standing.detail}`);
  if (isPromotionOf(standing.signed?.claims, evidence[0], signOff)) {
    return { handle, outcome: 'kept', detail: '', isReviewed: signOff !== undefined };
  }
  const promotion = await promote(content, {
    verifier: from.verifier,
    evidence,
    subject: handle,
    signer,
    claims: {
      environment: to.environment,
      ...(signOff !== undefined && { review: toReview(signOff) }),
    },
    approver,
    reason,
  });
  if (promotion.status === 'refused') return stay(`${promotion.reason}: ${promotion.detail}`);
  const { signed, verdict } = await vouch(product, promotion.envelope, to);
  if (signed === undefined) return stay(`the new mark is ${verdict.status}`);
  // Written down before it is done: a product in production without a record has no approver.
  await workspace.note('promotions', promotion.record);
  const pushed = await pushDraft(to, signed);
  if (pushed.status === 'failed') throw new Error(`the ${to.environment} shop: ${pushed.detail}`);
  return {
    handle,
    outcome: pushed.outcome,
    detail: pushed.detail,
    isReviewed: signOff !== undefined,
  };
}

/** Whether a run before has done this already: the origin is this mark, the review this sign-off. */
function isPromotionOf(
  claims: Claims | undefined,
  original: Uint8Array | undefined,
  signOff: SignOff | undefined,
): boolean {
  const [origin] = claims?.ingredients ?? [];
  const digest = original && statementDigest(original);
  if (claims === undefined || origin === undefined || digest === undefined) return false;
  const reviewed = claims.review && Buffer.from(claims.review.digest).toString('hex');
  return Buffer.compare(origin, digest) === 0 && reviewed === signOff?.digest;
}
