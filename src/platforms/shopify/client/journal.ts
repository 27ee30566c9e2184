/**
 * The journal of a run: which bulk operation it goes through, how far it has come, and what it
 * set out to do. Enough to go on after a kill, and nothing that opens the shop: neither the
 * token nor the address of a result. Without it a run begins anew, finds what is marked already
 * and keeps it; it saves time, and nothing depends on it.
 */

import { ContentmarkError } from '../../../errors.ts';
import { parseJson } from '../../../format/content/json-text.ts';
import { noCounts, PRODUCT_OUTCOMES, type ProductCounts } from './product-result.ts';

/** Where a journal is kept. `save` must replace it whole or not at all. */
export interface Journal {
  /** What was saved last; `undefined` where there is none. */
  load(): Promise<string | undefined>;
  save(text: string): Promise<void>;
  /** The run is done. */
  clear(): Promise<void>;
}

/** What a run sets out to do: to go on with another plan would leave half of each. */
export type Plan = Readonly<Record<string, unknown>>;

/** How far a run has come. */
export interface Progress {
  /** GID of the bulk operation. */
  readonly operation: string;
  /** Products of its result that are done with. */
  readonly position: number;
  readonly counts: ProductCounts;
}

const VERSION = 1;
const MAX_DEPTH = 8;

/** A journal's text. The same progress always gives the same text. */
export function writeJournal(plan: Plan, { operation, position, counts }: Progress): string {
  return `${JSON.stringify({ version: VERSION, plan, operation, position, counts })}\n`;
}

/**
 * Reads a journal's text.
 * @throws ContentmarkError `ERR_ARGUMENT` where it is none of this version, or of another plan.
 */
export function readJournal(text: string, plan: Plan): Progress {
  const parsed = parseJson(text, MAX_DEPTH);
  if (parsed.problem !== undefined) throw wrongJournal(`cannot be read: ${parsed.problem}`);
  const found = Object.assign(Object.create(null), parsed.value) as Partial<
    Record<'version' | 'plan' | 'operation' | 'position' | 'counts', unknown>
  >;
  const { operation, position } = found;
  if (found.version !== VERSION) throw wrongJournal('is not one of this version');
  if (JSON.stringify(found.plan) !== JSON.stringify(plan)) {
    throw wrongJournal('belongs to a run with another shop, key, claims or options');
  }
  const isOperation =
    typeof operation === 'string' && /^gid:\/\/shopify\/BulkOperation\/\d+$/.test(operation);
  if (!isOperation || !Number.isSafeInteger(position) || (position as number) < 0) {
    throw wrongJournal('does not say how far the run has come');
  }
  // Checked just above.
  return { operation, position: position as number, counts: readCounts(found.counts) };
}

function readCounts(value: unknown): ProductCounts {
  const counts = noCounts();
  for (const outcome of PRODUCT_OUTCOMES) {
    const count: unknown = Object(value)[outcome];
    if (Number.isSafeInteger(count) && (count as number) >= 0) counts[outcome] = count as number;
  }
  return counts;
}

function wrongJournal(why: string): ContentmarkError {
  return new ContentmarkError(
    'ERR_ARGUMENT',
    `${why}; remove it to begin anew, or use another one`,
    'options.journal',
  );
}
