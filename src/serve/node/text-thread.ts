/** Runs one thread that reads texts, and replaces it where a job does not end. */
import { Worker } from 'node:worker_threads';
import type { TextJob, TextResult } from '../read-texts.ts';

/** What came of one job. */
export type Ended =
  | { readonly status: 'read'; readonly result: TextResult }
  | { readonly status: 'too-costly' }
  | { readonly status: 'failed'; readonly error: unknown };

/** A job that has ended or was ended. Called twice for one that was: when it was, and when the thread is back. */
export interface Watcher {
  /** @param seconds that the thread was taken. */
  readonly ended: (ended: Ended, seconds: number) => void;
  /** The thread is free. @param seconds since it was ended. */
  readonly free: (seconds: number) => void;
}

/** A thread. */
export interface TextThread {
  /** Whether it can take a job. */
  isFree(): boolean;
  run(job: TextJob, watcher: Watcher): void;
  close(): Promise<void>;
}

/** Beside this module in dist. */
const SCRIPT = new URL('./text-worker.js', import.meta.url);

/** Between two attempts to start a thread, where the system has none to give. */
const RETRY_MILLISECONDS = 1000;

/** A tree of the largest text takes tens of megabytes; what asks for more is ended. */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 } as const;

/**
 * Starts a thread.
 * @param deadline seconds for one job.
 * @param whenFree called each time it could take a job, first when it has started.
 * @param whenFailed called where it does not start; it is tried again.
 */
export function createTextThread(
  deadline: number,
  whenFree: () => void,
  whenFailed: (error: unknown) => void,
): TextThread {
  let worker: Worker | undefined;
  let isReady = false;
  let isClosed = false;
  let current: { readonly watcher: Watcher; readonly begun: number } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let replaced: { readonly watcher: Watcher; readonly at: number } | undefined;

  function start(): void {
    if (isClosed) return;
    const own = new Worker(SCRIPT, { resourceLimits: MEMORY });
    worker = own;
    // A server that is closed ends, also where nobody closed its threads.
    own.unref();
    own.on('message', (message: 'ready' | TextResult) => {
      if (own !== worker) return;
      if (message !== 'ready') return end({ status: 'read', result: message });
      isReady = true;
      replaced?.watcher.free(secondsSince(replaced.at));
      replaced = undefined;
      whenFree();
    });
    own.on('error', (error) => {
      if (own !== worker) return;
      const { code } = error as NodeJS.ErrnoException;
      const isMemory = code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (!isReady) {
        // Later: what cannot start now would be tried without end.
        setTimeout(start, RETRY_MILLISECONDS).unref();
        return whenFailed(error);
      }
      replace(isMemory ? { status: 'too-costly' } : { status: 'failed', error });
    });
  }

  function end(ended: Ended): void {
    clearTimeout(timer);
    worker?.unref();
    const one = current;
    current = undefined;
    one?.watcher.ended(ended, secondsSince(one.begun));
    if (ended.status !== 'read') return;
    one?.watcher.free(0);
    whenFree();
  }

  /**
   * Replaces the thread. A new one is started only when the old one has ended, so that they do not
   * share a core.
   */
  function replace(ended: Ended): void {
    const old = worker;
    worker = undefined;
    isReady = false;
    if (current !== undefined) replaced = { watcher: current.watcher, at: performance.now() };
    end(ended);
    void old?.terminate().then(start, start);
  }

  start();
  return {
    isFree: () => isReady && current === undefined,
    run(job, watcher) {
      current = { watcher, begun: performance.now() };
      timer = setTimeout(() => replace({ status: 'too-costly' }), deadline * 1000);
      worker?.ref();
      worker?.postMessage(job);
    },
    async close() {
      isClosed = true;
      await worker?.terminate();
    },
  };
}

function secondsSince(at: number): number {
  return (performance.now() - at) / 1000;
}
