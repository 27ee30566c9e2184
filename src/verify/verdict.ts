/**
 * The verdict of a check: verified, rejected or absent, with what was checked. Claims exist on the verified branch only, `absent` is a
 * verdict of its own, and no branch says "human", "authentic" or "compliant":
 * a verified mark proves who said what about these bytes, not that it is true.
 */
import type { Claims } from '../format/envelope/claims.ts';
import { REASONS, type Reason } from '../reasons.ts';

/** One axis of a check. `not-reached`: an earlier check had already failed. */
export type CheckState = 'passed' | 'failed' | 'not-reached';

/** The axes, kept apart, in the order they are checked. */
export interface Checks {
  /** One well-formed envelope, with a good signature. */
  readonly integrity: CheckState;
  /** The key is in trust, valid, and may speak for this issuer, environment and purpose. */
  readonly signer: CheckState;
  /** Made for this environment and audience. */
  readonly environment: CheckState;
  /** Within the times it states. */
  readonly time: CheckState;
  /** Names the subject that is shown. */
  readonly subject: CheckState;
  /** What is shown is what was signed. */
  readonly content: CheckState;
}

/** What became of one part of a record. */
export interface PartResult {
  readonly name: string;
  /**
   * `match`; `mismatch`: shown, but not what was signed; `unsigned`: shown, never
   * signed; `not-shown`: signed, not shown, so not checked; `missing`: likewise,
   * though required; `wrong-profile` and `invalid`: shown in a form that cannot be compared.
   */
  readonly result:
    | 'match'
    | 'mismatch'
    | 'unsigned'
    | 'not-shown'
    | 'missing'
    | 'wrong-profile'
    | 'invalid';
}

/** The mark holds for what is shown. */
export interface Verified {
  readonly status: 'verified';
  readonly claims: Claims;
  /** 16 hexadecimal digits. */
  readonly keyId: string;
  /**
   * `text` where only reader-visible text was covered (html-text-1): the markup is
   * not vouched for, so sanitize first, then verify what will be shown.
   */
  readonly coverage: 'full' | 'text';
  /** The signer's own clock; nobody else witnessed the time. */
  readonly time: 'self-asserted';
  /** Each part of a record by name; empty for a single content. */
  readonly parts: readonly PartResult[];
  readonly checks: Checks;
}

/** There is a mark, and it does not hold. */
export interface Rejected {
  readonly status: 'rejected';
  readonly reason: Reason;
  /** For people and logs; never holds the content itself. */
  readonly detail: string;
  readonly parts: readonly PartResult[];
  readonly checks: Checks;
}

/** There is no mark. This proves nothing about the content. */
export interface Absent {
  readonly status: 'absent';
  readonly parts: readonly PartResult[];
  readonly checks: Checks;
}

/** What `verify` returns. */
export type Verdict = Verified | Rejected | Absent;

const AXES = ['integrity', 'signer', 'environment', 'time', 'subject', 'content'] as const;

/** The axis on which each reason fails. */
const AXIS_OF: Readonly<Record<Reason, (typeof AXES)[number]>> = {
  ambiguous: 'integrity',
  'too-large': 'integrity',
  malformed: 'integrity',
  'wrong-type': 'integrity',
  'unsupported-algorithm': 'integrity',
  // Without the key the signature cannot be checked, so integrity stays unknown too.
  'unknown-key': 'signer',
  'unknown-root': 'signer',
  'bad-signature': 'integrity',
  'receipt-mismatch': 'integrity',
  'key-revoked': 'signer',
  'key-not-yet-valid': 'signer',
  'key-expired': 'signer',
  'issuer-not-allowed': 'signer',
  'environment-not-allowed': 'signer',
  'purpose-not-allowed': 'signer',
  'environment-mismatch': 'environment',
  'audience-mismatch': 'environment',
  'not-yet-valid': 'time',
  expired: 'time',
  'recall-stale': 'time',
  recalled: 'time',
  'subject-mismatch': 'subject',
  'profile-mismatch': 'content',
  'content-invalid': 'content',
  'unsigned-part': 'content',
  'missing-part': 'content',
  'digest-mismatch': 'content',
};

function checksUpTo(failed: (typeof AXES)[number] | undefined, before: CheckState): Checks {
  let state = before;
  const checks = {} as { -readonly [K in keyof Checks]: CheckState };
  for (const axis of AXES) {
    checks[axis] = axis === failed ? 'failed' : state;
    if (axis === failed) state = 'not-reached';
  }
  return Object.freeze(checks);
}

const CHECKS_OF: Readonly<Record<Reason, Checks>> = /* @__PURE__ */ (() => {
  const table = {} as Record<Reason, Checks>;
  for (const reason of REASONS) table[reason] = checksUpTo(AXIS_OF[reason], 'passed');
  for (const reason of ['unknown-key', 'unknown-root'] as const) {
    table[reason] = Object.freeze({ ...table[reason], integrity: 'not-reached' });
  }
  return table;
})();

/** The checks of a verdict without a failure. */
const ALL_PASSED: Checks = /* @__PURE__ */ checksUpTo(undefined, 'passed');

const NO_PARTS: readonly PartResult[] = /* @__PURE__ */ Object.freeze([]);

/** The verdict where no mark was found. */
export const ABSENT: Absent = /* @__PURE__ */ Object.freeze({
  status: 'absent',
  parts: NO_PARTS,
  checks: checksUpTo(undefined, 'not-reached'),
});

/** A refusal. */
export function reject(
  reason: Reason,
  detail: string,
  parts: readonly PartResult[] = NO_PARTS,
): Rejected {
  return Object.freeze({ status: 'rejected', reason, detail, parts, checks: CHECKS_OF[reason] });
}

/** A mark that holds, with claims for the caller to keep. */
export function accept(
  claims: Claims,
  keyId: string,
  coverage: Verified['coverage'],
  parts: readonly PartResult[],
): Verified {
  return Object.freeze({
    status: 'verified',
    claims: copyClaims(claims),
    keyId,
    coverage,
    time: 'self-asserted',
    parts,
    checks: ALL_PASSED,
  });
}

/** Whether claims hold bytes or a map: those cannot be frozen, so no two verdicts may share them. */
export function holdBytes(claims: Claims): boolean {
  const { ingredients, review, privateDigest, softBindings, extensions } = claims;
  return Boolean(ingredients || review || privateDigest || softBindings || extensions);
}

/** Claims for the caller to keep. What is remembered must not change with a verdict. */
export function copyClaims(claims: Claims): Claims {
  return holdBytes(claims) ? Object.freeze(copyOf(claims) as Claims) : claims;
}

/** A copy down to the bytes. */
function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (value instanceof Map) return new Map([...value].map(([name, one]) => [name, copyOf(one)]));
  if (Array.isArray(value)) return Object.freeze(value.map(copyOf));
  return Object.freeze(
    Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copyOf(one)])),
  );
}
