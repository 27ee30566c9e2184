/** Hashing and decoding in JavaScript alone, for backends of runtimes that offer nothing faster. */
import { decodeBase64url } from '../bytes/base64url.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { Backend } from './backend.ts';
import { sha256 } from './sha256.ts';

/** Hashing and decoding for backends that bring only Ed25519. */
export const PORTABLE: Pick<Backend, 'sha256' | 'hashText' | 'decodeBase64url'> = {
  sha256,
  hashText: (text) => sha256(encodeUtf8(text)),
  decodeBase64url,
};
