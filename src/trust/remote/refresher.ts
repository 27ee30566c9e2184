/**
 * Refreshes what is published elsewhere, when it is asked to and in the background: at intervals,
 * sooner after a failure or for a key that is awaited, never within the cooldown.
 */

/** Nothing was attempted, for the last attempt was less than the cooldown ago. */
export interface CoolingDown {
  readonly outcome: 'cooling-down';
}

/** Refreshes, when asked and in the background. */
export interface Refresher<R> {
  /** One attempt, at most once a cooldown; calls at the same time share one. Never rejects. */
  refresh(): Promise<R | CoolingDown>;
  /** Attempts at once and from then on. */
  start(): void;
  stop(): void;
  /** Something needs a newer document: as soon as the cooldown allows. */
  hurry(): void;
}

/** Times in seconds. */
export interface RefresherSettings<R> {
  readonly interval: number;
  /** Between two attempts, whoever asks for them. */
  readonly cooldown: number;
  /** In the background, after a failure; doubled with each that follows, up to the interval. */
  readonly retry: number;
  readonly clock: () => number;
  /** One attempt. Never rejects. Its outcome is `kept` where it failed. */
  readonly attempt: () => Promise<R>;
}

/** How much intervals vary, so that processes that started together do not fetch together. */
const JITTER = 0.1;

/** setTimeout takes no more than 2^31 - 1 milliseconds. */
const LONGEST = 2_000_000;

const COOLING_DOWN: CoolingDown = /* @__PURE__ */ Object.freeze({ outcome: 'cooling-down' });

/** Makes a refresher that is not running. */
export function createRefresher<R extends { readonly outcome: string }>(
  settings: RefresherSettings<R>,
): Refresher<R> {
  const { interval, cooldown, retry, clock, attempt } = settings;
  let lastAttempt: number | undefined;
  let underWay: Promise<R> | undefined;
  let isRunning = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isHurried = false;

  /** Seconds that are left of the cooldown; none by a clock that was set back behind the last attempt. */
  function untilAllowed(): number {
    const now = clock();
    if (lastAttempt === undefined || now < lastAttempt) return 0;
    return Math.max(0, lastAttempt + cooldown - now);
  }

  function refresh(): Promise<R | CoolingDown> {
    if (underWay !== undefined) return underWay;
    if (untilAllowed() > 0) return Promise.resolve(COOLING_DOWN);
    lastAttempt = clock();
    underWay = attempt().finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  function schedule(seconds: number): void {
    clearTimeout(timer);
    if (!isRunning) return;
    timer = setTimeout(run, Math.min(seconds, LONGEST) * 1000);
    // In Node a timer keeps the process alive; a refresher alone is no reason to go on.
    (timer as { unref?: () => void }).unref?.();
  }

  async function run(): Promise<void> {
    isHurried = false;
    const { outcome } = await refresh();
    if (outcome !== 'cooling-down') failures = outcome === 'kept' ? failures + 1 : 0;
    // Somebody else asked just now, or somebody is in a hurry again.
    if (outcome === 'cooling-down' || isHurried) return schedule(untilAllowed());
    const backoff = retry * 2 ** Math.min(failures - 1, 20);
    const wait = failures === 0 ? interval : Math.min(interval, backoff);
    schedule(Math.max(wait, retry) * (1 + Math.random() * JITTER));
  }

  return {
    refresh,
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

/** Tells of an attempt. An alarm that is broken must not end the attempts, so what it throws is dropped. */
export function tell<R>(onRefresh: (report: R) => void, report: R): void {
  try {
    onRefresh(report);
  } catch {
    // It has been told.
  }
}
