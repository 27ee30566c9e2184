/** Policies from JSON: what is taken, what is refused, and how it is said. */
import {
  decide,
  isContentmarkError,
  PRESETS,
  readPolicy,
  storefront,
  strict,
} from 'contentmark/policy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ABSENT, cellsOf, rejected } from '../../fixtures/policy.ts';
import { WRONG_VALUES } from '../../fixtures/wrong-values.ts';

/** What an error says: its code, the path it blames, and its words. */
function refusal(
  json: unknown,
): readonly [code: string, argument: string | undefined, message: string] {
  try {
    readPolicy(json);
  } catch (error) {
    if (isContentmarkError(error)) return [error.code, error.argument, error.message];
    throw error;
  }
  throw new Error('the policy was taken');
}

describe('a partial policy', () => {
  test('changes the cells it names and no other', () => {
    const policy = readPolicy({
      extends: 'storefront',
      render: { production: { absent: 'flag', rejected: { expired: 'block' } } },
      review: { preproduction: { verified: { kind: { review: 'hide' } } } },
    });
    const changed = new Map([
      ['render.production.absent', 'flag'],
      ['render.production.rejected.expired', 'block'],
      ['review.preproduction.verified.kind.review', 'hide'],
    ]);
    for (const [path, action] of cellsOf(storefront)) {
      expect([path, new Map(cellsOf(policy)).get(path)]).toEqual([
        path,
        changed.get(path) ?? action,
      ]);
      changed.delete(path);
    }
    expect([...changed]).toEqual([]);
  });

  test('decides by what it changed', () => {
    const policy = readPolicy({
      extends: 'storefront',
      render: { production: { absent: 'block' } },
    });
    const where = { place: 'render', environment: 'production' } as const;
    expect(decide(policy, { ...where, verdict: ABSENT }).action).toBe('block');
    expect(decide(policy, { ...where, verdict: rejected('expired') }).action).toBe('flag');
  });

  test('names environments beside those of its preset', () => {
    const environments = { qa: 'preproduction', staging: 'production' };
    const policy = readPolicy({ extends: 'strict', environments });
    expect(policy.environments).toEqual({ ...strict.environments, ...environments });
  });

  test('is frozen, and shares nothing with what it was read from', () => {
    const production = { absent: 'flag' };
    const json = { extends: 'observe', render: { production } };
    const policy = readPolicy(json);
    production.absent = 'allow';
    expect(policy.render.production.absent).toBe('flag');
    expect(() => Object.assign(policy.render.production, { absent: 'allow' })).toThrow(TypeError);
    expect(() => Object.assign(policy.environments, { qa: 'preproduction' })).toThrow(TypeError);
  });
});

describe('is refused with its path and the mend:', () => {
  const { render } = strict;
  test.each<[string, unknown, string, RegExp]>([
    [
      'an unknown member',
      { extends: 'strict', rendr: {} },
      'policy.rendr',
      /"policy.rendr" is no member of a policy; known: render, review/,
    ],
    [
      'an unknown reason',
      { extends: 'strict', render: { production: { rejected: { expierd: 'flag' } } } },
      'policy.render.production.rejected.expierd',
      /"policy.*expierd" is no member of a policy; known: .*expired/,
    ],
    [
      'an unknown side',
      { extends: 'strict', render: { staging: {} } },
      'policy.render.staging',
      /known: production, preproduction/,
    ],
    [
      'an unknown action',
      { extends: 'strict', render: { production: { absent: 'label' } } },
      'policy.render.production.absent',
      /one of allow, disclose, flag, hide, block, got "label"/,
    ],
    [
      'null for an action',
      { extends: 'strict', render: { production: { absent: null } } },
      'policy.render.production.absent',
      /got null/,
    ],
    [
      'a table for an action',
      { extends: 'strict', render: { production: { absent: { flag: true } } } },
      'policy.render.production.absent',
      /got object/,
    ],
    [
      'an action for a table',
      { extends: 'strict', render: { production: { rejected: 'flag' } } },
      'policy.render.production.rejected',
      /expected an object, got "flag"/,
    ],
    ['a list for a table', { extends: 'strict', render: [] }, 'policy.render', /got array/],
    ['an unknown preset', { extends: 'lenient' }, 'policy.extends', /one of strict, observe/],
    [
      'a preset that is a member of every object',
      { extends: 'constructor' },
      'policy.extends',
      /got "constructor"/,
    ],
    ['a policy to extend', { extends: strict }, 'policy.extends', /got object/],
    [
      'a policy that extends nothing and says nothing',
      {},
      'policy.render',
      /"extends": "storefront"/,
    ],
    [
      'a policy that extends nothing and lacks one cell',
      { ...strict, render: { ...render, production: { ...render.production, absent: undefined } } },
      'policy.render.production.absent',
      /got undefined/,
    ],
    [
      'an environment on no side',
      { extends: 'strict', environments: { qa: 'staging' } },
      'policy.environments.qa',
      /one of production, preproduction, got "staging"/,
    ],
    [
      'a list of environments',
      { extends: 'strict', environments: ['qa'] },
      'policy.environments',
      /got array/,
    ],
  ])('%s', (_name, json, argument, words) => {
    const [code, blamed, message] = refusal(json);
    expect([code, blamed]).toEqual(['ERR_POLICY', argument]);
    expect(message).toMatch(words);
  });

  test('its own text, which has to be parsed first', () => {
    expect(refusal('{"extends":"strict"}')).toEqual([
      'ERR_ARGUMENT',
      'policy',
      expect.stringContaining('parse its text first'),
    ]);
  });
});

