/** The content that a compact verifier compares. Content made by `contentmark/content` fits too. */
import { canonicalizeText } from '../../format/content/canonical-text.ts';
import type { SingleContent } from '../../format/content/content.ts';
import { TEXT_1 } from '../../format/envelope/profiles.ts';
import { readEnvelope } from './read-envelope.ts';

/** One value and its profile. */
export type CompactSingle = Pick<SingleContent, 'profile' | 'canonicalize'>;

/** One value, or the named parts of a record. */
export type CompactContent = CompactSingle | { readonly parts: ReadonlyMap<string, CompactSingle> };

/** Plain text, as the `text` of `contentmark/content` in fewer bytes (profile text-1). */
export function text(source: string): CompactSingle {
  return { profile: TEXT_1, canonicalize: () => canonicalizeText(source, isEnvelope) };
}

function isEnvelope(bytes: Uint8Array): boolean {
  return typeof readEnvelope(bytes) !== 'string';
}
