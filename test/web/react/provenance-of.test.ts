/** What crosses to the browser: as much as is shown, as JSON, and nothing that is nobody's business there. */

import { text, verifySync } from 'contentmark';
import { LABELS, LANGUAGES, WORDS } from 'contentmark/disclosure';
import { guardRender } from 'contentmark/guards';
import { ACTIONS } from 'contentmark/policy';
import { type ProvenanceOptions, provenanceOf } from 'contentmark/provenance';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AS_OF, sourceType, verified } from '../../disclose/verified.ts';
import { createShopTrust, DESCRIPTION, NOW, SUBJECT } from '../../fixtures/claims.ts';

const options: ProvenanceOptions = { market: 'eu', asOf: AS_OF, kind: 'description' };
const copy = { kind: 'description', topics: ['none'] } as const;
const { verdict, envelope } = verified({ ...copy, generator: { name: 'house-model-7' } });

/** A verdict on another text than was signed, or on none. */
const verdictOn = (shown: string, mark: Uint8Array | undefined) =>
  verifySync(text(shown), mark, {
    trust: createShopTrust(),
    environment: 'production',
    subject: SUBJECT,
    now: NOW,
  });
const rejected = verdictOn('Another text', envelope);
const absent = verdictOn(DESCRIPTION, undefined);

describe('a verified mark', () => {
  test('decided as disclose has a label, though no rule of the market asks for one', () => {
    const { isShown, label } = provenanceOf(verdict, { action: 'disclose' }, options);
    expect(isShown).toBe(true);
    expect(label).toMatchObject({ short: 'AI-generated', basis: 'eu-product-copy', lang: 'en' });
  });

  test('decided as allow has one only where a rule asks for it', () => {
    expect(provenanceOf(verdict, { action: 'allow' }, options)).toEqual({ isShown: true });
    const health = verified({ kind: 'description', topics: ['health'] });
    const { label } = provenanceOf(health.verdict, { action: 'allow' }, options);
    expect(label).toMatchObject({ basis: 'eu-public-interest' });
  });

  test('has no label by choice where the shop says so', () => {
    const without = { ...options, voluntary: false };
    expect(provenanceOf(verdict, { action: 'disclose' }, without)).toEqual({ isShown: true });
  });

  test.each(LANGUAGES)('speaks the words of the disclosure in %s', (language) => {
    const { label } = provenanceOf(verdict, { action: 'disclose' }, { ...options, language });
    expect(label?.short).toBe(WORDS[language].short['ai-generated']);
    expect(label?.long).toBe(WORDS[language].long['ai-generated'].text);
  });

  test('has a node for machines where its options are given', () => {
    const url = 'https://shop.example/merino-crew';
    const { jsonLd } = provenanceOf(
      verdict,
      { action: 'disclose' },
      { ...options, jsonLd: { url } },
    );
    expect(jsonLd).toMatchObject({ '@type': 'CreativeWork', url });
    expect(provenanceOf(verdict, { action: 'disclose' }, options)).not.toHaveProperty('jsonLd');
  });

  test('of a review that a model wrote is hidden, whatever was decided', () => {
    const review = verified({ kind: 'review' });
    for (const action of ACTIONS) {
      const shown = provenanceOf(review.verdict, { action }, { market: 'eu', asOf: AS_OF });
      expect(shown).toEqual({ isShown: false });
    }
  });
});

test('content edited under a mark that holds in all else keeps its label, and has no node', () => {
  const given = { ...options, jsonLd: { url: 'https://shop.example/merino-crew' } };
  for (const action of ['allow', 'disclose', 'flag'] as const) {
    const { isShown, label, jsonLd } = provenanceOf(rejected, { action }, given);
    expect([isShown, label?.short, jsonLd]).toEqual([true, 'AI-generated', undefined]);
  }
  expect(provenanceOf(rejected, { action: 'hide' }, given)).toEqual({ isShown: false });
  const edited = guardRender(
    { description: 'Another text' },
    { environment: 'production', verdict: rejected },
  );
  expect(edited).toMatchObject({ action: 'flag', basis: 'generated' });
});

