/**
 * The `Io` interface: the three streams and the environment of the command, given as an argument so
 * that tests run every command in one process.
 */
import { createColors } from 'picocolors';

/** A stream that is written to; only a terminal gets colours and progress. */
export type Sink = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** What a command may touch besides the files it is told about. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Colours for one stream: none unless it is a terminal and NO_COLOR is unset (no-color.org). */
export function colorsFor(sink: Sink, env: Io['env']): ReturnType<typeof createColors> {
  const { NO_COLOR, TERM } = env;
  const isWanted = NO_COLOR === undefined || NO_COLOR === '';
  return createColors(sink.isTTY === true && isWanted && TERM !== 'dumb');
}

/** Writes text and waits where the reader is slower, so that long output is not kept in memory. */
export async function write(sink: Sink, text: string): Promise<void> {
  if (!sink.writable || sink.write(text)) return;
  await new Promise<void>((resolve) => {
    // A reader that goes away (EPIPE) never drains; "close" and "error" end the wait then.
    const done = (): void => {
      sink.off('drain', done).off('close', done).off('error', done);
      resolve();
    };
    sink.on('drain', done).on('close', done).on('error', done);
  });
}
