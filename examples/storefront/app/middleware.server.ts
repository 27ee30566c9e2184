/** What every request passes: forms of other sites are refused before an action runs. */
import type { MiddlewareFunction } from 'react-router';

export const sameOrigin: MiddlewareFunction<Response> = async ({ request }, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  const origin = request.headers.get('Origin');
  // Behind a proxy the host is that of the proxy's own header, which it must then set.
  if (origin !== null && URL.canParse(origin) && new URL(origin).host === new URL(request.url).host) {
    return next();
  }
  return new Response('This form belongs to another site.', { status: 403 });
};

/** What colleagues see is kept by no cache and found by no search engine. */
export const backOffice: MiddlewareFunction<Response> = async (_args, next) => {
  const response = await next();
  response.headers.set('Cache-Control', 'no-store');
  response.headers.set('X-Robots-Tag', 'noindex');
  return response;
};
