/** Makes the OpenAPI 3.1 document from the operations and the schemas that check their requests. */
import * as z from 'zod/mini';
import { type Route, UNLIMITED } from './events.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { type ProblemCode, statusOf } from './problem.ts';
import { BatchRequest, Content, DetectRequest, VerifyRequest } from './request-schemas.ts';
import {
  BatchResponse,
  Checks,
  Claims,
  DetectResponse,
  Health,
  JwkSet,
  Problem,
  Verdict,
} from './response-schemas.ts';

/** Schemas that are printed once and referred to, by name. */
const COMPONENTS: Readonly<Record<string, z.ZodMiniType>> = {
  BatchRequest,
  BatchResponse,
  Checks,
  Claims,
  Content,
  DetectRequest,
  DetectResponse,
  Health,
  JwkSet,
  Problem,
  Verdict,
  VerifyRequest,
};

/** The version of the API, not of the package: it moves when an answer changes its meaning. */
const API_VERSION = '1.0.0';

const at = (name: string): string => `#/components/schemas/${name}`;

/** The document as plain data. */
export function createOpenapi(): object {
  const names = new Map(Object.entries(COMPONENTS).map(([name, schema]) => [schema, name]));
  const refer = (schema: z.ZodMiniType) => ({ $ref: at(names.get(schema) ?? '') });
  return {
    openapi: '3.1.1',
    info: {
      title: 'contentmark verification API',
      version: API_VERSION,
      description:
        'Checks signed provenance marks. A verified mark proves who marked exactly this content and what they declared; it does not prove that the declaration is true. The absence of a mark proves nothing.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    // Relative to this document, so that it holds under whatever path the API is mounted.
    servers: [{ url: '.' }],
    security: [],
    paths: Object.fromEntries(
      OPERATIONS.map((operation) => [
        operation.route,
        { [operation.method.toLowerCase()]: describe(operation, refer) },
      ]),
    ),
    components: { schemas: printComponents() },
  };
}

function printComponents(): object {
  const registry = z.registry<{ readonly id: string }>();
  for (const [id, schema] of Object.entries(COMPONENTS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { target: 'draft-2020-12', uri: at });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _dialect, $id: _id, ...schema }]) => [
      name,
      schema,
    ]),
  );
}

function describe(operation: Operation, refer: (schema: z.ZodMiniType) => object): object {
  const { id, summary, description, response } = operation;
  const contentType = operation.method === 'POST' ? 'application/json' : operation.contentType;
  const problems =
    operation.method === 'POST' ? operation.problems : readingProblems(operation.route);
  return {
    operationId: id,
    summary,
    description,
    ...(operation.method === 'POST' && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: refer(operation.request) } },
      },
    }),
    responses: {
      200: { description: 'The answer.', content: { [contentType]: { schema: refer(response) } } },
      ...Object.fromEntries(
        [...groupByStatus(problems)].map(([status, codes]) => [
          status,
          {
            description: codes.join(', '),
            content: { 'application/problem+json': { schema: { $ref: at('Problem') } } },
          },
        ]),
      ),
    },
  };
}

function readingProblems(route: Route): readonly ProblemCode[] {
  return UNLIMITED.includes(route) ? ['internal'] : ['too-many-requests', 'internal'];
}

function groupByStatus(codes: readonly ProblemCode[]): ReadonlyMap<number, readonly ProblemCode[]> {
  const groups = new Map<number, ProblemCode[]>();
  for (const code of codes)
    groups.set(statusOf(code), [...(groups.get(statusOf(code)) ?? []), code]);
  return groups;
}
