/** What a remote trust is told once, and the checks that it was told right. */
// @ts-nocheck

import { readFunction, readNumber, readOptions, wrongOption } from '../read-options.ts';
import { type Bindings, type KeyBinding, readBindings } from './bindings.ts';
import type { RefreshReport } from './refresh-report.ts';

/** A document as it was, to begin with where the host cannot be reached. */
export interface SavedKeys {
  /** The text of the JWK Set. */
  readonly document: string;
  /** Unix seconds of the answer that it came with. */
  readonly confirmedAt: number;
}

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
  readonly saved: SavedKeys | undefined;
  readonly onRefresh: (report: RefreshReport) => void;
  readonly clock: () => number;
  readonly fetch: typeof globalThis.fetch;
}

/** Hosts that are this machine, where there is no one to change what HTTP carries. */
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

const YEAR = 366 * 86_400;

/**
 * Fills in the defaults.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_TRUST`
 */
export function readSettings(url: unknown, options: RemoteTrustOptions): RemoteTrustSettings {
  const given = readOptions('options', options, OPTIONS);
  const cooldown = readNumber('options.cooldown', given.cooldown, {
    min: 1,
    max: 86_400,
    otherwise: 30,
  });
  return {
    url: readUrl(url),
    bindings: readBindings(given.bindings),
    maxAge: readNumber('options.maxAge', given.maxAge, { min: 1, max: YEAR, otherwise: 86_400 }),
    cooldown,
    interval: readNumber('options.interval', given.interval, {
      min: cooldown,
      max: YEAR,
      otherwise: Math.max(cooldown, 600),
    }),
    timeout: readNumber('options.timeout', given.timeout, { min: 0.01, max: 60, otherwise: 5 }),
    saved: readSaved(given.saved),
    onRefresh: readFunction('options.onRefresh', given.onRefresh, () => undefined),
    clock: readFunction('options.clock', given.clock, () => Math.floor(Date.now() / 1000)),
    fetch: readFunction('options.fetch', given.fetch, globalThis.fetch),
  };
}

function readUrl(url: unknown): URL {
  if (typeof url !== 'string' || !URL.canParse(url))
    throw wrongOption('url', 'the address of a JWK Set');
  const read = new URL(url);
  const { protocol, hostname, username, password } = read;
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.includes(hostname)))
    throw wrongOption('url', 'https: whoever is on the way could put keys in');
  if (username !== '' || password !== '') throw wrongOption('url', 'no user or password in it');
  read.hash = '';
  return read;
}

function readSaved(saved: unknown): SavedKeys | undefined {
  if (saved === undefined) return undefined;
  const { document, confirmedAt } = {
    ...readOptions('options.saved', saved as SavedKeys, ['document', 'confirmedAt']),
  };
  if (typeof document !== 'string') throw wrongOption('options.saved.document', 'a string');
  if (!Number.isInteger(confirmedAt) || confirmedAt < 0 || confirmedAt >= 2 ** 32)
    throw wrongOption('options.saved.confirmedAt', 'whole Unix seconds below 2^32');
  return { document, confirmedAt };
}
