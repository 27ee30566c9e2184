/** The keys of the example, made anew at each seeding: none is kept, and none is in the repository. */
// @ts-nocheck

import {
  exportPublicJwk,
  generateKey,
  localSigner,
  type PublicJwk,
  type Signer,
  type TrustEntry,
} from 'contentmark';

/** Who speaks for the shop's content. */
export const ISSUER = 'https://tarn-and-ridge.eu/content';

export interface Keys {
  /** Signs what production shows. */
  readonly production: Signer;
  /** Signs in staging. No trust of production holds it. */
  readonly staging: Signer;
  /** Signed pictures until it was found in a build log, and was revoked. */
  readonly revoked: Signer;
  /** What production trusts, as the trust file has it. */
  readonly trust: readonly (Omit<TrustEntry, 'publicKey'> & { readonly publicKey: PublicJwk })[];
}

export function makeKeys(): Keys {
  const production = generateKey();
  const revoked = generateKey();
  const bound = { issuers: [ISSUER], environments: ['production'] };
  return {
    production: localSigner(production),
    staging: localSigner(generateKey()),
    revoked: localSigner(revoked),
    trust: [
      { publicKey: exportPublicJwk(production), ...bound },
      {
        publicKey: exportPublicJwk(revoked),
        ...bound,
        revokedAt: Math.floor(Date.now() / 1000) - 3600,
      },
    ],
  };
}
