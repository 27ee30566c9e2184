/**
 * `contentmark serve`: serves the verification API with its inspector page, until a signal ends it.
 */
import { createRequire } from 'node:module';
import type { Command } from 'commander';
import type { Registry } from 'contentmark/registry';
import { toJson } from '../printable.ts';
import { withRegistry } from './files/registry-file.ts';
import { addServeOptions, readServeOptions, type ServeFlags } from './serve-options.ts';
import { EXIT, Failure, unreadable } from './terminal/failure.ts';
import { type Io, write } from './terminal/io.ts';
import { printJson, printLines } from './terminal/output.ts';
import { addCommand, type Session } from './terminal/session.ts';

const EXAMPLE = `
The key of attestations must be another than those that sign content: make it with keygen --solution. Behind a proxy give --trusted-proxies, or all clients count as one.
docs/http.md has the endpoints, the limits and what they answer.

Example:
  $ contentmark keygen --solution https://shop.example/provenance --out attestations
  $ contentmark serve --trust keys/trust.json --publish keys/trust.json --environment production \\
      --attestation-key attestations/signing-key.jwk --solution https://shop.example/provenance
`;

const PEERS = ['hono', '@hono/node-server', 'hono-rate-limiter', 'prom-client'] as const;

/** Adds the command. */
export function addServe(parent: Command, session: Session, version: string): void {
  const command = addCommand(parent, 'serve')
    .summary('start the verification API and the inspector page')
    .description('Answer checks over HTTP, and show a page on which anybody can make one.');
  addServeOptions(command)
    .addHelpText('after', EXAMPLE)
    .action((flags: ServeFlags) =>
      flags.registry === undefined
        ? serve(flags, session, version)
        : withRegistry(flags.registry, 'read', (registry) =>
            serve(flags, session, version, registry),
          ),
    );
}

async function serve(
  flags: ServeFlags,
  { io }: Session,
  version: string,
  registry?: Registry,
): Promise<void> {
  const { host, port, ...options } = await readServeOptions(io, flags, version);
  const { createInspector, createVerificationApi } = await loadPeers(
    () => import('contentmark/http'),
  );
  const { clientAddress, createMetrics, createTextThreads, startServer } = await loadPeers(
    () => import('contentmark/http-node'),
  );
  const { requests, trustedProxies } = options;
  const textReader = createTextThreads();
  const given = {
    ...options.api,
    ...(registry && { registry }),
    textReader,
    ...(requests > 0 && {
      rateLimit: { requests, seconds: 60, clientOf: clientAddress({ trustedProxies }) },
    }),
    ...(flags.metrics && { metrics: createMetrics() }),
    ...(flags.accessLog && { onRequest: (event: object) => log(io, event) }),
    onError: (report: object) => log(io, { error: report }),
  };
  const api = createVerificationApi(given);
  if (flags.inspector) api.route('/', createInspector(given));
  const server = await startServer(api, { host, port }).catch((error: unknown) => {
    throw addressProblem(error, `${host}:${port}`);
  });
  const ended = untilTold();
  options.follow();
  if (flags.json) await printJson(io, { url: server.url, port: server.port });
  else await printLines(io, [`Listening on ${server.url}`]);
  await ended;
  await server.close();
  await textReader.close();
}

/** Logs an event, which holds nothing that was sent. */
function log(io: Io, event: object): void {
  void write(io.stderr, `${toJson({ time: new Date().toISOString(), ...event })}\n`);
}

/** Resolves with the first signal. A second one then ends the process as usual. */
function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      process.off('SIGTERM', end).off('SIGINT', end);
      resolve();
    };
    process.on('SIGTERM', end).on('SIGINT', end);
  });
}

/** Loads the optional peers of the server, which most users of the package do not need. */
async function loadPeers<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const missing = PEERS.filter((name) => !isInstalled(name)).join(' ');
    if (missing === '') throw error;
    throw new Failure(
      EXIT.usage,
      'ERR_RUNTIME',
      `serve needs packages that are not installed; run npm install ${missing}`,
    );
  }
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch (error) {
    // A package without an entry for `require` is there all the same.
    return (error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND';
  }
}

function addressProblem(error: unknown, address: string): Failure {
  const { code } = error as NodeJS.ErrnoException;
  const words: Readonly<Record<string, string>> = {
    EADDRINUSE: 'something else listens there already',
    EADDRNOTAVAIL: 'this machine has no such address',
    EACCES: 'only the administrator may listen there',
    ENOTFOUND: 'no such host',
  };
  const why = typeof code === 'string' ? words[code] : undefined;
  if (why === undefined) return unreadable(error, address, '--host');
  return new Failure(EXIT.usage, String(code), `${address}: ${why}`, '--port');
}
