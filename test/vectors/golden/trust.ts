/** Vectors of trust: what no verifier may take, so that no mark is ever checked by it. */
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { type GoldenVector, TRUST_REFUSED } from '../../fixtures/golden.ts';
import { keyOf, make, options, SHOP, shopTrust, title, type TrustRow } from './recipe.ts';

/** The neutral element, which is of order 1. */
const NEUTRAL = `01${'00'.repeat(31)}`;
/** A sound key with a point of order 8 added to it (CCTV, vector 50). */
const MIXED_ORDER = '10eb7c3acfb2bed3e0d6ab89bf5a3d6afddd1176ce4812e38d9fd485058fdb1f';
/** y is p + 1, the neutral element again, in an encoding of its own. */
const NOT_CANONICAL = `ee${'ff'.repeat(30)}7f`;
/** There is no point of y = 2. */
const NO_POINT = `02${'00'.repeat(31)}`;

export function trustVectors(): GoldenVector[] {
  const refused = (what: string, trust: readonly unknown[]) =>
    make(`${TRUST_REFUSED}: ${what}`, {
      content: title,
      trust: trust as GoldenVector['trust'],
      options,
      expect: TRUST_REFUSED,
    });
  const row = (changed: object) => [{ ...shopTrust, ...changed }];
  const other: TrustRow = { ...shopTrust, issuers: ['https://other.example'] };
  return [
    refused('no key', []),
    refused('a public key of small order', row({ publicKey: NEUTRAL })),
    refused('a public key that is partly of small order', row({ publicKey: MIXED_ORDER })),
    refused('a public key in an encoding that is not canonical', row({ publicKey: NOT_CANONICAL })),
    refused('a public key that is no point', row({ publicKey: NO_POINT })),
    refused('a public key of 31 bytes', row({ publicKey: encodeHex(keyOf(SHOP).publicKey).slice(2) })),
    refused('one key for production and for fixtures', row({ purposes: ['content', 'fixture'] })),
    refused('a key for fixtures in production', row({ purposes: ['fixture'] })),
    refused('one key twice, with other issuers', [shopTrust, other]),
    refused('no issuer', row({ issuers: [] })),
    refused('an empty issuer', row({ issuers: [''] })),
    refused('no environment', row({ environments: [] })),
    refused('no purpose', row({ purposes: [] })),
    refused('a purpose without a meaning', row({ purposes: ['contents'] })),
    refused('a key that ends before it begins', row({ notBefore: 2, notAfter: 1 })),
    refused('a member without a meaning', row({ revoked: options.now })),
  ];
}
