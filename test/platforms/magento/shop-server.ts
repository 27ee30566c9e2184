/**
 * The shop behind HTTP on the loopback interface: the endpoints that the command uses, with
 * Magento's routes, shapes, status codes and limits (AdobeDocs/commerce-webapi; Magento's
 * `SearchCriteriaValidator` and `ErrorProcessor`), and faults on demand.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { Refusal, type Shop } from './shop.ts';

export const TOKEN = 'k3v9n1h5w7x2';

/** A request as it came in. */
export interface Received {
  readonly method: string;
  /** `all` or a store view. */
  readonly scope: string;
  /** Behind `V1/`, without the query, decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly isBulk: boolean;
  readonly headers: Readonly<IncomingMessage['headers']>;
}

/** What a fault answers instead; `drop` closes the connection. */
export type Fault =
  | 'drop'
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    };

export interface ServerOptions {
  /** Input limits (`webapi/validation/complex_array_limit` and `maximum_page_size`). Default 300. */
  readonly maximumPageSize?: number;
  /** Asked before each request is carried out; a fault is the answer then. */
  readonly fault?: (request: Received, count: number) => Fault | undefined;
  /** Told after each request that was carried out, before it is answered. */
  readonly done?: (request: Received) => void | Promise<void>;
}

export async function serve(shop: Shop, options: ServerOptions = {}) {
  const received: Received[] = [];
  const bulks = new Map<string, unknown[]>();
  const server = createServer((incoming, response) => {
    void handle(incoming, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await read(incoming, shop);
    received.push(request);
    const fault = options.fault?.(request, received.length);
    if (fault === 'drop') {
      response.destroy();
      return;
    }
    const { status, headers, body } = fault ?? answer(request);
    if (fault === undefined) await options.done?.(request);
    const isText = typeof body === 'string' && headers?.['content-type'] !== undefined;
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(isText ? body : JSON.stringify(body));
  }

  function answer(request: Received): Exclude<Fault, 'drop'> {
    try {
      if (request.headers.authorization !== `Bearer ${TOKEN}`) {
        throw new Refusal(401, "The consumer isn't authorized to access %resources.", {
          resources: 'Magento_Catalog::products',
        });
      }
      const body = route(request);
      return { status: request.isBulk ? 202 : 200, body };
    } catch (error) {
      if (error instanceof Refusal) return { status: error.status, body: error.body };
      throw error;
    }
  }

  function route(request: Received): unknown {
    const { method, scope, path, query, body } = request;
    const known = scope === 'all' || shop.storeViews.includes(scope);
    const [first, second, third, fourth] = path.split('/');
    // A store code that does not exist is taken for a part of the route.
    if (!known) throw new Refusal(404, 'Request does not match any route.');
    if (request.isBulk && method === 'POST' && path === 'products') return startBulk(scope, body);
    if (method === 'GET' && path === 'store/storeViews') return listStoreViews(shop);
    if (method === 'GET' && first === 'bulk' && third === 'status') return bulkStatus(second ?? '');
    if (
      path === 'products' ||
      (first === 'products' &&
        second !== undefined &&
        third === undefined &&
        !second.startsWith('attribute'))
    ) {
      if (method === 'GET' && second === undefined) return searchProducts(scope, query);
      if (method === 'POST' || method === 'PUT') {
        const { product } = body as { readonly product: object };
        return shop.save(scope, second === undefined ? product : { ...product, sku: second });
      }
    }
    if (first === 'products' && second === 'attributes') {
      if (method === 'POST') {
        const { attribute } = body as { readonly attribute: Record<string, unknown> };
        return shop.createAttribute(attribute);
      }
      const found = shop.attributes.get(third ?? '');
      if (found !== undefined) return found;
      throw new Refusal(
        404,
        'The attribute with a "%1" attributeCode doesn\'t exist. Verify the attribute and try again.',
        [third],
      );
    }
    if (first === 'products' && second === 'attribute-sets') {
      return routeSets(shop, method, [third, fourth], query, body);
    }
    throw new Refusal(404, 'Request does not match any route.');
  }

  function searchProducts(scope: string, query: URLSearchParams): unknown {
    const pageSize = Number(query.get('searchCriteria[pageSize]') ?? 20);
    const max = options.maximumPageSize ?? 300;
    if (pageSize > max) {
      throw new Refusal(400, 'Maximum SearchCriteria pageSize is %max', { max });
    }
    let found = shop.list();
    for (let n = 0; query.has(`searchCriteria[filter_groups][${n}][filters][0][field]`); n++) {
      const filter = `searchCriteria[filter_groups][${n}][filters][0]`;
      if (query.get(`${filter}[field]`) !== 'entity_id') {
        throw new Refusal(400, 'Invalid attribute name: %1', [query.get(`${filter}[field]`)]);
      }
      const value = Number(query.get(`${filter}[value]`));
      const condition = query.get(`${filter}[condition_type]`);
      found = found.filter(({ id }) => (condition === 'gt' ? id > value : id <= value));
    }
    // Asked for a page behind the last one, a collection gives the last one again.
    const pages = Math.max(1, Math.ceil(found.length / pageSize));
    const page = Math.min(Number(query.get('searchCriteria[currentPage]') ?? 1), pages);
    const items = found
      .slice((page - 1) * pageSize, page * pageSize)
      .map((product) => shop.show(product, scope));
    const wanted = /items\[([^\]]*)\]/.exec(query.get('fields') ?? '')?.[1]?.split(',');
    return {
      items: items.map((item) =>
        Object.fromEntries(
          Object.entries(item).filter(([member]) => wanted?.includes(member) ?? true),
        ),
      ),
      total_count: found.length,
    };
  }

  function startBulk(scope: string, body: unknown): unknown {
    const requests = body as readonly { readonly product: unknown }[];
    const id = randomUUID();
    // The consumer works them off later; here when the status is asked for the second time.
    bulks.set(
      id,
      requests.map(
        ({ product }) =>
          () =>
            shop.save(scope, product),
      ),
    );
    return {
      bulk_uuid: id,
      request_items: requests.map((_, at) => ({ id: at, data_hash: 'x', status: 'accepted' })),
      errors: false,
    };
  }

  const asked = new Set<string>();
  function bulkStatus(id: string): unknown {
    const jobs = bulks.get(id);
    if (jobs === undefined)
      throw new Refusal(404, 'Bulk uuid %bulkUuid not exist', { bulkUuid: id });
    const isFirst = !asked.has(id);
    asked.add(id);
    return {
      operations_list: jobs.map((job, at) => {
        if (isFirst) return { id: at, status: 4, result_message: null, error_code: null };
        try {
          (job as () => unknown)();
          return {
            id: at,
            status: 1,
            result_message: 'Service execution success',
            error_code: null,
          };
        } catch (error) {
          return { id: at, status: 3, result_message: (error as Error).message, error_code: 0 };
        }
      }),
      user_type: 1,
      bulk_id: id,
      operation_count: jobs.length,
    };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    /** The requests that changed something. */
    writes: () => received.filter(({ method }) => method !== 'GET'),
  };
}

export type Server = Awaited<ReturnType<typeof serve>>;

function listStoreViews(shop: Shop): unknown {
  return ['admin', ...shop.storeViews].map((code, id) => ({
    id,
    code,
    name: code,
    website_id: 1,
    store_group_id: 1,
    is_active: 1,
  }));
}

function routeSets(
  shop: Shop,
  method: string,
  [third, fourth]: readonly (string | undefined)[],
  query: URLSearchParams,
  body: unknown,
): unknown {
  if (third === 'sets' && fourth === 'list') {
    return {
      items: shop.sets.map(({ id, name }) => ({ attribute_set_id: id, attribute_set_name: name })),
      total_count: shop.sets.length,
    };
  }
  if (third === 'groups' && fourth === 'list') {
    const id = Number(query.get('searchCriteria[filter_groups][0][filters][0][value]'));
    const groups = shop.sets.find((set) => set.id === id)?.groups ?? [];
    return {
      items: groups.map((group) => ({
        // Ids of groups come as text.
        attribute_group_id: String(group.id),
        attribute_group_name: group.name,
      })),
      total_count: groups.length,
    };
  }
  if (third === 'attributes' && method === 'POST') {
    const { attributeSetId, attributeGroupId, attributeCode } = body as Record<string, unknown>;
    const set = shop.sets.find(({ id }) => id === attributeSetId);
    if (set?.groups.some(({ id }) => id === attributeGroupId) !== true) {
      throw new Refusal(404, 'No such entity with %fieldName = %fieldValue', {
        fieldName: 'attributeGroupId',
        fieldValue: attributeGroupId,
      });
    }
    if (!shop.attributes.has(String(attributeCode))) throw new Refusal(404, 'No such attribute');
    set.attributes.add(String(attributeCode));
    return '1043';
  }
  const set = shop.sets.find(({ id }) => String(id) === third);
  if (set !== undefined && fourth === 'attributes') {
    return [...set.attributes].map((code) => ({ attribute_code: code }));
  }
  throw new Refusal(404, 'No such entity with id = %value', { value: third });
}

/** The route of either edition. */
async function read(incoming: IncomingMessage, shop: Shop): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const url = new URL(incoming.url ?? '/', 'http://shop');
  const saas = /^\/tenant\/V1\/(async\/bulk\/)?(.*)$/.exec(url.pathname);
  const paas = /^\/rest\/([^/]+)\/(async\/bulk\/)?V1\/(.*)$/.exec(url.pathname);
  const [scope, bulk, path] =
    saas === null
      ? [paas?.[1] ?? shop.storeViews[0], paas?.[2], paas?.[3]]
      : [String(incoming.headers['store'] ?? 'default'), saas[1], saas[2]];
  return {
    method: incoming.method ?? '',
    scope: scope ?? '',
    path: decodeURIComponent(path ?? 'no such route'),
    query: url.searchParams,
    body: text === '' ? undefined : JSON.parse(text),
    isBulk: bulk !== undefined,
    headers: incoming.headers,
  };
}
