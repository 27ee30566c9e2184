/**
 * Compares what is shown with what was signed, as verify/compare-content.ts does, awaiting each
 * hash.
 */
import { equalBytes } from '../../format/bytes/bytes.ts';
import { digestSoon } from '../../format/crypto/awaited.ts';
import type { PartDigest } from '../../format/envelope/claims.ts';
import type { Reason } from '../../reasons.ts';
import type { CompactContent, CompactSingle } from './content.ts';
import type { ReadEnvelope } from './read-envelope.ts';

type Refusal = Extract<
  Reason,
  'profile-mismatch' | 'content-invalid' | 'unsigned-part' | 'missing-part' | 'digest-mismatch'
>;

/** The order of reasons.ts, in which the first stands for all. */
const ORDER: readonly Refusal[] = [
  'profile-mismatch',
  'content-invalid',
  'unsigned-part',
  'missing-part',
  'digest-mismatch',
];

/** The first reason by which the content is not the one that was signed. Never throws. */
export async function compareSoon(
  digests: ReadEnvelope['digests'],
  content: CompactContent,
  requiredParts: readonly string[] | 'all',
): Promise<Refusal | undefined> {
  const parts = 'parts' in content ? content.parts : undefined;
  if (!(digests instanceof Map)) {
    return parts ? 'profile-mismatch' : compare(content as CompactSingle, digests as PartDigest);
  }
  if (parts === undefined) return 'profile-mismatch';
  const found = new Set<Refusal | undefined>();
  for (const [name, part] of parts) found.add(await compare(part, digests.get(name)));
  for (const name of requiredParts === 'all' ? digests.keys() : requiredParts) {
    if (!parts.has(name)) found.add('missing-part');
  }
  return ORDER.find((reason) => found.has(reason));
}

async function compare(
  content: CompactSingle,
  signed: PartDigest | undefined,
): Promise<Refusal | undefined> {
  if (signed === undefined) return 'unsigned-part';
  if (content.profile !== signed.profile) return 'profile-mismatch';
  const { form, problem } = content.canonicalize();
  if (problem !== undefined) return 'content-invalid';
  const bytes = typeof form === 'string' ? new TextEncoder().encode(form) : form;
  return equalBytes(await digestSoon(bytes), signed.digest) ? undefined : 'digest-mismatch';
}
