/** Random claims under random trust: PHP and TypeScript check them in one order, to one verdict. */

import {
  type Claims,
  createTrust,
  createVerifier,
  type Purpose,
  text,
  type Verdict,
} from 'contentmark';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../../src/format/bytes/base64url.ts';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { encodeUtf8 } from '../../../src/format/bytes/utf8.ts';
import { anyClaims } from '../../fixtures/arbitraries.ts';
import { native } from '../../fixtures/backends.ts';
import { withKeyFor } from '../../fixtures/bystander.ts';
import { NOW } from '../../fixtures/claims.ts';
import { signClaims } from '../../fixtures/envelopes.ts';
import { shopKey } from '../../fixtures/keys.ts';
import { askPhp, hasPhp, printVerdict } from '../../fixtures/php.ts';
import { runs } from '../../fixtures/runs.ts';
import { nameOf } from '../../vectors/golden/cases.ts';

describe.runIf(hasPhp)('PHP and TypeScript agree', { timeout: 180_000 }, () => {
  test('on any claims, whatever the trust, the time and the place', async () => {
    const cases = fc.sample(anyCase, { numRuns: runs(3000), seed: 18 });
    const verdicts = cases.map(checkHere);
    const lines = cases.flatMap((one, id) => [contextLine(one, id), { id, context: `${id}` }]);
    const answers = await askPhp(lines);
    const counts = new Map<string, number>();
    for (const [id, verdict] of verdicts.entries()) {
      expect(answers[id]).toEqual(printVerdict(id, verdict));
      counts.set(nameOf(verdict), (counts.get(nameOf(verdict)) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(EVERY_CLAIM_REASON);
  });
});

/** All that claims alone can come to; the content is what was signed. */
const EVERY_CLAIM_REASON: readonly string[] = [
  'audience-mismatch',
  'environment-mismatch',
  'environment-not-allowed',
  'expired',
  'issuer-not-allowed',
  'key-expired',
  'key-not-yet-valid',
  'key-revoked',
  'not-yet-valid',
  'purpose-not-allowed',
  'subject-mismatch',
  'verified',
];

interface AnyCase {
  readonly claims: Claims;
  readonly now: number;
  readonly tolerance: number;
  readonly isIssuer: boolean;
  readonly isEnvironment: boolean;
  readonly isPlace: boolean;
  readonly isSubject: boolean;
  readonly isPurpose: boolean;
  readonly audience: string | undefined;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly revokedAt: number;
}

const nearly = fc.integer({ min: -3, max: 3 }).map((offset) => NOW + offset);
const usually = fc.integer({ min: 0, max: 9 }).map((n) => n > 0);

/** Times within three seconds of one another, so that every boundary is met. */
const anyCase: fc.Arbitrary<AnyCase> = fc
  .record({
    claims: anyClaims,
    issuedAt: nearly,
    expiresAt: fc.option(nearly, { nil: undefined }),
    begins: fc.option(nearly, { nil: undefined }),
    now: nearly,
    tolerance: fc.integer({ min: 0, max: 2 }),
    isIssuer: usually,
    isEnvironment: usually,
    isPlace: usually,
    isSubject: usually,
    isPurpose: usually,
    audience: fc.constantFrom(undefined, 'shop:eu'),
    notBefore: fc.constantFrom(0, NOW - 1, NOW, NOW + 1),
    notAfter: fc.constantFrom(NOW + 2, NOW + 9, 0xffffffff),
    revokedAt: fc.constantFrom(NOW + 1, NOW + 9, 0xffffffff),
  })
  .map(({ claims, issuedAt, expiresAt, begins, ...rest }) => {
    const { expiresAt: _expiresAt, notBefore: _notBefore, audience, ...kept } = claims;
    return {
      ...rest,
      claims: {
        ...kept,
        issuedAt,
        ...(audience !== undefined && { audience: 'shop:eu' }),
        ...(expiresAt !== undefined && { expiresAt }),
        ...(begins !== undefined && { notBefore: begins }),
      },
    };
  });

const CONTENT = 'Merino crew neck';

function trustOf(one: AnyCase) {
  const { claims, isIssuer, isEnvironment, isPurpose } = one;
  const environment = isEnvironment ? claims.environment : 'elsewhere';
  const purposes =
    environment === 'production' ? ['content'] : isPurpose ? [claims.purpose] : ['canary', 'demo'];
  return {
    issuers: [isIssuer ? claims.issuer : 'https://other.example'],
    environments: [environment],
    purposes: purposes as Purpose[],
    notBefore: one.notBefore,
    notAfter: one.notAfter,
    revokedAt: one.revokedAt,
  };
}

function envelopeOf({ claims }: AnyCase): Uint8Array {
  const digest = native.sha256(encodeUtf8(CONTENT));
  return signClaims(claims, { type: 'hash', profile: 1, digest, mediaType: undefined });
}

function optionsOf(one: AnyCase) {
  const { claims, isPlace, isSubject, now, tolerance, audience } = one;
  return {
    environment: isPlace ? claims.environment : 'somewhere',
    subject: isSubject ? claims.subject : 'another',
    now,
    clockTolerance: tolerance,
    ...(audience !== undefined && { audience }),
  };
}

function checkHere(one: AnyCase): Verdict {
  const { subject, now, ...options } = optionsOf(one);
  const entry = { publicKey: shopKey.publicKey, ...trustOf(one) };
  const trust = createTrust(withKeyFor([entry], options.environment));
  const verifier = createVerifier({ trust, ...options });
  return verifier.verifySync(text(CONTENT), envelopeOf(one), { subject, now });
}

function contextLine(one: AnyCase, id: number) {
  return {
    context: `${id}`,
    trust: [{ publicKey: encodeHex(shopKey.publicKey), ...trustOf(one) }],
    ...optionsOf(one),
    content: { text: CONTENT },
    mark: [encodeBase64url(envelopeOf(one))],
  };
}
