/** The `Duty` type, one decision of a disclosure, and the function by which the tables make it. */
import { type DisclosureBasis, SOURCE_OF, type Source } from './bases.ts';
import type { Facts } from './facts.ts';

/** What can come out, strictest first. None of them says that a rule is met. */
export const DISCLOSURE_DECISIONS = [
  /** Must not be published, also not with a label. */
  'remove',
  /** By the clause named, on the facts given. */
  'required',
  /** Asked for by a platform, not by a law. */
  'platform-rule',
  /** The rule turns on a judgement or a fact that nobody gave: `missing` names it. */
  'needs-assessment',
  /** Nothing asks for it; the shop wants it. */
  'voluntary',
  /** Not asked for by the clause named, on the facts given. */
  'not-required',
] as const;

/** One of {@link DISCLOSURE_DECISIONS}. */
export type DisclosureDecision = (typeof DISCLOSURE_DECISIONS)[number];

/** A fact that a person or the signer has to supply. */
export type MissingFact =
  | 'claims.sourceType'
  | 'claims.topics'
  | 'options.kind'
  | 'options.deepFake'
  | 'options.publicInterest'
  | 'options.coveredProvider'
  | 'options.placedOnMarketAt'
  | 'options.mark'
  | 'options.role';

/** What is asked for, by whom and why. */
export interface Duty {
  readonly decision: DisclosureDecision;
  readonly basis: DisclosureBasis;
  /** The clause that the basis rests on. */
  readonly source: Source;
  /** What would settle a `needs-assessment`. */
  readonly missing: readonly MissingFact[];
}

/** Decides one duty from the facts. */
export type Decide = (facts: Facts) => Duty;

/** A duty by its decision and basis. */
export function duty(
  decision: DisclosureDecision,
  basis: DisclosureBasis,
  ...missing: readonly MissingFact[]
): Duty {
  return Object.freeze({
    decision,
    basis,
    source: SOURCE_OF[basis],
    missing: Object.freeze([...missing]),
  });
}
