/** Reads JSON files that configure a command, and refuses a member that is named twice. */

import { parseJson } from 'contentmark/content';
import { decodeUtf8 } from 'contentmark/records';
import { EXIT, Failure } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { readInput } from './read-input.ts';

/** Policies nest six deep, cases of policies one more. */
const MAX_DEPTH = 16;

/**
 * Reads a file, or stdin for `-`.
 * @param code of the failure where it is no JSON.
 */
export async function readJsonFile(
  io: Io,
  file: string,
  argument: string,
  code: string,
): Promise<unknown> {
  const source = decodeUtf8(await readInput(io, file, argument));
  if (source === undefined) throw new Failure(EXIT.usage, code, `${file}: not UTF-8`, argument);
  const parsed = parseJson(source.replace(/^\ufeff/, ''), MAX_DEPTH);
  if (parsed.problem === undefined) return parsed.value;
  throw new Failure(EXIT.usage, code, `${file}: ${parsed.problem}`, argument);
}
