/** Options of createVerificationApi, validated. */

import { systemClock } from '../clock.ts';
import { digestMarkers } from '../detect/digest-markers.ts';
import { type OwnMarker, readOwnMarkers } from '../detect/own-markers.ts';
import type { Registry } from '../detect/registry/entry.ts';
import { readOptions } from '../errors.ts';
import { readFunction, readNumber, wrongOption } from '../options.ts';
import {
  readVerifierOptions,
  type VerifierOptions,
  type VerifierSettings,
} from '../verify/options.ts';
import { createVerifier, type Verifier } from '../verify/verifier.ts';
import {
  type AttestationSettings,
  type AttestationSigning,
  readAttestations,
} from './attestation-signing.ts';
import { budgetOf, type CostBudget, type RateLimit } from './cost-budget.ts';
import type { Metrics, RequestEvent } from './events.ts';
import { type PublishedKey, readPublishedKeys } from './published-keys.ts';
import type { TextReader } from './text-reading.ts';

/** What one request may cost. */
export interface ApiLimits {
  /** Bytes of a body. Default 1,048,576; at most 8,388,608. */
  readonly bodyBytes?: number;
  /**
   * UTF-16 units of HTML in one request; where the kind of text is not known (`/v1/detect`, the
   * page), of any text. Parsing is the dearest thing here: hostile HTML takes milliseconds a
   * kilobyte. Default 131,072.
   */
  readonly htmlCharacters?: number;
  /** Seconds in which a body has to arrive. Default 10. */
  readonly bodySeconds?: number;
  /** Bytes of what is sent to the inspector page: a photograph. Default 10,485,760. */
  readonly fileBytes?: number;
}

/** What failed, without anything that was sent: the kind of error and where it was thrown. */
export interface ErrorReport {
  readonly name: string;
  /** `function (file:line:column)`, innermost first. */
  readonly at: readonly string[];
}

/** Options of `createVerificationApi`. */
export interface VerificationApiOptions
  extends Pick<
    VerifierOptions,
    'trust' | 'environment' | 'audience' | 'recall' | 'clockTolerance' | 'clock' | 'backend'
  > {
  /** What `/.well-known/contentmark-keys.json` lists. Default none: a trust may hold others' keys. */
  readonly publishedKeys?: readonly PublishedKey[];
  /** Markers of your own, which `/v1/detect` looks for beside the published lists. Default none. */
  readonly markers?: readonly OwnMarker[];
  /** Asked by `/v1/detect` about texts without a mark. Default none. */
  readonly registry?: Pick<Registry, 'recognize'>;
  /** Default: `attestation: true` is answered with `attestations-not-offered`. */
  readonly attestations?: AttestationSigning;
  readonly limits?: ApiLimits;
  /** Default none: only the platform knows who its clients are. */
  readonly rateLimit?: RateLimit;
  /**
   * Reads texts elsewhere. On Node `createTextThreads()` of `contentmark/http-node`: then no text, however
   * hostile, holds up anything else. Default: all is read on the thread that answers.
   */
  readonly textReader?: TextReader;
  /** Origins whose pages may read answers; `*` for all. Default none but for keys and /openapi.json. */
  readonly corsOrigins?: readonly string[] | '*';
  /** Served at `/metrics`. Default: there is no `/metrics`. */
  readonly metrics?: Metrics;
  /** Called for each answer with route, status, seconds and outcomes, never with what was sent. */
  readonly onRequest?: (event: RequestEvent) => void;
  /** Told of each 500. */
  readonly onError?: (report: ErrorReport) => void;
}

export const API_OPTIONS: readonly (keyof VerificationApiOptions)[] = [
  'trust',
  'environment',
  'audience',
  'recall',
  'clockTolerance',
  'clock',
  'backend',
  'publishedKeys',
  'markers',
  'registry',
  'attestations',
  'limits',
  'rateLimit',
  'textReader',
  'corsOrigins',
  'metrics',
  'onRequest',
  'onError',
];

/** Options with their defaults. */
export interface ApiSettings {
  readonly environment: string;
  readonly clock: () => number;
  /** Remembers nothing: what was submitted is gone with the answer. */
  readonly createVerifier: () => Verifier;
  /** What those verifiers are told, read. */
  readonly verification: VerifierSettings;
  readonly publishedKeys: readonly PublishedKey[];
  /** Own markers as JSON, for threads; and the digest of all lists. */
  readonly lists: { readonly json: string; readonly digest: () => Uint8Array };
  readonly registry: Pick<Registry, 'recognize'> | undefined;
  readonly attestations: AttestationSettings | undefined;
  readonly limits: Required<ApiLimits>;
  readonly rateLimit: Required<RateLimit> | undefined;
  readonly budget: CostBudget;
  readonly textReader: TextReader | undefined;
  readonly corsOrigins: readonly string[] | '*';
  readonly metrics: Metrics | undefined;
  readonly onRequest: (event: RequestEvent) => void;
  readonly onError: (report: ErrorReport) => void;
}

/**
 * Fills in the defaults.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_KEY`, `ERR_RUNTIME`
 */
