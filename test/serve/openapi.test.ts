/**
 * /openapi.json: valid by the OpenAPI Initiative's own schema; and, with Ajv as a judge that
 * knows nothing of this package, it says of every request whether it is answered, and of every
 * response what it looks like. No request that comes of it, right or spoiled, gets a 5xx.
 */
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv/dist/2020.js';
import { localSigner, parts, signSync, text } from 'contentmark';
import { encodeTextForm } from 'contentmark/carrier';
import { html } from 'contentmark/html';
import { PROBLEM_CODES } from 'contentmark/http';
import fc from 'fast-check';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { claimsInput, DESCRIPTION, SUBJECT } from '../fixtures/claims.ts';
import { type Schema, spoiled, valuesOf } from '../fixtures/from-schema.ts';
import { shopKey } from '../fixtures/keys.ts';
import { createApi, MARK, post } from '../fixtures/verification-api.ts';

interface Operation {
  readonly operationId: string;
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const reports: unknown[] = [];
const api = createApi({ onError: (report) => reports.push(report) });
const document = (await (await api.request('/openapi.json')).json()) as Document;
const ajv = new Ajv({ strict: false, validateFormats: false });
ajv.addSchema(document, 'openapi.json');
const judge = (schema: Schema) => {
  const { $ref = '' } = schema;
  const validate = ajv.getSchema(`openapi.json${$ref}`);
  if (validate === undefined) throw new Error(`no schema ${$ref}`);
  return validate;
};

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const posts = operations.filter(({ method }) => method === 'post');

const product = '<p>Light &amp; <b>warm</b></p>';
const sign = (content: Parameters<typeof signSync>[0]) =>
  encodeTextForm(signSync(content, { signer: localSigner(shopKey), claims: claimsInput }));
/** What verdicts and detections come to. */
const OUTCOMES = /"(?:status|result)":"([a-z-]+)"/g;
/** Strings that lead further into the code than random ones. */
const WORDS = [
  MARK,
  sign(html(product)),
  sign(parts({ title: text('Boot'), description: html(product) })),
  MARK.slice(0, 50),
  DESCRIPTION,
  product,
  `<p data-contentmark="${MARK}">x</p>`,
  '{"contentmark":"0oRY","a":[1,2]}',
  SUBJECT,
  'title',
  'description',
  '__proto__',
  'constructor',
];

/** Requests with marks that hold, which no generator finds. */
const verified = {
  content: { profile: 'text', text: DESCRIPTION },
  mark: MARK,
  subject: SUBJECT,
};
const EXAMPLES: Readonly<Record<string, readonly object[]>> = {
  '/v1/verify': [verified, { ...verified, mark: null }],
  '/v1/verify/batch': [{ items: [verified, { ...verified, mark: [] }], roots: [MARK] }],
  '/v1/detect': [
    { content: { text: DESCRIPTION }, mark: MARK, subject: SUBJECT, attestation: true },
    { content: { parts: [{ name: 'title', text: 'Boot' }] }, mark: [WORDS[2]] },
    { content: { text: DESCRIPTION } },
  ],
};

test('names its paths from where it stands itself, under whatever path that is', async () => {
  const mounted = new Hono().route('/provenance', createApi());
  const at = 'https://shop.example/provenance/openapi.json';
  const { servers, paths } = (await (await mounted.request(at)).json()) as Document & {
    readonly servers: readonly { readonly url: string }[];
  };
  const base = new URL(servers[0]?.url ?? '', at).href.replace(/\/$/, '');
  expect(base).toBe('https://shop.example/provenance');
  expect(Object.keys(paths)).toContain('/healthz');
  expect((await mounted.request(`${base}/healthz`)).status).toBe(200);
});

test('is a valid OpenAPI 3.1 document', async () => {
  expect(document.openapi).toBe('3.1.1');
  const result = await new Validator().validate(structuredClone(document) as never);
  expect(result).toEqual({ valid: true });
});

test('describes every operation, and each of them is there', async () => {
  expect(operations.map(({ operation }) => operation.operationId).sort()).toEqual([
    'attestationKeys',
    'contentKeys',
    'detect',
    'health',
    'verify',
    'verifyBatch',
  ]);
  for (const { path, method } of operations) {
    const answer = await api.request(path, { method: method.toUpperCase() });
    expect(answer.status).not.toBe(404);
    expect(answer.status).not.toBe(405);
  }
});

test('has no request schema that lets a member through which nobody reads', () => {
  const visit = (schema: Schema & { readonly additionalProperties?: unknown }): void => {
    if (schema.type === 'object') expect(schema.additionalProperties).toBe(false);
    for (const one of [...(schema.anyOf ?? []), ...Object.values(schema.properties ?? {})])
      visit(one);
    if (schema.items !== undefined) visit(schema.items);
  };
  for (const name of ['VerifyRequest', 'BatchRequest', 'DetectRequest', 'Content'])
    visit(document.components.schemas[name] as Schema);
});

/** Sends a body and holds the answer against the document. */
async function send(path: string, operation: Operation, body: unknown) {
  const response = await api.request(path, post(JSON.stringify(body)));
  const answer: unknown = await response.json();
  const status = String(response.status);
  const described = operation.responses[status];
  if (described === undefined) throw new Error(`status ${status} is not in the document`);
  const type = response.headers.get('content-type') ?? '';
  const schema = described.content[type]?.schema;
  if (schema === undefined) throw new Error(`${type} is not in the document for ${status}`);
  const validate = judge(schema);
  if (!validate(answer))
    throw new Error(`${JSON.stringify(answer)}: ${JSON.stringify(validate.errors)}`);
  return {
    status: response.status,
    answer: answer as {
      readonly code?: string;
      readonly errors?: readonly { readonly rule: string }[];
    },
  };
}

describe.each(posts)('$path', ({ path, operation }) => {
  const schema = operation.requestBody?.content['application/json']?.schema as Schema;
  const isRight = judge(schema);
  const resolve = (ref: string): Schema => {
    const found = document.components.schemas[ref.split('/').at(-1) ?? ''];
    if (found === undefined) throw new Error(`no schema ${ref}`);
    return found;
  };
  const right = fc.oneof(
    { weight: 4, arbitrary: valuesOf(schema, resolve, WORDS) },
    { weight: 1, arbitrary: fc.constantFrom(...(EXAMPLES[path] ?? [])) },
  );

  test('answers every request that the document describes', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(right, async (body) => {
        if (!isRight(body))
          throw new Error(`the generator is wrong: ${JSON.stringify(isRight.errors)}`);
        const { status, answer } = await send(path, operation, body);
        for (const [, word = ''] of JSON.stringify(answer).matchAll(OUTCOMES)) seen.add(word);
        if (status === 200) return;
        // What a schema cannot say: names that repeat, or take more than 512 bytes.
        const rules = answer.errors?.map(({ rule }) => rule) ?? [];
        const isBeyond =
          rules.includes('repeated') || JSON.stringify(body).includes('😀'.repeat(129));
        expect([status, answer.code, isBeyond]).toEqual([400, 'invalid-request', true]);
      }),
      { numRuns: 400 },
    );
    // It leads into every branch, and not only to refusals at the door.
    expect([...seen].sort()).toEqual(expect.arrayContaining(['rejected', 'verified']));
    expect(seen).toContain(path === '/v1/detect' ? 'no-mark-found' : 'absent');
    expect(reports).toEqual([]);
  });

