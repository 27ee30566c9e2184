/**
 * What a mark said of content that was edited since. All but the content has held, so the record
 * did begin as what the mark declares, and its label must not go with the first edit. It is no
 * member of the verdict: claims are read on the verified branch only, and what prints, sends or
 * stores a refusal carries none.
 */
import type { Claims } from '../envelope/claims.ts';
import type { Rejected, Verdict } from './verdict.ts';

const claimsOf: WeakMap<object, Claims> = /* @__PURE__ */ new WeakMap();

/** Notes what the mark of a refused content declares. */
export function noteEdited(verdict: Rejected, claims: Claims): Rejected {
  claimsOf.set(verdict, claims);
  return verdict;
}

/**
 * The claims of a mark that held in everything but its content, by the very verdict that `verify`
 * returned; `undefined` for every other one. For a label that stays, and for nothing else: they
 * say nothing of what stands there now.
 */
export function claimsBeforeEdit(verdict: Verdict): Claims | undefined {
  return claimsOf.get(verdict);
}
