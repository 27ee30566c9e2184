/** Settings that switch others on and off, or say where they hold. */
import { describe, expect, it, test } from 'vitest';
import {
  type Change,
  findGoverned,
  isNamedValue,
  isNotOff,
} from '../../../src/decide/guards/governed.ts';
import {
  isOff,
  isPlaceName,
  isValueName,
  readGoverning,
} from '../../../src/decide/guards/setting-names.ts';

describe('the name of a setting', () => {
  it.each<[string, 'on' | 'off' | 'place', string]>([
    ['active', 'on', ''],
    ['isEnabled', 'on', ''],
    ['stripe_enabled', 'on', 'stripe'],
    ['is_stripe_enabled', 'on', 'stripe'],
    ['payment/stripe/active', 'on', 'payment stripe'],
    ['payment/active', 'on', ''],
    ['payment.stripe.use', 'on', 'payment stripe'],
    ['mode', 'on', ''],
    ['mode_id', 'on', ''],
    ['enable_stripe', 'on', 'stripe'],
    ['enable_stripe_key', 'on', 'stripe key'],
    ['payment/use_stripe', 'on', 'payment stripe'],
    ['activateKlarna', 'on', 'klarna'],
    ['disabled', 'off', ''],
    ['stripe_disabled', 'off', 'stripe'],
    ['disable_stripe', 'off', 'stripe'],
    ['payment/deactivate_stripe_key', 'off', 'payment stripe key'],
    ['website', 'place', ''],
    ['website_id', 'place', ''],
    ['stripe_website_codes', 'place', 'stripe'],
    ['payment/klarna/store_ids', 'place', 'payment klarna'],
  ])('%s: %s, for what begins with "%s"', (name, effect, words) => {
    expect(readGoverning(name)).toEqual({ effect, words: words === '' ? [] : words.split(' ') });
  });

  it.each([
    '',
    '---',
    'id',
    'code',
    'stripe_secret_key',
    'state_tax',
    'website/id',
    'reuse_stripe',
  ])('"%s" is a setting itself', (name) => {
    expect(readGoverning(name)).toBeUndefined();
  });

  it('says where items of one name hold', () => {
    const names =
      'website website_id stripe_website_codes storeIds locale language_code country config_id scope tenant';
    for (const name of names.split(' ')) expect([name, isPlaceName(name)]).toEqual([name, true]);
    const others = 'id code config config_path path value websites_total _ 1';
    for (const name of others.split(' ')) expect([name, isPlaceName(name)]).toEqual([name, false]);
  });

  it('says that it holds the value', () => {
    for (const name of ['value', 'VALUE', 'config_value', 'val', 'option/val', 'ｖａｌｕｅ'])
      expect([name, isValueName(name)]).toEqual([name, true]);
    for (const name of ['', 'valid', 'interval', 'value_type', 'values', 'name', 'größe'])
      expect([name, isValueName(name)]).toEqual([name, false]);
    expect(isNamedValue(['path', 'value'])).toBe(true);
    expect(isNamedValue(['path', 'key'])).toBe(false);
  });
});

test('a value is off, or it is not', () => {
  const off = [false, 0, null, undefined, '', '0', 'false', 'No', ' OFF ', 'n', 'none', 'never'];
  const states = ['null', 'archived', 'deleted', 'disabled', 'draft', 'hidden', 'inactive'];
  for (const value of [...off, ...states, 'paused', 'Suspended'])
    expect([value, isOff(value)]).toEqual([value, true]);
  for (const value of [true, 1, '1', 'on', 'yes', 'live', 'offer', -1, Number.NaN, {}, []])
    expect([value, isOff(value)]).toEqual([value, false]);
});

