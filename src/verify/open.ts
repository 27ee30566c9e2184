/** From what was found on a host to a mark whose signature can be tried. */
import type { Backend } from '../format/crypto/backend.ts';
import { copyOf, decodeMark } from './mark-input.ts';
import { type Lookup, type Pending, prepare } from './prepare.ts';
import type { Rejected } from './verdict.ts';

/** Opens one mark, as `readMark` has found it. Never throws. */
export function openMark(
  found: string | Uint8Array,
  lookup: Lookup,
  { decodeBase64url, sha256 }: Backend,
): Pending | Rejected {
  const bytes = decodeMark(found, decodeBase64url);
  if (!(bytes instanceof Uint8Array)) return bytes;
  // What is decoded keeps views of its bytes, and the caller may reuse theirs.
  return prepare(bytes === found ? copyOf(bytes) : bytes, lookup, sha256);
}
