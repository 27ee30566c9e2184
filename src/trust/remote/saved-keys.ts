/**
 * What a remote trust keeps over restarts: the last document, and every revocation and withdrawal
 * that a document has ever stated. Without the second, a host that is rolled back to an old
 * document would make a revoked key count again after a restart.
 */
import { readOptions, requireSeconds } from '../../errors.ts';
import { wrongOption } from '../../options.ts';

/** How a key ended, each time the earliest that was ever told. Unix seconds. */
export interface KeyEnd {
  /** A document, or `trust.revoke`, said that it is revoked from then on. */
  readonly revokedAt?: number;
  /** A good document did not list it any more. */
  readonly withdrawnAt?: number;
}

/** What `save()` gives and a file holds, as JSON, for a later process to start with. */
export interface SavedKeys {
  /** Of this form. A later one is refused, for it may hold ends that this package does not see. */
  readonly version: 1;
  /** The text of the last good JWK Set, where there was one. */
  readonly document?: string;
  /** Unix seconds of the answer that it came with. */
  readonly confirmedAt?: number;
  /** By whole thumbprint: 64 hexadecimal digits. Only what ended is in it. */
  readonly ended: Readonly<Record<string, KeyEnd>>;
}

const SAVED = ['version', 'document', 'confirmedAt', 'ended'] as const;
const END = ['revokedAt', 'withdrawnAt'] as const;

/**
 * Reads what an earlier process saved. Strictly: of a list of revocations that is damaged
 * nobody knows what it held, and to go on without it would bring revoked keys back.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readSavedKeys(argument: string, given: unknown): SavedKeys {
  const saved = readOptions<SavedKeys>(argument, given as SavedKeys, SAVED);
  if (saved.version !== 1) throw wrongOption(`${argument}.version`, '1');
  const { document, confirmedAt } = saved;
  if (document !== undefined && typeof document !== 'string')
    throw wrongOption(`${argument}.document`, 'a string');
  if ((document === undefined) !== (confirmedAt === undefined))
    throw wrongOption(argument, 'document and confirmedAt, or neither');
  if (confirmedAt !== undefined) requireSeconds(`${argument}.confirmedAt`, confirmedAt);
  const { ended: list } = saved;
  if (typeof list !== 'object' || list === null || Array.isArray(list))
    throw wrongOption(`${argument}.ended`, 'an object by thumbprint');
  const ended: Record<string, KeyEnd> = Object.create(null);
  for (const [thumbprint, end] of Object.entries(list)) {
    if (!/^[0-9a-f]{64}$/.test(thumbprint))
      throw wrongOption(`${argument}.ended`, 'whole thumbprints: 64 hexadecimal digits each');
    const read = readOptions<KeyEnd>(`${argument}.ended.${thumbprint}`, end, END);
    for (const name of END)
      if (read[name] !== undefined)
        requireSeconds(`${argument}.ended.${thumbprint}.${name}`, read[name]);
    ended[thumbprint] = { ...read };
  }
  return {
    version: 1,
    ...(document !== undefined && { document, confirmedAt }),
    ended,
  } as SavedKeys;
}

/** All ends of both, the earlier of each: two processes may keep one file. */
export function joinEnds(
  one: SavedKeys['ended'],
  other: SavedKeys['ended'],
): Record<string, KeyEnd> {
  const joined: Record<string, KeyEnd> = Object.assign(Object.create(null), one);
  for (const [thumbprint, end] of Object.entries(other))
    joined[thumbprint] = earlierEnd(joined[thumbprint], end);
  return joined;
}

const NEVER = Number.POSITIVE_INFINITY;

/** The earlier of two ends, by each way that a key can end. */
export function earlierEnd(one: KeyEnd = {}, other: KeyEnd = {}): KeyEnd {
  const revokedAt = Math.min(one.revokedAt ?? NEVER, other.revokedAt ?? NEVER);
  const withdrawnAt = Math.min(one.withdrawnAt ?? NEVER, other.withdrawnAt ?? NEVER);
  return {
    ...(revokedAt !== NEVER && { revokedAt }),
    ...(withdrawnAt !== NEVER && { withdrawnAt }),
  };
}
