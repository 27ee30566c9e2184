/** Products done, on stderr, for a person who waits: never in a pipe, a log or JSON mode. */
import type { Io } from '../terminal/io.ts';
import { createBar } from '../terminal/progress-bar.ts';

/** Counts products. */
export interface Counter {
  advance(products: number, total: number): void;
  stop(): void;
}

const SILENT: Counter = { advance: () => undefined, stop: () => undefined };

/** A bar where there is a terminal. */
export async function createCounter(io: Io, title: string, isJson: boolean): Promise<Counter> {
  const format = `${title} {bar} {value} of {total} products | {eta_formatted} left`;
  const bar = await createBar(io, format, isJson);
  if (bar === undefined) return SILENT;
  bar.start(0, 0);
  return {
    advance(products, total) {
      bar.setTotal(total);
      bar.increment(products);
    },
    stop: () => bar.stop(),
  };
}
