/**
 * `createTextThreads`: reads texts on threads of their own, so that health checks and light
 * requests do not wait for them. Clients take turns, each with one job at a time.
 */

import { readOptions } from '../../errors.ts';
import { readNumber, readWhole } from '../../options.ts';
import type { Account } from '../cost-budget.ts';
import type { TextJob } from '../read-texts.ts';
import type { TextReader, TextReading } from '../text-reading.ts';
import { createTextThread, type TextThread } from './text-thread.ts';

/** Options of {@link createTextThreads}. */
export interface TextThreadsOptions {
  /** Threads, and so processor cores that reading texts can take, for all clients together. Default 1. */
  readonly threads?: number;
  /** Seconds for one job; a thread that takes longer is ended, and the request answered `too-costly`. Default 2. */
  readonly deadline?: number;
}

/** Threads that read texts: `textReader` of `createVerificationApi`, one for all apps of a process. */
export interface TextThreads extends TextReader {
  /** Ends the threads; what waits is answered `busy`. A process that only they keep ends without it, too. */
  close(): Promise<void>;
}

/** Jobs that may wait, of one client and of all. More would only be answered later, if at all. */
const MAX_WAITING_OF_ONE = 16;
const MAX_WAITING = 256;

/** Seconds that a job may wait; after that the client has given up. */
const MAX_WAIT = 10;

/** A job that waits for its turn. */
interface Waiting {
  readonly job: TextJob;
  readonly settle: (reading: TextReading) => void;
  readonly fail: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Starts the threads.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function createTextThreads(options: TextThreadsOptions = {}): TextThreads {
  const given = readOptions('options', options, ['threads', 'deadline']);
  const count = readWhole('options.threads', given.threads, { min: 1, max: 64, otherwise: 1 });
  const deadline = readNumber('options.deadline', given.deadline, {
    min: 0.01,
    max: 60,
    otherwise: 2,
  });
  /** By client, in the order of their turns. */
  const lines = new Map<Account, Waiting[]>();
  /** Clients that a thread works for, or is being started again for. */
  const served = new Set<Account>();
  let waiting = 0;
  let isClosed = false;
  const threads: TextThread[] = Array.from({ length: count }, () =>
    createTextThread(deadline, next, failAll),
  );

  function next(): void {
    for (const thread of threads) {
      while (thread.isFree()) {
        const taken = take();
        if (taken === undefined) return;
        const [account, one] = taken;
        if (account.mayWork()) begin(thread, account, one);
        else one.settle({ status: 'too-many-requests' });
      }
    }
  }

  /** The first job of the client whose turn it is; that client is the last then. */
  function take(): readonly [Account, Waiting] | undefined {
    for (const [account, line] of lines) {
      const [one] = served.has(account) ? [] : line;
      if (one === undefined) continue;
      leave(account, line, one);
      // Behind the others.
      lines.delete(account);
      if (line.length > 0) lines.set(account, line);
      return [account, one];
    }
    return undefined;
  }

  function leave(account: Account, line: Waiting[], one: Waiting): void {
    clearTimeout(one.timer);
    line.splice(line.indexOf(one), 1);
    waiting -= 1;
    if (line.length === 0) lines.delete(account);
  }

  function giveUp(account: Account, one: Waiting): void {
    leave(account, lines.get(account) ?? [one], one);
    one.settle({ status: 'busy' });
  }

  /**
   * Fails all waiting jobs, because a thread does not start. It is reported as an internal error.
   */
  function failAll(error: unknown): void {
    for (const [account, line] of [...lines])
      for (const one of [...line]) {
        leave(account, line, one);
        one.fail(error);
      }
  }

  function begin(thread: TextThread, account: Account, { job, settle, fail }: Waiting): void {
    served.add(account);
    thread.run(job, {
      ended(ended, seconds) {
        account.charge(seconds);
        if (ended.status === 'failed') fail(ended.error);
        else settle(ended);
      },
      free(seconds) {
        // Who has a thread ended pays for the next one, too.
        account.charge(seconds);
        served.delete(account);
      },
    });
  }

  return Object.freeze({
    read(job: TextJob, account: Account): Promise<TextReading> {
      return new Promise((settle, fail) => {
        const line = lines.get(account) ?? [];
        if (isClosed || waiting >= MAX_WAITING || line.length >= MAX_WAITING_OF_ONE) {
          settle({ status: 'busy' });
          return;
        }
        const timer = setTimeout(() => giveUp(account, one), MAX_WAIT * 1000);
        const one: Waiting = { job, settle, fail, timer };
        line.push(one);
        lines.set(account, line);
        waiting += 1;
        next();
      });
    },
    async close() {
      isClosed = true;
      for (const [account, line] of lines) for (const one of [...line]) giveUp(account, one);
      await Promise.all(threads.map((thread) => thread.close()));
    },
  });
}
