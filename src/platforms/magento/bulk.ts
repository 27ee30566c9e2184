/** Asks for the status of a bulk request and reads the reply. */
import { requireText, wrongArgument } from '../../errors.ts';
import { ownMember } from '../../members.ts';
import { readCount, readFlag, readList, readText } from '../read-member.ts';
import { createRequest, type RestRequest } from './request.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A bulk that was accepted into the queue. */
export type BulkStart =
  | { readonly id: string; readonly rejected: readonly number[]; readonly problem?: never }
  | { readonly problem: string };

/** Reads the reply of `bulkMarksRequest`: the bulk's id, and which of its requests were not queued. */
export function readBulkReply(reply: unknown): BulkStart {
  const id = readText(reply, 'bulk_uuid');
  const items = readList(reply, 'request_items');
  if (id === undefined || !UUID.test(id) || items === undefined) {
    return { problem: 'not a bulk that was accepted' };
  }
  const rejected = items.flatMap((item, index) =>
    readText(item, 'status') === 'accepted' ? [] : [index],
  );
  return rejected.length === 0 && readFlag(reply, 'errors') === true
    ? { problem: 'a bulk with errors that name none of its requests' }
    : { id, rejected };
}

/** Asks how the requests of a bulk are doing. */
export function bulkStatusRequest(id: string): RestRequest {
  requireText('id', id);
  if (!UUID.test(id)) throw wrongArgument('id', 'the UUID of a bulk', id);
  return createRequest('GET', 'all', `bulk/${id}/status`);
}

/** How the requests of a bulk are doing. */
export interface BulkStatus {
  /** Waiting, or being worked on. */
  readonly open: number;
  readonly complete: number;
  /** What went wrong, by the request's place where Magento numbers them so. */
  readonly failed: readonly { readonly id: number; readonly detail: string }[];
}

/** 1 complete, 2 failed but may be tried again, 3 failed, 4 open, 5 rejected. */
const COMPLETE = 1;
const OPEN = 4;

/** Reads the reply of {@link bulkStatusRequest}. */
export function readBulkStatusReply(reply: unknown): BulkStatus | { readonly problem: string } {
  const operations = readList(reply, 'operations_list');
  if (operations === undefined) return { problem: 'not the status of a bulk' };
  let open = 0;
  let complete = 0;
  const failed: { id: number; detail: string }[] = [];
  for (const [index, operation] of operations.entries()) {
    const status = ownMember(operation, 'status');
    if (status === OPEN) open += 1;
    else if (status === COMPLETE) complete += 1;
    else {
      const detail = readText(operation, 'result_message') ?? `status ${String(status)}`;
      failed.push({ id: readCount(operation, 'id') ?? index, detail });
    }
  }
  return { open, complete, failed };
}
