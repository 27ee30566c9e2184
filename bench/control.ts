/**
 * Whether both cores are free: a loop that touches no memory, on one thread and then on two at
 * once. Where it does not become nearly twice as fast, thread-pool cases were measured on a
 * machine that was busy with something else.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Two cores count as free from here on. */
export const FREE_CORES = 1.8;

/** Long enough that waking a thread does not count, short enough for once a round. */
const SPINS = 20_000_000;

/** Two threads that wait to be asked. */
export interface Control {
  /** How many times the work of one thread two threads did in the same time: 2 where both cores are free. */
  measure(): Promise<number>;
  close(): Promise<void>;
}

/** Starts the threads and lets the compiler settle. */
export async function createControl(): Promise<Control> {
  const script = new URL('./children/spin.js', import.meta.url);
  const workers = [new Worker(script, { execArgv: [] }), new Worker(script, { execArgv: [] })];
  const spin = (worker: Worker) => {
    const answered = once(worker, 'message');
    worker.postMessage(SPINS);
    return answered;
  };
  async function time(threads: readonly Worker[]): Promise<number> {
    const start = performance.now();
    await Promise.all(threads.map(spin));
    return performance.now() - start;
  }
  const [first] = workers as [Worker, Worker];
  await time(workers);
  return {
    async measure() {
      const alone = await time([first]);
      return (2 * alone) / (await time(workers));
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
