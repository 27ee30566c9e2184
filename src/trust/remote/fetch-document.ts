/** Makes one attempt to fetch a document, bounded in time and size, from the named host only. */

import { concatBytes } from '../../format/bytes/bytes.ts';

/** Why there is no document. */
export const FETCH_FAILURES = [
  /** The connection could not be made, or broke off. */
  'unreachable',
  /** No whole answer in time. */
  'timeout',
  /** Sent elsewhere: to another origin, or too often. */
  'redirected',
  /** An answer other than 200. */
  'bad-status',
  /** Another content type than the document should have. */
  'wrong-content-type',
  'too-large',
  /** Not UTF-8, no JSON, or no JWK Set. */
  'malformed',
] as const;

/** One of {@link FETCH_FAILURES}. */
export type FetchFailure = (typeof FETCH_FAILURES)[number];

/** Why there is no document. `detail` is for people, and holds nothing of the answer. */
export interface FetchProblem {
  readonly failure: FetchFailure;
  readonly detail: string;
}

/** A document's bytes, `unchanged` where it is the one that has the tag given, or why there is none. */
export type Fetched =
  | { readonly bytes: Uint8Array; readonly etag: string | undefined }
  | 'unchanged'
  | FetchProblem;

/** What an attempt needs. */
export interface FetchSettings {
  readonly url: URL;
  readonly fetch: typeof globalThis.fetch;
  /** Seconds, for redirects and body too. */
  readonly timeout: number;
}

/** Which documents are taken. */
export interface DocumentKind {
  /** Content types, as an `accept` header lists them. */
  readonly accept: string;
  readonly contentType: RegExp;
  readonly maxBytes: number;
}

/** The most redirects that are followed: a slash added, a new path. */
const MAX_REDIRECTS = 3;

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/**
 * Fetches. Never throws.
 * @param etag of the document that is known: where it still is the one, it is not sent again.
 */
export async function fetchDocument(
  settings: FetchSettings,
  kind: DocumentKind,
  etag?: string,
): Promise<Fetched> {
  const signal = AbortSignal.timeout(settings.timeout * 1000);
  try {
    return await follow(settings, kind, etag, signal);
  } catch {
    // What fetch throws quotes the address, which may hold a user's token, and is no two runtimes' same.
    return signal.aborted
      ? fail('timeout', `no whole answer within ${settings.timeout} s`)
      : fail('unreachable', 'the connection could not be made, or broke off');
  }
}

function fail(failure: FetchFailure, detail: string): FetchProblem {
  return { failure, detail };
}

async function follow(
  { url, fetch }: FetchSettings,
  kind: DocumentKind,
  etag: string | undefined,
  signal: AbortSignal,
): Promise<Fetched> {
  let at = url;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const response = await fetch(at.href, {
      headers: {
        accept: kind.accept,
        'cache-control': 'no-cache',
        ...(etag !== undefined && { 'if-none-match': etag }),
      },
      redirect: 'manual',
      signal,
    });
    // A browser hides where a redirect leads; it is refused there.
    if (response.type === 'opaqueredirect') return fail('redirected', 'to somewhere');
    if (!REDIRECTS.includes(response.status)) return await read(response, kind, etag);
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (location === null || !URL.canParse(location, at.href))
      return fail('redirected', 'to no address');
    at = new URL(location, at.href);
    if (at.origin !== url.origin) return fail('redirected', 'to another origin');
  }
  return fail('redirected', `more than ${MAX_REDIRECTS} times`);
}

async function read(
  response: Response,
  { accept, contentType, maxBytes }: DocumentKind,
  etag: string | undefined,
): Promise<Fetched> {
  const { status, headers } = response;
  if (status === 304 && etag !== undefined) {
    await response.body?.cancel();
    return 'unchanged';
  }
  if (status !== 200) {
    await response.body?.cancel();
    return fail('bad-status', `status ${status}`);
  }
  if (!contentType.test(headers.get('content-type') ?? '')) {
    await response.body?.cancel();
    return fail('wrong-content-type', `none of ${accept}`);
  }
  const bytes = await readBytes(response.body, maxBytes);
  if (bytes === undefined) return fail('too-large', `more than ${maxBytes} bytes`);
  return { bytes, etag: headers.get('etag') ?? undefined };
}

/** Reads the whole body, counted as it comes: what is compressed is counted unpacked. */
async function readBytes(
  body: Response['body'],
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  if (body === null) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  const reader = body.getReader();
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concatBytes(...chunks);
    length += value.length;
    if (length > maxBytes) {
      // Not awaited: what is still being unpacked must not take the time of an answer that is known.
      reader.cancel().catch(() => undefined);
      return undefined;
    }
    chunks.push(value);
  }
}
