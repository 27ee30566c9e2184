/** Vectors that are refused: every member of REASONS at least once. */
import { encodeBase64url } from '../../../src/format/bytes/base64url.ts';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { encodePayload, encodeProtectedHeader } from '../../../src/format/envelope/encode.ts';
import { localSigner, signSync } from 'contentmark';
import { ascii, flipBit, hex } from '../../fixtures/bytes.ts';
import { claims, manifestPayload, NOW } from '../../fixtures/claims.ts';
import { frameSigned, openEnvelope, signClaims, splice } from '../../fixtures/envelopes.ts';
import { type GoldenVector, readContent } from '../../fixtures/golden.ts';
import {
  baseClaims,
  keyOf,
  make,
  options,
  product,
  SHOP,
  STAGING,
  STRANGER,
  shopTrust,
  staging,
  stagingTrust,
  title,
  type TrustRow,
} from './recipe.ts';

export function refusedVectors(): GoldenVector[] {
  const shop = keyOf(SHOP);
  const other = signSync(readContent(title), {
    signer: localSigner(shop),
    claims: { ...baseClaims, id: '0190a3c2-7b5e-4c1d-9e2f-000000000000' },
  });
  const resign = (envelope: Uint8Array, piece: Uint8Array, by: Uint8Array) => {
    const { sign1 } = openEnvelope(envelope);
    return frameSigned(splice(sign1.protectedHeader, piece, by), sign1.payload);
  };
  const row = (changed: Partial<TrustRow>) => [{ ...shopTrust, ...changed }];
  const fixtureInProduction = signClaims(
    { ...claims, purpose: 'fixture' },
    { type: 'hash', profile: 1, digest: openEnvelope(other).sign1.payload, mediaType: undefined },
  );
  return [
    make('ambiguous: two marks', { mark: (one) => [one, other], expect: 'ambiguous' }),
    make('too-large: 8,193 bytes', { mark: () => [new Uint8Array(8193)], expect: 'too-large' }),
    make('malformed: no bytes of an envelope', {
      mark: () => [ascii('not an envelope')],
      expect: 'malformed',
    }),
    make('malformed: not base64url', { mark: () => ['0oRY*'], expect: 'malformed' }),
    make('malformed: padding', { mark: (one) => [`${encodeBase64url(one)}=`], expect: 'malformed' }),
    make('malformed: without its tag', { mark: (one) => [one.slice(1)], expect: 'malformed' }),
    make('malformed: a byte behind it', {
      mark: (one) => [Uint8Array.of(...one, 0)],
      expect: 'malformed',
    }),
    make('malformed: a length that is not the shortest', {
      mark: (one) => [splice(one, hex('a0 5820'), hex('a0 590020'))],
      expect: 'malformed',
    }),
    make('malformed: something unprotected', {
      mark: (one) => [splice(one, hex('a0 5820'), hex('a1 04 40 5820'))],
      expect: 'malformed',
    }),
    make('malformed: a manifest whose parts are out of order', {
      mark: () => [
        frameSigned(
          encodeProtectedHeader(hex(shop.keyId), claims, manifestPayload),
          swapParts(),
        ),
      ],
      expect: 'malformed',
    }),
    make('wrong-type: signed, but something else', {
      mark: (one) => [resign(one, ascii('contentmark+cose'), ascii('contentmark+cast'))],
      expect: 'wrong-type',
    }),
    make('unsupported-algorithm: the deprecated EdDSA', {
      mark: (one) => [resign(one, hex('01 32 04 48'), hex('01 27 04 48'))],
      expect: 'unsupported-algorithm',
    }),
    make('unsupported-algorithm: ES256', {
      mark: (one) => [resign(one, hex('01 32 04 48'), hex('01 26 04 48'))],
      expect: 'unsupported-algorithm',
    }),
    make('unknown-key', { seed: STRANGER, expect: 'unknown-key' }),
    make('bad-signature: one bit of it', {
      mark: (one) => [flipBit(one, one.length * 8 - 200)],
      expect: 'bad-signature',
    }),
    make('bad-signature: one letter of the subject', {
      mark: (one) => [splice(one, ascii('merino-crew'), ascii('merino-crow'))],
      options: { ...options, subject: 'products/merino-crow' },
      expect: 'bad-signature',
    }),
    make('key-revoked', { trust: row({ revokedAt: NOW + 3600 }), expect: 'key-revoked' }),
    make('key-not-yet-valid', { trust: row({ notBefore: NOW + 1 }), expect: 'key-not-yet-valid' }),
    make('key-expired', { trust: row({ notAfter: NOW - 1 }), expect: 'key-expired' }),
    make('issuer-not-allowed', {
      claims: { issuer: 'https://brand.example.evil.example' },
      expect: 'issuer-not-allowed',
    }),
    make('environment-not-allowed: a staging key in production', {
      seed: STAGING,
      expect: 'environment-not-allowed',
    }),
    make('purpose-not-allowed: a fixture in staging, by a key for content', {
      seed: STAGING,
      claims: { purpose: 'fixture', environment: 'staging' },
      trust: [{ ...stagingTrust, purposes: ['content'] }],
      options: staging,
      expect: 'purpose-not-allowed',
    }),
    make('purpose-not-allowed: a fixture in production', {
      mark: () => [fixtureInProduction],
      expect: 'purpose-not-allowed',
    }),
    make('environment-mismatch: staging shown in production', {
      seed: STAGING,
      claims: { environment: 'staging' },
      expect: 'environment-mismatch',
    }),
    make('audience-mismatch: another tenant', {
      claims: { audience: 'shop:eu' },
      options: { ...options, audience: 'shop:us' },
      expect: 'audience-mismatch',
    }),
    make('audience-mismatch: no tenant', {
      claims: { audience: 'shop:eu' },
      expect: 'audience-mismatch',
    }),
    make('not-yet-valid: dated in the future', {
      claims: { issuedAt: NOW + 3661 },
      expect: 'not-yet-valid',
    }),
    make('not-yet-valid: not before', {
      claims: { notBefore: NOW + 3661 },
      expect: 'not-yet-valid',
    }),
    make('expired', { claims: { expiresAt: NOW + 3540 }, expect: 'expired' }),
    make('recall-stale: the list is a second too old', {
      options: { ...options, recall: { ids: [], validUntil: options.now } },
      expect: 'recall-stale',
    }),
    make('recalled', {
      options: { ...options, recall: { ids: [baseClaims.id], validUntil: options.now + 1 } },
      expect: 'recalled',
    }),
    make('subject-mismatch: moved to another product', {
      options: { ...options, subject: 'products/merino-roll' },
      expect: 'subject-mismatch',
    }),
    make('profile-mismatch: text as raw bytes', {
      signed: title,
      content: { raw: encodeHex(ascii(title.text)) },
      expect: 'profile-mismatch',
    }),
    make('profile-mismatch: one content for a record', {
      signed: { parts: product },
      content: title,
      expect: 'profile-mismatch',
    }),
    make('profile-mismatch: a record for one content', {
      signed: title,
      content: { parts: { title } },
      expect: 'profile-mismatch',
    }),
    make('content-invalid: a duplicate key', {
      signed: { json: { price: 1 } },
      content: { jsonText: '{"price":1,"price":1}' },
      expect: 'content-invalid',
    }),
    make('unsigned-part', {
      signed: { parts: { title } },
      content: { parts: { title, badge: { text: 'Bestseller' } } },
      expect: 'unsigned-part',
    }),
    make('missing-part', {
      signed: { parts: product },
      content: { parts: { title } },
      options: { ...options, requiredParts: ['title', 'description'] },
      expect: 'missing-part',
    }),
    make('digest-mismatch: one letter', {
      signed: title,
      content: { text: 'Merino crew neck.' },
      expect: 'digest-mismatch',
    }),
    make('digest-mismatch: one part', {
      signed: { parts: product },
      content: { parts: { ...product, imageAlt: { text: 'Navy crew neck' } } },
      expect: 'digest-mismatch',
    }),
  ];
}

/** A manifest of two parts with the longer name first. */
function swapParts(): Uint8Array {
  const part = { profile: 1, digest: new Uint8Array(32) };
  const [a, b] = ['a', 'bb'].map((name) =>
    encodePayload({ type: 'manifest', parts: new Map([[name, part]]) }).subarray(1),
  ) as [Uint8Array, Uint8Array];
  return Uint8Array.of(0xa2, ...b, ...a);
}
