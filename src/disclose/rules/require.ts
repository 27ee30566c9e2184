/** Checks of arguments that several exporters share. */
import { wrongArgument } from '../../errors.ts';
import { wrongOption } from '../../options.ts';

/** Refuses anything but one of the words. */
export function requireWord<T extends string>(
  argument: string,
  value: unknown,
  words: readonly T[],
): asserts value is T {
  if (typeof value === 'string' && (words as readonly string[]).includes(value)) return;
  throw wrongOption(argument, `one of ${words.join(', ')}`);
}

/** Refuses anything but true and false. */
export function requireBoolean(argument: string, value: unknown): asserts value is boolean {
  if (typeof value !== 'boolean') throw wrongArgument(argument, 'a boolean', value);
}
