/** What requests pass on their way to a part of the shop. */
// @ts-nocheck

import type { MiddlewareFunction } from 'react-router';

/** What colleagues see is kept by no cache and found by no search engine. */
export const backOffice: MiddlewareFunction<Response> = async (_args, next) => {
  const response = await next();
  response.headers.set('Cache-Control', 'no-store');
  response.headers.set('X-Robots-Tag', 'noindex');
  return response;
};
