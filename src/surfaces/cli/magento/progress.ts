/** Products done, on stderr, for a person who waits: never in a pipe, a log or JSON mode. */
import type { Io } from '../io.ts';

/** Counts products. */
export interface Counter {
  advance(products: number, total: number): void;
  stop(): void;
}

const SILENT: Counter = { advance: () => undefined, stop: () => undefined };

/** A bar where there is a terminal. */
export async function createCounter(io: Io, title: string, isJson: boolean): Promise<Counter> {
  if (isJson || io.stderr.isTTY !== true) return SILENT;
  const { default: progress } = await import('cli-progress');
  const bar = new progress.SingleBar({
    stream: io.stderr,
    format: `${title} {bar} {value} of {total} products | {eta_formatted} left`,
    hideCursor: false,
    clearOnComplete: true,
  });
  bar.start(0, 0);
  return {
    advance(products, total) {
      bar.setTotal(total);
      bar.increment(products);
    },
    stop: () => bar.stop(),
  };
}
