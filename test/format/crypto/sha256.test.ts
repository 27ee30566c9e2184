/** SHA-256 in the language alone says what everybody else's says. */
import { createHash } from 'node:crypto';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { sha256 } from '../../../src/format/crypto/sha256.ts';
import { ascii } from '../../fixtures/bytes.ts';
import { isLong } from '../../fixtures/runs.ts';

const native = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

// FIPS 180-4's own examples (NIST CSRC "Examples with Intermediate Values").
test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
])('the published example %#', (message, digest) => {
  expect(encodeHex(sha256(ascii(message)))).toBe(digest);
});

test('every length around the ends of blocks', () => {
  for (let length = 0; length <= 260; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 0xff);
    expect(encodeHex(sha256(bytes))).toBe(native(bytes));
  }
});

test('whatever the bytes, also as a view into others', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.nat({ max: 9 }), (bytes, offset) => {
      const digest = encodeHex(sha256(bytes));
      expect(digest).toBe(native(bytes));
      expect(digest).toBe(encodeHex(nobleSha256(bytes)));
      const room = new Uint8Array(bytes.length + 2 * offset).fill(0xaa);
      room.set(bytes, offset);
      const view = room.subarray(offset, offset + bytes.length);
      expect(encodeHex(sha256(view))).toBe(digest);
    }),
    { numRuns: 500 },
  );
});

// Half a gigabyte: ten seconds.
test.runIf(isLong)(
  'a length in bits beyond 32 of them',
  () => {
    const bytes = new Uint8Array(2 ** 29 + 1);
    bytes[2 ** 29] = 7;
    expect(encodeHex(sha256(bytes))).toBe(native(bytes));
  },
  120_000,
);
