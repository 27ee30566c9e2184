/**
 * Wraps every handler with headers, limits and counting. It is applied to each route by itself, so
 * that an API mounted in another app does not change the rest of that app.
 */
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { rateLimiter } from 'hono-rate-limiter';
import type { Account, RateLimit } from './cost-budget.ts';
import { toErrorReport } from './error-report.ts';
import { METHODS, type Method, type Outcome, type Route, UNLIMITED } from './events.ts';
import type { ApiSettings } from './options.ts';
import { isOwnSpelling } from './own-spelling.ts';
import { type ProblemCode, RequestProblem, retryHeader, toResponse } from './problem.ts';

/** The variables that handlers and middlewares share. */
export interface ApiEnv {
  Variables: {
    /** What came of the request, for whoever counts. */
    outcomes: readonly Outcome[];
    /** What the client has left. */
    account: Account;
    /** How a problem looks where a person asked. */
    renderProblem: RenderProblem | undefined;
  };
}

/** A problem as a page. The headers go with it. */
export type RenderProblem = (c: Context<ApiEnv>, code: ProblemCode) => Promise<Response>;

/** One route of the app. */
export interface RouteSpec {
  readonly route: Route;
  readonly method: 'GET' | 'POST';
  /** Pages that may read its answers. */
  readonly origins: readonly string[] | '*';
  /** Default: as JSON. */
  readonly renderProblem?: RenderProblem;
  /** Answers a `GET` of a `POST` route, such as when a page's answer is reloaded. Default: 405. */
  readonly redirect?: Handle;
}

/** Answers one request. */
export type Handle = (c: Context<ApiEnv>) => Response | Promise<Response>;

/** Serves routes of one app within the same limits. */
export interface Shell {
  readonly serve: (place: RouteSpec, handle: Handle) => void;
}

/** Headers of every answer: it is data, which loads nothing and must not be framed. */
const HEADERS = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  xFrameOptions: 'DENY',
  // For browsers that nobody has had for years.
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  xDnsPrefetchControl: false,
  // Whether this host and all below it speak TLS only is not for one service on it to say.
  strictTransportSecurity: false,
});

const POLICY = 'content-security-policy';

/** A page that has a policy of its own keeps it: Hono's option for that is newer than its first 4.x. */
const secureKeepingPolicy: MiddlewareHandler<ApiEnv> = async (c, next) => {
  let own: string | null = null;
  await HEADERS(c, async () => {
    await next();
    own = c.res.headers.get(POLICY);
  });
  if (own !== null) c.res.headers.set(POLICY, own);
};

/** Makes the shell of one app. */
export function createShell(
  app: Hono<ApiEnv>,
  { rateLimit, budget, metrics, onRequest, onError }: ApiSettings,
): Shell {
  const limiters = rateLimit === undefined ? [] : [createLimiter(rateLimit)];

  function tell(c: Context<ApiEnv>, route: Route, begun: number): void {
    const event = Object.freeze({
      route,
      method: methodOf(c),
      status: c.res.status,
      seconds: (performance.now() - begun) / 1000,
      outcomes: c.get('outcomes') ?? [],
    });
    tellQuietly(() => metrics?.observe(event));
    tellQuietly(() => onRequest(event));
  }

  app.notFound((c) => {
    c.res = toResponse('not-found');
    tell(c, 'other', performance.now());
    return c.res;
  });
  app.onError((error) => {
    if (error instanceof RequestProblem)
      return toResponse(error.code, { errors: error.errors, headers: retryHeader(error) });
    tellQuietly(() => onError(toErrorReport(error)));
    return toResponse('internal');
  });

  return {
    serve({ route, method, origins, renderProblem, redirect }, handle) {
      app.use(route, async (c, next) => {
        const begun = performance.now();
        if (!isOwnSpelling(c, route)) {
          c.res = toResponse('not-found');
          tell(c, 'other', begun);
          return c.res;
        }
        c.set('renderProblem', renderProblem);
        c.set('account', budget.accountOf(c));
        await next();
        tell(c, route, begun);
        return undefined;
      });
      app.use(route, secureKeepingPolicy);
      if (origins === '*' || origins.length > 0) {
        const origin = origins === '*' ? origins : [...origins];
        const allowHeaders = ['content-type'];
        app.use(route, cors({ origin, allowMethods: [method], allowHeaders, maxAge: 86_400 }));
      }
      if (!UNLIMITED.includes(route)) for (const limiter of limiters) app.use(route, limiter);
      app.on(method, route, handle);
      if (redirect !== undefined) app.get(route, redirect);
      const allow = method === 'GET' ? 'GET, HEAD' : method;
      app.all(route, () => toResponse('method-not-allowed', { headers: { allow } }));
    },
  };
}

/** Calls a listener with what was answered; its errors and rejections change nothing. */
function tellQuietly(listen: () => unknown): void {
  try {
    Promise.resolve(listen()).catch(() => undefined);
  } catch {
    // A log that is full is no reason to refuse a check.
  }
}

function methodOf({ req }: Context): Method {
  const method = req.method === 'HEAD' ? 'GET' : req.method;
  return METHODS.find((known) => known === method) ?? 'other';
}

/** Counts the requests of each client. What they cost is counted by what they send: cost-budget.ts. */
function createLimiter({ requests, seconds, clientOf }: Required<RateLimit>) {
  return rateLimiter<ApiEnv>({
    windowMs: seconds * 1000,
    limit: requests,
    standardHeaders: 'draft-7',
    keyGenerator: (c) => clientOf(c) ?? '',
    skip: (c) => clientOf(c) === undefined,
    // By the context, which has the header that says when to come again.
    handler: async (c) => {
      const code = 'too-many-requests';
      const problem = (await c.get('renderProblem')?.(c, code)) ?? toResponse(code);
      return c.newResponse(problem.body, problem);
    },
  });
}
