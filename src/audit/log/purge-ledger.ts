/** Which entries have lost their bodies, and which of them a `log-purge` names. */
import { decodeEvent, isLogPurge } from './decode-event.ts';
import type { LogFinding } from './diagnose.ts';
import { TILE_WIDTH } from './tiles.ts';

/** Filled entry by entry. */
export interface PurgeLedger {
  see(index: number, entry: Uint8Array, path: string): void;
  /** Entries without a body that a `log-purge` names. */
  count(): number;
  /** The others: somebody took them away. */
  findings(): readonly LogFinding[];
}

/** Makes an empty one. */
export function createPurgeLedger(): PurgeLedger {
  const empty: { readonly index: number; readonly path: string }[] = [];
  const bitmaps = new Map<number, Uint8Array>();
  const isNamed = (index: number): boolean => {
    const bitmap = bitmaps.get(Math.floor(index / TILE_WIDTH));
    const bit = index % TILE_WIDTH;
    return bitmap !== undefined && ((bitmap[bit >> 3] as number) & (0x80 >> (bit & 7))) !== 0;
  };
  return {
    see(index, entry, path) {
      if (entry.length === 0) empty.push({ index, path });
      else if (isLogPurge(entry)) {
        const purged = decodeEvent(entry).event?.purged;
        for (const [i, bitmap] of purged?.bitmaps.entries() ?? [])
          addBits(bitmaps, (purged?.first ?? 0) + i, bitmap);
      }
    },
    count: () => empty.filter(({ index }) => isNamed(index)).length,
    findings: () =>
      empty
        .filter(({ index }) => !isNamed(index))
        .map(({ index, path }) => ({
          kind: 'deletion',
          index,
          path,
          detail: 'the entry has no body, and no log-purge names it',
        })),
  };
}

function addBits(bitmaps: Map<number, Uint8Array>, bundle: number, bits: Uint8Array): void {
  const known = bitmaps.get(bundle);
  bitmaps.set(
    bundle,
    known === undefined ? bits : bits.map((byte, i) => byte | (known[i] as number)),
  );
}
