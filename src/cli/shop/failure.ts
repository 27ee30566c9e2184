/** Converts failures of a shop and mistakes in options to failures of the command. */
import type { Failed } from 'contentmark/shopify-client';
import { isContentmarkError } from 'contentmark/verify';
import { EXIT, Failure, usage, wrongFlag } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import type { Platform } from './platform.ts';

/** The members of a platform that messages need. */
export type Words = Pick<Platform<never>, 'code' | 'flags' | 'blame'>;

/** What a shop failed with, as a failure of the command. */
export function toShopFailure({ code, blame }: Words, { reason, detail }: Failed): Failure {
  const argument = blame[reason];
  const exit = argument === undefined ? EXIT.internal : EXIT.usage;
  return new Failure(exit, code, `${reason}: ${detail}`, argument);
}

/** A mistake in the options under the names that they have here; anything else as it is. */
export function explain({ flags }: Words, error: unknown): unknown {
  if (!isContentmarkError(error)) return error;
  const flag = flags.get((error.argument ?? '').replace(/\[\d+\]$/, ''));
  return flag === undefined ? error : wrongFlag(error, flag);
}

/** What `work` gives; a mistake in the options under the names that they have here. */
export async function explaining<T>(words: Words, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explain(words, error);
  }
}

/** A variable of the environment that must be set. Its value is never repeated: it may be a secret. */
export function readVariable({ env }: Io, name: string, command: string): string {
  const value = env[name]?.trim();
  if (value !== undefined && value !== '') return value;
  throw usage(`${name} is not set; see contentmark ${command} --help`, name);
}
