/**
 * Recall lists: single marks that are withdrawn, while the key that signed them stays valid. A
 * recall is a local object, as trust is: a list is fetched beside the verifier, and no check waits
 * for it. To withdraw all marks of a key, revoke it (`trust.revoke`).
 */

import { readOptions, requireSeconds, wrongArgument } from '../errors.ts';
import { parseUuid } from '../format/bytes/uuid.ts';

/** Which marks are recalled, and until when that is known. */
export interface Recall {
  /** Whether the mark of this id (`claims.id`) is recalled. */
  has(id: string): boolean;
  /**
   * Recalls marks by their ids, for good: what is marked again has a new id. Counts from the
   * next check on, remembered envelopes included.
   * @throws ContentmarkError `ERR_ARGUMENT` where one is no id; none is then recalled.
   */
  add(ids: Iterable<string>): void;
  /**
   * Says that the list is known to be complete until then (Unix seconds), or without a time for good.
   * @throws ContentmarkError `ERR_ARGUMENT`
   */
  renew(validUntil?: number): void;
  /** Unix seconds from which on every mark is `recall-stale`; `Infinity` for never. */
  readonly validUntil: number;
  /** How many marks are recalled. */
  readonly size: number;
}

/** What a recall begins with. */
export interface RecallOptions {
  /** Ids of recalled marks: UUIDs as claims hold them, in lower case. Default none. */
  readonly ids?: Iterable<string>;
  /** Unix seconds from which on the list is too old to go by. Default never. */
  readonly validUntil?: number;
}

/**
 * Makes a recall, to be given to verifiers as `recall`.
 * @throws ContentmarkError `ERR_ARGUMENT`
 * @example
 * ```ts
 * import { createRecall, createTrust, generateKey, localSigner, signSync, text, verifySync } from 'contentmark';
 *
 * const key = generateKey();
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const id = '0190a3c2-7b5e-4c1d-9e2f-3a4b5c6d7e8f';
 * const mark = signSync(text('Light.'), { signer: localSigner(key), claims: { ...claims, id } });
 * const trust = createTrust([
 *   { publicKey: key.publicKey, issuers: [claims.issuer], environments: ['production'] },
 * ]);
 * const verdict = verifySync(text('Light.'), mark, {
 *   trust,
 *   environment: 'production',
 *   subject: 'trail-boot',
 *   recall: createRecall({ ids: [id] }),
 * });
 * if (verdict.status === 'rejected') console.log(verdict.reason); // recalled
 * ```
 */
export function createRecall(options: RecallOptions = {}): Recall {
  const { ids = [], validUntil: until } = readOptions('options', options, ['ids', 'validUntil']);
  // No Set: a page that has replaced Set.prototype.has must not bring a mark back.
  const recalled = Object.create(null) as Record<string, true>;
  let size = 0;
  let validUntil = Number.POSITIVE_INFINITY;

  function add(argument: string, given: Iterable<string>): void {
    const list = readIds(argument, given);
    for (let i = 0; i < list.length; i++) {
      const id = list[i] as string;
      if (recalled[id] === true) continue;
      recalled[id] = true;
      size += 1;
    }
  }

  function renew(argument: string, until: number | undefined): void {
    if (until !== undefined) requireSeconds(argument, until);
    validUntil = until ?? Number.POSITIVE_INFINITY;
  }

  add('options.ids', ids);
  renew('options.validUntil', until);
  return Object.freeze({
    has: (id: string) => recalled[id] === true,
    add: (given: Iterable<string>) => add('ids', given),
    renew: (until?: number) => renew('validUntil', until),
    get validUntil() {
      return validUntil;
    },
    get size() {
      return size;
    },
  });
}

/**
 * Reads all ids before any is added. Text is iterable too, letter by letter, and is the likeliest
 * mistake.
 */
function readIds(argument: string, ids: unknown): readonly string[] {
  const isIterable = typeof ids === 'object' && ids !== null && Symbol.iterator in ids;
  if (!isIterable) throw wrongArgument(argument, 'ids of marks', ids);
  const list = Array.from(ids as Iterable<unknown>);
  for (let i = 0; i < list.length; i++) {
    const id = list[i];
    // A mistyped id would recall nothing, and nobody would notice.
    if (typeof id !== 'string' || parseUuid(id) === undefined) {
      throw wrongArgument(`${argument}[${i}]`, 'the id of a mark, a UUID in lower case', id);
    }
  }
  return list as string[];
}

/** Whether something can be asked as a recall is. */
export function isRecall(recall: unknown): recall is Recall {
  if (typeof recall !== 'object' || recall === null) return false;
  const { has, validUntil } = recall as Partial<Recall>;
  return typeof has === 'function' && typeof validUntil === 'number';
}

/** Why a mark is refused by a recall, in the order of reasons.ts. */
export function findRecall(
  id: string,
  { recall, now }: { readonly recall: Recall | undefined; readonly now: number },
): 'recall-stale' | 'recalled' | undefined {
  if (recall === undefined) return undefined;
  // Not `>=`: compared with NaN, a list that somebody broke would never be stale.
  if (!(now < recall.validUntil)) return 'recall-stale';
  return recall.has(id) ? 'recalled' : undefined;
}
