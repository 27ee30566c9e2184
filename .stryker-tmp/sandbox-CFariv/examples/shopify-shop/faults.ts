/** What goes wrong on purpose, each once for every time it was asked for. */
// @ts-nocheck

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Store } from './store.ts';

export type Fault =
  | {
      readonly type: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  /** The connection breaks before anything was done. */
  | { readonly type: 'reset' }
  /** Never answered. */
  | { readonly type: 'silence' };

export function createFaults() {
  const queue: Fault[] = [];
  let dropped = 0;
  let droppedName = '';
  let cutAt: number | undefined;
  const arrivals = new Map<string, (() => void)[]>();
  const hooks = new Map<string, ((store: Store) => void)[]>();

  return {
    /** The next requests fail so, in this order. */
    next(...faults: Fault[]): void {
      queue.push(...faults);
    },
    /** Runs before an operation of this name is executed: what somebody else does meanwhile. */
    beforeNext(name: string, hook: (store: Store) => void): void {
      hooks.set(name, [...(hooks.get(name) ?? []), hook]);
    },
    /** Runs when an operation of this name arrives, before it is charged. */
    atNext(name: string, hook: () => void): void {
      arrivals.set(name, [...(arrivals.get(name) ?? []), hook]);
    },
    /** The next requests with this operation are carried out, and their replies lost. */
    dropReplies(name: string, count: number): void {
      droppedName = name;
      dropped = count;
    },
    /** The next download of a bulk result ends after so many bytes. */
    cutBulkAt(bytes: number): void {
      cutAt = bytes;
    },

    async apply(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
      const fault = queue.shift();
      if (fault === undefined) return false;
      if (fault.type === 'reset') request.socket.destroy();
      if (fault.type === 'status') {
        response.writeHead(fault.status, fault.headers ?? {});
        response.end(fault.body ?? '');
      }
      return true;
    },
    at(name: string): void {
      arrivals.get(name)?.shift()?.();
    },
    before(name: string, store: Store): void {
      hooks.get(name)?.shift()?.(store);
    },
    dropsReply(query: string): boolean {
      if (dropped === 0 || !query.includes(droppedName)) return false;
      dropped -= 1;
      return true;
    },
    cutBulk(result: Buffer): Buffer {
      const bytes = cutAt === undefined ? result : result.subarray(0, cutAt);
      cutAt = undefined;
      return bytes;
    },
  };
}
