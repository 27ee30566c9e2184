/**
 * The journal of a run: how far it has come, and its plan. It is enough to resume after a kill, and
 * holds neither the token nor the address of a result. A run without its journal begins anew and
 * keeps the marks that are there, so a journal only saves time.
 */

import { ContentmarkError } from '../../errors.ts';
import { parseJson } from '../../format/content/json-text.ts';
import { ownMember } from '../../members.ts';
import { readCount } from '../read-member.ts';
import { noCounts, PRODUCT_OUTCOMES, type ProductCounts } from './product-result.ts';

/** Where a journal is kept. `save` must replace it whole or not at all. */
export interface Journal {
  /** What was saved last; `undefined` where there is none. */
  load(): Promise<string | undefined>;
  save(text: string): Promise<void>;
  /** The run is done. */
  clear(): Promise<void>;
}

/**
 * The plan of a run. Resuming with another plan is refused, because it would leave half of each.
 */
export type Plan = Readonly<Record<string, unknown>>;

/** A place in a shop from which a run can go on. */
export interface Checkpoint<Cursor> {
  /** As the platform's walk names it. */
  readonly cursor: Cursor;
  /** Products before it, all of them done with. */
  readonly done: number;
}

/** How far a run has come. */
export interface Progress<Cursor> extends Checkpoint<Cursor> {
  readonly counts: ProductCounts;
}

const VERSION = 1;
const MAX_DEPTH = 8;

/** A journal's text. The same progress always gives the same text. */
export function writeJournal<Cursor>(plan: Plan, progress: Progress<Cursor>): string {
  const { cursor, done, counts } = progress;
  return `${JSON.stringify({ version: VERSION, plan, cursor, done, counts })}\n`;
}

/**
 * Reads a journal's text.
 * @param readCursor reads the platform's cursor out of JSON; `undefined` where it is none.
 * @throws ContentmarkError `ERR_ARGUMENT` where it is none of this version, or of another plan.
 */
export function readJournal<Cursor>(
  text: string,
  plan: Plan,
  readCursor: (value: unknown) => Cursor | undefined,
): Progress<Cursor> {
  const parsed = parseJson(text, MAX_DEPTH);
  if (parsed.problem !== undefined) throw wrongJournal(`cannot be read: ${parsed.problem}`);
  const { value } = parsed;
  if (ownMember(value, 'version') !== VERSION) throw wrongJournal('is not one of this version');
  if (JSON.stringify(ownMember(value, 'plan')) !== JSON.stringify(plan)) {
    throw wrongJournal('belongs to a run with another shop, key, claims or options');
  }
  const cursor = readCursor(ownMember(value, 'cursor'));
  const done = readCount(value, 'done');
  if (cursor === undefined || done === undefined) {
    throw wrongJournal('does not say how far the run has come');
  }
  return { cursor, done, counts: readCounts(ownMember(value, 'counts')) };
}

function readCounts(value: unknown): ProductCounts {
  const counts = noCounts();
  for (const outcome of PRODUCT_OUTCOMES) {
    counts[outcome] = readCount(value, outcome) ?? 0;
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
