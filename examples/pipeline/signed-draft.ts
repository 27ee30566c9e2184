/**
 * The guard of this pipeline. What is pushed is a {@link SignedDraft}, and there is one way to
 * come by one: `vouch`, which checks the mark against the very texts that would be pushed. What
 * nobody signed does not compile, and what was changed after signing does not pass.
 */
import type { Claims, Verdict, Verifier } from 'contentmark/verify';
import { type Draft, draftContent } from './draft.ts';

/** Not exported: no other file can make one, and no cast from plain data has the member. */
const SIGNED: unique symbol = Symbol('signed');

/** A draft whose mark holds for it, in one environment. */
export interface SignedDraft<Environment extends string> extends Draft {
  readonly [SIGNED]: true;
  readonly environment: Environment;
  /** At most 8,192 bytes. */
  readonly envelope: Uint8Array;
  /** What the mark says, verified. */
  readonly claims: Claims;
}

/** An environment and what checks for it. */
export interface Checker<Environment extends string> {
  readonly environment: Environment;
  /** Made with the same environment, and with the keys that may sign for it. */
  readonly verifier: Verifier;
}

/** What {@link vouch} gives. */
export type Vouched<Environment extends string> =
  | { readonly signed: SignedDraft<Environment>; readonly verdict?: never }
  | { readonly signed?: never; readonly verdict: Verdict };

/** Checks a draft with its mark, whether it was signed a moment ago or read from a disk. */
export async function vouch<Environment extends string>(
  { handle, title, descriptionHtml, seoTitle, seoDescription }: Draft,
  envelope: Uint8Array,
  { environment, verifier }: Checker<Environment>,
): Promise<Vouched<Environment>> {
  const draft = { handle, title, descriptionHtml, seoTitle, seoDescription };
  const verdict = await verifier.verify(draftContent(draft), envelope, {
    subject: handle,
    requiredParts: 'all',
  });
  if (verdict.status !== 'verified' || verdict.claims.environment !== environment) {
    return { verdict };
  }
  const { claims } = verdict;
  return {
    signed: Object.freeze({ ...draft, [SIGNED]: true as const, environment, envelope, claims }),
  };
}

/** For callers without types. */
export function isSigned(draft: Draft): draft is SignedDraft<string> {
  return Object.hasOwn(draft, SIGNED);
}
