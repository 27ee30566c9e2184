/** Makes one attempt to fetch a document, bounded in time and size, from the named host only. */

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
  /** Neither `application/json` nor `application/jwk-set+json`. */
  'wrong-content-type',
  'too-large',
  /** Not UTF-8, no JSON, or no JWK Set. */
  'malformed',
] as const;

/** One of {@link FETCH_FAILURES}. */
export type FetchFailure = (typeof FETCH_FAILURES)[number];

/** A document's text, or why there is none. `detail` is for people, and holds nothing of the answer. */
export type Fetched =
  | { readonly text: string }
  | { readonly failure: FetchFailure; readonly detail: string };

/** What an attempt needs. */
export interface FetchSettings {
  readonly url: URL;
  readonly fetch: typeof globalThis.fetch;
  /** Seconds, for redirects and body too. */
  readonly timeout: number;
}

/** The longest document, in bytes. 128 keys take a third of it. */
const MAX_BYTES = 64 * 1024;

/** The most redirects that are followed: a slash added, a new path. */
const MAX_REDIRECTS = 3;

const CONTENT_TYPE = /^application\/(?:jwk-set\+)?json\s*(?:;|$)/i;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** Fetches. Never throws. */
export async function fetchDocument(settings: FetchSettings): Promise<Fetched> {
  const signal = AbortSignal.timeout(settings.timeout * 1000);
  try {
    return await follow(settings, signal);
  } catch {
    // What fetch throws quotes the address, which may hold a user's token, and is no two runtimes' same.
    return signal.aborted
      ? fail('timeout', `no whole answer within ${settings.timeout} s`)
      : fail('unreachable', 'the connection could not be made, or broke off');
  }
}

function fail(failure: FetchFailure, detail: string): Fetched {
  return { failure, detail };
}

async function follow({ url, fetch }: FetchSettings, signal: AbortSignal): Promise<Fetched> {
  let at = url;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const response = await fetch(at.href, {
      headers: {
        accept: 'application/jwk-set+json, application/json',
        'cache-control': 'no-cache',
      },
      redirect: 'manual',
      signal,
    });
    // A browser hides where a redirect leads; it is refused there.
    if (response.type === 'opaqueredirect') return fail('redirected', 'to somewhere');
    if (!REDIRECTS.includes(response.status)) return await read(response);
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (location === null || !URL.canParse(location, at.href))
      return fail('redirected', 'to no address');
    at = new URL(location, at.href);
    if (at.origin !== url.origin) return fail('redirected', 'to another origin');
  }
  return fail('redirected', `more than ${MAX_REDIRECTS} times`);
}

async function read(response: Response): Promise<Fetched> {
  const { status, headers } = response;
  if (status !== 200) {
    await response.body?.cancel();
    return fail('bad-status', `status ${status}`);
  }
  if (!CONTENT_TYPE.test(headers.get('content-type') ?? '')) {
    await response.body?.cancel();
    return fail('wrong-content-type', 'neither application/json nor application/jwk-set+json');
  }
  const bytes = await readBytes(response.body);
  if (bytes === undefined) return fail('too-large', `more than ${MAX_BYTES} bytes`);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return fail('malformed', 'not UTF-8');
  }
}

/** Reads the whole body, counting its bytes after decompression. */
async function readBytes(body: Response['body']): Promise<Uint8Array | undefined> {
  if (body === null) return new Uint8Array(0);
  const bytes = new Uint8Array(MAX_BYTES);
  const reader = body.getReader();
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, length);
    if (length + value.length > MAX_BYTES) {
      await reader.cancel();
      return undefined;
    }
    bytes.set(value, length);
    length += value.length;
  }
}
