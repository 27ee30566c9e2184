/** Every bound when signing, met and passed by one: what could not be read is not signed. */

import { type ClaimsInput, parts, text, verifySync } from 'contentmark';
import { describe, expect, test } from 'vitest';
import { decodeEnvelope } from '../../../src/format/envelope/decode.ts';
import { KINDS } from '../../../src/format/envelope/vocabulary.ts';
import { hex } from '../../fixtures/bytes.ts';
import {
  claims,
  countedExtensions,
  extensionsOf,
  list,
  mark,
  verifyOptions,
} from '../../fixtures/claims.ts';
import { openEnvelope } from '../../fixtures/envelopes.ts';

const content = text('Merino crew neck');
const digest = new Uint8Array(32).fill(7);
const tooMuch = expect.objectContaining({ name: 'ContentmarkError', code: 'ERR_CLAIMS' });

const BOUNDS: readonly [string, Partial<ClaimsInput>, Partial<ClaimsInput>][] = [
  ['an issuer of 512 bytes', { issuer: 'i'.repeat(512) }, { issuer: 'i'.repeat(513) }],
  ['a subject of 512 bytes', { subject: 'ü'.repeat(256) }, { subject: `${'ü'.repeat(256)}s` }],
  ['an audience of 512 bytes', { audience: 'a'.repeat(512) }, { audience: 'a'.repeat(513) }],
  [
    'an environment of 512 bytes',
    { environment: 'e'.repeat(512) },
    { environment: 'e'.repeat(513) },
  ],
  [
    'a source type of 512 bytes',
    { sourceType: `urn:${'x'.repeat(508)}` },
    { sourceType: `urn:${'x'.repeat(509)}` },
  ],
  [
    'a generator name of 512 bytes',
    { generator: { name: 'g'.repeat(512) } },
    { generator: { name: 'g'.repeat(513) } },
  ],
  [
    'a detection URL of 512 bytes',
    { detectionUrl: 'd'.repeat(512) },
    { detectionUrl: 'd'.repeat(513) },
  ],
  ['16 ingredients', { ingredients: list(16, digest) }, { ingredients: list(17, digest) }],
  ['16 topics', { topics: list(16, 'health') }, { topics: list(17, 'health') }],
  [
    '8 soft bindings of 64 bytes',
    { softBindings: list(8, { algorithm: 1, value: new Uint8Array(64) }) },
    { softBindings: list(9, { algorithm: 1, value: new Uint8Array(64) }) },
  ],
  [
    'a soft binding of 64 bytes',
    { softBindings: [{ algorithm: 0xffff, value: new Uint8Array(64) }] },
    { softBindings: [{ algorithm: 0xffff, value: new Uint8Array(65) }] },
  ],
  [
    'a soft binding of one byte',
    { softBindings: [{ algorithm: 1, value: new Uint8Array(1) }] },
    { softBindings: [{ algorithm: 1, value: new Uint8Array(0) }] },
  ],
  ['a kind code of 65,535', { kind: 0xffff }, { kind: 0x10000 }],
  [
    'extensions of 1,024 bytes',
    { extensions: extensionsOf(1024) },
    { extensions: extensionsOf(1025) },
  ],
  ['64 extensions', { extensions: countedExtensions(64) }, { extensions: countedExtensions(65) }],
  [
    'an extension of 2^53 - 1',
    { extensions: { count: Number.MAX_SAFE_INTEGER } },
    { extensions: { count: 2 ** 53 } },
  ],
  ['an expiry of 2^32 - 1', { expiresAt: 0xffffffff }, { expiresAt: 2 ** 32 }],
  ['a time of issue of 0', { issuedAt: 0 }, { issuedAt: -1 }],
];

