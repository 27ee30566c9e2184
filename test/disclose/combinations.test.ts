import { json, KINDS, SOURCE_TYPES, TOPICS } from 'contentmark';
import {
  ANSWERS,
  DISCLOSURE_BASES,
  DISCLOSURE_DECISIONS,
  disclosure,
  MARKETS,
  ROLES,
  SOURCE_OF,
} from 'contentmark/disclosure';
import { describe, expect, it } from 'vitest';
import { SOURCE_TYPE_TABLE } from '../../src/disclose/rules/made.ts';
import { AS_OF, EU, sourceType, verified } from './verified.ts';

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
    const wrong: object[] = [];
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
                const isOfTheLists = [found.visible, found.machineReadable].every(
                  ({ decision, basis, source, missing }) => {
                    seen.add(basis);
                    return (
                      DISCLOSURE_DECISIONS.includes(decision) &&
                      source === SOURCE_OF[basis] &&
                      missing.length > 0 === (decision === 'needs-assessment')
                    );
                  },
                );
                // Gathered, for a hundred thousand expectations take seconds.
                if (!isOfTheLists || JSON.stringify(found).includes(secret)) wrong.push(found);
              }
            }
          }
        }
      }
    }
    expect(wrong).toEqual([]);
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
