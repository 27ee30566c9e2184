/**
 * A shop to try things against: Shopify's real schema, executed by graphql-js over data in
 * memory, behind HTTP on the loopback, with the limits that Shopify itself has. Nothing in it
 * is random but ports and addresses of results; time is the caller's clock.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DocumentNode, execute, parse, validate } from 'graphql';
import { createBucket } from './bucket.ts';
import { setBulkRunner } from './bulk.ts';
import { actualCost, requestedCost } from './cost.ts';
import { createFaults } from './faults.ts';
import {
  createAdminRoot,
  createStorefrontRoot,
  type RootOptions,
  type StorefrontContext,
} from './root.ts';
import { loadSchema } from './schemas.ts';
import { createStore, type SeedProduct } from './store.ts';

export interface ShopifyServerOptions {
  readonly products: readonly SeedProduct[];
  /** Seconds, with fractions. Default the machine's. */
  readonly clock?: () => number;
  /** Default 2,000 points, 100 a second: a standard plan. */
  readonly maximumAvailable?: number;
  readonly restoreRate?: number;
  /** Default 0.2. */
  readonly bulkSeconds?: number;
  /** Default false. */
  readonly isDevelopment?: boolean;
  /** Default `contentmark-test.myshopify.com`. */
  readonly domain?: string;
  /** Default a free one. */
  readonly port?: number;
  /** Default `read_products` and `write_products`. */
  readonly scopes?: readonly string[];
}

/** What one query may cost. */
const MAX_COST = 1_000;
const WRITES = ['metafieldsSet', 'metafieldDefinitionCreate', 'productCreate', 'productUpdate'];
const OPEN = ['shop', 'currentAppInstallation'];
const VERSIONS = ['2026-10', '2026-07'];
export const TOKEN = 'shpat_0123456789abcdef0123456789abcdef';
const DOCUMENTATION = 'https://shopify.dev/api/usage/rate-limits';