describe('signing', () => {
  test.each(BOUNDS)('takes %s, and no more', (_name, at, beyond) => {
    expect(openEnvelope(mark(content, at)).claims).toMatchObject(toClaims(at));
    expect(() => mark(content, beyond)).toThrow(tooMuch);
  });

  /** Extensions may be given as an object and read back as a Map. */
  function toClaims({ extensions, ...rest }: Partial<ClaimsInput>): object {
    if (extensions === undefined) return rest;
    return {
      ...rest,
      extensions: extensions instanceof Map ? extensions : new Map(Object.entries(extensions)),
    };
  }

  test.each<[string, Partial<ClaimsInput>]>([
    ['an empty subject', { subject: '' }],
    ['a lone surrogate', { issuer: '\ud800' }],
    ['no ingredients in a list', { ingredients: [] }],
    ['a hole among the ingredients', { ingredients: new Array(1) }],
    ['an ingredient of 31 bytes', { ingredients: [new Uint8Array(31)] }],
    ['no topics in a list', { topics: [] }],
    ['no extensions in a Map', { extensions: new Map() }],
    ['no extensions in an object', { extensions: {} }],
    ['an extension of another type', { extensions: { price: 1.5 } }],
    ['a negative extension', { extensions: { price: -1 } }],
    ['a nested extension', { extensions: { price: {} as never } }],
    ['extensions as text', { extensions: 'campaign' as never }],
    ['extensions as an array', { extensions: ['campaign'] as never }],
    ['an empty extension', { extensions: { campaign: '' } }],
    ['an extension without a name', { extensions: { '': 1 } }],
    ['a source type that is no URI', { sourceType: 'trainedAlgorithmicMedia' }],
    ['an upper-case id', { id: '0190A3C2-7B5E-4C1D-9E2F-3A4B5C6D7E8F' }],
    ['a kind by the number of its word', { kind: 1 }],
    ['an unknown kind', { kind: 'poem' as never }],
    ['a misspelt member of the generator', { generator: { name: 'x', verison: '1' } as never }],
    ['a generator without a name', { generator: { model: 'x' } as never }],
    ['a function as the generator', { generator: (() => 1) as never }],
    ['an incomplete review', { review: { kind: 'legal' } as never }],
    ['an expiry that is the time of issue', { expiresAt: claims.issuedAt }],
    ['an expiry before the mark begins', { notBefore: 1800000000, expiresAt: 1800000000 }],
    ['a fixture in production', { purpose: 'fixture' }],
  ])('refuses %s', (_name, changed) => {
    expect(() => mark(content, changed)).toThrow(tooMuch);
  });

  const one = hex('00');
  test.each<[string, object]>([
    ['claims.softBindings.algorithm', { softBindings: [{ algorithm: -1, value: one }] }],
    ['claims.softBindings.value', { softBindings: [{ algorithm: 1, value: 5 }] }],
    ['claims.softBindings.values', { softBindings: [{ algorithm: 1, value: one, values: 1 }] }],
    ['claims.generator.name', { generator: { name: '' } }],
    ['claims.generator.verison', { generator: { name: 'x', verison: '1' } }],
    ['claims.generator', { generator: ['x'] }],
    ['claims.generator', { generator: 'x' }],
    ['claims.generator', { generator: null }],
    ['claims.review.party', { review: { kind: 'legal' } }],
    ['claims.topics', { topics: ['poem'] }],
    ['claims.topics', { topics: [0] }],
    ['claims.kind', { kind: 0 }],
    ['claims.kind', { kind: KINDS.length }],
    ['claims.kind', { kind: 1.5 }],
    ['claims.privateDigest', { privateDigest: new Uint8Array(33) }],
  ])('names %s where that is wrong: %j', (argument, changed) => {
    const wrong = expect.objectContaining({ code: 'ERR_CLAIMS', argument });
    expect(() => mark(content, changed)).toThrow(wrong);
  });

  test('takes the first code that has no word', () => {
    const kind = KINDS.length + 1;
    expect(openEnvelope(mark(content, { kind })).claims).toMatchObject({ kind });
  });

  test('fits 64 parts with short names, refuses 65', () => {
    const named = (count: number) =>
      parts(Object.fromEntries(list(count, content).map((part, i) => [`alt-${i}`, part])));
    expect(openEnvelope(mark(named(64))).payload).toMatchObject({ type: 'manifest' });
    expect(() => named(65)).toThrow(expect.objectContaining({ code: 'ERR_ARGUMENT' }));
  });

  test('fits a part name of 512 bytes, refuses 513', () => {
    expect(() => parts({ ['n'.repeat(512)]: content })).not.toThrow();
    expect(() => parts({ ['n'.repeat(513)]: content })).toThrow(/512 bytes/);
    expect(() => parts({ '': content })).toThrow(expect.objectContaining({ code: 'ERR_ARGUMENT' }));
  });
});

describe('an envelope', () => {
  /** Marks of growing part names, until one passes 8,192 bytes. */
  function partsOf(total: number) {
    const named = (padding: number) => {
      const names = list(15, 0).map((_, i) => `${i}`.padEnd(i === 0 ? padding : 512, 'n'));
      return parts(Object.fromEntries(names.map((name) => [name, content])));
    };
    const base = mark(named(100)).length - 100;
    return named(total - base);
  }

  test('of 8,192 bytes is made and verified, one of 8,193 is not made', () => {
    const largest = partsOf(8192);
    const envelope = mark(largest);
    expect(envelope).toHaveLength(8192);
    expect(verifySync(largest, envelope, verifyOptions)).toMatchObject({ status: 'verified' });
    expect(() => mark(partsOf(8193))).toThrow(/8193 bytes/);
  });

  test('of 8,193 bytes is too large, whatever it holds', () => {
    expect(decodeEnvelope(new Uint8Array(8192))).toMatchObject({ reason: 'malformed' });
    expect(decodeEnvelope(new Uint8Array(8193))).toMatchObject({ reason: 'too-large' });
  });
});
