/**
 * What a caller's mistake throws: a code, the argument at fault and what is wrong with it, as
 * data. The sentence that people read is put together from these, here and nowhere else. Bytes
 * and text from outside never throw: they give a verdict (reasons.ts).
 */

/**
 * Every code that {@link ContentmarkError} can carry. The list is closed, so a `switch` over it
 * can be exhaustive and a log line can be counted. docs/errors.md says what to do about each.
 */
export const ERROR_CODES = [
  /** An argument or option is missing, unknown, or of the wrong type or range. */
  'ERR_ARGUMENT',
  /** A key cannot be imported, is unsafe, or does not match its own public half. */
  'ERR_KEY',
  /** A claim to be signed is missing, out of bounds or contradicts another. */
  'ERR_CLAIMS',
  /** Content to be signed has no canonical form under its profile. */
  'ERR_CONTENT',
  /** A trust entry is incomplete or contradicts another. */
  'ERR_TRUST',
  /** A policy lacks a row, has one too many, or loosens what no policy may. */
  'ERR_POLICY',
  /** A map of a catalogue is incomplete or contradicts itself. */
  'ERR_MAP',
  /** The configured environment, the trust and the platform contradict each other. */
  'ERR_ENVIRONMENT',
  /** A signer returned something that is not its own Ed25519 signature. */
  'ERR_SIGNER',
  /** A host record cannot carry an envelope in the way that was asked for. */
  'ERR_HOST',
  /** A store cannot be opened or written, or is damaged. */
  'ERR_STORE',
  /** A store is being written by another process. */
  'ERR_BUSY',
  /** This runtime lacks what the call needs. */
  'ERR_RUNTIME',
] as const;

/** One of {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * The only error this package throws on purpose. Its message is `"argument" problem`; code that
 * wraps a call changes the data and makes another error, and never edits the message.
 *
 * @example
 * ```ts
 * import { createRecall, isContentmarkError } from 'contentmark/verify';
 *
 * try {
 *   createRecall({ ids: [''] });
 * } catch (error) {
 *   if (!isContentmarkError(error)) throw error;
 *   console.log(error.code); // ERR_ARGUMENT
 *   console.log(error.argument); // options.ids[0]
 *   console.log(error.problem); // expected the id of a mark, a UUID in lower case, got string
 *   console.log(error.message); // "options.ids[0]" expected the id of a mark, …
 * }
 * ```
 */
export class ContentmarkError extends Error {
  override readonly name: string = 'ContentmarkError';
  /** Which kind of mistake it was. */
  readonly code: ErrorCode;
  /**
   * What to mend: the path of an argument, option or claim as the caller spells it, such as
   * `options.trust` or `entries[0].issuers`. `undefined` where no argument could mend it.
   */
  readonly argument: string | undefined;
  /** What is wrong with the argument and how to mend it: a sentence without its subject. */
  readonly problem: string;

  constructor(code: ErrorCode, problem: string, argument?: string) {
    super(argument === undefined ? problem : `"${argument}" ${problem}`);
    this.code = code;
    this.argument = argument;
    this.problem = problem;
  }
}

/**
 * The same error about an argument that the caller knows by another name: with `entries` known
 * as `keys`, one about `entries[0].issuers` becomes one about `keys[0].issuers`. With `known`
 * empty the name is cut off, and an error about the whole has no argument.
 */
export function renameArgument(
  { code, problem, argument }: ContentmarkError,
  name: string,
  known: string,
): ContentmarkError {
  if (!argument?.startsWith(name)) return new ContentmarkError(code, problem, argument);
  const rest = argument.slice(name.length);
  const renamed = known === '' && rest.startsWith('.') ? rest.slice(1) : known + rest;
  return new ContentmarkError(code, problem, renamed === '' ? undefined : renamed);
}

/**
 * Recognises an error of this package, also one thrown by another installed copy
 * of it, where `instanceof` would say no.
 */
export function isContentmarkError(value: unknown): value is ContentmarkError {
  return value instanceof Error && value.name === 'ContentmarkError' && 'code' in value;
}

/** `null`, `array`, `Uint8Array`, `string`…: what a message calls a wrong value. */
export function describeType(value: unknown): string {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  if (isBytes(value)) return 'Uint8Array';
  return typeof value;
}

/** `Array.isArray`, and no for a revoked proxy, at which that throws. */
export function isArray(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** Whether a value is bytes; no for a proxy that cannot be asked. */
export function isBytes(value: unknown): value is Uint8Array {
  try {
    return value instanceof Uint8Array;
  } catch {
    return false;
  }
}

/** Builds the error for a value of the wrong type or range. */
export function wrongArgument(argument: string, expected: string, got: unknown): ContentmarkError {
  return new ContentmarkError(
    'ERR_ARGUMENT',
    `expected ${expected}, got ${describeType(got)}`,
    argument,
  );
}

/** Builds the error for an option that nobody reads. */
export function unknownOption(
  argument: string,
  option: string,
  known: readonly string[],
): ContentmarkError {
  return new ContentmarkError(
    'ERR_ARGUMENT',
    `is no option; known options: ${known.join(', ')}`,
    `${argument}.${option}`,
  );
}

/**
 * Reads an options object. Refuses what is not one, and an option nobody reads: a
 * misspelt `expiresAt` must not become "never expires". The copy has own properties
 * only, so that a polluted `Object.prototype` sets no option.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readOptions<T extends object>(
  argument: string,
  options: T,
  known: readonly (keyof T & string)[],
): T {
  const names = namesOf(options);
  if (names === undefined) throw wrongArgument(argument, 'an options object', options);
  const own = Object.create(null) as T;
  for (const key of names as (keyof T & string)[]) {
    if (!known.includes(key)) {
      throw unknownOption(argument, key, known);
    }
    own[key] = options[key];
  }
  return own;
}

/** The names of an object's members; `undefined` for what is none, a list, and a revoked proxy. */
export function namesOf(value: unknown): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return Array.isArray(value) ? undefined : Object.keys(value);
  } catch {
    return undefined;
  }
}

/** Refuses anything but a non-empty string without lone surrogates. */
export function requireText(argument: string, value: unknown): asserts value is string {
  if (value === undefined) {
    throw new ContentmarkError('ERR_ARGUMENT', 'is missing: expected a string', argument);
  }
  if (typeof value !== 'string') throw wrongArgument(argument, 'a string', value);
  if (value.length === 0) {
    throw new ContentmarkError('ERR_ARGUMENT', 'must not be empty', argument);
  }
  if (!value.isWellFormed()) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      'has a lone surrogate, which UTF-8 cannot carry; use toWellFormed() or mend its source',
      argument,
    );
  }
}

/** Refuses anything but a `Uint8Array`, of `length` bytes where that is given. */
export function requireBytes(
  argument: string,
  value: unknown,
  length?: number,
): asserts value is Uint8Array {
  if (!isBytes(value)) throw wrongArgument(argument, 'Uint8Array', value);
  if (length !== undefined && value.length !== length) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `expected ${length} bytes, got ${value.length}`,
      argument,
    );
  }
}

/** Refuses anything but whole Unix seconds that fit 32 bits (milliseconds do not). */
export function requireSeconds(argument: string, value: unknown): asserts value is number {
  if (typeof value !== 'number') throw wrongArgument(argument, 'Unix seconds', value);
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** 32) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `expected whole Unix seconds below 2^32, got ${value}; divide milliseconds by 1000`,
      argument,
    );
  }
}
