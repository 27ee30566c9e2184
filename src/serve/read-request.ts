/**
 * Reads the body of a request by a schema, step by step: bytes, text, JSON, members. Each step has
 * its own problem.
 */

import type * as z from 'zod/mini';
import { decodeUtf8 } from '../format/bytes/utf8.ts';
import { parseJson } from '../format/content/json-text.ts';
import type { Account } from './cost-budget.ts';
import { type MemberProblem, type MemberRule, RequestProblem } from './problem.ts';
import { measure, requireRoom } from './text-reading.ts';

/** How much may come, and in what time. */
export interface BodyLimits {
  readonly bodyBytes: number;
  /** Seconds. */
  readonly bodySeconds: number;
}

/** Content stands in strings, so a request nests no deeper than this. */
const MAX_DEPTH = 16;

const JSON_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/**
 * Reads a JSON body by its schema.
 * @throws RequestProblem
 */
export async function readJson<T>(
  request: Request,
  schema: z.ZodMiniType<T>,
  limits: BodyLimits,
  account: Account,
): Promise<T> {
  // A page elsewhere can send only forms and plain text without asking (CORS), so it can send nothing.
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? ''))
    throw new RequestProblem('unsupported-media-type');
  const body = await readBody(request, limits, account);
  return measure(account, () => parse(body, schema));
}

function parse<T>(body: Uint8Array, schema: z.ZodMiniType<T>): T {
  const parsed = parseJson(decode(body), MAX_DEPTH);
  if (parsed.problem !== undefined) throw new RequestProblem('malformed-json');
  const read = schema.safeParse(parsed.value, { reportInput: true });
  if (read.success) return read.data;
  throw new RequestProblem('invalid-request', read.error.issues.map(toMemberProblem));
}

/**
 * Decodes UTF-8 and refuses other bytes, because U+FFFD in their place could equal a signed text.
 */
function decode(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new RequestProblem('malformed-json');
  return text;
}

/**
 * The whole body, in time and within its bound, at the cost of its client. Hono's own bodyLimit and timeout would do, but
 * the one makes a stream of every body, and the other counts our work as the client's delay.
 * @throws RequestProblem `body-too-large`, `request-timeout`
 */
export async function readBody(
  request: Request,
  { bodyBytes, bodySeconds }: BodyLimits,
  account: Account,
): Promise<Uint8Array> {
  requireRoom(account);
  const declared = request.headers.get('content-length');
  if (declared !== null && !/^\d+$/.test(declared)) throw new RequestProblem('invalid-request');
  if (declared !== null && Number(declared) > bodyBytes) throw new RequestProblem('body-too-large');
  const isDeclared = declared !== null && !request.headers.has('transfer-encoding');
  // Before it comes, or many at a time would each find room.
  if (isDeclared) account.receive(Number(declared));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new RequestProblem('request-timeout')), bodySeconds * 1000);
  });
  // A server holds a body to its declared length, which is then read in one piece; without one it
  // is counted as it comes.
  const body = isDeclared
    ? request.arrayBuffer().then((buffer) => requireWithin(buffer, bodyBytes))
    : readStream(request.body, bodyBytes, account);
  try {
    return await Promise.race([body, late]);
  } catch (error) {
    // The client went away in the middle: nobody will read what it is told.
    throw error instanceof RequestProblem ? error : new RequestProblem('request-timeout');
  } finally {
    clearTimeout(timer);
    body.catch(() => undefined);
  }
}

/**
 * Refuses a body that differs from its declared length, which nothing else compares within one
 * process.
 */
function requireWithin(buffer: ArrayBuffer, bodyBytes: number): Uint8Array {
  if (buffer.byteLength > bodyBytes) throw new RequestProblem('body-too-large');
  return new Uint8Array(buffer);
}

async function readStream(
  body: Request['body'],
  bodyBytes: number,
  account: Account,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done || value === undefined) break;
    length += value.length;
    account.receive(value.length);
    if (length > bodyBytes) throw new RequestProblem('body-too-large');
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

type Issue = z.core.$ZodIssue;

/** The rule behind each kind of issue. */
const RULE_OF: Readonly<Record<NonNullable<Issue['code']>, MemberRule>> = {
  invalid_type: 'type',
  too_big: 'length',
  too_small: 'length',
  invalid_format: 'format',
  not_multiple_of: 'value',
  unrecognized_keys: 'unknown-member',
  invalid_union: 'no-alternative',
  invalid_key: 'value',
  invalid_element: 'value',
  invalid_value: 'value',
  custom: 'value',
};

/**
 * What is wrong, and where: names of the schema and places in lists. The name of an unknown
 * member was sent, so it is not repeated.
 */
function toMemberProblem(issue: Issue): MemberProblem {
  const isMissing = issue.input === undefined;
  return {
    pointer: issue.path.map((step) => `/${String(step)}`).join(''),
    rule: isMissing ? 'missing' : RULE_OF[issue.code],
  };
}
