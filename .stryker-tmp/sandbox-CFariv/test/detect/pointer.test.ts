/** Which member names a path tells. */
// @ts-nocheck

import { detect } from 'contentmark/detect';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPointer } from '../../src/detect/pointer.ts';

describe('a path', () => {
  it.each([
    'stripe_test_mode',
    'stripe_test_mode_enabled',
    'paypal_live_environment',
    'STRIPE_TEST_PUBLISHABLE',
    'klarna_live_url',
  ])('tells the switch %s', (name) => {
    expect(toPointer([name])).toBe(`/${name}`);
  });

  it.each([
    'sk_test_placeholder',
    'PK_LIVE_PLACEHOLDER',
    'rk_live_4eC39HqLyjWDarjtT1zdp7dc',
    'stripe_live_4eC39HqLyjWDarjtT1zdp7dc',
    'key1_sbox_abcdefgh1',
    'my_test_publishable sk_live_4eC39HqLyjWDarjtT1zdp7dc',
    'x_test_mode_live_4eC39HqL',
    'a@shop-of-jo.eu',
    '4111 1111 1111 1111',
  ])('does not tell %s', (name) => {
    expect(toPointer([name])).toBe('/*');
  });

  it('names the switch that was found', () => {
    const { findings } = detect({ stripe_test_mode: true }, { classes: ['setting'] });
    expect(findings.map(({ path }) => path)).toContain('/stripe_test_mode');
  });

  it('law: no key of a payment service is told, whatever stands around it', () => {
    const body = fc.stringMatching(/^[A-Za-z0-9]{8,40}$/);
    const prefix = fc.constantFrom('sk', 'pk', 'rk', 'SK', 'my_sk', 'x-sk');
    const mode = fc.constantFrom('test', 'live', 'sbox');
    fc.assert(
      fc.property(prefix, mode, body, (start, side, end) => {
        expect(toPointer([`${start}_${side}_${end}`])).toBe('/*');
      }),
    );
  });
});
