/**
 * Makes the response to a request that cannot be answered: problem details (RFC 9457) with a code
 * of a closed list. They hold nothing that was sent, because they go into logs on both sides.
 */

/** Why a request was not answered. */
export const PROBLEM_CODES = [
  'malformed-json',
  'invalid-request',
  'attestations-not-offered',
  'not-found',
  'method-not-allowed',
  'request-timeout',
  'body-too-large',
  'content-too-large',
  'unsupported-media-type',
  'too-costly',
  'too-many-requests',
  'internal',
  'busy',
] as const;

/** One of {@link PROBLEM_CODES}. */
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Status and words of each. The type is `about:blank`, so the title is HTTP's own. */
const TABLE: Readonly<
  Record<ProblemCode, readonly [status: number, title: string, detail: string]>
> = {
  'malformed-json': [400, 'Bad Request', 'The body is not JSON in UTF-8, or names a member twice.'],
  'invalid-request': [400, 'Bad Request', 'The request is not what /openapi.json describes.'],
  'attestations-not-offered': [400, 'Bad Request', 'This server signs no attestations.'],
  'not-found': [404, 'Not Found', 'There is nothing here; see /openapi.json.'],
  'method-not-allowed': [405, 'Method Not Allowed', 'See the header Allow.'],
  'request-timeout': [408, 'Request Timeout', 'The request did not arrive in time.'],
  'body-too-large': [413, 'Content Too Large', 'The body is larger than this server reads.'],
  'content-too-large': [
    413,
    'Content Too Large',
    'There is more text than this server parses at once.',
  ],
  'unsupported-media-type': [415, 'Unsupported Media Type', 'Send application/json.'],
  'too-costly': [
    422,
    'Unprocessable Content',
    'Reading this text takes more time or memory than this server gives to one request.',
  ],
  'too-many-requests': [429, 'Too Many Requests', 'See the header Retry-After.'],
  internal: [500, 'Internal Server Error', 'A fault of this server.'],
  busy: [503, 'Service Unavailable', 'Too many texts are waiting. See the header Retry-After.'],
};

/** What is wrong with one member of a request. */
export interface MemberProblem {
  /** JSON Pointer (RFC 6901) to the member, or to the object that lacks or should not have one. */
  readonly pointer: string;
  readonly rule: MemberRule;
}

/** The rules that a member can break. */
export const MEMBER_RULES = [
  'missing',
  'unknown-member',
  'type',
  'value',
  'length',
  'format',
  'no-alternative',
  'repeated',
] as const;

/** One of {@link MEMBER_RULES}. */
export type MemberRule = (typeof MEMBER_RULES)[number];

/** The most member problems in one response. */
const MAX_ERRORS = 10;

/** A problem that a handler throws to end a request. It is no failure of the server, so it has no stack to log. */
export class RequestProblem extends Error {
  override readonly name: string = 'RequestProblem';
  readonly code: ProblemCode;
  readonly errors: readonly MemberProblem[];
  /** Seconds; `undefined` where a retry changes nothing. */
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, errors: readonly MemberProblem[] = [], retryAfter?: number) {
    super(TABLE[code][2]);
    this.code = code;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

/** The HTTP status of a code. */
export function statusOf(code: ProblemCode): number {
  return TABLE[code][0];
}

/** The `Retry-After` header. */
export function retryHeader({
  retryAfter,
}: Pick<RequestProblem, 'retryAfter'>): Record<string, string> {
  return retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
}

/** A problem as a response. */
export function toResponse(
  code: ProblemCode,
  {
    errors = [],
    headers = {},
  }: { readonly errors?: readonly MemberProblem[]; readonly headers?: Record<string, string> } = {},
): Response {
  const [status, title, detail] = TABLE[code];
  const shown = errors.slice(0, MAX_ERRORS);
  const body = {
    type: 'about:blank',
    title,
    status,
    code,
    detail,
    help: `docs/errors.md#${code}`,
    ...(shown.length > 0 && { errors: shown }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      ...headers,
    },
  });
}
