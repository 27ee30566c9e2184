/**
 * The trust of remote keys that a verifier is given: a local object whose keys change in place when
 * a document is read.
 *
 * A verifier remembers the key of a mark that it has seen, so each key is one object for as long as
 * this trust lives. A remembered mark then gets the same verdict as a new one, also when its key is
 * taken away.
 */

import { encodeHex } from '../../format/bytes/bytes.ts';
import { wrongOption } from '../../options.ts';
import { createTrust, type Trust, type TrustEntry } from '../trust.ts';
import type { Bindings } from './bindings.ts';
import type { IgnoredKey, ListedKey } from './read-document.ts';
import { earlierEnd, type KeyEnd, type SavedKeys } from './saved-keys.ts';

/** A key as a verifier holds it. */
type TrustedKey = NonNullable<ReturnType<Trust['find']>>;

/** A trust that knows beforehand which keys it may come to hold. */
export interface PinningTrust extends Trust {
  /** Ids of the keys that are bound by thumbprint, listed yet or not; `keyIds` has those that are listed. */
  readonly pinnedKeyIds: readonly string[];
}

/** The end of a document that has not been confirmed by this clock: before every mark. */
export const NOT_CONFIRMED = 0;

/** The keys of all documents so far. */
export interface KeyStates {
  readonly trust: PinningTrust;
  /** Takes a document: what it does not list any more is withdrawn. Says which keys have no binding. */
  take(listed: readonly ListedKey[], now: number): readonly IgnoredKey[];
  /** How keys ended, of those that are no longer listed too. */
  ended(): SavedKeys['ended'];
}

interface KeyState {
  readonly keyId: string;
  readonly thumbprint: string;
  readonly trusted: TrustedKey;
  /** When it was first seen to be missing; infinity while it counts as listed. */
  withdrawnAt: number;
  endsAt: number;
  /**
   * The earliest time that a document or the caller has given. It never heals: a document may be
   * rolled back.
   */
  revokedAt: number;
}

/**
 * The most keys remembered where a host may list any key, so that it cannot fill the memory. Pinned
 * keys are bounded by the caller's bindings.
 */
const MAX_REMEMBERED = 1024;

/** Options of {@link createKeyStates}. */
export interface KeyStatesSettings {
  readonly bindings: Bindings;
  /** Unix seconds from which the last good document is too old. */
  readonly validUntil: () => number;
  readonly clock: () => number;
  /** Whether a key that is listed again stays withdrawn. */
  readonly isWithdrawalFinal: boolean;
  /** How keys ended in earlier processes. */
  readonly ended: SavedKeys['ended'];
  /** Told of a key id that is not listed yet, and that a newer document may bring. */
  readonly onUnknown: () => void;
  /** Told when the caller has revoked a key. */
  readonly onRevoked: () => void;
}

