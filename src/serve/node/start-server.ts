/**
 * `startServer`: starts a Node server around the API, with limits on connections. Each limit stops
 * one way of blocking a server; docs/http.md lists them.
 */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readOptions } from '../../errors.ts';
import { readNumber, readWhole, wrongOption } from '../../options.ts';
import { createNodeListener, type Fetcher, requireFetcher } from './node-listener.ts';

/** Options of {@link startServer}. Times are in seconds. */
export interface ServerOptions {
  /** Default 0: a free one. */
  readonly port?: number;
  /** Address to listen on. Default `127.0.0.1`: a proxy in front speaks TLS. */
  readonly host?: string;
  /** For the headers of a request, also of one that never comes. Default 10, or `requestTimeout`. */
  readonly headersTimeout?: number;
  /** For a whole request. Default 30. */
  readonly requestTimeout?: number;
  /** Between two requests of one connection. Default 5. */
  readonly keepAliveTimeout?: number;
  /** For a client to take its answer, or to send anything at all. Default 60. */
  readonly idleTimeout?: number;
  /** Connections at a time; more are closed at once. Default 10,000. */
  readonly maxConnections?: number;
}

/** A server that answers. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops accepting connections, waits for answers that are under way, and then closes what is
   * left.
   * @param seconds at most so long. Default 10.
   */
  close(seconds?: number): Promise<void>;
}

const OPTIONS = [
  'port',
  'host',
  'headersTimeout',
  'requestTimeout',
  'keepAliveTimeout',
  'idleTimeout',
  'maxConnections',
] as const satisfies readonly (keyof ServerOptions)[];

const HOUR = { min: 0.1, max: 3600 } as const;

/**
 * Starts a server.
 * @throws ContentmarkError `ERR_ARGUMENT`; what the system says of the address (`EADDRINUSE`) rejects as it is.
 * @example
 * ```ts
 * import { createTrust, generateKey } from 'contentmark';
 * import { createVerificationApi } from 'contentmark/http';
 * import { startServer } from 'contentmark/http-node';
 *
 * const trust = createTrust([
 *   { publicKey: generateKey().publicKey, issuers: ['https://shop.example/ai'], environments: ['production'] },
 * ]);
 * const server = await startServer(createVerificationApi({ trust, environment: 'production' }));
 * console.log((await fetch(`${server.url}/healthz`)).status); // 200
 * await server.close();
 * ```
 */
export async function startServer(
  api: Fetcher,
  options: ServerOptions = {},
): Promise<RunningServer> {
  requireFetcher('api', api);
  const given = readOptions('options', options, OPTIONS);
  const { host = '127.0.0.1' } = given;
  if (typeof host !== 'string' || host === '') throw wrongOption('options.host', 'an address');
  const port = readWhole('options.port', given.port, { min: 0, max: 65_535, otherwise: 0 });
  const requestTimeout = readMilliseconds('requestTimeout', given, 30);
  const headersTimeout = readMilliseconds(
    'headersTimeout',
    given,
    Math.min(10, requestTimeout / 1000),
  );
  if (headersTimeout > requestTimeout)
    throw wrongOption(
      'options.requestTimeout',
      'at least headersTimeout, for headers are part of it',
    );
  const server = createServer(
    {
      headersTimeout,
      requestTimeout,
      keepAliveTimeout: readMilliseconds('keepAliveTimeout', given, 5),
      // How often the first two are looked at: they are no more exact than this.
      connectionsCheckingInterval: 1000,
      noDelay: true,
    },
    createNodeListener(api),
  );
  server.timeout = readMilliseconds('idleTimeout', given, 60);
  server.maxConnections = readWhole('options.maxConnections', given.maxConnections, {
    min: 1,
    max: 1_000_000,
    otherwise: 10_000,
  });
  await listen(server, port, host);
  // A server on a port has an address with one.
  const { port: bound } = server.address() as AddressInfo;
  return Object.freeze({
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    close: (seconds = 10) => close(server, seconds),
  });
}

function readMilliseconds(
  name: keyof ServerOptions,
  given: ServerOptions,
  otherwise: number,
): number {
  return 1000 * readNumber(`options.${name}`, given[name], { ...HOUR, otherwise });
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function close(server: Server, seconds: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const timer = setTimeout(() => server.closeAllConnections(), seconds * 1000);
  // close() has ended what was idle; what becomes idle from now on is ended as it does.
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  await closed;
  clearTimeout(timer);
  clearInterval(sweep);
}
