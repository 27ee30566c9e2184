/** Reads the settings in a file: JSON, `.env`, INI, or rows of `core_config_data`. */
import {
  collectSettings,
  type Format,
  formatOfName,
  InputError,
  openRecords,
} from 'contentmark/records';
import { EXIT, Failure, unreadable } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { readValue } from './read-value.ts';

/** Reads a file. One that cannot be read whole cannot be guarded: that is a failure and no pass. */
export async function readSettings(io: Io, file: string, argument: string): Promise<unknown> {
  const format = file === '-' ? 'json' : (formatOfName(file.replace(/\.gz$/i, '')) ?? 'json');
  // A document of settings is one value, whatever lists it begins with.
  if (format === 'json' && !file.endsWith('.gz')) return readValue(io, file, argument);
  return readRecords(file, format, argument);
}

async function readRecords(file: string, format: Format, argument: string): Promise<unknown> {
  const refuse = (problem: string): Failure =>
    new Failure(EXIT.usage, 'ERR_INPUT', `${file}: ${problem}`, argument);
  try {
    for await (const { pieces } of openRecords({ file, format })) {
      const collected = await collectSettings(pieces);
      if (collected.problem !== undefined) throw refuse(collected.problem);
      return collected.value;
    }
  } catch (error) {
    if (error instanceof InputError) throw refuse(error.problem);
    throw error instanceof Failure ? error : unreadable(error, file, argument);
  }
  throw refuse('holds no file');
}
