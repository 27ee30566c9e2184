/** Adds options that several commands share, and reads them into the library's types. */

import { type Command, Option } from 'commander';
import {
  type ClaimsInput,
  type Generator,
  KINDS,
  type Kind,
  PURPOSES,
  type Purpose,
  SOURCE_TYPES,
  TOPICS,
  type Topic,
} from 'contentmark/sign';
import { usage } from './failure.ts';

/** What signing commands ask for, apart from the subject. */
export interface ClaimFlags {
  readonly issuer: string;
  readonly environment: string;
  readonly purpose?: Purpose;
  readonly sourceType?: string;
  readonly generator?: string;
  readonly topic?: readonly Topic[];
  readonly audience?: string;
  readonly expiresAt?: string;
  readonly notBefore?: string;
}

/** Adds the options of {@link ClaimFlags} and `--key`. */
export function addClaimOptions(command: Command): Command {
  return addSigningOptions(command).addOption(
    new Option('--purpose <purpose>', 'only content may be in production')
      .choices(PURPOSES)
      .default('content'),
  );
}

/** The same without `--purpose`, for a command that has one of its own. */
export function addSigningOptions(command: Command): Command {
  return command
    .requiredOption('--key <file>', 'private key: a JWK, or a PKCS#8 PEM')
    .requiredOption('--issuer <uri>', 'who vouches: a URI of yours')
    .requiredOption('--environment <name>', 'where it belongs: production, staging, test …')
    .option(
      '--source-type <type>',
      'how it came about: an IPTC name or a URI (default: trainedAlgorithmicMedia for content, else algorithmicMedia)',
    )
    .option('--generator <name@version>', 'the system that made it')
    .addOption(
      new Option(
        '--topic <topic...>',
        'claims that the copy makes, or none: decides what must be disclosed',
      ).choices(TOPICS),
    )
    .option('--audience <name>', 'the one shop or tenant it is for')
    .option('--expires-at <time>', 'Unix seconds or ISO 8601: holds until')
    .option('--not-before <time>', 'Unix seconds or ISO 8601: holds from');
}

/** Adds `--kind`. */
export function addKindOption(command: Command): Command {
  return command.addOption(new Option('--kind <kind>', 'what is marked').choices(KINDS));
}

/** The claims that the options make; the subject is the caller's to add. */
export function readClaims(
  flags: ClaimFlags,
  kind: Kind | undefined,
): Omit<ClaimsInput, 'subject'> {
  const { purpose, sourceType, generator, topic, audience, expiresAt, notBefore } = flags;
  return {
    issuer: flags.issuer,
    environment: flags.environment,
    ...(purpose !== undefined && { purpose }),
    ...(sourceType !== undefined && { sourceType: readSourceType(sourceType) }),
    ...(generator !== undefined && { generator: readGenerator(generator) }),
    ...(topic !== undefined && { topics: topic }),
    ...(audience !== undefined && { audience }),
    ...(expiresAt !== undefined && { expiresAt: readTime(expiresAt, '--expires-at') }),
    ...(notBefore !== undefined && { notBefore: readTime(notBefore, '--not-before') }),
    ...(kind !== undefined && { kind }),
  };
}

/** Refuses an issuer that is no URI: a typo there is found only when every mark is refused. */
export function requireUri(value: string, argument: string): void {
  if (!URL.canParse(value)) {
    throw usage(
      `${argument} expected a URI such as https://shop.example/, got "${value}"`,
      argument,
    );
  }
}

/** Whole Unix seconds, or a date and time with its zone. */
export function readTime(value: string, argument: string): number {
  if (/^\d+$/.test(value)) {
    const seconds = Number(value);
    if (seconds < 2 ** 32) return seconds;
    throw usage(`${argument} is too large for Unix seconds; are these milliseconds?`, argument);
  }
  // Without a zone the same text would mean another moment on another machine.
  const iso = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;
  const milliseconds = iso.test(value) ? Date.parse(value) : Number.NaN;
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds >= 0 && seconds < 2 ** 32) return seconds;
  throw usage(
    `${argument} expected Unix seconds or ISO 8601 with a zone (2026-12-31T23:59:59Z), got "${value}"`,
    argument,
  );
}

function readSourceType(value: string): string {
  const known = SOURCE_TYPES.find((uri) => uri.slice(uri.lastIndexOf('/') + 1) === value);
  if (known !== undefined) return known;
  if (URL.canParse(value)) return value;
  const names = SOURCE_TYPES.map((uri) => uri.slice(uri.lastIndexOf('/') + 1)).join(', ');
  throw usage(`--source-type expected a URI or one of ${names}; got "${value}"`, '--source-type');
}

/** Reads `NAME@VERSION`. The last `@` divides, so that `@scope/name@1.0` keeps its scope. */
function readGenerator(value: string): Generator {
  const at = value.lastIndexOf('@');
  if (at <= 0) return { name: value };
  const version = value.slice(at + 1);
  if (version === '')
    throw usage(`--generator has no version behind "@": "${value}"`, '--generator');
  return { name: value.slice(0, at), version };
}