/** Starts a shop. `close` it, or the test never ends. */
export async function startShopifyServer(options: ShopifyServerOptions) {
  const { clock = () => performance.now() / 1000, maximumAvailable = 2_000 } = options;
  const { restoreRate = 100, scopes = ['read_products', 'write_products'] } = options;
  const store = createStore(options.products);
  const bucket = createBucket({ maximumAvailable, restoreRate, clock });
  const faults = createFaults();
  /** What was asked, for assertions: operation names in their order. */
  const requests: { readonly name: string; readonly throttled: boolean }[] = [];
  let origin = '';

  const rootOptions: RootOptions = {
    store,
    clock,
    scopes,
    bulkSeconds: options.bulkSeconds ?? 0.2,
    bulkUrl: (token) => `${origin}/bulk/${token}.jsonl`,
    isDevelopment: options.isDevelopment ?? false,
    domain: options.domain ?? 'contentmark-test.myshopify.com',
  };
  const newest = loadSchema('admin', VERSIONS[0] as string).schema;
  setBulkRunner(rootOptions, {
    schema: newest,
    run(document) {
      const result = execute({
        schema: newest,
        document,
        rootValue: createAdminRoot(rootOptions, true),
      });
      if (result instanceof Promise || result.errors) throw new Error('a bulk query failed');
      return result.data;
    },
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', origin);
    const bulk = /^\/bulk\/([0-9a-f]{32})\.jsonl$/.exec(pathname)?.[1];
    if (bulk !== undefined && request.method === 'GET') return sendBulk(bulk, request, response);
    const [, api, version = ''] =
      /^(?:\/admin)?\/(api)\/(\d{4}-\d{2}|unstable)\/graphql\.json$/.exec(pathname) ?? [];
    const body = await readBody(request);
    if (api === undefined || request.method !== 'POST')
      return send(response, 404, { errors: 'Not Found' });
    const isAdmin = pathname.startsWith('/admin/');
    const header = isAdmin ? 'x-shopify-access-token' : 'x-shopify-storefront-access-token';
    if (request.headers[header] !== TOKEN) {
      const errors = '[API] Invalid API key or access token (unrecognized login or wrong password)';
      return send(response, 401, { errors });
    }
    if (await faults.apply(request, response)) return;
    // A version that is gone is answered by the oldest that is not.
    const served = VERSIONS.includes(version) ? version : (VERSIONS[VERSIONS.length - 1] as string);
    response.setHeader('x-shopify-api-version', served);
    let posted: { query?: unknown; variables?: unknown };
    try {
      posted = JSON.parse(body);
    } catch {
      return send(response, 400, { errors: { query: 'Required parameter missing or invalid' } });
    }
    const { query, variables } = posted;
    if (typeof query !== 'string') {
      return send(response, 400, { errors: { query: 'Required parameter missing or invalid' } });
    }
    const reply = isAdmin
      ? executeAdmin(served, query, (variables ?? {}) as Record<string, unknown>)
      : executeStorefront(served, query, (variables ?? {}) as Record<string, unknown>);
    if (faults.dropsReply(query)) {
      request.socket.destroy();
      return;
    }
    send(response, 200, reply);
  }

  function executeAdmin(version: string, query: string, variables: Record<string, unknown>) {
    const { schema } = loadSchema('admin', version);
    let document: DocumentNode;
    try {
      document = parse(query);
    } catch (error) {
      return { errors: [{ message: String(error) }] };
    }
    const problems = validate(schema, document);
    if (problems.length > 0) return { errors: problems.map((problem) => problem.toJSON()) };
    const name = nameOf(document);
    const requestedQueryCost = requestedCost(schema, document, variables);
    if (requestedQueryCost > MAX_COST) {
      const message = `Query cost is ${requestedQueryCost}, which exceeds the single query max cost limit (${MAX_COST}).`;
      const extensions = {
        code: 'MAX_COST_EXCEEDED',
        cost: requestedQueryCost,
        maxCost: MAX_COST,
        documentation: DOCUMENTATION,
      };
      return { errors: [{ message, extensions }] };
    }
    faults.at(name);
    if (!bucket.take(requestedQueryCost)) {
      requests.push({ name, throttled: true });
      const cost = { requestedQueryCost, actualQueryCost: null, throttleStatus: bucket.status() };
      const extensions = { code: 'THROTTLED', documentation: DOCUMENTATION };
      return { errors: [{ message: 'Throttled', extensions }], extensions: { cost } };
    }
    requests.push({ name, throttled: false });
    const denied = denial(document);
    if (denied !== undefined) {
      bucket.refund(requestedQueryCost);
      return denied;
    }
    faults.before(name, store);
    const result = execute({
      schema,
      document,
      rootValue: createAdminRoot(rootOptions),
      variableValues: variables,
    });
    if (result instanceof Promise) throw new Error('nothing here is asynchronous');
    const actualQueryCost = actualCost(schema, document, variables, result.data);
    bucket.refund(requestedQueryCost - actualQueryCost);
    const cost = { requestedQueryCost, actualQueryCost, throttleStatus: bucket.status() };
    return { ...result, extensions: { cost } };
  }

  /** What the token's scopes do not cover; the shop itself may always be asked. */
  function denial(document: DocumentNode) {
    const fields = rootFields(document);
    const isWrite = fields.some((name) => WRITES.includes(name));
    const needed = isWrite ? 'write_products' : 'read_products';
    // Writing takes reading along.
    const isGranted = scopes.includes(needed) || scopes.includes(needed.replace('read', 'write'));
    if (isGranted || fields.every((name) => OPEN.includes(name))) return undefined;
    const message = `Access denied. Required access: \`${needed}\` access scope.`;
    const extensions = { code: 'ACCESS_DENIED', requiredAccess: `\`${needed}\` access scope.` };
    return { data: null, errors: [{ message, extensions }] };
  }

  function executeStorefront(version: string, query: string, variables: Record<string, unknown>) {
    const { schema } = loadSchema('storefront-graphql', version);
    const document = parse(query);
    const problems = validate(schema, document);
    if (problems.length > 0) return { errors: problems.map((problem) => problem.toJSON()) };
    return execute({
      schema,
      document,
      rootValue: createStorefrontRoot(store, contextOf(document)),
      variableValues: variables,
    });
  }

  function sendBulk(token: string, request: IncomingMessage, response: ServerResponse): void {
    const operation = [...store.bulkOperations.values()].find((each) => each.token === token);
    // The link is signed by itself; a token sent along would have gone to a stranger.
    const hasToken = request.headers['x-shopify-access-token'] !== undefined;
    if (operation?.result === undefined || hasToken) {
      send(response, hasToken ? 400 : 404, {});
      return;
    }
    response.writeHead(200, { 'content-type': 'application/jsonl' });
    const bytes = faults.cutBulk(operation.result);
    if (bytes.length === operation.result.length) response.end(bytes);
    else response.write(bytes, () => request.socket.destroy());
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => send(response, 500, { errors: String(error) }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: origin,
    token: TOKEN,
    store,
    bucket,
    faults,
    requests,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type ShopifyServer = Awaited<ReturnType<typeof startShopifyServer>>;

/** The arguments of `@inContext`, which are written into the document. */
function contextOf({ definitions: [operation] }: DocumentNode): StorefrontContext {
  const directives = operation?.kind === 'OperationDefinition' ? operation.directives : undefined;
  const context = directives?.find(({ name }) => name.value === 'inContext');
  const read = (wanted: string) => {
    const value = context?.arguments?.find(({ name }) => name.value === wanted)?.value;
    return value?.kind === 'EnumValue' ? value.value : undefined;
  };
  return { language: read('language'), country: read('country') };
}

function rootFields(document: DocumentNode): string[] {
  const [definition] = document.definitions;
  if (definition?.kind !== 'OperationDefinition') return [];
  return definition.selectionSet.selections.flatMap((selection) =>
    selection.kind === 'Field' ? [selection.name.value] : [],
  );
}

function nameOf(document: DocumentNode): string {
  const [definition] = document.definitions;
  return (definition?.kind === 'OperationDefinition' && definition.name?.value) || 'anonymous';
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) return;
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(bytes);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
