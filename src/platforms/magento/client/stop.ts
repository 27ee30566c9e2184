/**
 * Ends a run from deep inside a walk: a failure is thrown as an exception, and `untilStopped`
 * returns it as data.
 */
import { type Failed, fail } from '../../run/failure.ts';
import type { CallOptions } from '../../run/sending.ts';
import type { RestRequest } from '../request.ts';
import type { MagentoClient, MagentoReply } from './client.ts';

class Stop extends Error {
  readonly failure: Failed;
  constructor(failure: Failed) {
    super(failure.detail);
    this.failure = failure;
  }
}

/** What `work` gives, or the failure that it was stopped by. */
export async function untilStopped<T>(work: () => Promise<T>): Promise<T | Failed> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Stop) return error.failure;
    throw error;
  }
}

/** A failure, to be thrown within {@link untilStopped}. */
export function stop(failure: Failed): Error {
  return new Stop(failure);
}

/** Stops because a reply is not what Magento documents. */
export function unexpected(problem: string): Error {
  return new Stop(fail('malformed', `an unexpected reply of the shop: ${problem}`));
}

/** The body of a reply that must be one. */
export function bodyOf(reply: MagentoReply): unknown {
  if (reply.status === 'ok') return reply.body;
  const { reason, detail, httpStatus } = reply;
  throw new Stop(fail(reason, httpStatus === undefined ? detail : `HTTP ${httpStatus}: ${detail}`));
}

/** Sends a request whose answer must be one. */
export async function get(
  client: MagentoClient,
  request: RestRequest,
  call: CallOptions,
): Promise<unknown> {
  return bodyOf(await client.send(request, call));
}
