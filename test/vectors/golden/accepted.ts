/** Vectors that are accepted: every profile, manifests, every claim. */
import type { GoldenVector } from '../../fixtures/golden.ts';
import { NOW } from '../../fixtures/claims.ts';
import { digest, everyClaim, make, options, product, STAGING, staging, title } from './recipe.ts';

export function acceptedVectors(): GoldenVector[] {
  const kinds = ['title', 'review', 'image', 'product', 'message', 500];
  const purposes = ['content', 'fixture', 'seed', 'demo', 'canary'];
  return [
    make('text-1: a title'),
    make('text-1: nothing but an empty string', { content: { text: '' } }),
    make('text-1: CR LF is LF', {
      signed: { text: 'one\ntwo\nthree' },
      content: { text: 'one\r\ntwo\rthree' },
    }),
    make('text-1: decomposed is composed', {
      signed: { text: 'Größe: é, 가' },
      content: { text: 'Gro\u0308\u00dfe: e\u0301, \u1100\u1161' },
    }),
    make('text-1: right to left, emoji and a byte order mark', {
      content: { text: '\ufeffסוודר מרינו \u{1f9f6}\u200f\u0000' },
    }),
    make('raw-1: bytes', { content: { raw: '000102ff' } }),
    make('raw-1: an image with its media type', {
      content: { image: '89504e470d0a1a0a', mediaType: 'image/png' },
    }),
    make('json-1: a value', {
      signed: { json: { b: [1, -0, 1e21, 1e-7, 'é\u2028'], a: null, '': true } },
      content: { jsonText: '{"":true, "b": [1.0, -0, 1E21, 0.0000001, "\\u00e9\\u2028"], "a": null}' },
    }),
    make('json-1: keys in UTF-16 order, one of them __proto__', {
      content: { jsonText: '{"\\ufb33":1,"\\ud83d\\ude00":2,"__proto__":{"x":1},"\\r":3}' },
    }),
    make('a manifest of five parts, all shown', { content: { parts: product } }),
    make('a manifest of five parts, two shown', {
      signed: { parts: product },
      content: { parts: { title, image: product.image } },
    }),
    make('a manifest with the parts that are required', {
      content: { parts: product },
      options: { ...options, requiredParts: 'all' },
    }),
    make('every claim', {
      claims: everyClaim,
      options: { ...options, audience: 'shop:eu' },
    }),
    make('every claim, on a manifest', {
      claims: { ...everyClaim, kind: 'product' },
      content: { parts: product },
      options: { ...options, audience: 'shop:eu' },
    }),
    make('a source type without a code', { claims: { sourceType: 'https://brand.example/source' } }),
    make('the C2PA source type for data', {
      claims: { sourceType: 'http://c2pa.org/digitalsourcetype/trainedAlgorithmicData' },
      content: { json: [1] },
    }),
    ...purposes.map((purpose) =>
      make(`purpose ${purpose}, in staging`, {
        seed: STAGING,
        claims: { purpose, environment: 'staging' },
        options: staging,
      }),
    ),
    ...kinds.map((kind) => make(`kind ${kind}`, { claims: { kind } })),
    ...['editorial', 'fact-check', 'legal'].map((kind) =>
      make(`a review of kind ${kind}`, {
        claims: { review: { kind, party: 'Legal', reviewedAt: NOW, digest } },
      }),
    ),
    make('a generator with a name only', { claims: { generator: { name: 'copywriter' } } }),
    make('the longest subject', {
      claims: { subject: 's'.repeat(512) },
      options: { ...options, subject: 's'.repeat(512) },
    }),
    make('any subject, where the caller says so', { options: { ...options, subject: null } }),
    make('the largest times', {
      claims: { issuedAt: 4294967294, expiresAt: 4294967295 },
      options: { ...options, now: 4294967294, clockTolerance: 0 },
    }),
    make('one mark found twice', { mark: (envelope) => [envelope, envelope, ''] }),
    make('no mark', { mark: () => [], expect: 'absent' }),
    make('an empty string where a mark would be', { mark: () => [''], expect: 'absent' }),
  ];
}
