/** Reads the value to guard: a JSON document from a file, or stdin for `-`. */

import { parseJson } from 'contentmark/content';
import { decodeUtf8 } from 'contentmark/records';
import { readInput } from '../files/read-input.ts';
import { EXIT, Failure } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';

/** Deeper than the walk of a detector goes, so that the walk can say so. */
export const MAX_DEPTH = 512;

/**
 * Reads a file. One that is no JSON cannot be guarded, so that is a failure and no pass; a
 * member that stands twice counts as none, since another reader might take the other one.
 */
export async function readValue(io: Io, file: string, argument: string): Promise<unknown> {
  const source = decodeUtf8(await readInput(io, file, argument));
  if (source === undefined)
    throw new Failure(EXIT.usage, 'ERR_INPUT', `${file}: not UTF-8`, argument);
  const parsed = parseJson(source.replace(/^\ufeff/, ''), MAX_DEPTH);
  if (parsed.problem === undefined) return parsed.value;
  throw new Failure(EXIT.usage, 'ERR_INPUT', `${file}: ${parsed.problem}`, argument);
}
