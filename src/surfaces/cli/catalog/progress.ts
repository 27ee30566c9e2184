/** Progress on stderr, for a person who waits: never in a pipe, a log or JSON mode. */
import type { Io } from '../io.ts';

/** Counts bytes. */
export interface Progress {
  advance(bytes: number): void;
  stop(): void;
}

const SILENT: Progress = { advance: () => undefined, stop: () => undefined };

/** Below this a command is done before a bar can be read. */
const WORTHWHILE_BYTES = 1_000_000;

/** A bar where there is a terminal, and work enough for one. */
export async function createProgress(
  io: Io,
  title: string,
  size: number | undefined,
  isJson: boolean,
): Promise<Progress> {
  if (isJson || io.stderr.isTTY !== true || size === undefined || size < WORTHWHILE_BYTES) {
    return SILENT;
  }
  const { default: progress } = await import('cli-progress');
  const bar = new progress.SingleBar({
    stream: io.stderr,
    format: `${title} {bar} {percentage}% | {eta_formatted} left`,
    // A hidden cursor would stay hidden in the shell of whoever interrupts the command.
    hideCursor: false,
    clearOnComplete: true,
  });
  bar.start(size, 0);
  return {
    advance: (bytes) => bar.increment(bytes),
    stop: () => bar.stop(),
  };
}
