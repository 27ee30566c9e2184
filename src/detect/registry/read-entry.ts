/** Checks what callers hand to a registry: a mistake throws, before anything is kept. */

import { requireSeconds } from '../../errors.ts';
import { parseUuid } from '../../format/bytes/uuid.ts';
import { wrongOption } from '../../options.ts';
import { DIGEST_BYTES } from './columns.ts';
import type { Erasure, NearFingerprint, Query, RegistryEntry } from './entry.ts';

/** @throws ContentmarkError `ERR_ARGUMENT` */
export function requireEntry(argument: string, entry: RegistryEntry): void {
  if (typeof entry !== 'object' || entry === null) throw wrongOption(argument, 'an entry');
  requireId(`${argument}.id`, entry.id);
  requireDigest(`${argument}.digest`, entry.digest);
  requireNear(`${argument}.near`, entry.near);
  requireSeconds(`${argument}.keepUntil`, entry.keepUntil);
}

/** @throws ContentmarkError `ERR_ARGUMENT` */
export function requireQuery(query: Query, now: number): void {
  if (typeof query !== 'object' || query === null || !Array.isArray(query.digests))
    throw wrongOption('query', 'fingerprints: { digests, near }');
  for (const [i, digest] of query.digests.entries()) requireDigest(`query.digests[${i}]`, digest);
  requireNear('query.near', query.near);
  requireSeconds('now', now);
}

/** @throws ContentmarkError `ERR_ARGUMENT` */
export function requireErasure(which: Erasure): void {
  if (typeof which !== 'object' || which === null || Object.keys(which).length !== 1)
    throw wrongOption('which', 'one of { id }, { digest } and { before }');
  if ('id' in which) requireId('which.id', which.id);
  else if ('digest' in which) requireDigest('which.digest', which.digest);
  else requireSeconds('which.before', which.before);
}

function requireId(argument: string, id: unknown): void {
  if (typeof id === 'string' && parseUuid(id) !== undefined) return;
  throw wrongOption(argument, 'a UUID in lower case, as claims.id has it');
}

function requireDigest(argument: string, digest: unknown): void {
  if (digest instanceof Uint8Array && digest.length >= DIGEST_BYTES && digest.length <= 32) return;
  throw wrongOption(argument, `a SHA-256 digest: 32 bytes, or its first ${DIGEST_BYTES}`);
}

function requireNear(argument: string, near: NearFingerprint | undefined): void {
  if (near === undefined) return;
  const { kind, hash } = near;
  const isHalf = (half: unknown): boolean =>
    Number.isInteger(half) && (half as number) >= 0 && (half as number) <= 0xffff_ffff;
  if ((kind === 'text' || kind === 'image') && isHalf(hash?.high) && isHalf(hash?.low)) return;
  throw wrongOption(argument, 'a fingerprint as fingerprintText or fingerprintImage makes it');
}