const elsewhere = verifySync(text(DESCRIPTION), envelope, {
  trust: createShopTrust(),
  environment: 'production',
  subject: 'another-product',
  now: NOW,
});

test.each([
  ['a refused mark', elsewhere],
  ['no mark', absent],
] as const)('%s states nothing, and only the decision counts', (_, found) => {
  for (const action of ACTIONS) {
    const isShown = action !== 'hide' && action !== 'block';
    expect(provenanceOf(found, { action }, options)).toEqual({ isShown });
  }
});

test('nothing crosses but what is shown: no key, claim, reason, rule or finding', () => {
  const decision = {
    action: 'disclose',
    rule: 'render.production.verified.source.generated',
    basis: 'generated',
    findings: [{ path: '/x', technique: 'marker', id: 'faker', severity: 'info', reason: 'x' }],
  } as const;
  const shown = provenanceOf(verdict, decision, { ...options, jsonLd: {} });
  const sent = JSON.stringify(shown);
  for (const secret of [verdict.keyId, verdict.claims.id, verdict.claims.issuer, 'house-model-7']) {
    expect(sent).not.toContain(secret);
  }
  expect(sent).not.toContain(decision.rule);
  expect(sent).not.toContain('faker');
  expect(sent).not.toContain(SUBJECT);
  const refused = JSON.stringify(provenanceOf(rejected, { action: 'flag' }, options));
  for (const secret of [verdict.keyId, verdict.claims.id, verdict.claims.issuer, 'digest-mismatch'])
    expect(refused).not.toContain(secret);
});

test('any record is the same after JSON, and is hidden exactly where its decision hides', () => {
  const sources = [
    'trainedAlgorithmicMedia',
    'compositeWithTrainedAlgorithmicMedia',
    'digitalCapture',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...sources),
      fc.constantFrom(...ACTIONS),
      fc.constantFrom(...LANGUAGES),
      fc.string({ minLength: 1, unit: 'grapheme' }),
      (source, action, language, about) => {
        const marked = verified({ ...copy, sourceType: sourceType(source) });
        const jsonLd = { name: about };
        const shown = provenanceOf(
          marked.verdict,
          { action },
          { ...options, language, about, jsonLd },
        );
        expect(JSON.parse(JSON.stringify(shown))).toEqual(shown);
        expect(shown.isShown).toBe(action !== 'hide' && action !== 'block');
        if (shown.label !== undefined) expect(LABELS).toContain(shown.label.label);
        if (!shown.isShown) expect(Object.keys(shown)).toEqual(['isShown']);
        expect(Object.isFrozen(shown)).toBe(true);
      },
    ),
    { numRuns: 100 },
  );
});

describe('a slip', () => {
  const call =
    (...args: unknown[]) =>
    () =>
      provenanceOf(...(args as Parameters<typeof provenanceOf>));

  test('in an argument is named', () => {
    const decision = { action: 'disclose' };
    for (const wrong of [undefined, null, 1, 'verified', [], {}, { status: 'ok' }]) {
      expect(call(wrong, decision, options)).toThrow(/"verdict"/);
    }
    for (const wrong of [undefined, null, 'hide', [], {}, { action: 'show' }]) {
      expect(call(verdict, wrong, options)).toThrow(/"decision"/);
    }
    expect(call(verdict, decision, undefined)).toThrow(/"options"/);
    expect(call(verdict, decision, { ...options, lang: 'de' })).toThrow(
      /"options.lang" is no option/,
    );
    expect(call(verdict, decision, { ...options, language: 'xx' })).toThrow(/options.language/);
    expect(call(verdict, decision, { ...options, market: undefined })).toThrow(/options.market/);
    expect(call(verdict, decision, { ...options, jsonLd: { '@id': 'x' } })).toThrow(/@id/);
  });

  test('of the options is found also where the item is hidden', () => {
    expect(call(verdict, { action: 'hide' }, { ...options, language: 'xx' })).toThrow(/language/);
  });

  test('of a polluted prototype changes nothing', () => {
    const prototype = Object.prototype as { action?: string };
    prototype.action = 'allow';
    try {
      expect(call(verdict, {}, options)).toThrow(/"decision"/);
    } finally {
      delete prototype.action;
    }
  });
});
