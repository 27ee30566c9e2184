/** Verified verdicts of real marks: signed, embedded nowhere, and checked. */

import {
  type Claims,
  type ClaimsInput,
  type Content,
  localSigner,
  SOURCE_TYPES,
  signSync,
  text,
  type Verified,
  verifySync,
} from 'contentmark';
import { type DisclosureOptions, disclosure } from 'contentmark/disclosure';
import { claimsInput, createShopTrust, DESCRIPTION, NOW, SUBJECT } from '../fixtures/claims.ts';
import { shopKey, stagingKey } from '../fixtures/keys.ts';

/** A day on which all rules of 2026 are in force: 2026-11-23. */
export const AS_OF: number = Date.parse('2026-11-23T00:00:00Z') / 1000;

export const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 1000;

/** The full URI of one of our source types. */
export function sourceType(code: string): string {
  const found = SOURCE_TYPES.find((uri) => uri.endsWith(`/${code}`));
  if (found === undefined) throw new Error(`no source type ${code}`);
  return found;
}

/** A verified verdict and the envelope it was reached with. */
export function verified(
  changed: Partial<ClaimsInput> = {},
  content: Content = text(DESCRIPTION),
): { readonly verdict: Verified; readonly envelope: Uint8Array; readonly claims: Claims } {
  const claims = { ...claimsInput, ...changed };
  const isStaging = claims.environment === 'staging';
  const envelope = signSync(content, {
    signer: localSigner(isStaging ? stagingKey : shopKey),
    claims,
  });
  const verdict = verifySync(content, envelope, {
    trust: createShopTrust(),
    environment: claims.environment,
    subject: claims.subject ?? SUBJECT,
    now: NOW,
  });
  if (verdict.status !== 'verified') throw new Error(`not verified: ${JSON.stringify(verdict)}`);
  return { verdict, envelope, claims: verdict.claims };
}

export const EU: DisclosureOptions = { market: 'eu', asOf: AS_OF };

/** What is to be shown to people, in one line: decision, basis, and what is missing to decide. */
export function visible(
  claims: Partial<ClaimsInput>,
  options: Partial<DisclosureOptions> = {},
): string {
  const { verdict } = verified(claims);
  const { decision, basis, missing } = disclosure(verdict, { ...EU, ...options }).visible;
  return missing.length === 0 ? `${decision} (${basis})` : `${decision} (${basis}: ${missing})`;
}

/** What is to be told to machines, in one line. */
export function machine(
  claims: Partial<ClaimsInput>,
  options: Partial<DisclosureOptions> = {},
): string {
  const { verdict } = verified(claims);
  const { decision, basis } = disclosure(verdict, { ...EU, ...options }).machineReadable;
  return `${decision} (${basis})`;
}

/** The claim that a person signed a text off. */
export function reviewed(kind: 'editorial' | 'fact-check' | 'legal', digest: Uint8Array) {
  return {
    review: { kind, party: 'Head of product content', reviewedAt: day('2025-12-31'), digest },
  };
}
