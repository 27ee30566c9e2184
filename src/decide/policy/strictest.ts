/**
 * Combines many decisions into one, such as those of a page of products, the lines of a cart or the
 * cells of a row.
 */
import { wrongArgument } from '../../errors.ts';
import type { Decision } from './decision.ts';
import { isStricter } from './floor.ts';
import { isAction } from './open-rules.ts';

/**
 * The strictest of several decisions, with the findings of all. Of equally strict ones the
 * first gives rule, technique and basis.
 * @throws ContentmarkError `ERR_ARGUMENT` for an empty list: nothing decided is no decision.
 * @example
 * ```ts
 * import { createDecider, storefront, strict, strictest } from 'contentmark/policy';
 *
 * const where = { place: 'import', environment: 'production' } as const;
 * const verdict = { status: 'absent' } as const;
 * const both = [storefront, strict].map((policy) => createDecider(policy, where)({ verdict }));
 * console.log(strictest(both).action); // block
 * ```
 */
export function strictest(decisions: readonly Decision[]): Decision {
  if (!Array.isArray(decisions)) {
    throw wrongArgument('decisions', 'an array of decisions', decisions);
  }
  // Copied, so that a hole is refused and not skipped.
  const [first, ...others] = Array.from(decisions as readonly Decision[], requireDecision);
  if (first === undefined) throw wrongArgument('decisions', 'at least one decision', decisions);
  const decided = others.reduce((a, b) => (isStricter(b.action, a.action) ? b : a), first);
  const findings = Object.freeze([first, ...others].flatMap((each) => each.findings));
  return Object.freeze({ ...decided, findings });
}

function requireDecision(decision: unknown, index: number): Decision {
  if (typeof decision === 'object' && decision !== null) {
    const { action, rule, findings } = decision as Partial<Decision>;
    // The three members that are read here; `decide` made the others.
    if (isAction(action) && typeof rule === 'string' && Array.isArray(findings)) {
      return decision as Decision;
    }
  }
  throw wrongArgument(`decisions[${index}]`, 'a decision of decide', decision);
}
