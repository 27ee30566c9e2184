/**
 * The `Finding` type: a test card, a reserved domain, a mark of staging, a digest in the registry
 * of fixtures. A finding names a place and a row of a list, never the value, because card numbers
 * and addresses must not get into logs.
 */

/** How serious a finding is by itself, gravest first. The policy says what to do about it. */
export const SEVERITIES = [
  /** Cannot be legitimate in production: an exact entry of a published list. */
  'block',
  /** Often legitimate: a person should look. */
  'warn',
  /** Worth knowing. */
  'info',
] as const;

/** One of {@link SEVERITIES}. */
export type Severity = (typeof SEVERITIES)[number];

/** What a finding or a decision rests on, the strongest first. */
export const TECHNIQUES = [
  /** A mark and its signature. */
  'signature',
  /** A mark of purpose `canary`: it was planted to be found here. */
  'canary',
  /** A digest that was recorded earlier. */
  'registry',
  /** An exact entry of a list of test data; a heuristic. */
  'marker',
  /** A column or member that flags its record as synthetic. */
  'schema',
  /** What somebody said, without a signature that was checked. */
  'declared',
] as const;

/** One of {@link TECHNIQUES}. */
export type Technique = (typeof TECHNIQUES)[number];

/** One thing that was found at one place. */
export interface Finding {
  /**
   * Where in the data that was looked at: a JSON Pointer (RFC 6901); `''` for all of it. A member
   * name that could itself be personal data (an e-mail address, a long number) stands as `*`.
   */
  readonly path: string;
  readonly technique: Technique;
  /** Stable, for programs: the id of a marker's row; for a mark, the reason of its verdict or `absent`. */
  readonly id: string;
  readonly severity: Severity;
  /** For people, half a line: what it is a sign of. */
  readonly reason: string;
}
