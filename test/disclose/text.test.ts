/** What AI-made text calls for in the European Union: product copy, topics of public interest, human review. */
import { createHash } from 'node:crypto';
import { type Inspected, inspect, type PartsContent, parts, text } from 'contentmark';
import { disclosure } from 'contentmark/disclosure';
import { describe, expect, it } from 'vitest';
import { DESCRIPTION } from '../fixtures/claims.ts';
import { EU, reviewed, verified, visible } from './verified.ts';

const sha256 = (value: string) => new Uint8Array(createHash('sha256').update(value).digest());

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
    const found = disclosure(verdict, { ...EU, mark: envelope });
    expect(found.review).toBe('holds');
    expect(found.visible).toMatchObject({ decision: 'not-required', basis: 'eu-human-review' });
  });

  it('is void where the text was changed after the sign-off', () => {
    const edited = text(`${DESCRIPTION}\nNow with added vitamins.`);
    const { verdict, envelope } = verified(
      { ...health, ...reviewed('editorial', signedOff) },
      edited,
    );
    const found = disclosure(verdict, { ...EU, mark: envelope });
    expect(found.review).toBe('void');
    expect(found.visible).toMatchObject({ decision: 'required', basis: 'eu-public-interest' });
  });

  it('is compared only where the envelope is at hand', () => {
    expect(visible({ ...health, ...reviewed('fact-check', signedOff) })).toBe(
      'needs-assessment (eu-review-unchecked: options.mark)',
    );
  });

  it('that looked at no facts is not enough', () => {
    const { verdict, envelope } = verified({ ...health, ...reviewed('legal', signedOff) });
    const found = disclosure(verdict, { ...EU, mark: envelope });
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
        mark: envelope,
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
      const options = { ...EU, kind: 'description', mark: envelope } as const;
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
    for (const mark of [other, new Uint8Array(40), 'no mark', 7 as never]) {
      expect(() => disclosure(verdict, { ...EU, mark })).toThrow(
        expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'options.mark' }),
      );
    }
  });
});
