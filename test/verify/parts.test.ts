/** One signature over a record: what each part came to, and what may be shown of it. */

import type { VerifyOptions } from 'contentmark';
import { json, parts, raw, type SingleContent, text, verifySync } from 'contentmark';
import { describe, expect, test } from 'vitest';
import { mark, verifyOptions } from '../fixtures/claims.ts';

const signed: Record<string, SingleContent> = {
  title: text('Merino crew neck'),
  description: text('A crew neck in fine merino.'),
  image: raw(Uint8Array.of(1, 2, 3), { mediaType: 'image/webp' }),
};
const envelope = mark(parts(signed));

function check(
  shown: Record<string, SingleContent>,
  requiredParts?: VerifyOptions['requiredParts'],
) {
  const options = requiredParts === undefined ? verifyOptions : { ...verifyOptions, requiredParts };
  const verdict = verifySync(parts(shown), envelope, options);
  return {
    found: verdict.status === 'rejected' ? verdict.reason : verdict.status,
    parts: Object.fromEntries(verdict.parts.map(({ name, result }) => [name, result])),
    detail: verdict.status === 'rejected' ? verdict.detail : '',
  };
}

describe('a record', () => {
  test('shown whole matches in every part', () => {
    expect(check(signed)).toMatchObject({
      found: 'verified',
      parts: { title: 'match', description: 'match', image: 'match' },
    });
  });

  test('shown in part holds for what is shown, and says what was not checked', () => {
    const { title } = signed as { title: SingleContent };
    expect(check({ title })).toMatchObject({
      found: 'verified',
      parts: { title: 'match', description: 'not-shown', image: 'not-shown' },
    });
  });

  test('in another order of parts is the same record', () => {
    expect(mark(parts(Object.fromEntries(Object.entries(signed).reverse())))).toEqual(envelope);
    expect(mark(parts(new Map(Object.entries(signed))))).toEqual(envelope);
  });

  test('whose parts have changed places is not', () => {
    const { title, description } = signed as Record<'title' | 'description', SingleContent>;
    expect(check({ title: description, description: title })).toMatchObject({
      found: 'digest-mismatch',
      parts: { title: 'mismatch', description: 'mismatch' },
      detail: expect.stringMatching(/^part "title", "description"/),
    });
  });

  test('with a part that was never signed is refused, and the part is named', () => {
    expect(check({ ...signed, badge: text('Bestseller') })).toMatchObject({
      found: 'unsigned-part',
      parts: { title: 'match', badge: 'unsigned' },
      detail: 'part "badge"',
    });
  });

  test('with one letter changed is refused, and the other parts still match', () => {
    expect(check({ ...signed, title: text('Merino crew necks') })).toMatchObject({
      found: 'digest-mismatch',
      parts: { title: 'mismatch', description: 'match', image: 'match' },
    });
  });

  test('with a part under another profile is refused for that', () => {
    expect(check({ ...signed, title: json('Merino crew neck') })).toMatchObject({
      found: 'profile-mismatch',
      parts: { title: 'wrong-profile' },
    });
  });

  test('with a part that has no canonical form is refused for that', () => {
    expect(check({ ...signed, title: text('\ud800') })).toMatchObject({
      found: 'content-invalid',
      parts: { title: 'invalid', image: 'match' },
    });
  });

  test('with parts named like members of every object is signed and checked by those names', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const record = parts(new Map(names.map((name) => [name, text(name)])));
    const odd = mark(record);
    expect(
      verifySync(record, odd, verifyOptions)
        .parts.map(({ name }) => name)
        .sort(),
    ).toEqual([...names].sort());
    expect(verifySync(parts({ valueOf: text('x') }), odd, verifyOptions)).toMatchObject({
      reason: 'unsigned-part',
    });
  });
});

describe('required parts', () => {
  const { title, image } = signed as Record<'title' | 'image', SingleContent>;

  test('that are shown change nothing', () => {
    expect(check({ title, image }, ['title', 'image']).found).toBe('verified');
    expect(check({ title }, []).found).toBe('verified');
    expect(check(signed, 'all').found).toBe('verified');
  });

  test('that are signed but not shown are missing', () => {
    expect(check({ title }, ['title', 'image'])).toMatchObject({
      found: 'missing-part',
      parts: { title: 'match', description: 'not-shown', image: 'missing' },
      detail: 'part "image"',
    });
    expect(check({ title, image }, 'all')).toMatchObject({
      found: 'missing-part',
      parts: { description: 'missing' },
    });
  });

  test('that were never signed are missing too', () => {
    expect(check({ title }, ['price'])).toMatchObject({
      found: 'missing-part',
      parts: { price: 'missing' },
    });
  });

  test('that are all there, one of them changed, are a mismatch and not a missing part', () => {
    expect(check({ ...signed, title: text('Merino') }, 'all').found).toBe('digest-mismatch');
    expect(check({ ...signed, title: text('Merino') }, ['title']).found).toBe('digest-mismatch');
  });

  test('named "all" in a list are a part of that name', () => {
    expect(check(signed, ['all']).found).toBe('missing-part');
  });
});

describe('content of the other shape', () => {
  test('is a mismatch: one content for a record, a record for one content', () => {
    const single = mark(text('Merino crew neck'));
    expect(verifySync(text('Merino crew neck'), envelope, verifyOptions)).toMatchObject({
      reason: 'profile-mismatch',
      parts: [],
    });
    expect(
      verifySync(parts({ title: text('Merino crew neck') }), single, verifyOptions),
    ).toMatchObject({ reason: 'profile-mismatch', parts: [] });
  });
});