describe('a change', () => {
  const NEIGHBOURS = ['stripe_key', 'stripeKey', 'stripe', 'paypal_key', 'key', 'stripeless_key'];
  const STRIPES = ['stripe_key', 'stripeKey', 'stripe'];
  const governed = (...changes: Change[]) => {
    const isGoverned = findGoverned(changes);
    return isGoverned && NEIGHBOURS.filter(isGoverned);
  };
  const change = (name: string, before: unknown, after: unknown) => ({ name, before, after });

  it.each<[string, Change]>([
    ['switches on', change('stripe_enabled', 0, 1)],
    ['switches on from nothing', change('stripe_enabled', undefined, true)],
    ['no longer disables', change('stripe_disabled', 1, 0)],
    ['takes a ban away', change('stripe_disabled', true, undefined)],
    ['takes bans away, one of them real', change('stripe_disabled', [0, 1], undefined)],
    ['takes a switch away that was off', change('stripe_enabled', false, undefined)],
    ['switches on in one shop', change('stripe_enabled', { a: 0, b: 0 }, { a: 0, b: 1 })],
    ['moves to another place', change('stripe_website', 'a', 'b')],
    ['moves to several places', change('stripe_websites', ['a'], ['a', 'b'])],
    ['holds everywhere from now on', change('stripe_website', 'a', undefined)],
    ['chooses by name', change('gateway', 'paypal', 'stripe')],
    ['chooses by name among others', change('gateways', [], ['x', 'Stripe'])],
  ])('that %s is about what is named so', (_, one) => {
    expect(governed(one)).toEqual(STRIPES);
  });

  it.each<[string, Change]>([
    ['switches off', change('stripe_enabled', 1, 0)],
    ['disables', change('stripe_disabled', 0, 1)],
    ['takes a switch away that was on', change('stripe_enabled', true, undefined)],
    ['takes a ban away that was none', change('stripe_disabled', false, undefined)],
    ['adds a place of nothing', change('stripe_website', undefined, [])],
    ['is of containers', change('stripe_websites', [{ a: 1 }], [{ a: 2 }])],
    ['has a number', change('gateway', 1, 2)],
    ['has a text without words', change('gateway', '-', '+')],
    ['chooses nothing', change('gateway', 'stripe', null)],
    ['took a choice away', change('gateway', 'stripe', undefined)],
  ])('that %s is about no neighbour', (_, one) => {
    expect(governed(one)).toBeUndefined();
  });

  it('of a switch without a name is about all, but not about other switches', () => {
    expect(governed(change('active', 0, 1))).toEqual(NEIGHBOURS);
    const isGoverned = findGoverned([
      change('active', 0, 1),
      change('paypal_enabled', 1, 0),
      change('colour', 1, 2),
    ]);
    const names = ['active', 'paypal_enabled', 'klarna_enabled', 'colour'];
    expect(names.filter((name) => isGoverned?.(name))).toEqual(['klarna_enabled', 'colour']);
  });

  it('is about whole words from the beginning of a name, in their order', () => {
    const isGoverned = findGoverned([change('payment_stripe_enabled', 0, 1)]);
    const names = ['payment/stripe/key', 'payment_stripe', 'stripe_payment', 'stripe', 'payment'];
    expect(names.filter((name) => isGoverned?.(name))).toEqual([
      'payment/stripe/key',
      'payment_stripe',
    ]);
  });

  it('of a value of two words is about names that begin with both', () => {
    const isGoverned = findGoverned([change('gateway', '', 'Stripe Connect')]);
    const names = ['stripe_connect_key', 'stripe_key', 'connect_key'];
    expect(names.filter((name) => isGoverned?.(name))).toEqual(['stripe_connect_key']);
  });

  it('is looked at up to 64 units of a text and 1,000 members', () => {
    const text = (length: number) => `stripe${'-'.repeat(length - 6)}`;
    expect(governed(change('gateway', '', text(64)))).toEqual(STRIPES);
    expect(governed(change('gateway', '', text(65)))).toBeUndefined();
    const list = (length: number) => [...new Array<number>(length - 1).fill(0), 'stripe'];
    expect(governed(change('gateways', [], list(1000)))).toEqual(STRIPES);
    expect(governed(change('gateways', [], list(1001)))).toBeUndefined();
  });

  it('may make a setting hold, unless it switches it off', () => {
    expect(isNotOff(change('colour', 1, 2))).toBe(true);
    expect(isNotOff(change('website', 'a', 'b'))).toBe(true);
    expect(isNotOff(change('active', 0, 1))).toBe(true);
    expect(isNotOff(change('active', 1, 0))).toBe(false);
    expect(isNotOff(change('disabled', 0, 1))).toBe(false);
  });
});