/** Makes the trust over one set of bindings, with no keys yet. */
export function createKeyStates(settings: KeyStatesSettings): KeyStates {
  const { bindings, validUntil, clock, isWithdrawalFinal, onUnknown, onRevoked } = settings;
  const byThumbprint = new Map<string, KeyState>();
  const byId = new Map<string, KeyState>();
  /** How keys have ended, by thumbprint, listed yet or not. */
  const ends = new Map<string, KeyEnd>(Object.entries(settings.ended));

  function end(thumbprint: string, how: KeyEnd): void {
    ends.set(thumbprint, earlierEnd(ends.get(thumbprint), how));
  }

  function create({ thumbprint, publicKey }: ListedKey, entry: Omit<TrustEntry, 'publicKey'>) {
    const keyId = thumbprint.slice(0, 16);
    const { revokedAt, withdrawnAt } = ends.get(thumbprint) ?? {};
    const inner = createTrust([{ ...entry, publicKey }]).find(fromHex(keyId)) as TrustedKey;
    const state: KeyState = {
      keyId,
      thumbprint,
      trusted: {
        ...inner,
        // Read on every check, of new marks and of remembered ones.
        get revokedAt() {
          return Math.min(state.revokedAt, state.endsAt, state.withdrawnAt, validUntil());
        },
        get revokedBecause() {
          return describeEnd(state, validUntil());
        },
      },
      withdrawnAt: withdrawnAt ?? Number.POSITIVE_INFINITY,
      endsAt: Number.POSITIVE_INFINITY,
      revokedAt: revokedAt ?? Number.POSITIVE_INFINITY,
    };
    return state;
  }

  /**
   * Remembers a key. Of two keys with one id the first stays, because the second was made to
   * collide.
   */
  function remember(state: KeyState): boolean {
    if (byId.has(state.keyId)) return false;
    // None is forgotten for it: the one that is could be one that was revoked.
    const isFull = byId.size >= MAX_REMEMBERED || ends.size >= MAX_REMEMBERED;
    const isKnown = bindings.pinned.has(state.keyId) || ends.has(state.thumbprint);
    if (isFull && !isKnown) return false;
    byId.set(state.keyId, state);
    byThumbprint.set(state.thumbprint, state);
    return true;
  }

  const isListed = ({ withdrawnAt }: KeyState): boolean => withdrawnAt === Number.POSITIVE_INFINITY;

  return {
    take(listed, now) {
      const ignored: IgnoredKey[] = [];
      const seen = new Set<KeyState>();
      for (const key of listed) {
        const known = byThumbprint.get(key.thumbprint);
        const entry = bindings.find(key.thumbprint);
        const state = known ?? (entry && create(key, entry));
        if (state === undefined || (known === undefined && !remember(state))) {
          ignored.push({ index: key.index, reason: 'not-bound' });
          continue;
        }
        seen.add(state);
        if (!isWithdrawalFinal) {
          state.withdrawnAt = Number.POSITIVE_INFINITY;
          ends.delete(state.thumbprint);
        }
        state.endsAt = key.endsAt;
        state.revokedAt = Math.min(state.revokedAt, key.revokedAt);
        if (state.revokedAt !== Number.POSITIVE_INFINITY)
          end(state.thumbprint, { revokedAt: state.revokedAt });
      }
      // The earliest, or one that was seen by a clock ahead would count until then.
      for (const state of byThumbprint.values()) {
        if (seen.has(state) && isListed(state)) continue;
        state.withdrawnAt = Math.min(state.withdrawnAt, now);
        end(state.thumbprint, { withdrawnAt: state.withdrawnAt });
      }
      return ignored;
    },
    ended: () => Object.fromEntries(ends),
    trust: Object.freeze({
      get keyIds() {
        return [...byId.values()].filter(isListed).map(({ keyId }) => keyId);
      },
      pinnedKeyIds: Object.freeze([...bindings.pinned.keys()]),
      environments: bindings.environments,
      revoke(keyId: string, revokedAt: number = clock()): void {
        if (typeof keyId !== 'string' || !/^[0-9a-f]{16}$/i.test(keyId))
          throw wrongOption('keyId', '16 hexadecimal digits');
        if (!Number.isInteger(revokedAt) || revokedAt < 0 || revokedAt >= 2 ** 32)
          throw wrongOption('revokedAt', 'whole Unix seconds below 2^32');
        const id = keyId.toLowerCase();
        const state = byId.get(id);
        const pinned = state === undefined ? bindings.pinned.get(id) : [state.thumbprint];
        if (pinned === undefined)
          throw wrongOption('keyId', 'the id of a key that is pinned or was listed');
        for (const thumbprint of pinned) end(thumbprint, { revokedAt });
        if (state !== undefined) state.revokedAt = Math.min(state.revokedAt, revokedAt);
        onRevoked();
      },
      find(keyId: Uint8Array): TrustedKey | undefined {
        const id = encodeHex(keyId);
        const state = byId.get(id);
        // An id that no document can bring is no reason to ask for one: anybody can make it up.
        if (state === undefined && (bindings.bindsAll || bindings.pinned.has(id))) onUnknown();
        return state?.trusted;
      },
    }),
  };
}

/** Why a key counts as revoked, by the event that came first. */
function describeEnd(
  { revokedAt, endsAt, withdrawnAt }: KeyState,
  validUntil: number,
): string | undefined {
  const first = Math.min(revokedAt, endsAt, withdrawnAt, validUntil);
  if (first === revokedAt) return undefined;
  if (first === withdrawnAt) return `is no longer listed, since ${withdrawnAt}`;
  if (first === endsAt) return `is listed with an end at ${endsAt}`;
  if (validUntil === NOT_CONFIRMED)
    return 'was last confirmed at a time that has not come: the clock was set back';
  return `was last confirmed too long ago: its list counted until ${validUntil}`;
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
