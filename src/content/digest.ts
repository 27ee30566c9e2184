/** SHA-256 of canonical content. */
import type { Sha256 } from '../crypto/sha256.ts';
import type { SingleContent } from './content.ts';

/** A digest (32 bytes), or why there is none. */
export type Digest =
  | { readonly digest: Uint8Array; readonly problem?: never }
  | { readonly digest?: never; readonly problem: string };

/** Hashes content under its profile. Never throws. */
export function digestContent(content: SingleContent, sha256: Sha256): Digest {
  const { bytes, problem } = content.canonicalize();
  return problem === undefined ? { digest: sha256(bytes) } : { problem };
}
