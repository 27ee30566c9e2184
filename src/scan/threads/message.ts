/** What the thread of a scan and its readers tell each other. */
import type { UnitBatch } from '../scan-unit.ts';
import type { ScanUnit } from '../units.ts';

/** To a reader. */
export type ToReader =
  | { readonly type: 'read'; readonly unit: ScanUnit }
  /** So many messages were taken. */
  | { readonly type: 'taken'; readonly count: number };

/** From a reader. */
export type FromReader =
  | { readonly type: 'ready' }
  | { readonly type: 'batches'; readonly batches: readonly UnitBatch[] }
  | { readonly type: 'end' }
  | { readonly type: 'failed'; readonly message: string };

/** Messages that a reader sends before one is taken: its findings wait in memory until it is their turn. */
export const MAX_WAITING = 32;

/** Findings, and batches, of one message. */
export const MAX_FINDINGS = 512;
export const MAX_BATCHES = 16;
