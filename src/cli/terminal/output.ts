/** Values for machines (JSON) and text from outside for a terminal. */
import { printable, toJson } from '../../printable.ts';
import { type Io, write } from './io.ts';

/** Prints one JSON document. */
export async function printJson(io: Io, value: unknown): Promise<void> {
  await write(io.stdout, `${toJson(value)}\n`);
}

/** Prints lines for a person. */
export async function printLines(io: Io, lines: readonly string[]): Promise<void> {
  await write(io.stdout, `${lines.join('\n')}\n`);
}

/** Tells a person something that is no result: it goes to stderr, and a pipe never sees it. */
export async function warn(io: Io, message: string): Promise<void> {
  await write(io.stderr, `contentmark: warning: ${printable(message)}\n`);
}
