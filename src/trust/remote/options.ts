/** Options of createRemoteTrust, validated. */
import { systemClock } from '../../clock.ts';
import { readOptions, requireText } from '../../errors.ts';
import { readFunction, readNumber, wrongOption } from '../../options.ts';
import { type Bindings, type KeyBinding, readBindings } from './bindings.ts';
import { type KeysFile, openKeysFile } from './keys-file.ts';
import type { RefreshReport } from './refresh-report.ts';
import { readSavedKeys, type SavedKeys } from './saved-keys.ts';

/** Options of `createRemoteTrust`. Times are in seconds. */
export interface RemoteTrustOptions {
  /** Which keys, and what they may speak for. At least one. */
  readonly bindings: readonly KeyBinding[];
  /**
   * How long keys count after the last good answer. Then all of them are refused until the
   * next: whoever can cut the connection could otherwise keep a revoked key alive for ever.
   * Default 86,400.
   */
  readonly maxAge?: number;
  /** Between two attempts, whoever asks for them. Default 30. */
  readonly cooldown?: number;
  /** Between two attempts of the background refresher. Default 600. */
  readonly interval?: number;
  /** For one attempt, redirects and body included. Default 5. */
  readonly timeout?: number;
  /**
   * Whether a key counts again that a good document left out and a later one lists. `final`: it
   * stays withdrawn, since whoever holds the host could otherwise bring back what its owner took
   * away. `until-listed`: it counts again. Default `final`.
   */
  readonly withdrawal?: 'final' | 'until-listed';
  /**
   * Path of a file that keeps the last document and every revocation and withdrawal ever seen,
   * over restarts: made with mode 0600, replaced whole at each change, and refused where it is
   * damaged. For Node, Deno and Bun. Default none: then `save()` and `saved` are the caller's.
   */
  readonly file?: string;
  /** What `save()` gave in an earlier process. Held against the bindings and `maxAge` like any other. */
  readonly saved?: SavedKeys;
  /** Told of each attempt: for logs and alarms. What it throws is dropped. */
  readonly onRefresh?: (report: RefreshReport) => void;
  /** Unix seconds. Default the machine's clock. */
  readonly clock?: () => number;
  /** Default the global one. */
  readonly fetch?: typeof globalThis.fetch;
}

const OPTIONS = [
  'bindings',
  'maxAge',
  'cooldown',
  'interval',
  'timeout',
  'withdrawal',
  'file',
  'saved',
  'onRefresh',
  'clock',
  'fetch',
] as const satisfies readonly (keyof RemoteTrustOptions)[];

/** Options with their defaults. */
export interface RemoteTrustSettings {
  readonly url: URL;
  readonly bindings: Bindings;
  readonly maxAge: number;
  readonly cooldown: number;
  readonly interval: number;
  readonly timeout: number;
  readonly isWithdrawalFinal: boolean;
  readonly file: KeysFile | undefined;
  readonly saved: SavedKeys | undefined;
  readonly onRefresh: (report: RefreshReport) => void;
  readonly clock: () => number;
  readonly fetch: typeof globalThis.fetch;
}

/** Names of this machine, for which HTTP is allowed. */
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

const YEAR = 366 * 86_400;

/**
 * Fills in the defaults.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_TRUST`, `ERR_RUNTIME`
 */
export function readSettings(url: unknown, options: RemoteTrustOptions): RemoteTrustSettings {
  const given = readOptions('options', options, OPTIONS);
  const { withdrawal = 'final' } = given;
  if (withdrawal !== 'final' && withdrawal !== 'until-listed')
    throw wrongOption('options.withdrawal', '"final" or "until-listed"');
  if (given.file !== undefined && given.saved !== undefined)
    throw wrongOption('options.saved', 'nothing beside options.file, which holds the same');
  const file = given.file === undefined ? undefined : openKeysFile(readPath(given.file));
  const cooldown = readNumber('options.cooldown', given.cooldown, {
    min: 1,
    max: 86_400,
    otherwise: 30,
  });
  return {
    url: readUrl('url', url, 'a JWK Set'),
    bindings: readBindings(given.bindings),
    maxAge: readNumber('options.maxAge', given.maxAge, { min: 1, max: YEAR, otherwise: 86_400 }),
    cooldown,
    interval: readNumber('options.interval', given.interval, {
      min: cooldown,
      max: YEAR,
      otherwise: Math.max(cooldown, 600),
    }),
    timeout: readNumber('options.timeout', given.timeout, { min: 0.01, max: 60, otherwise: 5 }),
    isWithdrawalFinal: withdrawal === 'final',
    file,
    saved: given.saved === undefined ? file?.read() : readSavedKeys('options.saved', given.saved),
    onRefresh: readFunction('options.onRefresh', given.onRefresh, () => undefined),
    clock: readFunction('options.clock', given.clock, systemClock),
    fetch: readFunction('options.fetch', given.fetch, globalThis.fetch),
  };
}

/**
 * Reads an address that is trusted to be its owner's.
 * @param argument the argument that names it.
 * @param what it is the address of.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readUrl(argument: string, url: unknown, what: string): URL {
  if (typeof url !== 'string' || !URL.canParse(url))
    throw wrongOption(argument, `the address of ${what}`);
  const read = new URL(url);
  const { protocol, hostname, username, password } = read;
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.includes(hostname)))
    throw wrongOption(argument, 'https: whoever is on the way could exchange what it holds');
  if (username !== '' || password !== '') throw wrongOption(argument, 'no user or password in it');
  read.hash = '';
  return read;
}

function readPath(path: unknown): string {
  requireText('options.file', path);
  return path;
}
