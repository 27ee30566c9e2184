/** Makes the marks of a run, and tells whether an existing mark says the same. */
import { isContentmarkError } from '../../errors.ts';
import type { Content } from '../../format/content/content.ts';
import { text } from '../../format/content/text.ts';
import type { Signer } from '../../format/crypto/signer.ts';
import { wrongOption } from '../../options.ts';
import type { ClaimsInput } from '../../sign/claims-input.ts';
import { sign } from '../../sign/sign.ts';
import { createTrust } from '../../trust/trust.ts';
import type { Verdict } from '../../verify/verdict.ts';
import { createVerifier, type Verifier } from '../../verify/verifier.ts';

/** The claims of every mark of a run; the subject is each product's own, the kind `product`. */
export type ProductClaims = Omit<ClaimsInput, 'subject' | 'kind' | 'id' | 'issuedAt'>;

/** Makes and recognises the marks of one signer with one set of claims. */
export interface OwnMarks {
  /** Trusts only this signer, with these claims' issuer, environment and purpose. */
  readonly verifier: Verifier;
  /** Whether a mark holds, and says what `claims` say. What they leave out is not compared. */
  readonly isCurrent: (verdict: Verdict) => boolean;
  /** A mark, or why this content can have none. */
  readonly make: (
    content: Content,
    subject: string,
  ) => Promise<{ readonly envelope: Uint8Array } | { readonly problem: string }>;
  /** The claims as a journal compares them. */
  readonly plan: unknown;
}

const FROM_OUTSIDE: readonly string[] = ['ERR_CONTENT', 'ERR_CLAIMS'];

/**
 * Reads a signer and claims, and tries them once: a claim that cannot be signed is said at once,
 * not after the shop has been read.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_CLAIMS`, `ERR_SIGNER`
 */
export async function readOwnMarks(
  { signer, claims }: { readonly signer: Signer; readonly claims: ProductClaims },
  clock: () => number,
): Promise<OwnMarks> {
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) {
    throw wrongOption('options.claims', 'the claims of every mark');
  }
  const claimsOf = (subject: string): ClaimsInput => ({ ...claims, subject, kind: 'product' });
  await sign(text('trial'), { signer, claims: claimsOf('trial') });
  const { issuer, environment, audience, purpose = 'content' } = claims;
  const { publicKey } = signer;
  const trust = createTrust([
    { publicKey, issuers: [issuer], environments: [environment], purposes: [purpose] },
  ]);
  const verifier = createVerifier({ trust, environment, ...(audience && { audience }), clock });
  return {
    verifier,
    isCurrent: (verdict) => verdict.status === 'verified' && saysTheSame(verdict.claims, claims),
    async make(content, subject) {
      try {
        const made = { ...claimsOf(subject), issuedAt: clock() };
        return { envelope: await sign(content, { signer, claims: made }) };
      } catch (error) {
        // The claims have been tried, so what is wrong came from the shop: content without a
        // canonical form, or a name too long for a subject.
        const isTheirs = isContentmarkError(error) && FROM_OUTSIDE.includes(error.code);
        if (!isTheirs) throw error;
        return { problem: error.message };
      }
    },
    // Bytes and maps among the claims would all look alike as JSON.
    plan: JSON.parse(JSON.stringify(claims, comparable)),
  };
}

function saysTheSame(claims: object, wanted: ProductClaims): boolean {
  return Object.entries(wanted).every(
    ([name, value]) =>
      value === undefined ||
      JSON.stringify(claims[name as keyof typeof claims], comparable) ===
        JSON.stringify(value, comparable),
  );
}

/** Maps and plain objects alike, by their names in order; bytes as numbers. */
function comparable(_name: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value];
  if (value instanceof Map) return Object.fromEntries([...value].sort());
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .sort(),
    );
  }
  return value;
}
