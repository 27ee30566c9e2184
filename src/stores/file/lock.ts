/**
 * Locks a file for one writer, with a file beside it that names the writing process. A lock whose
 * process no longer runs is taken over; one of another machine never is.
 */
import { randomUUID } from 'node:crypto';
import { readFile, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';

interface Holder {
  readonly host: string;
  readonly pid: number;
  /** Milliseconds: in a container each process has the number of the one before it. */
  readonly started: number;
  /** Distinguishes two processes that took over the same lock at the same moment. */
  readonly token: string;
}

/** Takes the lock of a file. @returns how to give it back, or `undefined` where another process has it. */
export async function takeLock(path: string): Promise<(() => Promise<void>) | undefined> {
  const lock = `${path}.lock`;
  const own: Holder = {
    host: hostname(),
    pid: process.pid,
    started: performance.timeOrigin,
    token: randomUUID(),
  };
  if (!(await create(lock, own))) {
    const holder = await readHolder(lock);
    if (holder === undefined || !isGone(holder)) return undefined;
    await unlink(lock).catch(() => {});
    if (!(await create(lock, own))) return undefined;
  }
  // Where two took over at once, the file names one of them.
  if ((await readHolder(lock))?.token !== own.token) return undefined;
  return async () => {
    if ((await readHolder(lock))?.token === own.token) await unlink(lock).catch(() => {});
  };
}

async function create(lock: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(lock, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(lock: string): Promise<Holder | undefined> {
  try {
    const { host, pid, started, token } = JSON.parse(await readFile(lock, 'utf8'));
    return typeof host === 'string' && Number.isSafeInteger(pid) && pid > 0
      ? { host, pid, started, token }
      : undefined;
  } catch {
    return undefined;
  }
}

function isGone({ host, pid, started }: Holder): boolean {
  if (host !== hostname()) return false;
  if (pid === process.pid) return started !== performance.timeOrigin;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
