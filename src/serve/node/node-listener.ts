/**
 * `createNodeListener`: serves the API with Node's `(request, response)` convention, which Express,
 * Fastify and `node:http` share.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { wrongOption } from '../../options.ts';

/** Anything that answers a Request: a Hono app, or a Worker's handler. */
export interface Fetcher {
  readonly fetch: (request: Request, env?: unknown) => Response | Promise<Response>;
}

/** Answers one request of `node:http`. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Makes a listener. Mount it before body parsers: a body that somebody has read already is gone.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function createNodeListener(api: Fetcher): NodeListener {
  requireFetcher('api', api);
  // The process is somebody else's, so its Request and Response stay what they are.
  return getRequestListener((request, env) => api.fetch(request, env), {
    overrideGlobalObjects: false,
  });
}

/** Refuses a value that cannot answer a request. */
export function requireFetcher(argument: string, api: unknown): asserts api is Fetcher {
  if (typeof (Object(api) as Partial<Fetcher>).fetch !== 'function')
    throw wrongOption(
      argument,
      'an app with a fetch method, such as createVerificationApi returns',
    );
}
