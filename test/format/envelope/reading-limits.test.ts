/** Every bound when reading, met and passed by one, in envelopes that `sign` would not make. */

import type { Claims } from 'contentmark';
import { describe, expect, test } from 'vitest';
import { concatBytes } from '../../../src/format/bytes/bytes.ts';
import { type CborValue, encodeCbor } from '../../../src/format/bytes/cbor-write.ts';
import type { Payload } from '../../../src/format/envelope/claims.ts';
import { decodeEnvelope } from '../../../src/format/envelope/decode.ts';
import { encodePayload, encodeProtectedHeader } from '../../../src/format/envelope/encode.ts';
import { ascii, hex } from '../../fixtures/bytes.ts';
import {
  claims,
  countedExtensions,
  extensionsOf,
  hashPayload,
  list,
  manifestPayload,
} from '../../fixtures/claims.ts';
import { frame, splice } from '../../fixtures/envelopes.ts';
import { shopKey } from '../../fixtures/keys.ts';

const digest = new Uint8Array(32).fill(7);

describe('reading', () => {
  const PLACEHOLDER = hex('6d 706c616365686f6c6465722d31 32'); // "placeholder-12"
  const signature = new Uint8Array(64);

  function read(protectedHeader: Uint8Array, payload: Payload = hashPayload) {
    return decodeEnvelope(frame(protectedHeader, encodePayload(payload), signature));
  }

  function header(changed: Partial<Claims>): Uint8Array {
    return encodeProtectedHeader(hex(shopKey.keyId), { ...claims, ...changed }, hashPayload);
  }

  /** The header with this CBOR in place of the subject. */
  function withSubject(item: Uint8Array): Uint8Array {
    return splice(header({ subject: 'placeholder-12' }), encodeCbor('placeholder-12'), item);
  }

  test.each<[string, Uint8Array]>([
    ['a text of 513 bytes', withSubject(encodeCbor('s'.repeat(513)))],
    ['an empty text', withSubject(encodeCbor(''))],
    ['bytes where text belongs', withSubject(encodeCbor(PLACEHOLDER))],
    ['a time of 2^32', splice(header({}), hex('06 1a6955b900'), hex('06 1b0000000100000000'))],
    ['a negative time', splice(header({}), hex('06 1a6955b900'), hex('06 20'))],
    ['an id of 15 bytes', splice(header({}), hex('07 50 01'), hex('07 4f'))],
    [
      'a profile that does not exist',
      splice(header({}), hex('01 01 02 01 03'), hex('01 05 02 01 03')),
    ],
    ['a source type of code 0', splice(header({}), hex('01 01 02 01 03'), hex('01 01 02 00 03'))],
    ['a source type of code 16', splice(header({}), hex('01 01 02 01 03'), hex('01 01 02 10 03'))],
    [
      'a source type that is no URI',
      splice(header({ sourceType: 'urn:placeholder' }), ascii('urn:place'), ascii('urn-place')),
    ],
    [
      'a source type spelled out that has a code',
      splice(
        header({ sourceType: 'urn:x' }),
        encodeCbor('urn:x'),
        encodeCbor('http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits'),
      ),
    ],
    ['a purpose that does not exist', splice(header({}), hex('03 00 04'), hex('03 05 04'))],
    ['a payload hash other than SHA-256', splice(header({}), hex('190102 2f'), hex('190102 30'))],
    ['a byte behind the header', concatBytes(header({}), hex('00'))],
    ['an unknown header', withExtraHeader('1901ff 00')],
    ['a critical header', splice(header({}), hex('a5 01 32 04'), hex('a6 01 32 02 81 0f 04'))],
  ])('refuses %s', (_name, protectedHeader) => {
    expect(read(protectedHeader)).toMatchObject({ reason: 'malformed' });
  });

  function withExtraHeader(item: string): Uint8Array {
    return concatBytes(splice(header({}), hex('a5 01 32'), hex('a6 01 32')), hex(item));
  }

  test('takes the header from which the refused ones were made', () => {
    expect(read(header({}))).not.toHaveProperty('reason');
    expect(read(withSubject(encodeCbor('s'.repeat(512))))).not.toHaveProperty('reason');
  });

  test.each(['issuer', 'subject', 'issuedAt', 'id', 'sourceType', 'purpose', 'environment'])(
    'refuses claims without %s',
    (name) => {
      const key = {
        issuer: 1,
        subject: 2,
        issuedAt: 6,
        id: 7,
        sourceType: 2,
        purpose: 3,
        environment: 4,
      };
      const place = ['sourceType', 'purpose', 'environment'].includes(name) ? 'mark' : 'claims';
      const field: Fields = [[key[name as keyof typeof key], undefined]];
      expect(read(buildHeader({ [place]: field }))).toMatchObject({
        reason: 'malformed',
        detail: expect.stringContaining(name),
      });
    },
  );

  type Fields = readonly [number, CborValue | undefined][];

  /** The usual header, put together here, with other fields or, where undefined, without them. */
  function buildHeader(change: { readonly claims?: Fields; readonly mark?: Fields }): Uint8Array {
    const build = (usual: Fields, changed: Fields = []) => {
      const map = new Map<number, CborValue>();
      for (const [key, value] of [...usual, ...changed]) {
        if (value === undefined) map.delete(key);
        else map.set(key, value);
      }
      return map;
    };
    const mark: Fields = [
      [1, 1],
      [2, 1],
      [3, 0],
      [4, 'production'],
    ];
    const usual: Fields = [
      [1, claims.issuer],
      [2, claims.subject],
      [6, claims.issuedAt],
      [7, new Uint8Array(16)],
      [-65537, build(mark, change.mark)],
    ];
    return encodeCbor(
      build([
        [1, -19],
        [4, hex(shopKey.keyId)],
        [15, build(usual, change.claims)],
        [16, 'application/vnd.contentmark+cose'],
        [258, -16],
      ]),
    );
  }

  test.each<[string, number, (length: number) => CborValue, number, number]>([
    ['16 ingredients', 6, (length) => list(length, digest), 16, 17],
    ['one ingredient', 6, (length) => list(length, digest), 1, 0],
    ['an ingredient of 32 bytes', 6, (length) => [new Uint8Array(length)], 32, 33],
    ['a kind of 65,535', 7, (code) => code, 0xffff, 0x10000],
    ['a kind of 1', 7, (code) => code, 1, 0],
    ['16 topics', 11, (length) => list(length, 1), 16, 17],
    ['one topic', 11, (length) => list(length, 1), 1, 0],
    ['8 soft bindings', 13, (length) => list(length, [1, hex('00')]), 8, 9],
    ['a soft binding of 64 bytes', 13, (length) => [[1, new Uint8Array(length)]], 64, 65],
    ['a soft binding of one byte', 13, (length) => [[1, new Uint8Array(length)]], 1, 0],
    ['a pair in a soft binding', 13, (length) => [[1, hex('00'), 0].slice(0, length)], 2, 3],
    ['a generator name of 512 bytes', 5, (length) => new Map([[1, 'g'.repeat(length)]]), 512, 513],
    ['a private digest of 32 bytes', 12, (length) => new Uint8Array(length), 32, 31],
  ])('takes %s in the mark, and nothing beyond', (_name, key, make, at, beyond) => {
    expect(read(buildHeader({ mark: [[key, make(at)]] }))).not.toHaveProperty('reason');
    expect(read(buildHeader({ mark: [[key, make(beyond)]] }))).toMatchObject({
      reason: 'malformed',
    });
  });

  test.each<[string, CborValue, CborValue]>([
    ['extensions of 1,024 bytes', extensionsOf(1024), extensionsOf(1025)],
    ['64 extensions', countedExtensions(64), countedExtensions(65)],
    ['one extension', countedExtensions(1), new Map()],
    ['an extension of 0', new Map([['x', 0]]), new Map([['x', -1]])],
    ['an extension that is true', new Map([['x', true]]), new Map([['x', null]])],
    ['an extension that is empty bytes', new Map([['x', hex('')]]), new Map([['x', '']])],
    ['an extension that is text', new Map([['x', 'y']]), new Map([['x', ['y']]])],
  ])('takes %s, and nothing beyond', (_name, at, beyond) => {
    expect(read(buildHeader({ claims: [[-65538, at]] }))).not.toHaveProperty('reason');
    expect(read(buildHeader({ claims: [[-65538, beyond]] }))).toMatchObject({
      reason: 'malformed',
    });
  });

  test('refuses a manifest of 65 parts and of none, takes 64', () => {
    const manifest = (count: number): Payload => ({
      type: 'manifest',
      parts: new Map(list(count, 0).map((_, i) => [`p${i}`, { profile: 1, digest }])),
    });
    const parent = encodeProtectedHeader(hex(shopKey.keyId), claims, manifest(1));
    expect(read(parent, manifest(64))).not.toHaveProperty('reason');
    for (const count of [0, 65]) {
      expect(read(parent, manifest(count))).toMatchObject({ reason: 'malformed' });
    }
  });

  test('refuses a byte behind the manifest', () => {
    const payload = encodePayload(manifestPayload);
    const parent = encodeProtectedHeader(hex(shopKey.keyId), claims, manifestPayload);
    expect(decodeEnvelope(frame(parent, payload, signature))).not.toHaveProperty('reason');
    const longer = concatBytes(payload, hex('00'));
    expect(decodeEnvelope(frame(parent, longer, signature))).toMatchObject({ reason: 'malformed' });
  });

  test('refuses a digest under a manifest header, and a manifest under a digest header', () => {
    const manifest: Payload = { type: 'manifest', parts: new Map([['p', { profile: 1, digest }]]) };
    const manifestHeader = encodeProtectedHeader(hex(shopKey.keyId), claims, manifest);
    expect(read(manifestHeader, hashPayload)).toMatchObject({ reason: 'malformed' });
    expect(read(header({}), manifest)).toMatchObject({ reason: 'malformed' });
  });
});
