/** An audit log that ends with the process: for tests, and for trying it out. */
import type { AuditLogStore } from '../../audit/log/store.ts';
import { equalBytes } from '../../format/bytes/bytes.ts';

/** Makes an empty store. Nothing of it is durable, whatever its methods promise elsewhere. */
export function createMemoryLogStore(): AuditLogStore {
  const parts = new Map<string, Uint8Array>();
  let head: Uint8Array | undefined;
  const isHead = (before: Uint8Array | undefined) =>
    before === undefined || head === undefined ? before === head : equalBytes(before, head);
  return {
    backend: {
      read: async (path) => parts.get(path)?.slice(),
      async write(path, bytes) {
        parts.set(path, new Uint8Array(bytes));
      },
      async create(path, bytes) {
        if (parts.has(path)) return false;
        parts.set(path, new Uint8Array(bytes));
        return true;
      },
      async remove(path) {
        for (const part of parts.keys())
          if (part === path || part.startsWith(`${path}/`)) parts.delete(part);
      },
    },
    head: {
      load: async () => head?.slice(),
      async compareAndSet(before, after) {
        if (!isHead(before)) return false;
        head = new Uint8Array(after);
        return true;
      },
    },
    async close() {},
  };
}
