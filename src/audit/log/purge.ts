/** Retention: entries whose time is over lose their bodies. Their hashes stay, and so the log still verifies. */

import { systemClock } from '../../clock.ts';
import { ContentmarkError, readOptions, requireSeconds, wrongArgument } from '../../errors.ts';
import type { AuditLog } from './audit-log.ts';
import { decodeEvent } from './decode-event.ts';
import { type Actor, EVENTS, type EventName, MAX_PURGED_BUNDLES } from './event.ts';
import type { AuditLogStore } from './store.ts';
import { decodeBundle, encodeBundle, TILE_WIDTH, tilePath } from './tiles.ts';

/** How long entries of one event are kept, in seconds. */
export interface RetentionRule {
  /** At least. Default {@link DEFAULT_MINIMUM}. */
  readonly minimum?: number;
  /** Older ones are purged. */
  readonly maximum: number;
}

/** By event. Events that are not named are kept. */
export type Retention = { readonly [E in EventName]?: RetentionRule };

/** Half a year, rounded up: 184 days. */
export const DEFAULT_MINIMUM: number = 184 * 86_400;

/** Without these nobody could tell what was purged from what was taken away. */
const KEPT: readonly EventName[] = ['log-purge'];

/** Options of {@link purgeLog}. */
export interface PurgeOptions {
  /** The store that the log was opened with. */
  readonly store: AuditLogStore;
  readonly retention: Retention;
  /** Who purges. */
  readonly actor: Actor;
  readonly environment: string;
  /** Unix seconds. Default the machine's clock. */
  readonly now?: number;
}

const OPTIONS = ['store', 'retention', 'actor', 'environment', 'now'] as const;

/**
 * Purges a log. First a `log-purge` says which entries go, then they go: after a kill in between, run it again.
 * Entries of the last bundle stay until it is full.
 * @returns how many entries have lost their bodies.
 * @throws ContentmarkError `ERR_ARGUMENT` for a rule with a maximum below its minimum, and for events that are
 * always kept; `ERR_STORE`.
 */
export async function purgeLog(log: AuditLog, options: PurgeOptions): Promise<number> {
  const {
    store,
    retention,
    actor,
    environment,
    now = systemClock(),
  } = readOptions('options', options, OPTIONS);
  requireSeconds('options.now', now);
  const limits = readRetention(retention);
  // What is published in part is not purged: after this it is published whole.
  await log.publish();
  const full = Math.floor(log.size / TILE_WIDTH);
  let purged = 0;
  for (let first = 0; first < full; first += MAX_PURGED_BUNDLES) {
    const end = Math.min(full, first + MAX_PURGED_BUNDLES);
    const bitmaps: Uint8Array[] = [];
    let found = 0;
    for (let index = first; index < end; index++) {
      const { entries } = await readBundle(store, index);
      const bits = markOver(entries, limits, now);
      found += countOver(entries, bits);
      bitmaps.push(bits);
    }
    if (found === 0) continue;
    // Only as far as bits are set.
    const from = bitmaps.findIndex(isAnySet);
    const named = bitmaps.slice(from, bitmaps.findLastIndex(isAnySet) + 1);
    const object = { type: 'log' } as const;
    const which = { first: first + from, bitmaps: named };
    await log.append({ event: 'log-purge', actor, environment, object, purged: which });
    for (const [i, bits] of named.entries()) await emptyEntries(store, first + from + i, bits);
    purged += found;
  }
  return purged;
}

function readRetention(retention: Retention): ReadonlyMap<string, number> {
  const rules = readOptions('options.retention', retention, EVENTS);
  const limits = new Map<string, number>();
  for (const [event, rule] of Object.entries(rules)) {
    const name = `options.retention.${event}`;
    const { minimum = DEFAULT_MINIMUM, maximum } = readOptions(name, rule, ['minimum', 'maximum']);
    for (const [member, value] of [
      ['minimum', minimum],
      ['maximum', maximum],
    ] as const)
      if (!Number.isSafeInteger(value) || value < 0)
        throw wrongArgument(`${name}.${member}`, 'whole seconds', value);
    if (maximum < minimum)
      throw new ContentmarkError(
        'ERR_ARGUMENT',
        `is below the minimum of ${minimum} seconds`,
        `${name}.maximum`,
      );
    if (KEPT.includes(event as EventName))
      throw new ContentmarkError('ERR_ARGUMENT', 'is always kept', name);
    limits.set(event, maximum);
  }
  return limits;
}

async function readBundle(store: AuditLogStore, index: number) {
  const path = tilePath('entries', index);
  const bundle = decodeBundle((await store.backend.read(path)) ?? new Uint8Array(0));
  if (bundle.isWhole && bundle.entries.length === TILE_WIDTH) return bundle;
  throw new ContentmarkError(
    'ERR_STORE',
    `${path} is damaged: run contentmark log check`,
    'options.store',
  );
}

/** The entries whose time is over, one bit each; those that have no body already among them. */
function markOver(
  entries: readonly Uint8Array[],
  limits: ReadonlyMap<string, number>,
  now: number,
): Uint8Array {
  const bits = new Uint8Array(TILE_WIDTH / 8);
  for (const [i, entry] of entries.entries()) {
    const { event } = entry.length === 0 ? {} : decodeEvent(entry);
    const maximum = event && limits.get(event.event);
    if (event === undefined || maximum === undefined || event.time + maximum >= now) continue;
    bits[i >> 3] = (bits[i >> 3] as number) | (0x80 >> (i & 7));
  }
  return bits;
}

const isSet = (bits: Uint8Array, i: number): boolean =>
  ((bits[i >> 3] as number) & (0x80 >> (i & 7))) !== 0;

const isAnySet = (bits: Uint8Array): boolean => bits.some((byte) => byte !== 0);

function countOver(entries: readonly Uint8Array[], bits: Uint8Array): number {
  return entries.filter((_, i) => isSet(bits, i)).length;
}

async function emptyEntries(store: AuditLogStore, index: number, bits: Uint8Array): Promise<void> {
  if (!isAnySet(bits)) return;
  const { entries } = await readBundle(store, index);
  const left = entries.map((entry, i) => (isSet(bits, i) ? new Uint8Array(0) : entry));
  await store.backend.write(tilePath('entries', index), encodeBundle(left));
}
