/** Explains a verdict in plain words: what was found, and what to do about it. */
import { wrongArgument } from '../errors.ts';
import type { Reason } from '../reasons.ts';
import type { Verdict } from './verdict.ts';

/** A verdict for a person. */
export interface Explanation {
  /** One sentence: what was found. */
  readonly summary: string;
  /** One or two sentences: what to do. */
  readonly advice: string;
  /** What this verdict does not prove. */
  readonly limits: string;
}

/** For each reason: what it means, what to do. */
const WORDS: Readonly<Record<Reason, readonly [summary: string, advice: string]>> = {
  ambiguous: [
    'Two different marks stand on this record.',
    'Find out which tool wrote the second one, remove the wrong mark, and sign again if in doubt.',
  ],
  'too-large': [
    'The mark is larger than any mark can be.',
    'Treat it as damaged or hostile; sign the content again from its source.',
  ],
  malformed: [
    'The mark is damaged: it is not in the one form that is accepted.',
    'Look for truncation, added characters or re-encoding on the way; then embed the original mark again.',
  ],
  'wrong-type': [
    'This is a signed object of another kind, not a content mark.',
    'Check which file or field it was copied from.',
  ],
  'unsupported-algorithm': [
    'The mark is signed with an algorithm that is not accepted.',
    'Sign with Ed25519 (COSE algorithm -19).',
  ],
  'unknown-key': [
    'The mark names a key that is not trusted here.',
    'If the signer is yours, add its public key to the trust file; if not, treat the content as unmarked.',
  ],
  'unknown-root': [
    'This is an item of a batch, and the signed root of that batch is not at hand.',
    "Give the verifier the batch's signed root, or embed the full batch item instead of the thin one.",
  ],
  'bad-signature': [
    'The signature is not valid: the mark was changed or forged after signing.',
    'Do not use the content on the strength of this mark; restore both from a trusted source.',
  ],
  'receipt-mismatch': [
    'The signed root does not belong to this item: it is of another issuer or another tree.',
    'Treat the mark as forged; restore it from its source.',
  ],
  'key-revoked': [
    'The key that signed this has been revoked.',
    'Review the content and sign it again with a current key.',
  ],
  'key-not-yet-valid': [
    'The mark is dated before its key became valid.',
    "Check the signer's clock and the key's dates in the trust file.",
  ],
  'key-expired': [
    'The mark is dated after its key stopped being valid.',
    'Sign again with the current key, or extend the key in the trust file if that was meant.',
  ],
  'issuer-not-allowed': [
    'The key is trusted, but not to speak for this issuer.',
    'Check who holds the key; if the issuer is right, list it for this key in the trust file.',
  ],
  'environment-not-allowed': [
    'The key may not sign for the environment it claims.',
    'Sign with the key of that environment. Do not widen the binding of a staging key.',
  ],
  'purpose-not-allowed': [
    'The key may not sign content for this purpose.',
    'Keep fixtures, seeds, demos and canaries under keys of their own, outside production.',
  ],
  'environment-mismatch': [
    'The mark was made for another environment: this record has leaked.',
    'Keep it from being shown, find out how it came here, and look for others that came with it.',
  ],
  'audience-mismatch': [
    'The mark was made for another shop or tenant.',
    'Do not show it here; check the import or synchronisation that brought it.',
  ],
  'not-yet-valid': [
    'The mark is dated in the future, or does not hold yet.',
    "Check the signer's clock, or wait until the stated time.",
  ],
  expired: ['The mark has expired.', 'Review the content and sign it again.'],
  'recall-stale': [
    'The recall list here is too old to know whether this mark still counts.',
    'Fetch the list again, and look at why it was not renewed.',
  ],
  recalled: [
    'The mark was recalled.',
    'Take the content down, review it, and sign it again if it is good: that makes a new mark.',
  ],
  'subject-mismatch': [
    'The mark belongs to another record.',
    'Find out how it was copied; sign the content for the record it is shown on.',
  ],
  'profile-mismatch': [
    'The content is shown in another form than the one that was signed.',
    'Check the content with the function it was signed with: text, html, json, raw or parts.',
  ],
  'content-invalid': [
    'What is shown cannot be brought into the form that was signed.',
    'The detail names the fault; such content cannot have been signed, so it was changed since.',
  ],
  'unsigned-part': [
    'A part is shown that was never signed.',
    'Sign the record again with this part, or do not show the part.',
  ],
  'missing-part': [
    'A part that must be shown is missing.',
    'Restore the part, or sign the record again without it.',
  ],
  'digest-mismatch': [
    'The content was changed after it was signed.',
    'If the change was meant, review it and sign again; if not, restore the signed content.',
  ],
};

const LIMITS: Readonly<Record<Verdict['status'], string>> = {
  verified:
    'This proves who marked these bytes and what they declared. It does not prove that the declaration is true, nor when it was made.',
  rejected:
    'This says nothing about who made the content or how; only that this mark does not hold.',
  absent:
    'The absence of a mark proves nothing: content made by a model may never have been marked.',
};

/** Whether a value is a verdict, also one that went through JSON. */
function isVerdict(value: unknown): value is Verdict {
  if (typeof value !== 'object' || value === null) return false;
  const { status, reason, claims } = value as Record<string, unknown>;
  if (status === 'verified') return typeof claims === 'object' && claims !== null;
  if (status === 'rejected') return typeof reason === 'string' && Object.hasOwn(WORDS, reason);
  return status === 'absent';
}

/**
 * Puts a verdict into plain words. Never holds the content itself.
 * @throws ContentmarkError `ERR_ARGUMENT` for anything but a verdict.
 * @example
 * ```ts
 * import { createTrust, explain, generateKey, text, verifySync } from 'contentmark';
 *
 * const trust = createTrust([
 *   { publicKey: generateKey().publicKey, issuers: ['https://shop.example/'], environments: ['production'] },
 * ]);
 * const options = { trust, environment: 'production', subject: 'trail-boot' };
 * const verdict = verifySync(text('Light.'), 'no mark', options);
 * console.log(explain(verdict).summary); // The mark is damaged: it is not in the one form that is accepted. (not unpadded base64url)
 * ```
 */
export function explain(verdict: Verdict): Explanation {
  if (!isVerdict(verdict)) throw wrongArgument('verdict', 'a verdict of verify', verdict);
  const limits = LIMITS[verdict.status];
  switch (verdict.status) {
    case 'verified': {
      const { claims, coverage } = verdict;
      return {
        summary: `${claims.issuer} marked this ${claims.kind ?? 'content'} of ${claims.subject} for ${claims.environment}, and it is unchanged.`,
        advice:
          coverage === 'text'
            ? 'Only the text a reader sees is covered, not the markup: sanitize first, then verify what will be shown.'
            : 'Nothing needs doing.',
        limits,
      };
    }
    case 'rejected': {
      const [summary, advice] = WORDS[verdict.reason];
      return { summary: `${summary} (${verdict.detail})`, advice, limits };
    }
    case 'absent':
      return {
        summary: 'There is no mark on this record.',
        advice: 'If it should have one, sign it at its source; do not mark it here on suspicion.',
        limits,
      };
  }
}
