/**
 * `createMemoryRegistry`: keeps a registry in memory, for tests and for one run over many files.
 */

import type { Registry } from '../../detect/registry/entry.ts';
import { requireEntry, requireErasure, requireQuery } from '../../detect/registry/read-entry.ts';
import { createRegistryTable } from '../../detect/registry/table.ts';
import { requireSeconds } from '../../errors.ts';

/**
 * Makes an empty registry.
 * @example
 * ```ts
 * import { createMemoryRegistry, entriesOf, queryOf } from 'contentmark/registry';
 * import { text } from 'contentmark';
 *
 * const registry = createMemoryRegistry();
 * const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
 * await registry.add(entriesOf(text('Waterproof boots'), { id, keepUntil: 1_900_000_000 }));
 * const matches = await registry.recognize(queryOf('Waterproof boots'), 1_800_000_000);
 * console.log(matches[0]?.kind); // exact
 * ```
 */
export function createMemoryRegistry(): Registry {
  const table = createRegistryTable();
  return {
    async add(entries) {
      for (const [i, entry] of entries.entries()) requireEntry(`entries[${i}]`, entry);
      let added = 0;
      for (const entry of entries) if (table.add(entry)) added += 1;
      return added;
    },
    async recognize(query, now) {
      requireQuery(query, now);
      return table.recognize(query, now);
    },
    async erase(which) {
      requireErasure(which);
      return table.erase(which);
    },
    async statistics(now) {
      requireSeconds('now', now);
      return table.statistics(now);
    },
    async close() {},
  };
}
