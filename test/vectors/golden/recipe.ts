/** How a golden vector is put together: the usual mark, and what differs from it. */
import { encodeBase64url } from '../../../src/format/bytes/base64url.ts';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { importSeed, localSigner, type SigningKey, signSync } from 'contentmark';
import { hex } from '../../fixtures/bytes.ts';
import { ISSUER, NOW, SUBJECT } from '../../fixtures/claims.ts';
import { canonicalOf, type GoldenVector, readClaims, readContent } from '../../fixtures/golden.ts';

const seedOf = (number: number) => number.toString(16).padStart(2, '0').repeat(32);
export const keyOf = (seed: string): SigningKey => importSeed(hex(seed));

export const SHOP = seedOf(1);
export const STAGING = seedOf(2);
export const STRANGER = seedOf(3);
/** Two seeds whose key ids begin with the same four bytes. */
export const ALIKE = ['13a2a', '1717d'].map((end) => end.padStart(64, '0')) as [string, string];

export type TrustRow = GoldenVector['trust'][number];

export const shopTrust: TrustRow = {
  publicKey: encodeHex(keyOf(SHOP).publicKey),
  issuers: [ISSUER],
  environments: ['production'],
};
export const stagingTrust: TrustRow = {
  publicKey: encodeHex(keyOf(STAGING).publicKey),
  issuers: [ISSUER],
  environments: ['staging'],
  purposes: ['content', 'fixture', 'seed', 'demo', 'canary'],
};

export const baseClaims = {
  issuer: ISSUER,
  subject: SUBJECT,
  environment: 'production',
  issuedAt: NOW,
  id: '0190a3c2-7b5e-4c1d-9e2f-3a4b5c6d7e8f',
};
export const options = { environment: 'production', subject: SUBJECT, now: NOW + 3600 };
export const title = { text: 'Merino crew neck' };
export const digest = { bytes: 'ab'.repeat(32) };

/** What differs from the usual vector: a title, signed by the shop, shown in its place. */
interface Recipe extends Partial<Omit<GoldenVector, 'name' | 'canonical' | 'mark'>> {
  /** What was signed, where something else is shown. */
  readonly signed?: GoldenVector['content'];
  /** What stands on the host, where it is not the one envelope that was signed. */
  readonly mark?: (envelope: Uint8Array) => readonly (Uint8Array | string)[];
}

export function make(name: string, recipe: Recipe = {}): GoldenVector {
  const { signed, mark, expect = 'verified', seed = SHOP, ...rest } = recipe;
  const content = rest.content ?? title;
  const given = { ...baseClaims, ...rest.claims };
  const envelope = signSync(readContent(signed ?? content), {
    signer: localSigner(keyOf(seed)),
    claims: readClaims(given),
  });
  const found = mark?.(envelope) ?? [envelope];
  return {
    name,
    seed,
    ...(mark === undefined && signed === undefined && { claims: given }),
    content,
    canonical: canonicalOf(readContent(content)),
    mark: found.map((item) => (typeof item === 'string' ? item : encodeBase64url(item))),
    ...(rest.markIn !== undefined && { markIn: rest.markIn }),
    ...(rest.pointer !== undefined && { pointer: rest.pointer }),
    ...(rest.roots !== undefined && { roots: rest.roots }),
    ...(rest.rootAnswers !== undefined && { rootAnswers: rest.rootAnswers }),
    trust: rest.trust ?? [shopTrust, stagingTrust],
    options: { ...options, ...rest.options },
    expect,
    ...(rest.coverage !== undefined && { coverage: rest.coverage }),
    ...(rest.shows !== undefined && { shows: rest.shows }),
  };
}

export const product = {
  title,
  description: { text: 'A crew neck in fine merino.\r\nMade to be worn on its own.' },
  attributes: { json: { material: 'merino', sizes: ['S', 'M', 'L'], weight: 0.31 } },
  imageAlt: { text: 'Navy crew neck on a hanger' },
  image: { image: '52494646', mediaType: 'image/webp' },
};
export const staging = { ...options, environment: 'staging' };

export const everyClaim = {
  audience: 'shop:eu',
  notBefore: NOW,
  expiresAt: NOW + 31_536_000,
  sourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia',
  purpose: 'content',
  generator: { name: 'copywriter', version: '2026.1', model: 'writer-large' },
  ingredients: [digest, { bytes: '01'.repeat(32) }],
  kind: 'description',
  review: { kind: 'editorial', party: 'Catalogue desk', reviewedAt: NOW - 60, digest },
  detectionUrl: 'https://brand.example/check',
  topics: ['health', 'sustainability', 900],
  privateDigest: digest,
  softBindings: [{ algorithm: 1, value: { bytes: '0123456789abcdef' } }],
  extensions: {
    map: [
      ['campaign', 'winter-26'],
      ['revision', 7],
      ['approved', true],
      ['ticket', { bytes: '00ff' }],
    ],
  },
};
