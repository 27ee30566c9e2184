/** Files that a person writes by hand: TOML where the name ends so, JSON otherwise. */
import { parseJson } from 'contentmark/content';
import { decodeUtf8 } from 'contentmark/records';
import type { Failure } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { readInput } from './read-input.ts';

const MAX_DEPTH = 64;

/**
 * Reads a file, or stdin for `-`, which is JSON.
 * @param refuse makes the failure that names the file.
 */
export async function readTomlOrJson(
  io: Io,
  file: string,
  argument: string,
  refuse: (why: string) => Failure,
): Promise<unknown> {
  const source = decodeUtf8(await readInput(io, file, argument));
  if (source === undefined) throw refuse('not UTF-8');
  return parse(source.replace(/^\ufeff/, ''), file, refuse);
}

async function parse(
  source: string,
  file: string,
  refuse: (why: string) => Failure,
): Promise<unknown> {
  if (!/\.toml$/i.test(file)) {
    const parsed = parseJson(source, MAX_DEPTH);
    if (parsed.problem !== undefined) throw refuse(parsed.problem);
    return parsed.value;
  }
  const { parse: parseToml, TomlError } = await import('smol-toml');
  try {
    return parseToml(source);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // Its first line says what is wrong; the others draw the place.
    throw refuse(`line ${error.line}: ${error.message.split('\n')[0]}`);
  }
}
