/**
 * Tests whether a backend really verifies signatures. In some runtimes a key imports and signs but
 * verifying throws, and others accept everything, so it is not enough that the functions exist.
 */
import { decodeHex, equalBytes } from '../bytes/bytes.ts';
import { type Backend, checkSoon } from './backend.ts';

/** RFC 8032 §7.1, test 2; the digest is SHA-256 of its message. */
const TEST_2 = {
  key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  message: '72',
  signature:
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
    '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  digest: '454349e422f05297191ead13e21d3db520e5abef52055e4964b82fb213f593a1',
};

/**
 * CCTV, vector 267: R has a part of order 8, so the cofactored equation holds and the one of
 * docs/format.md does not. A backend that takes it would accept what others refuse.
 */
const COFACTORED = {
  key: 'ef75b20e7540e3dff77404193652ba2bd13df99c1508eee1515e27ae25f28076',
  message: '65643235353139766563746f72732033',
  signature:
    '36684ea91032ba5b1dbab2d02f4debc74c3327f2b3802e2e4d371aa42b12b56b' +
    '2d471882773a677af1e3824e757a33f8ddf7bbeaf3d28a09595eb8daa0d74a03',
};

/** One of the test's values as bytes. */
export function readTest(name: 'key' | 'message' | 'signature' | 'digest'): Uint8Array {
  return decodeHex(TEST_2[name]) as Uint8Array;
}

function readCofactored(name: keyof typeof COFACTORED): Uint8Array {
  return decodeHex(COFACTORED[name]) as Uint8Array;
}

/** The signature with one bit of S turned. */
function flipped(): Uint8Array {
  const signature = readTest('signature');
  signature[63] = 0x08;
  return signature;
}

function hashes(backend: Backend): boolean {
  const digest = readTest('digest');
  return (
    equalBytes(backend.sha256(readTest('message')), digest) &&
    equalBytes(backend.hashText('r'), digest) &&
    backend.decodeBase64url('cg')?.[0] === 0x72 &&
    backend.decodeBase64url('cg=') === undefined
  );
}

/** Tests a backend that can check at once. */
export function passesSelfTest(backend: Backend): boolean {
  try {
    const { now } = backend.importPublicKey(readTest('key'));
    const message = readTest('message');
    return (
      hashes(backend) &&
      now?.(readTest('signature'), message) === true &&
      !now(flipped(), message) &&
      backend
        .importPublicKey(readCofactored('key'))
        .now?.(readCofactored('signature'), readCofactored('message')) === false
    );
  } catch {
    return false;
  }
}

/** Tests a backend by waiting for it. */
export async function passesSelfTestAside(backend: Backend): Promise<boolean> {
  try {
    const check = backend.importPublicKey(readTest('key'));
    return (
      hashes(backend) &&
      (await checkSoon(check, readTest('signature'), readTest('message'))) &&
      !(await checkSoon(check, flipped(), readTest('message'))) &&
      !(await checkSoon(
        backend.importPublicKey(readCofactored('key')),
        readCofactored('signature'),
        readCofactored('message'),
      ))
    );
  } catch {
    return false;
  }
}
