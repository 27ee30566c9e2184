import { SOURCE_TYPES } from 'contentmark';
import {
  type DisclosureOptions,
  disclosure,
  disclosureJsonLd,
  MARKETS,
} from 'contentmark/disclosure';
import { sourceClassOf } from 'contentmark/policy';
import { describe, expect, it } from 'vitest';
import { AS_OF, day, EU, machine, sourceType, verified, visible } from './verified.ts';

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
