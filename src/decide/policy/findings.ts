/**
 * What was found about content besides its mark: a test card, a reserved domain, a digest
 * in the registry of fixtures. A finding names a place and a marker, never the value that
 * stood there: card numbers and addresses must not travel into logs.
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
  /** A digest that was recorded earlier. */
  'registry',
  /** An exact entry of a list of test data; a heuristic. */
  'marker',
  /** What somebody said, without a signature. */
  'declared',
] as const;

/** One of {@link TECHNIQUES}. */
export type Technique = (typeof TECHNIQUES)[number];

/** One thing that was found at one place. */
export interface Finding {
  /** Where in the checked data: a JSON Pointer (RFC 6901); `''` for all of it. */
  readonly path: string;
  readonly technique: Technique;
  /** Id of the marker's row; for a mark, the reason of its verdict or `absent`. */
  readonly marker: string;
  readonly severity: Severity;
}
