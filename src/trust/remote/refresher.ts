/**
 * Refreshes in the background: at intervals, sooner after a failure or for a key that is awaited,
 * never within the cooldown.
 */

/** Refreshes in the background. */
export interface Refresher {
  start(): void;
  stop(): void;
  /** Something needs a newer document: as soon as the cooldown allows. */
  hurry(): void;
}

/** Times in seconds. */
export interface RefresherSettings {
  readonly interval: number;
  readonly cooldown: number;
  /** Seconds until an attempt is allowed. */
  readonly untilAllowed: () => number;
  /** One attempt. Never rejects. */
  readonly attempt: () => Promise<'confirmed' | 'kept' | 'cooling-down'>;
}

/** How much intervals vary, so that processes that started together do not fetch together. */
const JITTER = 0.1;

/** setTimeout takes no more than 2^31 - 1 milliseconds. */
const LONGEST = 2_000_000;

/** Makes a refresher that is not running. */
export function createRefresher(settings: RefresherSettings): Refresher {
  const { interval, cooldown, untilAllowed, attempt } = settings;
  let isRunning = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isHurried = false;

  function schedule(seconds: number): void {
    clearTimeout(timer);
    if (!isRunning) return;
    timer = setTimeout(run, Math.min(seconds, LONGEST) * 1000);
    // In Node a timer keeps the process alive; a refresher alone is no reason to go on.
    (timer as { unref?: () => void }).unref?.();
  }

  async function run(): Promise<void> {
    isHurried = false;
    const outcome = await attempt();
    if (outcome !== 'cooling-down') failures = outcome === 'confirmed' ? 0 : failures + 1;
    // Somebody else asked just now, or somebody is in a hurry again.
    if (outcome === 'cooling-down' || isHurried) return schedule(untilAllowed());
    const backoff = cooldown * 2 ** Math.min(failures - 1, 20);
    const wait = failures === 0 ? interval : Math.min(interval, backoff);
    schedule(Math.max(wait, cooldown) * (1 + Math.random() * JITTER));
  }

  return {
    start() {
      if (isRunning) return;
      isRunning = true;
      schedule(untilAllowed());
    },
    stop() {
      isRunning = false;
      clearTimeout(timer);
    },
    hurry() {
      // Once for however many marks ask: each of them may be made up.
      if (!isRunning || isHurried) return;
      isHurried = true;
      schedule(untilAllowed());
    },
  };
}
