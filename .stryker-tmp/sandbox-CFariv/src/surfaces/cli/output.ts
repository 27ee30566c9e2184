/** Values for machines (JSON) and text from outside for a terminal. */
// @ts-nocheck

import { type Io, write } from './io.ts';

/** C0 and C1 controls, line and paragraph separators, and the characters that reorder text. */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * Text from a file or an envelope as it may stand on a terminal: an escape sequence in a
 * product title must not clear the screen, nor a reordering character change what is read.
 */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(
      UNPRINTABLE,
      (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
    );
}

/**
 * A value as one line of JSON: bytes as hexadecimal, a Map as an object. `fromEntries`
 * defines properties, so a "__proto__" key stays a key.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (item instanceof Uint8Array) return Buffer.from(item).toString('hex');
    return item instanceof Map ? Object.fromEntries(item) : item;
  });
}

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
