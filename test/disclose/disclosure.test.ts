/** What a verified mark calls for: the governance table, row by row, as sentences. */
import { createHash } from 'node:crypto';
import {
  ANSWERS,
  DISCLOSURE_BASES,
  DISCLOSURE_DECISIONS,
  type DisclosureOptions,
  disclosure,
  disclosureJsonLd,
  iptcFields,
  MARKETS,
  ROLES,
  SOURCE_OF,
} from 'contentmark/disclosure';
import { sourceClassOf } from 'contentmark/policy';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { SOURCE_TYPE_TABLE } from '../../src/disclose/rules/made.ts';
import { KINDS, SOURCE_TYPES, TOPICS } from '../../src/format/envelope/vocabulary.ts';
import {
  type ClaimsInput,
  type Inspected,
  inspect,
  json,
  type PartsContent,
  parts,
  text,
  type Verdict,
  type Verified,
  verifySync,
} from '../../src/index.ts';
import { DESCRIPTION, verifyOptions } from '../fixtures/claims.ts';
import { WRONG_VALUES } from '../fixtures/wrong-values.ts';
import { AS_OF, day, sourceType, verified } from './verified.ts';

const EU: DisclosureOptions = { market: 'eu', asOf: AS_OF };

function visible(claims: Partial<ClaimsInput>, options: Partial<DisclosureOptions> = {}) {
  const { verdict } = verified(claims);
  const { decision, basis, missing } = disclosure(verdict, { ...EU, ...options }).visible;
  return missing.length === 0 ? `${decision} (${basis})` : `${decision} (${basis}: ${missing})`;
}

function machine(claims: Partial<ClaimsInput>, options: Partial<DisclosureOptions> = {}) {
  const { verdict } = verified(claims);
  const { decision, basis } = disclosure(verdict, { ...EU, ...options }).machineReadable;
  return `${decision} (${basis})`;
}

const sha256 = (value: string) => new Uint8Array(createHash('sha256').update(value).digest());

function reviewed(kind: 'editorial' | 'fact-check' | 'legal', digest: Uint8Array) {
  return {
    review: { kind, party: 'Head of product content', reviewedAt: day('2025-12-31'), digest },
  };
}

