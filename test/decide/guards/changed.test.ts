/** What counts as new in a configuration: which item is which, and what a switch is about. */
import { describe, expect, it, test } from 'vitest';
import { changedIn } from '../../../src/decide/guards/changed.ts';

const KEY = 'sk_test_placeholder';

describe('an item of a list is known in another order', () => {
  it.each(['path', 'key', 'id', 'code', 'handle', 'name'])('by its %s', (identity) => {
    const before = [
      { [identity]: 'a', url: 1 },
      { [identity]: 2, url: 2 },
    ];
    expect(changedIn(before, structuredClone(before).reverse())).toBeUndefined();
    const after = [before[1], { [identity]: 'a', url: 3 }];
    expect(changedIn(before, after)).toEqual([undefined, { url: 3 }]);
  });

  it.each([
    ['path', 'key'],
    ['key', 'id'],
    ['id', 'code'],
    ['code', 'handle'],
    ['handle', 'name'],
  ])('by its %s rather than its %s', (better, worse) => {
    const before = [
      { [worse]: 'same', [better]: 'a', url: 1 },
      { [worse]: 'same', [better]: 'b', url: 2 },
    ];
    expect(changedIn(before, structuredClone(before).reverse())).toBeUndefined();
  });

  it('by all that says where it holds, however that is ordered', () => {
    const before = [
      { path: 'a', website: 'x', scope: 'stores', url: 1 },
      { path: 'a', website: 'y', scope: 'stores', url: 2 },
      { path: 'a', website: 'y', scope: 'websites', url: 3 },
    ];
    const after = before.map(({ path, website, scope, url }) => ({ scope, url, website, path }));
    expect(changedIn(before, after.reverse())).toBeUndefined();
  });

  it.each<[string, unknown, unknown]>([
    ['an identity that is no word', { id: ['a'], url: 1 }, { id: ['b'], url: 2 }],
    ['no identity', { url: 1 }, { url: 2 }],
    ['an identity of its prototype', Object.create({ id: 1 }), Object.create({ id: 2 })],
    ['no members', 'a', 'b'],
  ])('and with %s by its place alone', (_, one, other) => {
    if (typeof one === 'object') Object.assign(one as object, { url: 1 });
    if (typeof other === 'object') Object.assign(other as object, { url: 2 });
    const changed = changedIn([one, other], [other, one]);
    expect(Array.isArray(changed) && changed.every((part) => part !== undefined)).toBe(true);
  });

  it('and one of several with its identity is new as a whole, unless its place holds it', () => {
    const before = [
      { path: 'a', url: 1, list: [1] },
      { path: 'a', url: 2, list: [1] },
    ];
    const after = [before[1], before[1]];
    expect(changedIn(before, structuredClone(after))).toEqual([before[1], undefined]);
    expect(changedIn(before, structuredClone(before))).toBeUndefined();
  });

  test('and is new where it was not: beside one of another identity, and behind the end', () => {
    const before = [{ id: 1, url: 1 }];
    expect(changedIn(before, [{ id: 2, url: 1 }])).toEqual([{ id: 2, url: 1 }]);
    expect(changedIn(before, [before[0], { id: 3 }, 4])).toEqual([undefined, { id: 3 }, 4]);
    expect(changedIn({ id: 1 }, [1])).toEqual([1]);
  });
});

describe('a switch in a list is about what is named like it', () => {
  const rows = (naming: string, state: string, more: readonly object[] = [{}, {}]) => [
    { [naming]: 'payment/stripe/active', value: state, ...more[0] },
    { [naming]: 'payment/stripe/key', value: KEY, ...more[1] },
  ];
  const isNew = (before: readonly unknown[], after: readonly unknown[]) =>
    (changedIn(before, after) as readonly unknown[])[1] === after[1];

  it.each([
    'path',
    'attribute_code',
    'attributeCode',
    'key',
    'option_name',
    'setting',
    'field',
    'name',
  ])('by its %s', (naming) => {
    expect(isNew(rows(naming, '0'), rows(naming, '1'))).toBe(true);
    expect(isNew(rows(naming, '1'), rows(naming, '0'))).toBe(false);
  });

  it('by a better name rather than a worse one', () => {
    const more = [{ name: 'Stripe' }, { name: 'Key' }];
    expect(isNew(rows('path', '0', more), rows('path', '1', more))).toBe(true);
    const typed = [{ path: 7 }, { path: 8 }];
    expect(isNew(rows('key', '0', typed), rows('key', '1', typed))).toBe(true);
  });

  it.each<[string, boolean, object, object]>([
    ['in one place', true, { scope: 'stores', scope_id: 1 }, { scope_id: 1, scope: 'stores' }],
    ['in two places', false, { scope: 'stores', scope_id: 1 }, { scope: 'stores', scope_id: 2 }],
    ['by default and in a place', true, { scope: 'default', scope_id: 0 }, { scope: 'stores' }],
    ['everywhere and in a place', true, {}, { website: 'live' }],
    ['in a place and everywhere', false, { website: 'live' }, {}],
    ['in rows of other numbers', true, { config_id: 1 }, { config_id: 2 }],
    ['in lists of places', false, { store_ids: [1] }, { store_ids: [2] }],
  ])('where both hold %s: %s', (_, wanted, switched, keyed) => {
    const more = [switched, keyed];
    expect(isNew(rows('path', '0', more), rows('path', '1', more))).toBe(wanted);
  });

  it('also where several are switched in one place', () => {
    const list = (state: number) => [
      { path: 'payment/paypal/active', value: state },
      { path: 'payment/stripe/active', value: state },
      { path: 'payment/stripe/key', value: KEY },
      { path: 'payment/paypal/key', value: KEY },
    ];
    const after = list(1);
    expect((changedIn(list(0), after) as readonly unknown[]).slice(2)).toEqual(after.slice(2));
  });

  it('whatever the member is called that holds its value', () => {
    const list = (val: number) => [
      { path: 'stripe/active', config_value: val },
      { path: 'stripe/key', config_value: KEY },
    ];
    expect(isNew(list(0), list(1))).toBe(true);
  });
});

