/** `verifyCatalog`: checks every record of a catalogue against its mark. */
import { readOptions, wrongArgument } from '../../errors.ts';
import type { PartsContent } from '../../format/content/content.ts';
import { parts } from '../../format/content/parts.ts';
import type { Item, RecordPlace } from '../../records/catalog/items.ts';
import { type Catalog, requireCatalog } from '../../records/catalog/open-catalog.ts';
import { makeEmptyPart } from '../../records/catalog/part-content.ts';
import type { Problem } from '../../records/piece/piece.ts';
import { inspect } from '../inspect.ts';
import type { Rejected } from '../verdict.ts';
import type { Verifier } from '../verifier.ts';

/** Options of {@link verifyCatalog}. */
export interface VerifyCatalogOptions {
  /**
   * The verifier to check with; it has the keys, the environment and the clock. Every record has a
   * mark of its own: `cacheSize: 0`.
   */
  readonly verifier: Verifier;
}

/** What became of one record. */
export type CheckedRecord =
  /** `skipped`: every part is empty, and there is no mark. */
  | { readonly status: 'verified' | 'absent' | 'skipped'; readonly place: RecordPlace }
  | { readonly status: 'rejected'; readonly place: RecordPlace; readonly verdict: Rejected }
  | { readonly status: 'broken'; readonly place: RecordPlace; readonly problem: Problem };

/**
 * Checks every record of a catalogue, in order. Every part that was signed must be there, unchanged,
 * and nothing else may be.
 * @param catalog from `openCatalog`; it is read to its end, and closed by the caller.
 * @throws ContentmarkError `ERR_ARGUMENT`
 * @throws InputError where the file is not what it is said to be
 * @example
 * ```ts
 * import { verifyCatalog } from 'contentmark/catalog';
 * import { type CatalogMap, openCatalog } from 'contentmark/records';
 * import { createVerifier, type Trust } from 'contentmark/verify';
 *
 * export async function findRejected(file: string, map: CatalogMap, trust: Trust) {
 *   const verifier = createVerifier({ trust, environment: 'production', cacheSize: 0 });
 *   const catalog = await openCatalog({ file, map });
 *   const rejected: string[] = [];
 *   try {
 *     for await (const record of verifyCatalog(catalog, { verifier })) {
 *       if (record.status !== 'rejected') continue;
 *       rejected.push(`line ${record.place.line}: ${record.verdict.reason}`);
 *     }
 *   } finally {
 *     await catalog.close();
 *   }
 *   return rejected;
 * }
 * ```
 */
export async function* verifyCatalog(
  catalog: Catalog,
  options: VerifyCatalogOptions,
): AsyncGenerator<CheckedRecord> {
  requireCatalog('catalog', catalog);
  const { verifier } = readOptions('options', options, ['verifier']);
  if (typeof verifier?.verifySync !== 'function') {
    throw wrongArgument('options.verifier', 'a verifier made by createVerifier', verifier);
  }
  for await (const items of catalog.items) {
    for (const item of items) if (item.type !== 'gap') yield check(item, verifier, catalog);
  }
}

function check(
  item: Exclude<Item, { readonly type: 'gap' }>,
  verifier: Verifier,
  catalog: Catalog,
): CheckedRecord {
  const { place, problem } = item;
  if (item.type === 'broken') return { status: 'broken', place, problem: item.problem };
  const { content, marks } = item;
  if (content === undefined) {
    if (problem !== undefined) return { status: 'broken', place, problem };
    if (marks.length === 0) return { status: 'skipped', place };
  }
  const shown = content ?? showEmptied(marks, catalog);
  const { subject } = item.place;
  const verdict = verifier.verifySync(shown, marks, { subject, requiredParts: 'all' });
  // A mark that does not hold says more than what made the record unsound.
  if (verdict.status === 'rejected') return { status: 'rejected', place, verdict };
  if (problem !== undefined) return { status: 'broken', place, problem };
  return { status: verdict.status, place };
}

/**
 * Content for a marked record of which every part has been emptied, for `verify` to refuse:
 * one signed part shown empty, so that the others are missing and all are named.
 */
function showEmptied(marks: readonly Uint8Array[], { map, makeContent }: Catalog): PartsContent {
  const found = inspect(marks[0] ?? '');
  const signed =
    found.reason === undefined && found.payload.type === 'parts' ? found.payload.parts : [];
  const [name = 'record', spec] =
    [...map.parts].find(([part]) => signed.some((other) => other.name === part)) ?? [];
  return parts(new Map([[name, makeEmptyPart(spec?.profile ?? 'text', makeContent)]]));
}
