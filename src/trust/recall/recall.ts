/**
 * Marks that are withdrawn while the key that signed them goes on counting: by their ids, or by a recall
 * list of their issuer. A local object, as trust is: whoever fetches a list does so beside the verifier
 * (follow-recall-list.ts), and no check waits for it. Revoking a key (`trust.revoke`) is the wider measure.
 */
import { readOptions, requireSeconds, wrongArgument } from '../../errors.ts';
import { equalBytes } from '../../format/bytes/bytes.ts';
import { parseUuid } from '../../format/bytes/uuid.ts';
import { ID_BYTES } from '../../format/envelope/limits.ts';
import { createIdSet } from './id-set.ts';
import {
  isVerifiedRecallList,
  type RejectedRecallList,
  reject,
  type VerifiedRecallList,
} from './recall-verdict.ts';
import { createWithdrawal, type RecallableMark, type Withdrawal } from './withdrawal.ts';

/** What became of a list that a recall was given. `kept`: it is the one that is known already. */
export type AppliedRecallList = { readonly status: 'applied' | 'kept' } | RejectedRecallList;

/** Which marks are recalled, and until when that is known. */
export interface Recall {
  /** Whether the mark of this id (`claims.id`) is recalled by its id. */
  has(id: string): boolean;
  /**
   * Recalls marks by their ids, for good: what is marked again has a new id. Counts from the
   * next check on, remembered envelopes included.
   * @throws ContentmarkError `ERR_ARGUMENT` where one is no id; none is then recalled.
   */
  add(ids: Iterable<string>): void;
  /**
   * Takes over a list of an issuer. It counts from the next check on, remembered envelopes included, and
   * says with `nextUpdate` how long. What an earlier list recalled stays recalled. Refused are a list
   * with a lower number than the one that is known (`older-sequence`), and one that does not follow from it
   * (`other-history`): the next number with another list before it, or the same number with other content.
   * Where numbers were missed in between, nobody can tell, and the list is taken.
   * @throws ContentmarkError `ERR_ARGUMENT` where it is not what `verifyRecallList` gave.
   */
  apply(list: VerifiedRecallList): AppliedRecallList;
  /**
   * Says that the ids are known to be complete until then (Unix seconds), or without a time for good.
   * @throws ContentmarkError `ERR_ARGUMENT`
   */
  renew(validUntil?: number): void;
  /** Unix seconds from which on every mark is `recall-stale`: the earliest of `renew` and of each issuer's list. */
  readonly validUntil: number;
  /** How many ids, and conditions of lists, are recalled. */
  readonly size: number;
  /** @internal Grows with each change, so that what was found before is known to hold still. */
  readonly generation: number;
  /** @internal Whether a mark is recalled, by its id or by what a list says. */
  withdraws(mark: RecallableMark): boolean;
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
  const own = createIdSet();
  const withdrawals: Withdrawal[] = [];
  let generation = 0;
  let ownValidUntil = Number.POSITIVE_INFINITY;
  let validUntil = Number.POSITIVE_INFINITY;

  function change(): void {
    generation += 1;
    validUntil = ownValidUntil;
    for (let i = 0; i < withdrawals.length; i++) {
      const { latest } = withdrawals[i] as Withdrawal;
      validUntil = Math.min(validUntil, latest.list.nextUpdate);
    }
  }

  function add(argument: string, given: Iterable<string>): void {
    own.add(readIds(argument, given));
    change();
  }

  function renew(argument: string, until: number | undefined): void {
    if (until !== undefined) requireSeconds(argument, until);
    ownValidUntil = until ?? Number.POSITIVE_INFINITY;
    change();
  }

  function apply(list: VerifiedRecallList): AppliedRecallList {
    if (!isVerifiedRecallList(list))
      throw wrongArgument('list', 'what verifyRecallList gave for a list that is verified', list);
    const known = withdrawals.find(({ issuer }) => issuer === list.list.issuer);
    if (known === undefined) withdrawals[withdrawals.length] = createWithdrawal(list);
    else {
      if (equalBytes(known.latest.digest, list.digest)) return KEPT;
      const refused = findBreak(known.latest, list);
      if (refused !== undefined) return refused;
      known.take(list);
    }
    change();
    return APPLIED;
  }