describe('hostile JSON', () => {
  test('names __proto__ and constructor as members like any other', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const json: unknown = JSON.parse(`{"extends":"observe","${name}":{"production":{}}}`);
      expect(refusal(json).slice(0, 2)).toEqual(['ERR_POLICY', `policy.${name}`]);
      const inside: unknown = JSON.parse(
        `{"extends":"observe","render":{"production":{"rejected":{"${name}":"allow"}}}}`,
      );
      expect(refusal(inside)[1]).toBe(`policy.render.production.rejected.${name}`);
    }
  });

  test('may name an environment __proto__, which is then a name', () => {
    const json: unknown = JSON.parse(
      '{"extends":"storefront","environments":{"__proto__":"preproduction","constructor":"production"}}',
    );
    const policy = readPolicy(json);
    const where = { place: 'render', verdict: rejected('unknown-key') } as const;
    expect(decide(policy, { ...where, environment: '__proto__' }).action).toBe('flag');
    expect(decide(policy, { ...where, environment: 'toString' }).action).toBe('hide');
    expect(Object.getPrototypeOf(policy.environments)).toBe(Object.prototype);
  });

  test('is answered with an error of this package, short and at once, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, maxDepth: 4 }), (json) => {
        const given = Array.isArray(json) ? json : { extends: 'strict', ...Object(json) };
        try {
          expect(cellsOf(readPolicy(given))).toHaveLength(cellsOf(strict).length);
        } catch (error) {
          if (!isContentmarkError(error)) throw error;
          expect(['ERR_POLICY', 'ERR_ARGUMENT']).toContain(error.code);
          expect(error.message.length).toBeLessThan(900);
          expect(error.argument?.length ?? 0).toBeLessThan(200);
        }
      }),
    );
  });

  test('with a name of a megabyte, or a hundred thousand environments, neither hangs nor echoes', () => {
    const long = 'x'.repeat(1_000_000);
    expect(refusal({ extends: 'strict', [long]: 1 })[2].length).toBeLessThan(400);
    expect(refusal({ extends: 'strict', environments: { [long]: long } })[2].length).toBeLessThan(
      400,
    );
    const many = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, index) => [`e${index}`, 'preproduction']),
    );
    const begin = performance.now();
    readPolicy({ extends: 'strict', environments: many });
    expect(performance.now() - begin).toBeLessThan(5_000);
  });

  test('a hundred thousand levels deep is refused at the first one too many', () => {
    let deep: object = {};
    for (let level = 0; level < 100_000; level++) deep = { production: deep };
    expect(refusal({ extends: 'strict', render: deep })[1]).toBe(
      'policy.render.production.production',
    );
  });

  test('is not helped by a polluted Object.prototype', () => {
    const polluted = { extends: 'observe', absent: 'allow', environments: { qa: 'preproduction' } };
    for (const [name, value] of Object.entries(polluted)) {
      Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
      try {
        expect(refusal({})[1]).toBe('policy.render');
        const policy = readPolicy({ extends: 'strict' });
        expect(policy).toEqual(strict);
        expect(Object.hasOwn(policy.environments, 'qa')).toBe(false);
      } finally {
        Reflect.deleteProperty(Object.prototype, name);
      }
    }
  });
});

test('anything but an object is a wrong argument', () => {
  for (const [label, value] of WRONG_VALUES) {
    const [code, argument] = refusal(value);
    const isObject = code === 'ERR_POLICY';
    expect([label, argument?.startsWith('policy')]).toEqual([label, true]);
    if (!isObject) expect([label, code]).toEqual([label, 'ERR_ARGUMENT']);
  }
  expect(Object.keys(PRESETS)).toEqual(['strict', 'observe', 'storefront', 'checkout']);
});
