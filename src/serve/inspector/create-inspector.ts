/**
 * `createInspector`: makes the inspector page, on which anybody can see what a mark says, what was
 * checked and what a verified mark does not prove. It uses plain forms and answers rendered on the
 * server, so it works without script.
 */
import { type Context, Hono } from 'hono';
import { readSettings, type VerificationApiOptions } from '../options.ts';
import { RequestProblem, retryHeader, statusOf } from '../problem.ts';
import { readBody } from '../read-request.ts';
import { createService, toDetection } from '../service.ts';
import { type ApiEnv, createShell, type Handle, type RouteSpec } from '../shell.ts';
import { attestationTitle, checkSent, renderAttestation } from './attestation.ts';
import { EMPTY_FORM, renderForm } from './form.ts';
import { createPolicy, renderPage } from './page.ts';
import { renderProblem } from './problem-notice.ts';
import { parseForm, partsOf, readForm } from './read-form.ts';
import { inspectionOf, renderResult, titleOf } from './result.ts';
import { shown } from './shown.ts';

/**
 * Makes the page as an app with two routes, `/` and `/inspect`. Give it the options of the API
 * and mount it beside that: `api.route('/', createInspector(options))`.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_KEY`, `ERR_RUNTIME`
 */
export function createInspector(options: VerificationApiOptions): Hono<ApiEnv> {
  const settings = readSettings(options);
  const { environment, limits, attestations } = settings;
  const app = new Hono<ApiEnv>();
  const { serve } = createShell(app, settings);
  const service = createService(settings);
  let policy: Promise<string> | undefined;

  async function respond(
    page: ReturnType<typeof renderPage>,
    status: number,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    policy ??= createPolicy();
    return new Response(String(await page), {
      status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': await policy,
        'cache-control': 'no-store',
        ...headers,
      },
    });
  }

  /** The path that this app is mounted at, without a slash at its end. */
  const baseOf = (url: string, route: string): string =>
    new URL(url).pathname.replace(new RegExp(`${route}$`), '');
  const offersAttestations = attestations !== undefined;

  function respondProblem(
    { req }: Context<ApiEnv>,
    problem: Pick<RequestProblem, 'code' | 'errors' | 'retryAfter'>,
  ): Promise<Response> {
    const base = baseOf(req.url, '(?:/inspect|/)?');
    // An empty form: what was sent is in no error, and a browser's way back has it still.
    const form = renderForm(EMPTY_FORM, { action: `${base}/inspect`, offersAttestations });
    const result = renderProblem(problem);
    const title = 'Not checked – content mark';
    return respond(
      renderPage({ title, environment: shown(environment), result, form, base }),
      statusOf(problem.code),
      retryHeader(problem),
    );
  }

  const page: Pick<RouteSpec, 'origins' | 'renderProblem'> = {
    origins: [],
    renderProblem: (c, code) => respondProblem(c, { code, errors: [], retryAfter: undefined }),
  };

  serve({ ...page, route: '/', method: 'GET' }, (c) => {
    const base = baseOf(c.req.url, '/?');
    const form = renderForm(EMPTY_FORM, { action: `${base}/inspect`, offersAttestations });
    const title = 'Check a content mark';
    return respond(
      renderPage({ title, environment: shown(environment), result: '', form, base }),
      200,
    );
  });

  // An answer belongs to one form that was sent; its address alone leads to the form.
  const redirect: Handle = (c) => c.redirect(baseOf(c.req.url, '/inspect') || '/', 303);

  serve({ ...page, route: '/inspect', method: 'POST', redirect }, async (c) => {
    const base = baseOf(c.req.url, '/inspect');
    const action = `${base}/inspect`;
    try {
      const { fileBytes: bodyBytes, bodySeconds } = limits;
      const account = c.get('account');
      const body = await readBody(c.req.raw, { bodyBytes, bodySeconds }, account);
      const read = await readForm(await parseForm(body, c.req.header('content-type') ?? ''));
      if (read.attestation !== undefined) {
        const checked = await checkSent(read.attestation, settings);
        const title = `${attestationTitle(checked)} – content mark`;
        const result = renderAttestation(read.attestation, checked);
        const form = renderForm(EMPTY_FORM, { action, offersAttestations });
        return respond(
          renderPage({ title, environment: shown(environment), result, form, base }),
          200,
        );
      }
      const found = await service.look(read.request, account);
      c.set('outcomes', [toDetection(found)]);
      const answer = { found, hasContent: read.hasContent, environment };
      const title = `${titleOf(answer)} – content mark`;
      const result = renderResult(answer);
      const [first] = read.values.mark === '' ? [] : found.marks;
      const parts = first && partsOf(inspectionOf(first), read.filled);
      const values = { ...read.values, ...(parts !== undefined && { parts }) };
      const form = renderForm(values, { action, offersAttestations });
      return respond(
        renderPage({ title, environment: shown(environment), result, form, base }),
        200,
      );
    } catch (error) {
      if (!(error instanceof RequestProblem)) throw error;
      return respondProblem(c, error);
    }
  });
  return app;
}
