/** Prints JSON documents, lines for a person, and warnings. */
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

/** Prints a warning to stderr, so that it is not part of a piped result. */
export async function warn(io: Io, message: string): Promise<void> {
  await write(io.stderr, `contentmark: warning: ${printable(message)}\n`);
}
