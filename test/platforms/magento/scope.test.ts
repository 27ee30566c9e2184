/** Scopes: one record for "All Store Views" and one for each view that says something of its own. */

import { overridesOf, PART_NAMES, productContent, subjectOf, withParts } from 'contentmark/magento';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { open, TENT, withValues } from './products.ts';

const FRENCH = withValues(TENT, {
  name: 'Tente deux places',
  description: '<p>Tient dans la tempête.</p>',
});

describe('a subject', () => {
  test('is the SKU, or SKU and store view, as catalog --map magento writes it', () => {
    expect(subjectOf({ sku: 'TENT-2P' })).toBe('TENT-2P');
    expect(subjectOf({ sku: 'TENT-2P', storeView: 'fr' })).toBe('TENT-2P;store=fr');
    expect(subjectOf(open(TENT))).toBe('TENT-2P');
    expect(subjectOf(open(FRENCH, 'fr'))).toBe('TENT-2P;store=fr');
  });

  test('is refused for a SKU that could be taken for one of a store view', () => {
    expect(() => subjectOf({ sku: 'TENT;store=fr' })).toThrowError(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'sku' }),
    );
  });

  test('is refused for a SKU longer than Magento keeps, counted in characters', () => {
    expect(subjectOf({ sku: '\u{1f3d5}'.repeat(64) })).toHaveLength(128);
    expect(() => subjectOf({ sku: 'x'.repeat(65) })).toThrowError(
      /65 characters, Magento keeps 64/,
    );
  });

  test.each(['all', 'ADMIN', '', 'fr-fr', '1fr', 'x'.repeat(33)])(
    'is refused for a store view of the code "%s"',
    (storeView) => {
      expect(() => subjectOf({ sku: 'A', storeView })).toThrowError(/code of a store view/);
    },
  );
});

describe('what a store view overrides', () => {
  const base = open(TENT);

  test('is what differs from the default scope', () => {
    const own = overridesOf(base, open(FRENCH, 'fr'));
    expect(own.values).toEqual({
      name: 'Tente deux places',
      description: '<p>Tient dans la tempête.</p>',
      short_description: '',
      meta_title: '',
      meta_description: '',
    });
    expect(subjectOf(own)).toBe('TENT-2P;store=fr');
  });

  test('is nothing where the view shows the default texts and the default mark through', () => {
    const marked = withValues(TENT, { contentmark: '0oRYdefault' });
    const own = overridesOf(open(marked), open(marked, 'fr'));
    expect(productContent(own)).toEqual({ problem: 'every part is empty' });
    expect(own.marks).toEqual([]);
  });

  test('has the mark of the view, and not the default one shown through', () => {
    const marked = open(withValues(TENT, { contentmark: '0oRYdefault' }));
    const view = open(withValues(FRENCH, { contentmark: '0oRYfrench' }), 'fr');
    expect(overridesOf(marked, view).marks).toEqual(['0oRYfrench']);
    const inherited = open(withValues(FRENCH, { contentmark: '0oRYdefault' }), 'fr');
    expect(overridesOf(marked, inherited).marks).toEqual([]);
  });

  test('together with the default texts is what the view shows', () => {
    const values = fc.record(
      Object.fromEntries(PART_NAMES.map((name) => [name, fc.constantFrom('', 'a', 'b')])),
    );
    fc.assert(
      fc.property(values, values, (defaults, shown) => {
        const one = open(withValues(TENT, defaults));
        const view = open(withValues(TENT, shown), 'fr');
        const own = overridesOf(one, view);
        for (const name of PART_NAMES) {
          const isEmptied = shown[name] === '' && defaults[name] !== '';
          expect(own.values[name] || (isEmptied ? '' : one.values[name])).toBe(shown[name]);
        }
        expect(withParts(own, view, PART_NAMES).values).toEqual(view.values);
      }),
    );
  });

  test.each([
    ['two scopes of the same kind', () => overridesOf(base, base)],
    ['the view first', () => overridesOf(open(FRENCH, 'fr'), base)],
    ['another product', () => overridesOf(base, open({ ...FRENCH, sku: 'OTHER' }, 'fr'))],
  ])('is refused for %s', (_what, call) => {
    expect(call).toThrowError(expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'view' }));
  });
});
