/**
 * `createVerificationApi`: makes the verification API as a Hono app, to be served by Node, mounted
 * in another app, or deployed as a Worker. It reads no file, opens no port and keeps nothing of
 * what is submitted.
 */
import { type Context, Hono } from 'hono';
import { toJson } from '../printable.ts';
import type { Metrics } from './events.ts';
import { createOpenapi } from './openapi.ts';
import { type Get, OPERATIONS, type Post } from './operations.ts';
import { readSettings, type VerificationApiOptions } from './options.ts';
import { readJson } from './read-request.ts';
import { createService } from './service.ts';
import { type ApiEnv, createShell } from './shell.ts';

/** The app. Its type is Hono's own, for `app.route(path, api)`. */
export type VerificationApi = Hono<ApiEnv>;

/**
 * Makes the API.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_KEY`, `ERR_RUNTIME`
 * @example
 * ```ts
 * import { createTrust, generateKey } from 'contentmark';
 * import { createVerificationApi } from 'contentmark/http';
 *
 * const trust = createTrust([
 *   { publicKey: generateKey().publicKey, issuers: ['https://shop.example/ai'], environments: ['production'] },
 * ]);
 * const api = createVerificationApi({ trust, environment: 'production' });
 * const body = { content: { profile: 'text', text: 'Light.' }, mark: null, subject: 'trail-boot' };
 * const answer = await api.request('/v1/verify', {
 *   method: 'POST',
 *   headers: { 'content-type': 'application/json' },
 *   body: JSON.stringify(body),
 * });
 * console.log(((await answer.json()) as { status: string }).status); // absent
 * ```
 */
export function createVerificationApi(options: VerificationApiOptions): VerificationApi {
  const settings = readSettings(options);
  const { limits, corsOrigins: origins } = settings;
  const app: VerificationApi = new Hono();
  const { serve } = createShell(app, settings);
  const service = createService(settings);

  function addPost({ route, method, handle }: Post): void {
    serve({ route, method, origins }, async (c) => {
      const account = c.get('account');
      const answer = await handle(
        service,
        (schema) => readJson(c.req.raw, schema, limits, account),
        account,
      );
      c.set('outcomes', answer.outcomes);
      return respond(c, toJson(answer.body), 'application/json');
    });
  }

  function addGet({ route, method, run, contentType, maxAge, isPublic }: Get): void {
    // Nothing in it changes while the server runs.
    const body = toJson(run(settings));
    serve({ route, method, origins: isPublic ? '*' : origins }, (c) =>
      respond(c, body, contentType, maxAge),
    );
  }

  function addMetrics({ expose }: Metrics): void {
    serve({ route: '/metrics', method: 'GET', origins: [] }, async (c) => {
      const { contentType, body } = await expose();
      return respond(c, body, contentType);
    });
  }

  for (const operation of OPERATIONS) {
    if (operation.method === 'POST') addPost(operation);
    else addGet(operation);
  }
  let document: string | undefined;
  serve({ route: '/openapi.json', method: 'GET', origins: '*' }, (c) => {
    document ??= JSON.stringify(createOpenapi());
    return respond(c, document, 'application/json', 300);
  });
  if (settings.metrics !== undefined) addMetrics(settings.metrics);
  return app;
}

/** @param maxAge seconds that others may keep it. Default 0: it is about what one client sent. */
function respond(c: Context<ApiEnv>, body: string, contentType: string, maxAge = 0): Response {
  const cacheControl = maxAge > 0 ? `public, max-age=${maxAge}` : 'no-store';
  return c.body(body, 200, { 'content-type': contentType, 'cache-control': cacheControl });
}
