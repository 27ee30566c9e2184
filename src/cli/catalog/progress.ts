/** Shows progress on stderr, on a terminal only: never in a pipe, a log or JSON mode. */
import type { Io } from '../terminal/io.ts';
import { createBar } from '../terminal/progress-bar.ts';

/** Counts bytes. */
export interface Progress {
  advance(bytes: number): void;
  stop(): void;
}

const SILENT: Progress = { advance: () => undefined, stop: () => undefined };

/** The smallest file with a bar; a smaller one is done before a bar can be read. */
const WORTHWHILE_BYTES = 1_000_000;

/** A bar where there is a terminal, and work enough for one. */
export async function createProgress(
  io: Io,
  title: string,
  size: number | undefined,
  isJson: boolean,
): Promise<Progress> {
  if (size === undefined || size < WORTHWHILE_BYTES) return SILENT;
  const bar = await createBar(io, `${title} {bar} {percentage}% | {eta_formatted} left`, isJson);
  if (bar === undefined) return SILENT;
  bar.start(size, 0);
  return {
    advance: (bytes) => bar.increment(bytes),
    stop: () => bar.stop(),
  };
}
