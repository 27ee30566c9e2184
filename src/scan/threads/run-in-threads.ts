/** Units read by several threads at once, and told in their order. */
import type { Worker } from 'node:worker_threads';
import { type RunningUnit, runHere } from '../run-scan.ts';
import type { ScanTools } from '../scan-file.ts';
import { scanUnit } from '../scan-unit.ts';
import type { ScanUnit } from '../units.ts';
import { createReader, type Reader } from './reader.ts';

/** Threads, and how one is started. */
export interface Threads {
  /** At most so many; what is read in a moment gets none. */
  readonly count: number;
  /** Starts a thread whose module calls `readUnits` with the options of this scan. */
  readonly start: () => Worker;
}

/** Bytes, and units, that one thread reads before others would have started. */
const MIN_BYTES = 8 * 1024 * 1024;
const MAX_UNITS = 1000;

/** Units of a thread that are begun before they are asked for; their findings wait in memory. */
const AHEAD = 3;

/** Runs units in threads where there are enough of them, else in this one. */
export async function* runInThreads(
  units: AsyncGenerator<ScanUnit>,
  tools: ScanTools,
  threads: Threads,
): AsyncGenerator<RunningUnit> {
  const first: ScanUnit[] = [];
  let bytes = 0;
  while (bytes < MIN_BYTES && first.length < MAX_UNITS) {
    const { done, value } = await units.next();
    if (done) break;
    first.push(value);
    bytes += value.size;
  }
  async function* all(): AsyncGenerator<ScanUnit> {
    yield* first;
    yield* units;
  }
  if (bytes < MIN_BYTES || threads.count < 2) yield* runHere(all(), tools);
  else yield* readAll(all(), tools, threads);
}

async function* readAll(
  units: AsyncGenerator<ScanUnit>,
  tools: ScanTools,
  { count, start }: Threads,
): AsyncGenerator<RunningUnit> {
  const readers: Reader[] = [];
  const idle: Reader[] = [];
  const begun: RunningUnit[] = [];
  let isEnd = false;
  let filling: Promise<void> | undefined;

  /** A thread that is free; `undefined` while all are at work. */
  function takeReader(): Reader | undefined {
    const free = idle.pop();
    if (free !== undefined || readers.length >= count) return free;
    const reader = createReader(start());
    readers.push(reader);
    return reader;
  }

  async function fill(): Promise<void> {
    while (!isEnd && begun.length < count * AHEAD) {
      const reader = takeReader();
      if (reader === undefined) return;
      const { done, value: unit } = await units.next();
      if (done) isEnd = true;
      else if (unit.input !== undefined && unit.input.stream === undefined) {
        begun.push(reader.read(unit, () => release(reader)));
        continue;
      } else begun.push({ unit, batches: scanUnit(unit, tools) });
      idle.push(reader);
    }
  }

  /** One at a time: units are to be begun in their order. */
  function fillOnce(): Promise<void> {
    filling ??= fill().finally(() => {
      filling = undefined;
    });
    return filling;
  }

  function release(reader: Reader): void {
    idle.push(reader);
    // What fails here fails again, and is told, when the next unit is asked for.
    fillOnce().catch(() => undefined);
  }

  try {
    for (;;) {
      if (begun.length === 0) await fillOnce();
      const next = begun.shift();
      if (next !== undefined) yield next;
      else if (isEnd) return;
    }
  } finally {
    await Promise.all(readers.map((reader) => reader.end()));
  }
}
