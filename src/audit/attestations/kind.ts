/** What tells the kinds of attestations apart; frame, keys and order of the checks are one for all. */
import type { Field } from '../../format/envelope/schema.ts';

/** What each attestation says of itself, whatever its kind. */
export interface AttestationClaims {
  /** Who looked: a URI of whoever runs the detection or the scan. */
  readonly solution: string;
  /** A UUID. */
  readonly id: string;
}

/** The program that looked. */
export interface Software {
  readonly name: string;
  readonly version: string;
}

/** One kind of attestation, whose members in memory are those of `T`. */
export interface AttestationKind<T extends AttestationClaims> {
  /** `typ` (RFC 9596): no mark and no other signed object of ours has it. */
  readonly type: string;
  readonly maxBytes: number;
  /** The member that says when, in Unix seconds: claim 6 of the header. */
  readonly time: keyof T & string;
  /** Members of the payload. */
  readonly fields: readonly Field[];
  /** Members that are lists: empty in memory, absent in the payload, where none would be a second spelling. */
  readonly lists: readonly (keyof T & string)[];
  /** What is wrong with a statement whose members have the right types, or `undefined`. */
  findProblem(statement: T): string | undefined;
}

/** Members of the CWT claims (RFC 8392). */
export const ATTESTATION_CLAIMS: readonly Field[] = [
  [1, 'solution', 'text', true],
  [6, 'at', 'seconds', true],
  [7, 'id', 'uuid', true],
];

/** The record of {@link Software} in a payload. */
export const SOFTWARE_FIELDS: readonly Field[] = [
  [1, 'name', 'text', true],
  [2, 'version', 'text', true],
];
