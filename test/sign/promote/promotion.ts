/** A mark of staging and its promotion to production, for the tests beside this file. */
import {
  type ClaimsInput,
  type Content,
  createTrust,
  createVerifier,
  localSigner,
  text,
  verifySync,
} from 'contentmark';
import { type PromoteOptions, promote } from 'contentmark/promote';
import { ISSUER, mark, NOW, SUBJECT } from '../../fixtures/claims.ts';
import { openEnvelope } from '../../fixtures/envelopes.ts';
import { shopKey, stagingKey } from '../../fixtures/keys.ts';

export const content = text('Merino crew neck');
export const LATER = NOW + 3600;

export const stagingTrust = createTrust([
  {
    publicKey: stagingKey.publicKey,
    issuers: [ISSUER],
    environments: ['staging', 'test'],
    purposes: ['content', 'fixture', 'seed', 'demo', 'canary'],
  },
  { publicKey: shopKey.publicKey, issuers: [ISSUER], environments: ['production'] },
]);
export const verifier = createVerifier({ trust: stagingTrust, environment: 'staging' });

export const staged = (
  changed: Partial<ClaimsInput> = {},
  of: Content = content,
  key = stagingKey,
) => mark(of, { environment: 'staging', ...changed }, key);

export const options: PromoteOptions = {
  verifier,
  mark: staged(),
  subject: SUBJECT,
  signer: localSigner(shopKey),
  claims: { environment: 'production' },
  approver: 'role:content-lead',
  reason: 'checked against the supplier sheet',
  now: LATER,
};

export const ask = (changed: Partial<PromoteOptions> = {}, of: Content = content) =>
  promote(of, { ...options, ...changed });

export async function promoted(changed: Partial<PromoteOptions> = {}, of: Content = content) {
  const promotion = await ask(changed, of);
  if (promotion.status === 'refused') throw new Error(`${promotion.reason}: ${promotion.detail}`);
  return { ...promotion, claims: openEnvelope(promotion.envelope).claims };
}

export function checkInProduction(of: Content, envelope: Uint8Array) {
  const trust = createTrust([
    { publicKey: shopKey.publicKey, issuers: [ISSUER], environments: ['production'] },
  ]);
  return verifySync(of, envelope, {
    trust,
    environment: 'production',
    subject: SUBJECT,
    now: LATER,
  });
}
