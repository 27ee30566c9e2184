/** A verdict that verifies, made as users make it. */
import { localSigner, signSync, text, type Verdict, verifySync } from 'contentmark';
import { createShopTrust, NOW } from '../../fixtures/claims.ts';
import { shopKey } from '../../fixtures/keys.ts';

/** For this subject, in production. */
export function verifiedVerdict(subject: string): Verdict {
  const content = text('Boots');
  const claims = {
    issuer: 'https://brand.example',
    subject,
    environment: 'production',
    issuedAt: NOW,
  };
  const envelope = signSync(content, { signer: localSigner(shopKey), claims });
  const options = { trust: createShopTrust(), environment: 'production', subject, now: NOW };
  return verifySync(content, envelope, options);
}
