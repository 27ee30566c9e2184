/**
 * The five exit codes of the command, a closed list that scripts can rely on, and `Failure`, the
 * error that carries one of them.
 */
import { type ContentmarkError, ERROR_CODES, isContentmarkError } from 'contentmark';
import { FILE_PROBLEMS } from '../../file-problems.ts';

/** What the process reports to its caller. */
export const EXIT = {
  /** Verified, or done without findings. */
  clean: 0,
  /** Rejected, or done with findings. */
  findings: 1,
  /** There is no mark. */
  absent: 2,
  /** The command was called wrongly: an option, a file, a map, a key. */
  usage: 64,
  /** The machine or this program failed, such as by a full disk or a defect. */
  internal: 70,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Codes of failures that only the command has, beside those of the library and of the system. */
const COMMAND_CODES: readonly string[] = [
  'ERR_USAGE',
  'ERR_INPUT',
  'ERR_BASELINE',
  'ERR_CASES',
  'ERR_CHANGED',
  'ERR_ATTESTATION_KEYS',
  'ERR_FACTS',
  'ERR_REPORT',
  'ERR_RULES',
  'ERR_SHOPIFY',
  'ERR_MAGENTO',
  'ERR_INTERNAL',
];

/** Where the package's documentation says what to do about a code; `undefined` for one it does not know. */
export function helpFor(code: string): string | undefined {
  const isKnown =
    ERROR_CODES.some((one) => one === code) ||
    COMMAND_CODES.includes(code) ||
    FILE_PROBLEMS.has(code);
  return isKnown ? `docs/errors.md#${code.toLowerCase()}` : undefined;
}

/** A command that cannot be carried out. Its message may be shown, so it never holds a secret. */
export class Failure extends Error {
  override readonly name: string = 'Failure';
  readonly code: string;
  /** What to mend, as the user spelled it: `--key`, `INPUT`. */
  readonly argument: string | undefined;
  readonly exit: ExitCode;
  /** Set where the document that was being printed already holds it. */
  isReported = false;

  constructor(exit: ExitCode, code: string, message: string, argument?: string) {
    super(message);
    this.exit = exit;
    this.code = code;
    this.argument = argument;
  }
}

/** A mistake that the library found, under the name that the user gave the argument. */
export function wrongFlag({ code, problem }: ContentmarkError, flag: string): Failure {
  return new Failure(EXIT.usage, code, `${flag} ${problem}`, flag);
}

/** A mistake in how the command was called. */
export function usage(message: string, argument?: string): Failure {
  return new Failure(EXIT.usage, 'ERR_USAGE', message, argument);
}

/** The failure for a file named by the user that cannot be read or written. */
export function unreadable(error: unknown, what: string, argument: string): Failure {
  const { code } = error as NodeJS.ErrnoException;
  const why = (typeof code === 'string' && FILE_PROBLEMS.get(code)) || describe(error);
  const isTheirs = typeof code !== 'string' || FILE_PROBLEMS.has(code);
  return new Failure(
    isTheirs ? EXIT.usage : EXIT.internal,
    typeof code === 'string' ? code : 'ERR_USAGE',
    `${what}: ${why}`,
    argument,
  );
}

/** The options that claims are given by. */
const CLAIM_FLAGS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['claims.issuer', '--issuer'],
  ['claims.subject', '--subject'],
  ['claims.environment', '--environment'],
  ['claims.audience', '--audience'],
  ['claims.expiresAt', '--expires-at'],
  ['claims.notBefore', '--not-before'],
  ['claims.purpose', '--purpose'],
  ['claims.sourceType', '--source-type'],
  ['claims.generator', '--generator'],
  ['claims.topics', '--topic'],
]);

/**
 * Converts any error to a {@link Failure}. Errors of this package are the caller's mistake, all
 * others are internal.
 */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (isContentmarkError(error)) {
    const flag = CLAIM_FLAGS.get(error.argument ?? '');
    if (flag !== undefined) return wrongFlag(error, flag);
    const exit = error.code === 'ERR_RUNTIME' ? EXIT.internal : EXIT.usage;
    return new Failure(exit, error.code, error.message, error.argument);
  }
  const { code } = error as NodeJS.ErrnoException;
  const name = typeof code === 'string' ? code : 'ERR_INTERNAL';
  return new Failure(EXIT.internal, name, describe(error));
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
