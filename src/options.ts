/**
 * Reads numbers, functions and signals from an options object that `readOptions` of errors.ts has
 * read, and refuses those of the wrong type.
 */
import { ContentmarkError } from './errors.ts';

/** The error for an option of the wrong type or range. Never repeats the value: it may be a token. */
export function wrongOption(argument: string, expected: string): ContentmarkError {
  return new ContentmarkError('ERR_ARGUMENT', `expected ${expected}`, argument);
}

/** A number within bounds, or its default. */
export function readNumber(
  argument: string,
  value: unknown,
  {
    min,
    max,
    otherwise,
  }: { readonly min: number; readonly max: number; readonly otherwise: number },
): number {
  if (value === undefined) return otherwise;
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw wrongOption(argument, `a number from ${min} to ${max}`);
}

/** A whole number within bounds, or its default. */
export function readWhole(
  argument: string,
  value: unknown,
  bounds: { readonly min: number; readonly max: number; readonly otherwise: number },
): number {
  if (value === undefined || Number.isInteger(value)) return readNumber(argument, value, bounds);
  throw wrongOption(argument, `a whole number from ${bounds.min} to ${bounds.max}`);
}

/** A function, or its default. */
export function readFunction<F>(argument: string, value: F | undefined, otherwise: F): F {
  if (value === undefined) return otherwise;
  if (typeof value === 'function') return value;
  throw wrongOption(argument, 'a function');
}

/** A signal, or nothing. */
export function readSignal(argument: string, value: unknown): AbortSignal | undefined {
  if (value === undefined || value instanceof AbortSignal) return value;
  throw wrongOption(argument, 'an AbortSignal');
}