describe('only a verified verdict can be disclosed', () => {
  it('by its type', () => {
    expectTypeOf<Parameters<typeof disclosure>[0]>().toEqualTypeOf<Verified>();
    expectTypeOf<Verdict>().not.toExtend<Parameters<typeof disclosure>[0]>();
  });

  it('and by what it is: rejected and absent verdicts of a real check are refused', () => {
    const { envelope } = verified();
    const rejected = verifySync(text('something else'), envelope, verifyOptions);
    const absent = verifySync(text(DESCRIPTION), [], verifyOptions);
    expect([rejected.status, absent.status]).toEqual(['rejected', 'absent']);
    for (const verdict of [rejected, absent]) {
      expect(() => disclosure(verdict as Verified, EU)).toThrow(
        expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'verdict' }),
      );
    }
  });

  it.each(WRONG_VALUES)('and %s is refused', (_name, value) => {
    expect(() => disclosure(value as Verified, EU)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'verdict' }),
    );
  });

  it('members from a polluted prototype count for nothing', () => {
    const { verdict } = verified({ kind: 'description' });
    const { status: _status, ...rest } = verdict;
    const polluted = Object.assign(Object.create({ status: 'verified' }), rest);
    expect(() => disclosure(polluted, EU)).toThrow(/verdict/);
    const prototype = Object.prototype as Record<string, unknown>;
    try {
      prototype['topics'] = ['none'];
      prototype['deepFake'] = 'no';
      prototype['generator'] = { name: 'nobody' };
      const found = disclosure(verdict, EU);
      expect(found.visible.basis).toBe('topics-not-stated');
      expect(iptcFields(found)).not.toHaveProperty('AISystemUsed');
    } finally {
      for (const name of ['topics', 'deepFake', 'generator']) delete prototype[name];
    }
  });

  it('a verdict that went through JSON is one, unless JSON broke its bytes', () => {
    const { verdict } = verified({ kind: 'description', topics: ['none'] });
    expect(disclosure(JSON.parse(JSON.stringify(verdict)), EU).visible.basis).toBe(
      'eu-product-copy',
    );
    const digest = new Uint8Array(32);
    const review = {
      kind: 'editorial',
      party: 'x',
      reviewedAt: day('2025-12-31'),
      digest,
    } as const;
    const broken = JSON.parse(JSON.stringify(verified({ review }).verdict));
    expect(() => disclosure(broken, EU)).toThrow(expect.objectContaining({ argument: 'verdict' }));
  });

  it('any other object is a mistake with a code, never a crash', () => {
    const { verdict } = verified({ kind: 'image', topics: ['none'], generator: { name: 'x' } });
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(verdict.claims), 'review', 'expiresAt'),
        fc.anything({
          withNullPrototype: true,
          withMap: true,
          withBigInt: true,
          withTypedArray: true,
        }),
        (name, value) => {
          const forged = { ...verdict, claims: { ...verdict.claims, [name]: value } };
          try {
            iptcFields(disclosure(forged as Verified, EU));
          } catch (error) {
            expect(error).toMatchObject({ code: 'ERR_ARGUMENT' });
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('C1: product copy in the European Union', () => {
  it('plain product copy needs no label', () => {
    expect(visible({ kind: 'description', topics: ['none'] })).toBe(
      'not-required (eu-product-copy)',
    );
    expect(visible({ kind: 'title', topics: ['none'] })).toBe('not-required (eu-product-copy)');
  });

  it.each(['health', 'consumer-safety', 'sustainability'] as const)(
    'copy with a %s claim needs one',
    (topic) => {
      expect(visible({ kind: 'description', topics: [topic] })).toBe(
        'required (eu-public-interest)',
      );
      expect(visible({ kind: 'description', topics: ['none', topic] })).toBe(
        'required (eu-public-interest)',
      );
    },
  );

  it('untagged copy is assessed by a person, also where that person says "no" to the wrong question', () => {
    const missing = 'needs-assessment (topics-not-stated: claims.topics)';
    expect(visible({ kind: 'description' })).toBe(missing);
    expect(visible({ kind: 'description' }, { publicInterest: 'no' })).toBe(missing);
  });

  it('a topic that the Guidelines do not name, or that this version does not know, is assessed', () => {
    const missing = 'needs-assessment (eu-topic-not-named: options.publicInterest)';
    expect(visible({ kind: 'description', topics: ['investor'] })).toBe(missing);
    expect(visible({ kind: 'description', topics: [999] })).toBe(missing);
    expect(visible({ kind: 'description', topics: [999] }, { publicInterest: 'no' })).toBe(
      'not-required (eu-not-public-interest)',
    );
  });

  it('a page or message is not product copy: a person says what it is for', () => {
    for (const kind of ['page', 'message'] as const) {
      expect(visible({ kind, topics: ['none'] })).toBe(
        'needs-assessment (eu-purpose-not-stated: options.publicInterest)',
      );
      expect(visible({ kind, topics: ['none'] }, { publicInterest: 'no' })).toBe(
        'not-required (eu-not-public-interest)',
      );
      expect(visible({ kind, topics: ['none'] }, { publicInterest: 'yes' })).toBe(
        'required (eu-public-interest)',
      );
    }
  });

  it('a record of several kinds needs to be told which one is shown', () => {
    for (const kind of ['product', 'category'] as const) {
      expect(visible({ kind, topics: ['none'] })).toBe(
        'needs-assessment (kind-not-stated: options.kind)',
      );
      expect(visible({ kind, topics: ['none'] }, { kind: 'description' })).toBe(
        'not-required (eu-product-copy)',
      );
      expect(visible({ kind, topics: ['none'] }, { kind: 'image' })).toBe(
        'needs-assessment (eu-deep-fake-not-assessed: options.deepFake)',
      );
    }
    expect(visible({ topics: ['none'] })).toBe('needs-assessment (kind-not-stated: options.kind)');
    expect(visible({ kind: 999, topics: ['none'] })).toBe(
      'needs-assessment (kind-not-stated: options.kind)',
    );
  });

  it('the caller cannot overrule the kind in the mark', () => {
    const { verdict } = verified({ kind: 'image' });
    expect(() => disclosure(verdict, { ...EU, kind: 'description' })).toThrow(
      expect.objectContaining({ argument: 'options.kind' }),
    );
  });

  it('data that is no text for the public needs none', () => {
    for (const kind of ['price', 'address', 'settings'] as const) {
      expect(visible({ kind })).toBe('not-required (eu-record)');
    }
  });
});

describe('C2: a human review', () => {
  const health = { kind: 'description', topics: ['health'] } as const;
  const signedOff = sha256(DESCRIPTION);

  it('of exactly what is shown takes the text out of the rule', () => {
    const { verdict, envelope } = verified({ ...health, ...reviewed('fact-check', signedOff) });
    const found = disclosure(verdict, { ...EU, evidence: envelope });
    expect(found.review).toBe('holds');
    expect(found.visible).toMatchObject({ decision: 'not-required', basis: 'eu-human-review' });
  });

  it('is void where the text was changed after the sign-off', () => {
    const edited = text(`${DESCRIPTION}\nNow with added vitamins.`);
    const { verdict, envelope } = verified(
      { ...health, ...reviewed('editorial', signedOff) },
      edited,
    );
    const found = disclosure(verdict, { ...EU, evidence: envelope });
    expect(found.review).toBe('void');
    expect(found.visible).toMatchObject({ decision: 'required', basis: 'eu-public-interest' });
  });

  it('is compared only where the envelope is at hand', () => {
    expect(visible({ ...health, ...reviewed('fact-check', signedOff) })).toBe(
      'needs-assessment (eu-review-unchecked: options.evidence)',
    );
  });

  it('that looked at no facts is not enough', () => {
    const { verdict, envelope } = verified({ ...health, ...reviewed('legal', signedOff) });
    const found = disclosure(verdict, { ...EU, evidence: envelope });
    expect(found.review).toBe('insufficient');
    expect(found.visible.decision).toBe('required');
  });

  it('by a machine cannot even be signed', () => {
    expect(() => verified({ ...health, ...reviewed('automated' as 'legal', signedOff) })).toThrow(
      /review/,
    );
  });

  it('of one part of a record is compared with that part', () => {
    const record = parts({ title: text('Vitamin C'), description: text(DESCRIPTION) });
    const claims = {
      kind: 'product',
      topics: ['health'],
      ...reviewed('fact-check', signedOff),
    } as const;
    const { verdict, envelope } = verified(claims, record);
    const state = (part?: string) =>
      disclosure(verdict, {
        ...EU,
        kind: 'description',
        evidence: envelope,
        ...(part !== undefined && { part }),
      }).review;
    expect([state('description'), state('title'), state()]).toEqual(['holds', 'void', 'unchecked']);
    expect(() => state('price')).toThrow(expect.objectContaining({ argument: 'options.part' }));
  });

  it('of a whole record holds for every part of it, and is void once one of them was changed', () => {
    const record = parts({ title: text('Vitamin C'), description: text(DESCRIPTION) });
    const { envelope: first } = verified({ kind: 'product' }, record);
    // Made just now, so it can be inspected.
    const { payload } = inspect(first) as Inspected;
    const digest = Buffer.from(payload.digest, 'hex');
    const claims = { kind: 'product', ...reviewed('fact-check', digest) } as const;
    const state = (content: PartsContent, part?: string) => {
      const { verdict, envelope } = verified(claims, content);
      const options = { ...EU, kind: 'description', evidence: envelope } as const;
      return disclosure(verdict, { ...options, ...(part !== undefined && { part }) }).review;
    };
    const all = [undefined, 'title', 'description'];
    expect(all.map((part) => state(record, part))).toEqual(['holds', 'holds', 'holds']);
    const edited = parts({ title: text('Vitamin D'), description: text(DESCRIPTION) });
    expect(all.map((part) => state(edited, part))).toEqual(['unchecked', 'void', 'void']);
  });

  it('is not compared with the envelope of something else', () => {
    const { verdict } = verified({ ...health, ...reviewed('fact-check', signedOff) });
    const other = verified({ id: '0190a3c2-7b5e-4c1d-9e2f-000000000000' }).envelope;
    for (const evidence of [other, new Uint8Array(40), 'no mark', 7 as never]) {
      expect(() => disclosure(verdict, { ...EU, evidence })).toThrow(
        expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'options.evidence' }),
      );
    }
  });
});

describe('C9: reviews', () => {
  it.each(MARKETS)('written by a model are removed in %s, and never labelled', (market) => {
    for (const code of [
      'trainedAlgorithmicMedia',
      'compositeWithTrainedAlgorithmicMedia',
      'algorithmicMedia',
      'dataDrivenMedia',
      'compositeSynthetic',
      'composite',
      'virtualRecording',
    ]) {
      const { verdict } = verified({ kind: 'review', sourceType: sourceType(code) });
      const found = disclosure(verdict, { market, asOf: AS_OF, voluntary: true });
      expect(found.visible).toMatchObject({ decision: 'remove', basis: 'synthetic-review' });
      expect(found.machineReadable.decision).toBe('remove');
      expect(found.label).toBe('none');
    }
  });

  it.each(MARKETS)('of a source that nobody knows are removed in %s', (market) => {
    const { verdict } = verified({
      kind: 'review',
      sourceType: 'https://vendor.example-shop.eu/made',
    });
    const found = disclosure(verdict, { market, asOf: AS_OF });
    expect([found.visible.decision, found.machineReadable.decision]).toEqual(['remove', 'remove']);
    expect(disclosureJsonLd(found)).toBeUndefined();
  });

  it('are removed exactly where a policy holds their source for generated', () => {
    for (const uri of SOURCE_TYPES) {
      const { verdict } = verified({ kind: 'review', sourceType: uri });
      const isRemoved = disclosure(verdict, EU).visible.decision === 'remove';
      expect([uri, isRemoved]).toEqual([uri, sourceClassOf(uri) !== 'other']);
    }
  });

  it('of fixtures are removed in staging too', () => {
    const { verdict } = verified({
      kind: 'review',
      purpose: 'fixture',
      environment: 'staging',
      sourceType: sourceType('humanEdits'),
    });
    expect(disclosure(verdict, EU).visible.decision).toBe('remove');
  });

  it('of a product record are removed as well', () => {
    expect(visible({ kind: 'product', topics: ['none'] }, { kind: 'review' })).toBe(
      'remove (synthetic-review)',
    );
  });

  it('that a person wrote are left alone', () => {
    expect(visible({ kind: 'review', sourceType: sourceType('digitalCreation') })).toBe(
      'not-required (not-ai-made)',
    );
  });
});

describe('C13: images in the European Union', () => {
  it('without an assessment are never silently free', () => {
    expect(visible({ kind: 'image' })).toBe(
      'needs-assessment (eu-deep-fake-not-assessed: options.deepFake)',
    );
    expect(visible({ kind: 'image' }, { publicInterest: 'no' })).toContain('needs-assessment');
  });

  it('follow the assessment of a person', () => {
    expect(visible({ kind: 'image' }, { deepFake: 'yes' })).toBe('required (eu-deep-fake)');
    expect(visible({ kind: 'image' }, { deepFake: 'no' })).toBe('not-required (eu-not-deep-fake)');
  });
});

describe('G4: dates and roles decide', () => {
  const image = { kind: 'image' } as const;

  it('nothing is asked for before 2 August 2026', () => {
    const asOf = day('2026-08-01');
    expect(visible(image, { asOf, deepFake: 'yes' })).toBe('not-required (eu-not-yet-applicable)');
    expect(visible(image, { asOf: day('2026-08-02'), deepFake: 'yes' })).toContain('required (');
  });

  it('the transition for machine-readable marks ends on 2 December 2026', () => {
    const provider = { role: 'provider' } as const;
    const early = { ...provider, placedOnMarketAt: day('2026-07-01') };
    const late = { ...provider, placedOnMarketAt: day('2026-08-03') };
    expect(machine(image, early)).toBe('not-required (eu-transition)');
    expect(machine(image, late)).toBe('required (eu-provider-marks)');
    expect(machine(image, provider)).toBe('needs-assessment (eu-placed-on-market-not-stated)');
    for (const given of [early, late, provider]) {
      expect(machine(image, { ...given, asOf: day('2026-12-02') })).toBe(
        'required (eu-provider-marks)',
      );
    }
  });

  it('there is no transition for what people are told', () => {
    expect(
      visible(image, { deepFake: 'yes', role: 'both', placedOnMarketAt: day('2026-07-01') }),
    ).toBe('required (eu-deep-fake)');
  });

  it('a provider owes the mark, a deployer the label', () => {
    expect(visible(image, { deepFake: 'yes', role: 'provider' })).toBe(
      'not-required (eu-deployers-only)',
    );
    expect(machine(image)).toBe('not-required (eu-deployer-keeps-marks)');
  });

  it('captions and data are outside Art. 50(2)', () => {
    const given = { role: 'provider', asOf: day('2027-01-01') } as const;
    expect(machine({ kind: 'alt-text', topics: ['none'] }, given)).toBe(
      'not-required (eu-short-text)',
    );
    expect(machine({ kind: 'settings' }, given)).toBe('not-required (eu-data)');
  });

  it('fixtures are no content for the public', () => {
    const { verdict } = verified({
      kind: 'description',
      purpose: 'fixture',
      environment: 'staging',
    });
    expect(disclosure(verdict, EU).visible).toMatchObject({
      decision: 'not-required',
      basis: 'test-data',
    });
  });

  it('the clock of the machine is the default', () => {
    const { asOf } = disclosure(verified().verdict, { market: 'eu' });
    expect(Math.abs(asOf - Date.now() / 1000)).toBeLessThan(60);
  });
});

describe('California', () => {
  const given = (asOf: string, more: Partial<DisclosureOptions> = {}) => ({
    market: 'us-ca' as const,
    asOf: day(asOf),
    ...more,
  });

  it('never asks for anything about text', () => {
    for (const asOf of ['2026-08-02', '2026-11-23', '2030-01-01']) {
      const more = { role: 'provider', coveredProvider: 'yes' } as const;
      expect(visible({ kind: 'description' }, given(asOf, more))).toBe(
        'not-required (ca-text-not-covered)',
      );
      expect(machine({ kind: 'description' }, given(asOf, more))).toBe(
        'not-required (ca-text-not-covered)',
      );
    }
  });

  it('asks covered providers for a latent disclosure in images, and for no visible label since SB 1000', () => {
    const image = { kind: 'image' } as const;
    expect(visible(image, given('2026-08-01'))).toBe('not-required (ca-not-yet-operative)');
    expect(visible(image, given('2026-09-29'))).toBe('not-required (ca-manifest-option)');
    expect(visible(image, given('2026-09-30'))).toBe('not-required (ca-no-visible-label)');
    expect(machine(image, given('2026-11-23'))).toBe('not-required (ca-deployer)');
    expect(machine(image, given('2026-11-23', { role: 'provider' }))).toBe(
      'needs-assessment (ca-covered-provider-not-stated)',
    );
    const covered = { role: 'both', coveredProvider: 'yes' } as const;
    expect(machine(image, given('2026-11-23', covered))).toBe('required (ca-latent-disclosure)');
  });
});

describe('China and Google', () => {
  it('a provider labels in China, a publisher judges', () => {
    const image = { kind: 'image' } as const;
    expect(visible(image, { market: 'cn', role: 'provider' })).toBe('required (cn-explicit-label)');
    expect(machine(image, { market: 'cn', role: 'provider' })).toBe('required (cn-implicit-label)');
    expect(visible(image, { market: 'cn' })).toBe('needs-assessment (cn-publisher: options.role)');
    expect(visible(image, { market: 'cn', asOf: day('2025-08-31') })).toBe(
      'not-required (cn-not-yet-in-force)',
    );
  });

  it('Google asks for structured attributes and image metadata: a platform rule, not a law', () => {
    const google = { market: 'google' } as const;
    expect(machine({ kind: 'title' }, google)).toBe('platform-rule (google-structured-text)');
    expect(machine({ kind: 'description' }, google)).toBe('platform-rule (google-structured-text)');
    expect(machine({ kind: 'alt-text' }, google)).toBe('not-required (google-no-rule)');
    expect(visible({ kind: 'title' }, google)).toBe('not-required (google-no-rule)');
    for (const code of ['trainedAlgorithmicMedia', 'compositeSynthetic', 'algorithmicMedia']) {
      expect(machine({ kind: 'image', sourceType: sourceType(code) }, google)).toBe(
        'platform-rule (google-image-metadata)',
      );
    }
    expect(machine({ kind: 'image', sourceType: sourceType('digitalCapture') }, google)).toBe(
      'not-required (not-ai-made)',
    );
  });
});

describe('source types', () => {
  it('each have a row, and no row is of something else', () => {
    expect([...SOURCE_TYPE_TABLE.keys()]).toEqual([...SOURCE_TYPES]);
  });

  it('content that a person made and a model changed is never called generated', () => {
    const modified = sourceType('compositeWithTrainedAlgorithmicMedia');
    const found = disclosure(verified({ kind: 'image', sourceType: modified }).verdict, EU);
    expect([found.made, found.label]).toEqual(['ai-modified', 'ai-modified']);
    const called = [...SOURCE_TYPE_TABLE].filter(([, { label }]) => label === 'ai-generated');
    expect(called.map(([uri]) => uri.slice(uri.lastIndexOf('/') + 1))).toEqual([
      'trainedAlgorithmicMedia',
      'trainedAlgorithmicData',
    ]);
  });

  it('of a URI that this version does not know say nothing by themselves', () => {
    const found = disclosure(
      verified({ kind: 'image', sourceType: 'https://other.example/vocabulary/x' }).verdict,
      { ...EU, deepFake: 'yes' },
    );
    expect(found.label).toBe('none');
    expect(found.visible).toMatchObject({
      decision: 'needs-assessment',
      missing: ['claims.sourceType'],
    });
  });
});

describe('every combination', () => {
  it('gives a decision and a basis of the closed lists, says what is missing, and holds no content', () => {
    const seen = new Set<string>();
    let shown = '';
    const secret = 'kR4nQ7-not-to-be-seen';
    const base = verified({}, json({ secret })).verdict;
    for (const kind of [undefined, ...KINDS]) {
      for (const uri of [...SOURCE_TYPES, 'https://other.example/x']) {
        for (const topics of [undefined, ...TOPICS.map((topic) => [topic])]) {
          // Signing each would only test signing again.
          const verdict = {
            ...base,
            claims: {
              ...base.claims,
              ...(kind && { kind }),
              sourceType: uri,
              ...(topics && { topics }),
            },
          };
          for (const market of MARKETS) {
            for (const role of ROLES) {
              for (const answer of ANSWERS) {
                const found = disclosure(verdict, {
                  market,
                  role,
                  asOf: AS_OF,
                  deepFake: answer,
                  publicInterest: answer,
                  coveredProvider: answer,
                });
                shown = JSON.stringify(found);
                for (const { decision, basis, source, missing } of [
                  found.visible,
                  found.machineReadable,
                ]) {
                  seen.add(basis);
                  expect(DISCLOSURE_DECISIONS).toContain(decision);
                  expect(source).toBe(SOURCE_OF[basis]);
                  expect(missing.length > 0).toBe(decision === 'needs-assessment');
                }
              }
            }
          }
        }
      }
    }
    expect(shown).not.toContain(secret);
    const unseen = DISCLOSURE_BASES.filter((basis) => !seen.has(basis));
    // These depend on the day, the purpose, the review or the date of the system, above.
    expect(unseen.sort()).toEqual(
      [
        'ca-manifest-option',
        'ca-not-yet-operative',
        'cn-not-yet-in-force',
        'eu-human-review',
        'eu-not-yet-applicable',
        'eu-provider-marks',
        'eu-review-unchecked',
        'eu-transition',
        'test-data',
      ].sort(),
    );
  });

  it('is labelled voluntarily only where there is something to say and nothing asks for it', () => {
    const copy = verified({ kind: 'description', topics: ['none'] }).verdict;
    expect(disclosure(copy, { ...EU, voluntary: true }).visible).toMatchObject({
      decision: 'voluntary',
      basis: 'eu-product-copy',
    });
    const photo = verified({ kind: 'image', sourceType: sourceType('digitalCapture') }).verdict;
    expect(disclosure(photo, { ...EU, voluntary: true }).visible.decision).toBe('not-required');
    const health = verified({ kind: 'description', topics: ['health'] }).verdict;
    expect(disclosure(health, { ...EU, voluntary: true }).visible.decision).toBe('required');
  });
});

describe('options', () => {
  const { verdict } = verified({ kind: 'image' });
  const wrong: readonly [string, unknown][] = [
    ['market', undefined],
    ['market', 'uk'],
    ['role', 'shop'],
    ['asOf', AS_OF * 1000],
    ['kind', 'photo'],
    ['deepFake', true],
    ['publicInterest', 'maybe'],
    ['coveredProvider', 1],
    ['placedOnMarketAt', '2026-07-01'],
    ['part', ''],
    ['voluntary', 'yes'],
    ['isDeepFake', 'yes'],
  ];
  it.each(wrong)('a wrong %s (%s) is refused by name', (name, value) => {
    expect(() => disclosure(verdict, { ...EU, [name]: value } as DisclosureOptions)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: `options.${name}` }),
    );
  });

  it('are needed', () => {
    expect(() => disclosure(verdict, undefined as never)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'options' }),
    );
  });
});
