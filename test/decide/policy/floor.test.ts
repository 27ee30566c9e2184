/** What no policy can loosen, in TypeScript or in JSON. */

import { SOURCE_TYPES } from 'contentmark';
import {
  type Action,
  decide,
  ENVIRONMENT_CLASSES,
  environmentClassOf,
  isContentmarkError,
  KINDS,
  POLICY_PLACES,
  type Policy,
  PRESETS,
  PURPOSES,
  readPolicy,
  sourceClassOf,
} from 'contentmark/policy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyPolicy,
  CAPTURED,
  environment,
  finding,
  GENERATED,
  judged,
  mapLeaves,
  place,
  rank,
} from '../../fixtures/policy.ts';

const TEST_DATA = PURPOSES.filter((purpose) => purpose !== 'content');
const STOPS: readonly Action[] = ['hide', 'block'];

/** A policy that allows everything, made past the compiler and past readPolicy. */
const careless: Policy = {
  ...(mapLeaves(
    Object.fromEntries(POLICY_PLACES.map((each) => [each, PRESETS.observe[each]])),
    () => 'allow',
  ) as Omit<Policy, 'environments'>),
  environments: { production: 'preproduction', prod: 'preproduction', LIVE: 'preproduction' },
};

describe('in production', () => {
  test.each(TEST_DATA)('a verified %s passes under no policy', (purpose) => {
    fc.assert(
      fc.property(anyPolicy, place, environment, judged, (policy, place, environment, any) => {
        fc.pre(any?.status === 'verified');
        fc.pre(environmentClassOf(policy, environment) === 'production');
        const verdict = { ...any, claims: { ...any.claims, purpose } };
        const { action } = decide(policy, { place, environment, verdict });
        expect(STOPS).toContain(action);
      }),
    );
  });

  test.each(['production', 'prod', 'PROD', 'Production', 'live', 'shop-eu', ' staging', 'Staging'])(
    'called %s, a policy that allows everything still stops test data',
    (environment) => {
      for (const place of POLICY_PLACES) {
        for (const purpose of TEST_DATA) {
          const claims = { purpose, sourceType: GENERATED };
          const verdict = { status: 'verified', claims, coverage: 'full' } as const;
          const decision = decide(careless, { place, environment, verdict });
          expect(STOPS).toContain(decision.action);
          expect(decision.rule).toBe(`floor.verified.purpose.${purpose}`);
          expect(decision.findings).toEqual([
            {
              path: '',
              technique: 'signature',
              id: `purpose.${purpose}`,
              severity: 'block',
              reason: expect.any(String),
            },
          ]);
        }
        const verdict = { status: 'rejected', reason: 'purpose-not-allowed' } as const;
        expect(STOPS).toContain(decide(careless, { place, environment, verdict }).action);
      }
    },
  );

  test.each(['environment-mismatch', 'environment-not-allowed'] as const)(
    '%s is told to somebody, whatever the policy says',
    (reason) => {
      fc.assert(
        fc.property(anyPolicy, place, fc.array(finding), (policy, place, findings) => {
          const verdict = { status: 'rejected', reason } as const;
          const facts = { environment: 'production', verdict, findings };
          const { action } = decide(policy, { place, ...facts });
          expect(rank(action)).toBeGreaterThanOrEqual(rank('flag'));
        }),
      );
    },
  );

  test('a generated review is stopped, whatever it calls itself and wherever it stands', () => {
    const generated = SOURCE_TYPES.filter((uri) => sourceClassOf(uri) !== 'other');
    const environment = 'production';
    for (const sourceType of [...generated, 'urn:unknown']) {
      for (const kind of [...KINDS, 999, undefined]) {
        const claims = {
          purpose: 'content',
          sourceType,
          ...(kind !== undefined && { kind }),
        } as const;
        const verdict = { status: 'verified', claims, coverage: 'full' } as const;
        const inPlace = decide(careless, { place: 'review', environment, verdict });
        const row = typeof kind === 'string' ? kind : 'other';
        expect(inPlace).toMatchObject({ action: 'hide', rule: `floor.verified.kind.${row}` });
      }
      for (const place of POLICY_PLACES) {
        const claims = { purpose: 'content', sourceType, kind: 'review' } as const;
        const verdict = { status: 'verified', claims, coverage: 'full' } as const;
        const asKind = decide(careless, { place, environment, verdict });
        expect(asKind).toMatchObject({ rule: 'floor.verified.kind.review' });
        expect(STOPS).toContain(asKind.action);
        // The presets print what is done.
        const byObserve = decide(PRESETS.observe, { place, environment, verdict });
        expect(STOPS).toContain(byObserve.action);
      }
    }
  });

  test("a review that a person wrote is none of the floor's business", () => {
    const claims = { purpose: 'content', sourceType: CAPTURED, kind: 'review' } as const;
    const verdict = { status: 'verified', claims, coverage: 'full' } as const;
    const where = { place: 'review', environment: 'production' } as const;
    expect(decide(careless, { ...where, verdict }).action).toBe('allow');
  });
});

