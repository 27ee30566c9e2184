/** Makes a progress bar on stderr, on a terminal only: never in a pipe, a log or JSON mode. */
import type { SingleBar } from 'cli-progress';
import type { Io } from './io.ts';

/**
 * A bar, not started yet, where there is a terminal.
 * @param format cli-progress's: `{bar}`, `{value}`, `{total}`, `{percentage}`, `{eta_formatted}`.
 */
export async function createBar(
  io: Io,
  format: string,
  isJson: boolean,
): Promise<SingleBar | undefined> {
  if (isJson || io.stderr.isTTY !== true) return undefined;
  const { default: progress } = await import('cli-progress');
  return new progress.SingleBar({
    stream: io.stderr,
    format,
    // A hidden cursor would stay hidden in the shell of whoever interrupts the command.
    hideCursor: false,
    clearOnComplete: true,
  });
}
