/**
 * Options as every public function of the package reads them: unknown ones are refused, and
 * nothing is inherited. For the command, the API and the page: they see public entry points only, so not `errors.ts`.
 */
import { ContentmarkError } from './errors.ts';

/** The error for an option of the wrong type or range. Never repeats the value: it may be a token. */
export function wrongOption(argument: string, expected: string): ContentmarkError {
  return new ContentmarkError('ERR_ARGUMENT', `expected ${expected}`, argument);
}

/**
 * Reads an options object into one without a prototype.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readOptions<T extends object>(
  argument: string,
  options: T,
  known: readonly (keyof T & string)[],
): T {
  const names = namesOf(options);
  if (names === undefined) throw wrongOption(argument, 'an options object');
  const own = Object.create(null) as T;
  for (const key of names as (keyof T & string)[]) {
    if (!known.includes(key)) {
      throw new ContentmarkError(
        'ERR_ARGUMENT',
        `is no option; known options: ${known.join(', ')}`,
        `${argument}.${key}`,
      );
    }
    own[key] = options[key];
  }
  return own;
}

/** The names of an object's members; `undefined` for what is none, a list, and a revoked proxy. */
function namesOf(value: unknown): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return Array.isArray(value) ? undefined : Object.keys(value);
  } catch {
    return undefined;
  }
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

/** Text that UTF-8 can carry, or nothing where that is allowed. */
export function requireText(argument: string, value: unknown): asserts value is string {
  if (typeof value === 'string' && value !== '' && value.isWellFormed()) return;
  throw wrongOption(argument, 'text');
}

/** A signal, or nothing. */
export function readSignal(argument: string, value: unknown): AbortSignal | undefined {
  if (value === undefined || value instanceof AbortSignal) return value;
  throw wrongOption(argument, 'an AbortSignal');
}
