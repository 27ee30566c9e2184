/** Computes the SHA-256 of canonical content. */
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { Hashing } from '../crypto/backend.ts';
import type { SingleContent } from './content.ts';

/** A digest (32 bytes), or why there is none. */
export type Digest =
  | { readonly digest: Uint8Array; readonly problem?: never }
  | { readonly digest?: never; readonly problem: string };

/** Hashes content under its profile. Never throws. */
export function digestContent(content: SingleContent, hashing: Hashing): Digest {
  const { form, problem } = content.canonicalize();
  if (problem !== undefined) return { problem };
  return { digest: typeof form === 'string' ? hashing.hashText(form) : hashing.sha256(form) };
}

/** The canonical bytes themselves, for those who write or check another implementation. */
export function canonicalBytes(
  content: SingleContent,
):
  | { readonly bytes: Uint8Array; readonly problem?: never }
  | { readonly bytes?: never; readonly problem: string } {
  const { form, problem } = content.canonicalize();
  if (problem !== undefined) return { problem };
  return { bytes: typeof form === 'string' ? encodeUtf8(form) : form };
}
