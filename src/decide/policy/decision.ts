/**
 * The `Decision` type: the action for a verdict in one place of a shop. A decision says which row
 * of which table made it and what it rests on. It never holds the content.
 */
import type { Finding, Technique } from './findings.ts';

/** What can be done, mildest first. Of several the strictest is done. */
export const ACTIONS = [
  /** Go on. */
  'allow',
  /** Go on, and tell the reader how the content came about. */
  'disclose',
  /** Go on, and tell a person of the shop. */
  'flag',
  /** Leave this item out: the product, the review, the line, the row. */
  'hide',
  /** Refuse the whole: the order, the import, the change, the account. */
  'block',
] as const;

/** One of {@link ACTIONS}. */
export type Action = (typeof ACTIONS)[number];

/** Places: where data enters a shop or shows, and a decision is made. */
export const POLICY_PLACES = [
  /** A product, its texts or a page, about to be shown. */
  'render',
  /** A customer review, or the rating made from reviews. */
  'review',
  /** An image, about to be shown. */
  'image',
  /** A cart or an order: lines, customer, addresses, payment. */
  'checkout',
  /** A row on its way into the catalogue. */
  'import',
  /** App configuration on its way from one environment to another. */
  'settings',
  /** A user on its way into a tenant. */
  'provisioning',
] as const;

/** One of {@link POLICY_PLACES}. */
export type PolicyPlace = (typeof POLICY_PLACES)[number];

/**
 * The two sides that must be kept apart. What an environment is called is the shop's own
 * business; on which side it lies decides what may pass (PCI DSS 6.5.3, "pre-production").
 */
export const ENVIRONMENT_CLASSES = ['production', 'preproduction'] as const;

/** One of {@link ENVIRONMENT_CLASSES}. */
export type EnvironmentClass = (typeof ENVIRONMENT_CLASSES)[number];

/** Why a decision says `disclose`. */
export const BASES = [
  /** Verified: a model or an algorithm made it. */
  'generated',
  /** Verified: made in part by a model or an algorithm. */
  'partly-generated',
  /** Verified: generated, and it makes claims on a topic that this policy discloses. */
  'claim-topic',
  /** Verified: of a source type that this version does not know. */
  'unknown-source',
  /** Verified, and of a source type that states no generation. */
  'other-source',
  /** There is a mark, and it does not hold. */
  'mark-rejected',
  /** There is no mark. */
  'no-mark',
  /** The content or its sender says so, without a signature. */
  'declared',
  /** A marker or a registry of synthetic data matches it. */
  'suspected',
] as const;

/** One of {@link BASES}. */
export type Basis = (typeof BASES)[number];

/** What to do, and why. */
export interface Decision {
  readonly action: Action;
  /**
   * Stable id of the table row that decided. It is the path of the row in the policy, such as
   * `render.production.rejected.environment-mismatch`, so it also says what to change; rows
   * that no policy can loosen begin with `floor.`.
   */
  readonly rule: string;
  /** What the deciding row rests on; absent where nothing was found. */
  readonly technique?: Technique;
  /**
   * Why a reader is told: with `disclose`, and with `flag` where content was edited under a mark
   * that says that AI made it. Whatever is shown with a basis is shown with its label: see `provenanceOf`.
   */
  readonly basis?: Basis;
  /** What was found, by place and id only. */
  readonly findings: readonly Finding[];
}
