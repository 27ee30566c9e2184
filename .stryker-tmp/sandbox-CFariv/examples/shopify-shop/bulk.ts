/** Bulk operations: the query runs whole, and its result is lines as Shopify writes them. */
// @ts-nocheck

import { randomBytes } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { RootOptions } from './root.ts';

const MAX_CONNECTIONS = 5;
const MAX_DEPTH = 2;
/** Five at a time since version 2026-01. */
const MAX_RUNNING = 5;
const WEEK = 7 * 86_400;

/** Set by the server, which has the schema and can execute. */
export interface BulkRunner {
  readonly schema: GraphQLSchema;
  readonly run: (document: DocumentNode) => unknown;
}

const runners = new WeakMap<RootOptions, BulkRunner>();

export function setBulkRunner(options: RootOptions, runner: BulkRunner): void {
  runners.set(options, runner);
}

export function startBulkOperation(
  options: RootOptions,
  { query, groupObjects }: { query: string; groupObjects: boolean },
) {
  const { store, clock } = options;
  const refuse = (code: string, message: string) => ({
    bulkOperation: null,
    userErrors: [{ code, field: ['query'], message }],
  });
  const runner = runners.get(options) as BulkRunner;
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return refuse('INVALID', `Invalid bulk query: ${String(error)}`);
  }
  const [problem] = validate(runner.schema, document);
  if (problem) return refuse('INVALID', `Invalid bulk query: ${problem.message}`);
  const shape = shapeOf(runner.schema, document);
  if (shape !== undefined) return refuse('INVALID', shape);
  const running = [...store.bulkOperations.values()].filter(
    ({ startedAt }) => clock() < startedAt + options.bulkSeconds,
  );
  if (running.length >= MAX_RUNNING) {
    return refuse('LIMIT_REACHED', 'Bulk operations limit reached. Please try again later.');
  }
  const id = `gid://shopify/BulkOperation/${store.newId()}`;
  const token = randomBytes(16).toString('hex');
  store.bulkOperations.set(id, {
    id,
    query,
    groupObjects,
    startedAt: clock(),
    token,
    result: undefined,
    error: undefined,
  });
  return { bulkOperation: { id, status: 'CREATED' }, userErrors: [] };
}

export function describeBulkOperation(options: RootOptions, id: string) {
  const { store, clock, bulkSeconds, bulkUrl } = options;
  const operation = store.bulkOperations.get(id);
  if (operation === undefined) return null;
  const age = clock() - operation.startedAt;
  const base = {
    id,
    errorCode: null,
    objectCount: '0',
    rootObjectCount: '0',
    fileSize: null,
    url: null,
    partialDataUrl: null,
  };
  if (operation.error !== undefined) {
    return { ...base, status: 'FAILED', errorCode: operation.error };
  }
  if (age < bulkSeconds) return { ...base, status: age < bulkSeconds / 2 ? 'CREATED' : 'RUNNING' };
  if (age > WEEK) return { ...base, status: 'EXPIRED' };
  const runner = runners.get(options) as BulkRunner;
  operation.result ??= writeLines(runner.run(parse(operation.query)), operation.groupObjects);
  const { result, token } = operation;
  const text = result.toString('latin1');
  const lines = text.split('\n').length - 1;
  const roots = lines - text.split('"__parentId":').length + 1;
  return {
    ...base,
    status: 'COMPLETED',
    objectCount: String(lines),
    rootObjectCount: String(roots),
    fileSize: String(result.length),
    url: result.length === 0 ? null : bulkUrl(token),
  };
}

/** Why a query cannot run in bulk. */
function shapeOf(schema: GraphQLSchema, document: DocumentNode): string | undefined {
  const info = new TypeInfo(schema);
  let count = 0;
  let depth = 0;
  let deepest = 0;
  const isConnection = () => {
    const type = getNamedType(info.getType());
    return isObjectType(type) && type.name.endsWith('Connection');
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter() {
          if (!isConnection()) return;
          count += 1;
          depth += 1;
          deepest = Math.max(deepest, depth);
        },
        leave() {
          if (isConnection()) depth -= 1;
        },
      },
    }),
  );
  if (count === 0) return 'Bulk queries must contain at least one connection.';
  if (count > MAX_CONNECTIONS)
    return `Bulk queries cannot contain more than ${MAX_CONNECTIONS} connections.`;
  return deepest > MAX_DEPTH
    ? `Bulk queries cannot contain connections with a nesting depth greater than ${MAX_DEPTH}.`
    : undefined;
}

type Node = Record<string, unknown>;

/**
 * Lines: an object without its connections, then the objects of those with `__parentId`.
 * Grouped they follow their parent; otherwise, as on Shopify's own workers, they come when the
 * page behind their parent's has been written.
 */
function writeLines(data: unknown, groupObjects: boolean): Buffer {
  const [connection] = Object.values(data as Record<string, { edges: { node: Node }[] }>);
  const lines: string[] = [];
  let late: string[] = [];
  let later: string[] = [];
  connection?.edges.forEach(({ node }, index) => {
    const { own, children } = split(node);
    lines.push(print(own));
    const childLines = children.map((child) => print({ ...child, __parentId: node.id }));
    if (groupObjects) lines.push(...childLines);
    else later.push(...childLines);
    if (index % 10 === 9) {
      lines.push(...late);
      late = later;
      later = [];
    }
  });
  lines.push(...late, ...later);
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

function split(node: Node): { own: Node; children: Node[] } {
  const own: Node = {};
  const children: Node[] = [];
  for (const [name, value] of Object.entries(node)) {
    const edges = (value as { edges?: { node: Node }[] } | null)?.edges;
    if (edges === undefined) own[name] = value;
    else children.push(...edges.map((edge) => edge.node));
  }
  return { own, children };
}

/** Shopify's writer escapes every slash. */
function print(node: Node): string {
  return JSON.stringify(node).replaceAll('/', '\\/');
}
