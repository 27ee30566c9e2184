/** Checks of arguments that several exporters share. */
import { ContentmarkError, wrongArgument } from '../../errors.ts';

/** Refuses anything but one of the words. */
export function requireWord<T extends string>(
  argument: string,
  value: unknown,
  words: readonly T[],
): asserts value is T {
  if (typeof value === 'string' && (words as readonly string[]).includes(value)) return;
  throw new ContentmarkError('ERR_ARGUMENT', `expected one of ${words.join(', ')}`, argument);
}

/** Refuses anything but true and false. */
export function requireBoolean(argument: string, value: unknown): asserts value is boolean {
  if (typeof value !== 'boolean') throw wrongArgument(argument, 'a boolean', value);
}
