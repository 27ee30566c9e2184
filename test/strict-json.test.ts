/** Files of JSON, read strictly: the place of each mistake, and the member that was meant. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isOneApart, ownMember, ownMembers } from '../src/members.ts';
import { createStrictReader } from '../src/strict-json.ts';

const read = createStrictReader((where, why) => {
  throw new Error(`${where}: ${why}`);
});

describe('a strict reader', () => {
  it('gives the own members of an object, and no inherited ones', () => {
    const given = Object.create({ policy: 'inherited' });
    expect(read.object('', given, ['policy']).policy).toBeUndefined();
    expect(read.object('', JSON.parse('{"__proto__": {"policy": 1}}')).toString).toBeUndefined();
  });

  it('refuses a member that nobody reads, and names the one that was meant', () => {
    const call = () => read.object('cases[0]', { findngs: [] }, ['name', 'findings']);
    expect(call).toThrow(
      'cases[0]: has an unknown member "findngs" (is it "findings"?); known: name, findings',
    );
    expect(() => read.object('', { colour: 1 }, ['name'])).toThrow(/"colour"; known: name$/);
  });

  it.each([
    ['object', [], 'expected a JSON object'],
    ['object', null, 'expected a JSON object'],
    ['list', {}, 'expected a list'],
    ['text', '', 'expected text'],
    ['flag', 'true', 'expected true or false'],
  ] as const)('of %s refuses %j with its place', (kind, value, why) => {
    expect(() => read[kind]('a.b', value)).toThrow(`a.b: ${why}`);
  });

  it('refuses any other word', () => {
    expect(read.word('a', 'x', ['x', 'y'])).toBe('x');
    expect(() => read.word('a', 'toString', ['x', 'y'])).toThrow('a: expected one of x, y');
  });
});

test('a name is near to itself with one letter changed, added, taken away or two swapped', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{2,12}$/), fc.nat(11), (name, place) => {
      const at = place % name.length;
      const edits = [
        `${name.slice(0, at)}0${name.slice(at + 1)}`,
        `${name.slice(0, at)}0${name.slice(at)}`,
        name.slice(0, at) + name.slice(at + 1),
        name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2),
      ];
      for (const edit of edits) expect([edit, isOneApart(name, edit)]).toEqual([edit, true]);
      expect(isOneApart(name, `${name}00`)).toBe(false);
    }),
  );
});

test('an own member is read whatever the value is, and an inherited one is not there', () => {
  for (const value of [undefined, null, 1, 'text', () => 0]) {
    expect(ownMember(value, 'length')).toBeUndefined();
  }
  expect(ownMember({ a: 1 }, 'a')).toBe(1);
  expect(ownMember({}, 'toString')).toBeUndefined();
  expect(Object.getPrototypeOf(ownMembers({ a: 1 }))).toBeNull();
});
