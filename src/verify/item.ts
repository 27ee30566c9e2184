/** Reads and validates the options of one check. */

import {
  ContentmarkError,
  namesOf,
  readOptions,
  requireSeconds,
  requireText,
  unknownOption,
  wrongArgument,
} from '../errors.ts';
import { type Content, isParts, requireContent } from '../format/content/content.ts';
import type { MarkInput } from './mark-input.ts';
import type { VerifierSettings } from './options.ts';
import { ANY_SUBJECT_DANGEROUS, type Expectations } from './refusal.ts';

/** Options of one check. */
export interface ItemOptions {
  /**
   * What is about to be shown. It is compared with the mark; otherwise a valid mark could be moved
   * to another record.
   */
  readonly subject: string | typeof ANY_SUBJECT_DANGEROUS;
  /** Unix seconds. Default: the verifier's clock. */
  readonly now?: number;
  /** Parts of a record that must be shown; `'all'` for every part that was signed. Default none. */
  readonly requiredParts?: readonly string[] | 'all';
}

/** One item of a page, for `verifyAll`. */
export interface PageItem extends Omit<ItemOptions, 'now'> {
  readonly content: Content;
  readonly mark: MarkInput;
}

/** One item to check, its options read. */
export interface Item<E = MarkInput> {
  readonly content: Content;
  readonly mark: E;
  readonly expected: Expectations;
}

export const ITEM_OPTIONS: readonly (keyof ItemOptions)[] = ['subject', 'now', 'requiredParts'];
const PAGE_ITEM: readonly (keyof PageItem)[] = ['content', 'mark', 'subject', 'requiredParts'];

const NONE: readonly string[] = [];

/**
 * Reads the options of one item. Every product of every page passes here, so they are not
 * copied as `readOptions` would; own members only all the same.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readItem<E>(
  content: Content,
  mark: E,
  item: ItemOptions,
  settings: VerifierSettings,
): Item<E> {
  requireContent('content', content);
  let subject: unknown;
  let now: unknown;
  let requiredParts: unknown;
  const names = namesOf(item);
  if (names === undefined) throw wrongArgument('options', 'an options object', item);
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    switch (name) {
      case 'subject':
        subject = item.subject;
        break;
      case 'now':
        now = item.now;
        break;
      case 'requiredParts':
        requiredParts = item.requiredParts;
        break;
      default:
        throw unknownOption('options', name, ITEM_OPTIONS);
    }
  }
  const at = readNow(now, settings);
  const expected = expect('options', content, subject, requiredParts, at, settings);
  return { content, mark, expected };
}

/**
 * Reads one item of a page, checked at the page's time.
 * @throws ContentmarkError `ERR_ARGUMENT`, naming the item.
 */
export function readPageItem(
  item: PageItem,
  name: string,
  now: number,
  settings: VerifierSettings,
): Item {
  const { content, mark, subject, requiredParts } = readOptions(name, item, PAGE_ITEM);
  requireContent(`${name}.content`, content);
  // A handle that is empty or no well-formed text is the record's fault, and equals no mark's
  // subject: it refuses this item, and not the page.
  const isHandle = typeof subject === 'string';
  const expected = expect(name, content, isHandle ? 'x' : subject, requiredParts, now, settings);
  return { content, mark, expected: isHandle ? { ...expected, subject } : expected };
}

/** The time to check at: the caller's, or the verifier's clock. */
export function readNow(now: unknown, { clock }: VerifierSettings): number {
  const time: unknown = now === undefined ? clock() : now;
  // Also the clock's: every comparison with NaN is false, and a mark would never expire.
  requireSeconds(now === undefined ? 'options.clock()' : 'options.now', time);
  return time;
}

function expect(
  name: string,
  content: Content,
  subject: unknown,
  requiredParts: unknown,
  now: number,
  { environment, audience, recall, clockTolerance }: VerifierSettings,
): Expectations {
  // A subject that could match by accident is refused.
  if (subject !== ANY_SUBJECT_DANGEROUS) requireText(`${name}.subject`, subject);
  const parts =
    requiredParts === undefined
      ? NONE
      : readRequiredParts(`${name}.requiredParts`, content, requiredParts);
  // Just made sure of: text, or the opt-out.
  const sure = subject as Expectations['subject'];
  return {
    environment,
    audience,
    clockTolerance,
    subject: sure,
    requiredParts: parts,
    now,
    recall,
  };
}

/** A list of part names or `'all'`; no names for a single content, which would pass unchecked. */
function readRequiredParts(
  argument: string,
  content: Content,
  list: unknown,
): readonly string[] | 'all' {
  if (list === 'all') return list;
  if (!Array.isArray(list)) throw wrongArgument(argument, "an array of strings or 'all'", list);
  for (const [index, name] of list.entries()) requireText(`${argument}[${index}]`, name);
  if (list.length === 0 || isParts(content)) return list;
  throw new ContentmarkError(
    'ERR_ARGUMENT',
    'names parts, but the content is a single one; make it with parts(…)',
    argument,
  );
}