test('outside of production the policy alone decides', () => {
  const policy: Policy = { ...careless, environments: { qa: 'preproduction' } };
  for (const place of POLICY_PLACES) {
    for (const purpose of TEST_DATA) {
      const claims = { purpose, sourceType: GENERATED, kind: 'review' } as const;
      const verdict = { status: 'verified', claims, coverage: 'full' } as const;
      expect(decide(policy, { place, environment: 'qa', verdict }).action).toBe('allow');
    }
  }
});

describe('no JSON policy', () => {
  /** What a policy file may say of one cell. */
  const cell = (path: readonly string[], action: unknown): object =>
    path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), action) as object;

  test.each(Object.keys(PRESETS))('on %s lets test data pass in production', (preset) => {
    for (const place of POLICY_PLACES) {
      for (const purpose of TEST_DATA) {
        const path = [place, 'production', 'verified', 'purpose', purpose];
        for (const action of ['allow', 'disclose', 'flag']) {
          expect(() => readPolicy({ extends: preset, ...cell(path, action) })).toThrow(
            expect.objectContaining({
              code: 'ERR_POLICY',
              argument: `policy.${path.join('.')}`,
              message: expect.stringMatching(
                /no policy goes below (hide|block) there.*leave it out/,
              ),
            }),
          );
        }
      }
    }
  });

  test.each(Object.keys(PRESETS))('on %s shows a generated review in production', (preset) => {
    for (const kind of KINDS) {
      const path = ['review', 'production', 'verified', 'kind', kind];
      for (const action of ['allow', 'disclose', 'flag']) {
        expect(() => readPolicy({ extends: preset, ...cell(path, action) })).toThrow(
          expect.objectContaining({ code: 'ERR_POLICY', argument: `policy.${path.join('.')}` }),
        );
      }
    }
  });

  test('that is taken lets test data pass, whatever it is made of', () => {
    const table = fc.letrec((tie) => ({
      value: fc.oneof(
        { withCrossShrink: true, maxDepth: 5 },
        fc.constantFrom(
          'allow',
          'disclose',
          'flag',
          'hide',
          'block',
          'preproduction',
          'storefront',
        ),
        fc.dictionary(
          fc.constantFrom(
            ...POLICY_PLACES,
            ...ENVIRONMENT_CLASSES,
            ...PURPOSES,
            'verified',
            'purpose',
            'kind',
            'rejected',
            'absent',
            'findings',
            'extends',
            'environments',
            '__proto__',
            'constructor',
          ),
          tie('value'),
          { maxKeys: 3 },
        ),
      ),
    })).value;
    let taken = 0;
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(PRESETS)), table, place, (name, extra, where) => {
        let policy: Policy;
        try {
          policy = readPolicy({ ...(typeof extra === 'object' ? extra : {}), extends: name });
        } catch (error) {
          expect(isContentmarkError(error) && error.code).toBe('ERR_POLICY');
          return;
        }
        taken += 1;
        for (const purpose of TEST_DATA) {
          const claims = { purpose, sourceType: GENERATED };
          const verdict = { status: 'verified', claims, coverage: 'full' } as const;
          const facts = { place: where, environment: 'production', verdict };
          expect(STOPS).toContain(decide(policy, facts).action);
        }
      }),
      { numRuns: 2000 },
    );
    expect(taken).toBeGreaterThan(50);
  });

  test.each(['production', 'prod', 'live', 'PRODUCTION', 'Live'])(
    'can call %s preproduction',
    (name) => {
      expect(() =>
        readPolicy({ extends: 'observe', environments: { [name]: 'preproduction' } }),
      ).toThrow(
        expect.objectContaining({
          code: 'ERR_POLICY',
          argument: `policy.environments.${name}`,
          message: expect.stringContaining('production whatever a policy says; take it out'),
        }),
      );
    },
  );
});