  add('options.ids', ids);
  renew('options.validUntil', until);
  return Object.freeze({
    has(id: string) {
      const bytes = typeof id === 'string' ? parseUuid(id) : undefined;
      if (bytes === undefined) return false;
      if (own.has(bytes)) return true;
      return withdrawals.some((withdrawal) => withdrawal.hasId(bytes));
    },
    add: (given: Iterable<string>) => add('ids', given),
    apply,
    renew: (until?: number) => renew('validUntil', until),
    get validUntil() {
      return validUntil;
    },
    get size() {
      let size = own.size;
      for (let i = 0; i < withdrawals.length; i++) size += (withdrawals[i] as Withdrawal).size;
      return size;
    },
    get generation() {
      return generation;
    },
    withdraws(mark: RecallableMark) {
      if (own.size > 0 && own.has(parseUuid(mark.claims.id) as Uint8Array)) return true;
      for (let i = 0; i < withdrawals.length; i++) {
        if ((withdrawals[i] as Withdrawal).matches(mark)) return true;
      }
      return false;
    },
  });
}

const KEPT: AppliedRecallList = /* @__PURE__ */ Object.freeze({ status: 'kept' });
const APPLIED: AppliedRecallList = /* @__PURE__ */ Object.freeze({ status: 'applied' });

/** Why a list does not come after the one that is known. */
function findBreak(
  { list: known, digest }: VerifiedRecallList,
  { list: next }: VerifiedRecallList,
): RejectedRecallList | undefined {
  if (next.sequence < known.sequence) {
    const detail = `list ${next.sequence} of ${next.issuer}, where list ${known.sequence} is known`;
    return reject('older-sequence', detail);
  }
  if (next.sequence === known.sequence)
    return reject('other-history', `another list ${next.sequence} of ${next.issuer} is known`);
  if (next.sequence > known.sequence + 1) return undefined;
  if (next.previous !== undefined && equalBytes(next.previous, digest)) return undefined;
  const detail = `list ${next.sequence} of ${next.issuer} follows from another list ${known.sequence}`;
  return reject('other-history', detail);
}

/** All ids before any counts. Text is iterable too, letter by letter, and is the likeliest mistake. */
function readIds(argument: string, ids: unknown): Uint8Array {
  const isIterable = typeof ids === 'object' && ids !== null && Symbol.iterator in ids;
  if (!isIterable) throw wrongArgument(argument, 'ids of marks', ids);
  const list = Array.from(ids as Iterable<unknown>);
  const packed = new Uint8Array(list.length * ID_BYTES);
  for (let i = 0; i < list.length; i++) {
    const id = list[i];
    const bytes = typeof id === 'string' ? parseUuid(id) : undefined;
    // A mistyped id would recall nothing, and nobody would notice.
    if (bytes === undefined)
      throw wrongArgument(`${argument}[${i}]`, 'the id of a mark, a UUID in lower case', id);
    packed.set(bytes, i * ID_BYTES);
  }
  return packed;
}

/** Whether something is a recall. */
export function isRecall(recall: unknown): recall is Recall {
  if (typeof recall !== 'object' || recall === null) return false;
  const { withdraws, validUntil } = recall as Partial<Recall>;
  return typeof withdraws === 'function' && typeof validUntil === 'number';
}

/** Why a mark is refused by a recall, in the order of reasons.ts. */
export function findRecall(
  mark: RecallableMark,
  { recall, now }: { readonly recall: Recall | undefined; readonly now: number },
): 'recall-stale' | 'recalled' | undefined {
  if (recall === undefined) return undefined;
  // Not `>=`: compared with NaN, a list that somebody broke would never be stale.
  if (!(now < recall.validUntil)) return 'recall-stale';
  return recall.withdraws(mark) ? 'recalled' : undefined;
}