export function readSettings(options: VerificationApiOptions): ApiSettings {
  const given = readOptions('options', options, API_OPTIONS);
  const { trust, environment, audience, recall, clockTolerance, backend } = given;
  const clock = readFunction('options.clock', given.clock, systemClock);
  const verifierOptions: VerifierOptions = {
    trust,
    environment,
    clock,
    cacheSize: 0,
    ...(audience !== undefined && { audience }),
    ...(recall !== undefined && { recall }),
    ...(clockTolerance !== undefined && { clockTolerance }),
    ...(backend !== undefined && { backend }),
  };
  // Finds what is wrong with them now, and by the same names.
  const verification = readVerifierOptions(verifierOptions);
  const publishedKeys = readPublishedKeys(given.publishedKeys);
  const rateLimit = readRateLimit(given.rateLimit);
  return {
    environment,
    clock,
    createVerifier: () => createVerifier(verifierOptions),
    verification,
    publishedKeys,
    lists: readLists(given.markers),
    registry: readRegistry(given.registry),
    attestations: readAttestations(given.attestations, trust, publishedKeys),
    limits: readLimits(given.limits),
    rateLimit,
    budget: budgetOf(given.rateLimit, rateLimit),
    textReader: readTextReader(given.textReader),
    corsOrigins: readOrigins(given.corsOrigins),
    metrics: readMetrics(given.metrics),
    onRequest: readFunction('options.onRequest', given.onRequest, () => undefined),
    onError: readFunction('options.onError', given.onError, () => undefined),
  };
}

function readLists(markers: unknown = []): ApiSettings['lists'] {
  const own = readOwnMarkers('options.markers', markers);
  let digest: Uint8Array | undefined;
  // Later: a Worker may not use cryptography before its first request.
  const digestOnce = (): Uint8Array => {
    digest ??= digestMarkers(own);
    return digest;
  };
  return { json: JSON.stringify(own), digest: digestOnce };
}

function readRegistry(registry: unknown): ApiSettings['registry'] {
  if (registry === undefined) return undefined;
  const given = Object(registry) as Pick<Registry, 'recognize'>;
  if (typeof given.recognize === 'function') return given;
  throw wrongOption('options.registry', 'a registry, such as openFileRegistry(path) gives');
}

function readLimits(limits: ApiLimits = {}): Required<ApiLimits> {
  const name = 'options.limits';
  const given = readOptions(name, limits, [
    'bodyBytes',
    'htmlCharacters',
    'bodySeconds',
    'fileBytes',
  ]);
  const megabyte = 1024 * 1024;
  return {
    bodyBytes: readNumber(`${name}.bodyBytes`, given.bodyBytes, {
      min: 1024,
      max: 8 * megabyte,
      otherwise: megabyte,
    }),
    htmlCharacters: readNumber(`${name}.htmlCharacters`, given.htmlCharacters, {
      min: 0,
      max: 8 * megabyte,
      otherwise: 131_072,
    }),
    bodySeconds: readNumber(`${name}.bodySeconds`, given.bodySeconds, {
      min: 0.01,
      max: 600,
      otherwise: 10,
    }),
    fileBytes: readNumber(`${name}.fileBytes`, given.fileBytes, {
      min: 1024,
      max: 64 * megabyte,
      otherwise: 10 * megabyte,
    }),
  };
}

function readRateLimit(rateLimit: unknown): Required<RateLimit> | undefined {
  if (rateLimit === undefined) return undefined;
  const name = 'options.rateLimit';
  const given = readOptions(name, rateLimit as RateLimit, [
    'requests',
    'bytes',
    'work',
    'seconds',
    'clientOf',
  ]);
  const requests = readNumber(`${name}.requests`, given.requests, {
    min: 1,
    max: 1e9,
    otherwise: 0,
  });
  if (requests === 0 || !Number.isInteger(requests))
    throw wrongOption(`${name}.requests`, 'a whole number from 1');
  if (typeof given.clientOf !== 'function') throw wrongOption(`${name}.clientOf`, 'a function');
  return {
    requests,
    bytes: readNumber(`${name}.bytes`, given.bytes, { min: 1, max: 1e15, otherwise: 67_108_864 }),
    work: readNumber(`${name}.work`, given.work, { min: 0.001, max: 64, otherwise: 0.1 }),
    seconds: readNumber(`${name}.seconds`, given.seconds, { min: 1, max: 86_400, otherwise: 60 }),
    clientOf: given.clientOf,
  };
}

function readTextReader(reader: unknown): TextReader | undefined {
  if (reader === undefined) return undefined;
  if (typeof (Object(reader) as Partial<TextReader>).read === 'function')
    return reader as TextReader;
  throw wrongOption(
    'options.textReader',
    'createTextThreads() of contentmark/http-node, or your own',
  );
}

function readOrigins(origins: unknown): readonly string[] | '*' {
  if (origins === undefined) return [];
  if (origins === '*') return origins;
  const name = 'options.corsOrigins';
  if (!Array.isArray(origins)) throw wrongOption(name, 'an array of origins, or *');
  for (const [index, origin] of origins.entries()) {
    const isOrigin =
      typeof origin === 'string' && URL.canParse(origin) && new URL(origin).origin === origin;
    if (!isOrigin) throw wrongOption(`${name}[${index}]`, 'an origin such as https://shop.example');
  }
  return [...(origins as readonly string[])];
}

function readMetrics(metrics: unknown): Metrics | undefined {
  if (metrics === undefined) return undefined;
  const { observe, expose } = Object(metrics) as Partial<Metrics>;
  if (typeof observe !== 'function' || typeof expose !== 'function')
    throw wrongOption(
      'options.metrics',
      'Metrics: createMetrics() of contentmark/http-node, or your own',
    );
  return metrics as Metrics;
}
