/** One thread that reads units, as the thread of the scan sees it. */
import type { Worker } from 'node:worker_threads';
import type { RunningUnit } from '../run-scan.ts';
import type { UnitBatch } from '../scan-unit.ts';
import type { ScanUnit } from '../units.ts';
import type { FromReader, ToReader } from './message.ts';

/** A thread that takes one unit at a time. */
export interface Reader {
  /** Begins a unit; `free` is called when the thread has sent all of it. */
  read(unit: ScanUnit, free: () => void): RunningUnit;
  end(): Promise<unknown>;
}

/** What one unit has given and nobody has taken yet. */
interface Queue {
  readonly held: (readonly UnitBatch[])[];
  isEnded: boolean;
  readonly free: () => void;
  wake: (() => void) | undefined;
}

/** Who reads a unit of a thread that has broken, which no file makes it do, is thrown the error. */
export function createReader(worker: Worker): Reader {
  let current: Queue | undefined;
  let broken: Error | undefined;
  const failed = (error: Error): void => {
    broken ??= error;
    current?.wake?.();
  };
  const send = (message: ToReader): void => worker.postMessage(message);

  worker.on('message', (message: FromReader) => {
    if (message.type === 'failed') return failed(new Error(message.message));
    if (message.type === 'ready' || current === undefined) return;
    const queue = current;
    if (message.type === 'batches') queue.held.push(message.batches);
    else {
      queue.isEnded = true;
      current = undefined;
      queue.free();
    }
    queue.wake?.();
  });
  worker.on('error', failed);
  worker.on('exit', () => failed(new Error('a thread of the scan ended before its work')));

  async function* take(queue: Queue): AsyncGenerator<UnitBatch> {
    for (;;) {
      const batches = queue.held.shift();
      if (batches !== undefined) {
        yield* batches;
        if (!queue.isEnded) send({ type: 'taken', count: 1 });
      } else if (queue.isEnded) return;
      else if (broken !== undefined) throw broken;
      else {
        await new Promise<void>((resolve) => {
          queue.wake = resolve;
        });
      }
    }
  }

  return {
    read(unit, free) {
      const queue: Queue = { held: [], isEnded: false, free, wake: undefined };
      current = queue;
      send({ type: 'read', unit });
      return { unit, batches: take(queue) };
    },
    end: () => worker.terminate(),
  };
}
