/**
 * The table of the API's operations: what is served, what is checked and what /openapi.json prints
 * all come from it.
 */
import type * as z from 'zod/mini';
import type { Account } from './cost-budget.ts';
import type { Route } from './events.ts';
import type { ApiSettings } from './options.ts';
import type { ProblemCode } from './problem.ts';
import { toJwkSet } from './published-keys.ts';
import { BatchRequest, DetectRequest, VerifyRequest } from './request-schemas.ts';
import { BatchResponse, DetectResponse, Health, JwkSet, Verdict } from './response-schemas.ts';
import type { Answer, Service } from './service.ts';

/** What the document says of an operation. */
interface Described {
  readonly route: Route;
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  readonly response: z.ZodMiniType;
}

/** `POST` with a JSON body. `T` is what the schema lets through. */
interface PostOperation<T> extends Described {
  readonly method: 'POST';
  readonly request: z.ZodMiniType<T>;
  readonly problems: readonly ProblemCode[];
  readonly run: (service: Service, request: T, account: Account) => Promise<Answer>;
}

/** `GET` of something that does not change while the server runs. */
interface GetOperation extends Described {
  readonly method: 'GET';
  readonly contentType: string;
  /** Seconds that others may keep it; 0 for not at all. */
  readonly maxAge: number;
  /** Whether pages of any origin may read it. */
  readonly isPublic: boolean;
  readonly run: (settings: ApiSettings) => object;
}

/** A `POST` whose own type is known to it alone. */
export interface Post extends Described {
  readonly method: 'POST';
  readonly request: z.ZodMiniType;
  readonly problems: readonly ProblemCode[];
  /** Reads with {@link PostOperation.request} and runs. */
  readonly handle: (service: Service, read: Read, account: Account) => Promise<Answer>;
}

/** Reads a request by a schema. */
export type Read = <T>(schema: z.ZodMiniType<T>) => Promise<T>;

export type Get = GetOperation;
export type Operation = Get | Post;

/** Ties a schema to the function that takes what it lets through. */
function post<T>(operation: PostOperation<T>): Post {
  const { run, ...described } = operation;
  return {
    ...described,
    handle: async (service, read, account) => run(service, await read(operation.request), account),
  };
}

const BODY_PROBLEMS: readonly ProblemCode[] = [
  'malformed-json',
  'invalid-request',
  'request-timeout',
  'body-too-large',
  'content-too-large',
  'unsupported-media-type',
  'too-costly',
  'too-many-requests',
  'internal',
  'busy',
];

const KEY_DOCUMENT = {
  method: 'GET',
  contentType: 'application/jwk-set+json',
  maxAge: 300,
  isPublic: true,
  response: JwkSet,
} as const;

export const OPERATIONS: readonly Operation[] = [
  post({
    method: 'POST',
    route: '/v1/verify',
    id: 'verify',
    summary: 'Check content against the mark found with it',
    description:
      'Every verdict is an answer of status 200, also "rejected" and "absent". Nothing is kept.',
    request: VerifyRequest,
    response: Verdict,
    problems: BODY_PROBLEMS,
    run: (service, request, account) => service.verify(request, account),
  }),
  post({
    method: 'POST',
    route: '/v1/verify/batch',
    id: 'verifyBatch',
    summary: 'Check a whole page at one time',
    description:
      'One verdict for each item, in order. Signed roots serve the thin items of this request.',
    request: BatchRequest,
    response: BatchResponse,
    problems: BODY_PROBLEMS,
    run: (service, request, account) => service.verifyBatch(request, account),
  }),
  post({
    method: 'POST',
    route: '/v1/detect',
    id: 'detect',
    summary: 'Find the mark on content that nobody describes',
    description:
      'Looks for marks in HTML attributes, script elements, JSON members and invisible characters at the end of a text, else for their text form anywhere, and checks them in the form they name. Where none is found and not all could be looked through (bytes that are no UTF-8, JSON that is not well-formed), the result is "not-readable". What is submitted is used for this answer only. On request the answer is signed; the attestation holds digests and no content.',
    request: DetectRequest,
    response: DetectResponse,
    problems: [...BODY_PROBLEMS, 'attestations-not-offered'],
    run: (service, request, account) => service.detect(request, account),
  }),
  {
    ...KEY_DOCUMENT,
    route: '/.well-known/contentmark-keys.json',
    id: 'contentKeys',
    summary: 'Public keys of content marks',
    description:
      'A JWK Set (RFC 7517). It does not say for whom a key speaks: whoever uses it binds each key. A revoked key stays listed as revoked.',
    run: ({ publishedKeys }) => toJwkSet(publishedKeys),
  },
  {
    ...KEY_DOCUMENT,
    route: '/.well-known/contentmark-attestation-keys.json',
    id: 'attestationKeys',
    summary: 'Public keys of detection attestations',
    description:
      'Apart from the keys of content, so that whoever trusts those does not trust this server with marks.',
    run: ({ attestations }) =>
      toJwkSet(attestations === undefined ? [] : [{ publicKey: attestations.signer.publicKey }]),
  },
  {
    method: 'GET',
    route: '/healthz',
    id: 'health',
    summary: 'Whether the server answers',
    description: 'Says nothing about trust or keys.',
    contentType: 'application/json',
    maxAge: 0,
    isPublic: false,
    response: Health,
    run: () => ({ status: 'ok' }),
  },
];
