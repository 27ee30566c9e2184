/**
 * Makes the requests of bulk operations, which read a whole catalogue. Shopify runs the query
 * outside the cost limits, and leaves the result as JSONL at a URL for seven days.
 */
import { readOptions, requireText, wrongArgument } from '../../errors.ts';
import { ownMember } from '../../members.ts';
import { readList, readText } from '../read-member.ts';
import { MEDIA_SELECTION, PRODUCT_SELECTION } from './product.ts';
import { createRequest, type GraphqlRequest } from './request.ts';

const RUN = `mutation ContentmarkBulk($query: String!, $groupObjects: Boolean!) {
bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
bulkOperation { id status }
userErrors { code field message }
}
}`;

const LOOK = `query ContentmarkBulkOperation($id: ID!) {
bulkOperation(id: $id) { id status errorCode objectCount rootObjectCount fileSize url }
}`;

/** Options of {@link bulkProductsRequest}. */
export interface BulkProducts {
  /** A filter in Shopify's search syntax, such as `status:active`. Default every product. */
  readonly query?: string;
  /**
   * Whether children stand directly behind their product, so that products can be taken one
   * by one. Shopify is slower then. Default true; with false a reader has to keep all of them.
   */
  readonly groupObjects?: boolean;
}

/** The query that a bulk operation runs: no variables, so a filter is written into it. */
export function bulkProductsQuery(query?: string): string {
  if (query !== undefined) requireText('query', query);
  // JSON escapes what GraphQL's strings escape, in the same way (October 2021, §2.9.4).
  const filter = query === undefined ? '' : `(query: ${JSON.stringify(query)})`;
  return `{
products${filter} { edges { node {
${PRODUCT_SELECTION}
media(query: "media_type:IMAGE") { edges { node { ${MEDIA_SELECTION} } } }
} } }
}`;
}

/** Asks to start reading products in bulk. Read the reply with {@link readBulkStartReply}. */
export function bulkProductsRequest(options: BulkProducts = {}): GraphqlRequest {
  const { query, groupObjects = true } = readOptions('options', options, ['query', 'groupObjects']);
  if (typeof groupObjects !== 'boolean') {
    throw wrongArgument('options.groupObjects', 'true or false', groupObjects);
  }
  return createRequest(RUN, { query: bulkProductsQuery(query), groupObjects });
}

/** Asks how a bulk operation is doing. Read the reply with {@link readBulkOperationReply}. */
export function bulkOperationRequest(id: string): GraphqlRequest {
  requireText('id', id);
  return createRequest(LOOK, { id });
}

/** Started, or not: `busy` where as many run as may run at a time. */
export type BulkStart =
  | { readonly status: 'started'; readonly id: string }
  | { readonly status: 'busy' | 'refused'; readonly detail: string };

const BUSY = ['OPERATION_IN_PROGRESS', 'LIMIT_REACHED'];

/** Reads the data of {@link bulkProductsRequest}'s reply. */
export function readBulkStartReply(data: unknown): BulkStart {
  const payload = ownMember(data, 'bulkOperationRunQuery');
  const [error] = readList(payload, 'userErrors') ?? [];
  if (error !== undefined) {
    const detail = readText(error, 'message') ?? 'no message';
    return { status: BUSY.includes(readText(error, 'code') ?? '') ? 'busy' : 'refused', detail };
  }
  const id = readText(ownMember(payload, 'bulkOperation'), 'id');
  return id === undefined
    ? { status: 'refused', detail: 'the reply names no operation' }
    : { status: 'started', id };
}

/** How a bulk operation is doing. */
export type BulkOperation =
  | { readonly status: 'running'; readonly objects: number }
  | {
      readonly status: 'completed';
      /** `undefined` where nothing matched. It lets whoever has it read the catalogue. */
      readonly url: string | undefined;
      /** Of the result, in bytes. */
      readonly bytes: number | undefined;
      /** How many products it holds. */
      readonly products: number | undefined;
    }
  | { readonly status: 'ended'; readonly detail: string };

/** Reads the data of {@link bulkOperationRequest}'s reply. `null` where there is no such operation. */
export function readBulkOperationReply(data: unknown): BulkOperation | null | undefined {
  const operation = ownMember(data, 'bulkOperation');
  if (operation === null || operation === undefined) return operation;
  const status = readText(operation, 'status');
  switch (status) {
    case 'CREATED':
    case 'RUNNING':
    case 'CANCELING':
      return { status: 'running', objects: readCount(operation, 'objectCount') ?? 0 };
    case 'COMPLETED':
      return {
        status: 'completed',
        url: readText(operation, 'url'),
        bytes: readCount(operation, 'fileSize'),
        products: readCount(operation, 'rootObjectCount'),
      };
    default:
      // CANCELED, FAILED, EXPIRED, or a status of a later version.
      return {
        status: 'ended',
        detail: [status ?? 'no status', readText(operation, 'errorCode')].filter(Boolean).join(' '),
      };
  }
}

/** `UnsignedInt64` is sent as text. */
function readCount(operation: unknown, name: string): number | undefined {
  const value = ownMember(operation, name);
  const count = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}