describe('of a record', () => {
  it('what was taken away may switch on what is left', () => {
    const after = { key: KEY, colour: 'red' };
    expect(changedIn({ disabled: true, ...after }, after)).toEqual(after);
    expect(changedIn({ enabled: true, ...after }, after)).toBeUndefined();
  });

  it('a value is new with its name and its place, the containers beside it excepted', () => {
    const setting = { name: 'a', value: KEY, list: [1] };
    expect(changedIn(setting, { ...setting, name: 'b' })).toEqual({ name: 'b', value: KEY });
    const renamed = { ...setting, name: 'b', active: 0 };
    expect(changedIn({ ...setting, active: 1 }, renamed)).toEqual({ ...renamed, list: undefined });
    expect(changedIn({ ...setting, active: 1 }, { ...setting, active: 0 })).toEqual({ active: 0 });
  });

  it('inherited members were not there, and "__proto__" is a name', () => {
    expect(changedIn(Object.create({ a: 1 }), { a: 1 })).toEqual({ a: 1 });
    const after = JSON.parse('{"__proto__": {"debug": true}}');
    const changed = changedIn({}, after) as object;
    expect(Object.keys(changed)).toEqual(['__proto__']);
  });

  it.each<[string, () => unknown]>([
    ['a list', () => [1]],
    ['bytes', () => Uint8Array.of(1)],
    ['a Map', () => new Map([[1, 1]])],
    ['an object of a class', () => new (class Money {})()],
    ['null', () => null],
  ])('%s is none: it is compared whole', (_, make) => {
    const now = make();
    expect(changedIn({ a: {} }, { a: now })).toEqual({ a: now });
    if (!Array.isArray(now))
      expect(changedIn({ a: now }, { a: { b: 1 } })).toEqual({ a: { b: 1 } });
    if (!Array.isArray(now) && now !== null) expect(changedIn(now, make())).toBeDefined();
  });

  it('without a prototype is one', () => {
    const bare = (b: number) => Object.assign(Object.create(null), { a: 1, b });
    expect(changedIn(bare(1), bare(2))).toEqual({ b: 2 });
  });

  it('that cannot be read is new as a whole', () => {
    const after = {
      a: 1,
      get b() {
        throw new Error('no');
      },
    };
    expect(changedIn({ a: 1 }, after)).toBe(after);
  });
});

describe('beyond the limits all is new', () => {
  const nested = (depth: number) => {
    let data: unknown = { colour: 1 };
    for (let at = 0; at < depth; at++) data = { a: data };
    return data;
  };

  it('of depth: 64', () => {
    expect(changedIn(nested(64), nested(64))).toBeUndefined();
    expect(changedIn(nested(65), nested(65))).toBeDefined();
    const listed = () => JSON.parse(`${'['.repeat(70)}{"a":1}${']'.repeat(70)}`);
    expect(changedIn(listed(), listed())).toBeDefined();
  });

  it('of values: 100,000', () => {
    const lists = (count: number) => Array.from({ length: count }, () => ({}));
    // The list itself is one.
    expect(changedIn(lists(99_999), lists(99_999))).toBeUndefined();
    expect(changedIn(lists(100_000), lists(100_000))).toBeDefined();
    const words = (count: number) => new Array<string>(count).fill('a');
    expect(changedIn(words(100_000), words(100_000))).toBeUndefined();
    const after = words(100_001);
    expect(changedIn(words(100_001), after)).toBe(after);
  });
});
