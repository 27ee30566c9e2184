/**
 * `guardCheckout`: decides whether a cart or an order may be completed. No synthetic product,
 * price, customer, address or payment should complete one (PCI DSS 6.5.6). It recognizes those that
 * a mark or a published list names, and no others. It fails closed: something that is no order, a
 * detector that throws, and data too large to search count as severely as test data. The policy
 * decides what that does: `observe` only flags it.
 */
import { wrongArgument } from '../../errors.ts';
import type { Decision } from '../policy/decision.ts';
import type { Judged } from '../policy/judge-verdict.ts';
import { strictest } from '../policy/strictest.ts';
import { decideBy, deciderFor } from './decider.ts';
import { lookInto, publishedLists } from './look.ts';
import { DEFAULT_POLICIES, GUARD_OPTIONS, type GuardOptions, readGuardOptions } from './options.ts';

/** A mark on part of an order. */
export interface PlacedVerdict {
  /** Where its content stands in the order: a JSON Pointer (RFC 6901), such as `/line_items/0`. */
  readonly path: string;
  /** What `verify` returned, or what a verdict metafield says. */
  readonly verdict: Judged;
}

/** Options of {@link guardCheckout}. */
export interface CheckoutOptions extends GuardOptions {
  /** Marks on its lines, its customer, its addresses. Default none. */
  readonly verdicts?: readonly PlacedVerdict[];
}

const OPTIONS: readonly (keyof CheckoutOptions)[] = [...GUARD_OPTIONS, 'verdicts'];

/**
 * Decides whether an order may complete: by the verdicts of its parts, and by test data in it:
 * test cards and tokens, the bogus gateway, `test: true`, reserved domains and phone numbers.
 * @param order one order as plain data: an object with named members, of Shopify (REST or
 * GraphQL), of Magento, or a cart of your own. Whatever else it is gives a finding
 * `not-an-order`, as grave as test data.
 * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the options, `ERR_POLICY`; never for the order.
 * @example
 * ```ts
 * import { guardCheckout } from 'contentmark/guards';
 *
 * const order = { email: 'buyer@example.com', line_items: [{ title: 'Trail Boot' }] };
 * console.log(guardCheckout(order, { environment: 'production' }).action); // block
 * console.log(guardCheckout(order, { environment: 'staging' }).action); // allow
 * ```
 */
export function guardCheckout(order: unknown, options: CheckoutOptions): Decision {
  const own = readGuardOptions(options, OPTIONS);
  const {
    environment,
    policy = DEFAULT_POLICIES.checkout,
    detectors = publishedLists('test-data'),
    verdicts = [],
  } = own;
  if (!Array.isArray(verdicts)) {
    throw wrongArgument('options.verdicts', 'an array of { path, verdict }', verdicts);
  }
  const decideHere = deciderFor(policy, 'checkout', environment);
  const looked = lookInto(order, detectors, 'checkout', 'not-an-order');
  const decisions = Array.from(verdicts, (placed: unknown, index) => {
    if (typeof placed !== 'object' || placed === null || !('verdict' in placed)) {
      throw wrongArgument(`options.verdicts[${index}]`, '{ path, verdict }', placed);
    }
    // `decide` checks both members itself.
    return decideHere.decide(placed as PlacedVerdict);
  });
  return strictest([decideBy(decideHere, undefined, looked), ...decisions]);
}
