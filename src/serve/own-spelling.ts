/**
 * Checks that a request spells a route exactly. To a proxy that blocks `/metrics`, `/%6detrics` and
 * `/x/../metrics` are other paths, so they must not reach `/metrics` here.
 */
import type { Context } from 'hono';
import type { Route } from './events.ts';

/** What Node's adapter puts beside each request: the target as it came. */
interface NodeBindings {
  readonly incoming?: { readonly url?: string };
}

/**
 * Compares spellings. Hono matches the decoded path, and a URL's dot segments and backslashes are
 * resolved before. Where the runtime hands over a Request alone, as Workers and Deno do, the second
 * has happened already, and its own front end has seen what we see.
 */
export function isOwnSpelling({ req, env }: Context, route: Route): boolean {
  const { pathname } = new URL(req.url);
  // The app may be mounted at any prefix; "/" is then the prefix itself.
  if (route !== '/' && !pathname.endsWith(route)) return false;
  const target = (env as NodeBindings | undefined)?.incoming?.url;
  return target === undefined || pathOf(target) === pathname;
}

/** The path of a request target (RFC 9112 section 3.2) in origin or absolute form. */
function pathOf(target: string): string {
  const [path = ''] = target.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/, 1);
  return path === '' ? '/' : path;
}
