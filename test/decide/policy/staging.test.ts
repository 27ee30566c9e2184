/**
 * What staging signed cannot pass in production: real marks, real keys, every way across that
 * these tests know, under every preset that acts.
 */

import {
  type ClaimsInput,
  createTrust,
  type SigningKey,
  type TrustEntry,
  text,
  type Verdict,
  verifySync,
} from 'contentmark';
import { type Action, decide, observe, POLICY_PLACES, PRESETS } from 'contentmark/policy';
import { describe, expect, test } from 'vitest';
import { encodePayload, encodeProtectedHeader } from '../../../src/format/envelope/encode.ts';
import { native } from '../../fixtures/backends.ts';
import { withKeyFor } from '../../fixtures/bystander.ts';
import { hex } from '../../fixtures/bytes.ts';
import { claims, hashPayload, ISSUER, mark, NOW, SUBJECT } from '../../fixtures/claims.ts';
import { frameSigned } from '../../fixtures/envelopes.ts';
import { shopKey, stagingKey, strangerKey } from '../../fixtures/keys.ts';
import { rank } from '../../fixtures/policy.ts';

const content = text('Merino crew neck');
const ACTING = ['storefront', 'checkout', 'strict'] as const;

const production: TrustEntry = {
  publicKey: shopKey.publicKey,
  issuers: [ISSUER],
  environments: ['production'],
};
const staging: TrustEntry = {
  publicKey: stagingKey.publicKey,
  issuers: [ISSUER],
  environments: ['staging'],
  purposes: ['content', 'fixture', 'seed', 'demo', 'canary'],
};

function check(
  entries: readonly TrustEntry[],
  envelope: Uint8Array,
  environment = 'production',
): Verdict {
  const trust = createTrust(withKeyFor(entries, environment));
  return verifySync(content, envelope, { trust, environment, subject: SUBJECT, now: NOW });
}

/** A mark that `sign` would not make: a fixture that says it is of production. */
function forgeFixture(environment: string, key: SigningKey): Uint8Array {
  const payload = {
    ...hashPayload,
    digest: native.sha256(new TextEncoder().encode('Merino crew neck')),
  };
  const header = encodeProtectedHeader(
    hex(key.keyId),
    { ...claims, environment, purpose: 'fixture' },
    payload as never,
  );
  return frameSigned(header, encodePayload(payload as never), key);
}

const STOPS: readonly Action[] = ['hide', 'block'];

const mine = (changed: Partial<ClaimsInput>, key = stagingKey) => mark(content, changed, key);

describe.each<[string, () => Verdict, string]>([
  [
    'a mark of staging, whose key production does not know',
    () => check([production], mine({ environment: 'staging' })),
    'unknown-key',
  ],
  [
    'a mark of staging, whose key production trusts for staging',
    () => check([production, staging], mine({ environment: 'staging' })),
    'environment-mismatch',
  ],
  [
    'a mark that says production, signed in staging',
    () => check([production, staging], mine({ environment: 'production' })),
    'environment-not-allowed',
  ],
  [
    'a mark for staging, signed with the key of production',
    () => check([production], mine({ environment: 'staging' }, shopKey)),
    'environment-not-allowed',
  ],
  [
    'a mark for staging, of one key for both sides',
    () =>
      check(
        [{ ...production, environments: ['production', 'staging'] }],
        mine({ environment: 'staging' }, shopKey),
      ),
    'environment-mismatch',
  ],
  [
    'a fixture of staging',
    () => check([production, staging], mine({ environment: 'staging', purpose: 'fixture' })),
    'environment-mismatch',
  ],
  [
    'a fixture that says production, signed with the key of production',
    () => check([production], forgeFixture('production', shopKey)),
    'purpose-not-allowed',
  ],
  [
    'a fixture that says production, signed in staging',
    () => check([production, staging], forgeFixture('production', stagingKey)),
    'environment-not-allowed',
  ],
  [
    'a mark whose environment was overwritten after signing',
    () => {
      const envelope = mine({ environment: 'production-' }, shopKey);
      const at = Buffer.from(envelope).indexOf('production-');
      envelope.set(new TextEncoder().encode('productio--'), at);
      return check([production], envelope);
    },
    'bad-signature',
  ],
  [
    'a mark of a stranger who says all the right things',
    () => check([production], mine({}, strangerKey)),
    'unknown-key',
  ],
])('%s', (_name, verdictOf, reason) => {
  const verdict = verdictOf();

  test(`is refused with ${reason}`, () => {
    expect(verdict).toMatchObject({ status: 'rejected', reason });
  });

  test('is stopped on every place of production by every preset that acts', () => {
    for (const name of ACTING) {
      for (const place of POLICY_PLACES) {
        const { action } = decide(PRESETS[name], { place, environment: 'production', verdict });
        expect([name, place, STOPS.includes(action)]).toEqual([name, place, true]);
      }
    }
  });

  test('is told to somebody by observe', () => {
    for (const place of POLICY_PLACES) {
      const decision = decide(observe, { place, environment: 'production', verdict });
      expect(rank(decision.action)).toBeGreaterThanOrEqual(rank('flag'));
      expect(decision.findings).toMatchObject([{ technique: 'signature', id: reason }]);
    }
  });
});

describe('a fixture where production has another name', () => {
  // createTrust and sign guard the name "production"; the policy guards the place.
  const trust = [{ ...staging, environments: ['shop-eu'] }];
  const envelope = mine({ environment: 'shop-eu', purpose: 'fixture' });
  const verdict = check(trust, envelope, 'shop-eu');

  test('verifies, and passes under no preset, observe neither', () => {
    expect(verdict).toMatchObject({ status: 'verified', claims: { purpose: 'fixture' } });
    for (const policy of Object.values(PRESETS)) {
      for (const place of POLICY_PLACES) {
        const decision = decide(policy, { place, environment: 'shop-eu', verdict });
        expect(STOPS).toContain(decision.action);
        expect(decision.findings).toMatchObject([{ id: 'purpose.fixture', severity: 'block' }]);
      }
    }
  });
});

describe('in staging', () => {
  test('what staging signed passes, fixtures too', () => {
    for (const purpose of ['content', 'fixture', 'seed', 'demo', 'canary'] as const) {
      const envelope = mine({ environment: 'staging', purpose, kind: 'title' });
      const verdict = check([staging], envelope, 'staging');
      for (const policy of Object.values(PRESETS)) {
        for (const place of POLICY_PLACES) {
          expect(decide(policy, { place, environment: 'staging', verdict }).action).toBe('allow');
        }
      }
    }
  });

  test('what production signed is flagged: live data has no business there', () => {
    const verdict = check([staging, production], mark(content), 'staging');
    expect(verdict).toMatchObject({ reason: 'environment-mismatch' });
    for (const policy of Object.values(PRESETS)) {
      expect(decide(policy, { place: 'import', environment: 'staging', verdict }).action).toBe(
        'flag',
      );
    }
  });
});