  test('refuses every request that it does not describe, and fails over none', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(spoiled(right), async (body) => {
        const { status } = await send(path, operation, body);
        if (isRight(body)) return;
        refused += 1;
        expect(status).toBe(400);
      }),
      { numRuns: 600 },
    );
    expect(refused).toBeGreaterThan(200);
    expect(reports).toEqual([]);
  });
});

test('no request of any kind fails the server', async () => {
  const path = fc.oneof(
    fc.constantFrom(
      ...operations.map((operation) => operation.path),
      '/openapi.json',
      '/',
      '/metrics',
    ),
    fc.webPath(),
  );
  const method = fc.constantFrom(
    'GET',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'HEAD',
    'PROPFIND',
  );
  const type = fc.oneof(
    fc.constantFrom('application/json', 'text/plain', 'multipart/form-data', 'application/json;'),
    fc.string({ unit: fc.constantFrom(...'abc/;=-+ "') }),
  );
  const body = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.uint8Array(),
    fc.json(),
    fc.constantFrom(
      '{',
      '[[[',
      '"\\ud800"',
      '\ufeff{}',
      '{"content":',
      `"${'\\u0000'.repeat(50)}"`,
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      path,
      method,
      type,
      body,
      fc.string(),
      async (at, how, contentType, sent, query) => {
        const isBodiless = how === 'GET' || how === 'HEAD';
        const response = await api.request(`${at}?${encodeURIComponent(query.toWellFormed())}`, {
          method: how,
          headers: { 'content-type': contentType.trim() },
          ...(!isBodiless && { body: sent as string }),
        });
        expect(response.status).toBeLessThan(500);
        const text = await response.text();
        if (response.headers.get('content-type') === 'application/problem+json' && text !== '')
          expect(PROBLEM_CODES).toContain(JSON.parse(text).code);
      },
    ),
    { numRuns: 500 },
  );
  expect(reports).toEqual([]);
});
