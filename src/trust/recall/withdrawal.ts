/**
 * What one issuer has taken back, made ready for look-ups: ids in a table, other conditions under the
 * value that they compare, so that a check looks at few of them however many there are.
 */
import { encodeHex, equalBytes } from '../../format/bytes/bytes.ts';
import { parseUuid } from '../../format/bytes/uuid.ts';
import type { Claims } from '../../format/envelope/claims.ts';
import { MAX_SECONDS } from '../../format/envelope/limits.ts';
import { createIdSet, type IdSet } from './id-set.ts';
import type { RecallEntry } from './recall-list.ts';
import type { VerifiedRecallList } from './recall-verdict.ts';

/** What of a mark decides whether it is recalled. */
export interface RecallableMark {
  readonly claims: Claims;
  readonly key: { readonly keyId: string };
  /** The root of the batch's tree, 32 bytes; `undefined` for a mark of its own. */
  readonly rootHash: Uint8Array | undefined;
}

/** The marks of one issuer that are recalled. */
export interface Withdrawal {
  readonly issuer: string;
  /** The latest list, of which the next has to follow. */
  readonly latest: VerifiedRecallList;
  /** How many ids and other conditions there are. */
  readonly size: number;
  /** Takes over a later list: what was recalled stays recalled, whatever it leaves out. */
  take(list: VerifiedRecallList): void;
  /** Whether an id stands in a list with no further condition, whatever mark has it. */
  hasId(id: Uint8Array): boolean;
  matches(mark: RecallableMark): boolean;
}

/** Entries by the value that they compare. Without a prototype, so that no name is taken already. */
type Index = Record<string, RecallEntry[]>;

/** Where an entry is found: under the value that tells most. */
const SELECTORS = ['root', 'keyId', 'ingredient', 'subject'] as const;

/** Makes the withdrawal of a first list. */
export function createWithdrawal(first: VerifiedRecallList): Withdrawal {
  const environments = Object.create(null) as Record<string, true>;
  const whole: IdSet = createIdSet();
  const known = Object.create(null) as Record<string, true>;
  const index = Object.create(null) as Index;
  /** Prefixes, environments and times alone, and ids under a further condition: looked at one by one. */
  const others: { readonly entry: RecallEntry; readonly ids: IdSet | undefined }[] = [];
  const used = { root: false, ingredient: false };
  let conditions = 0;
  let latest = first;

  function take(list: VerifiedRecallList): void {
    latest = list;
    // By index: an iterator that a page has replaced must not leave one out.
    const { environments: own, list: said } = list;
    for (let i = 0; i < own.length; i++) environments[own[i] as string] = true;
    for (let i = 0; i < said.entries.length; i++) put(said.entries[i] as RecallEntry);
  }

  function put(entry: RecallEntry): void {
    const { ids, ...rest } = entry;
    if (ids !== undefined && isAlone(rest)) {
      whole.add(ids);
      return;
    }
    const name = nameOf(entry);
    if (known[name] === true) return;
    known[name] = true;
    conditions += 1;
    const selector = SELECTORS.find((one) => entry[one] !== undefined);
    if (ids !== undefined || selector === undefined) {
      const set = ids === undefined ? undefined : createIdSet();
      set?.add(ids as Uint8Array);
      others[others.length] = { entry, ids: set };
      return;
    }
    if (selector === 'root' || selector === 'ingredient') used[selector] = true;
    const value = entry[selector] as string | Uint8Array;
    const at = placeOf(selector, typeof value === 'string' ? value : encodeHex(value));
    const list = index[at] ?? [];
    list[list.length] = entry;
    index[at] = list;
  }

  function isIndexed(selector: (typeof SELECTORS)[number], value: string, mark: RecallableMark) {
    const list = index[placeOf(selector, value)];
    if (list === undefined) return false;
    for (let i = 0; i < list.length; i++) if (holds(list[i] as RecallEntry, mark)) return true;
    return false;
  }

  take(first);
  return {
    issuer: first.list.issuer,
    get latest() {
      return latest;
    },
    get size() {
      return whole.size + conditions;
    },
    take,
    hasId: whole.has,
    matches(mark) {
      const { claims, key, rootHash } = mark;
      if (claims.issuer !== first.list.issuer || environments[claims.environment] !== true)
        return false;
      const id = parseUuid(claims.id) as Uint8Array;
      if (whole.has(id)) return true;
      if (conditions === 0) return false;
      if (isIndexed('subject', claims.subject, mark) || isIndexed('keyId', key.keyId, mark))
        return true;
      if (used.root && rootHash !== undefined && isIndexed('root', encodeHex(rootHash), mark))
        return true;
      const ingredients = used.ingredient ? ingredientsOf(claims) : NONE;
      for (let i = 0; i < ingredients.length; i++) {
        if (isIndexed('ingredient', encodeHex(ingredients[i] as Uint8Array), mark)) return true;
      }
      for (let i = 0; i < others.length; i++) {
        const { entry, ids } = others[i] as (typeof others)[number];
        if ((ids === undefined || ids.has(id)) && holds(entry, mark)) return true;
      }
      return false;
    },
  };
}

function placeOf(selector: (typeof SELECTORS)[number], value: string): string {
  return `${selector} ${value}`;
}

/** Whether ids come without any further condition. */
function isAlone(rest: Omit<RecallEntry, 'ids'>): boolean {
  const { reason: _reason, incident: _incident, ...conditions } = rest;
  return Object.keys(conditions).length === 0;
}

/** One name for entries that mean the same marks, whatever they are recalled for. */
function nameOf(entry: RecallEntry): string {
  const { reason: _reason, incident: _incident, ...conditions } = entry;
  return JSON.stringify(
    Object.entries(conditions).map(([name, value]) => [
      name,
      typeof value === 'object' ? encodeHex(value) : value,
    ]),
  );
}

/** Whether every condition of an entry but its ids holds. */
function holds(entry: RecallEntry, { claims, key, rootHash }: RecallableMark): boolean {
  const { root, keyId, ingredient, subject, subjectPrefix, environment } = entry;
  const { issuedFrom = 0, issuedUntil = MAX_SECONDS } = entry;
  if (claims.issuedAt < issuedFrom || claims.issuedAt > issuedUntil) return false;
  if (keyId !== undefined && keyId !== key.keyId) return false;
  if (subject !== undefined && subject !== claims.subject) return false;
  if (
    subjectPrefix !== undefined &&
    claims.subject.slice(0, subjectPrefix.length) !== subjectPrefix
  )
    return false;
  if (environment !== undefined && environment !== claims.environment) return false;
  if (root !== undefined && !(rootHash !== undefined && equalBytes(root, rootHash))) return false;
  return ingredient === undefined || isAmong(ingredient, ingredientsOf(claims));
}

const NONE: readonly Uint8Array[] = [];

/** Own only: a polluted Object.prototype must not move a verdict. */
function ingredientsOf(claims: Claims): readonly Uint8Array[] {
  return Object.hasOwn(claims, 'ingredients') ? (claims.ingredients ?? NONE) : NONE;
}

function isAmong(digest: Uint8Array, list: readonly Uint8Array[]): boolean {
  for (let i = 0; i < list.length; i++) if (equalBytes(digest, list[i] as Uint8Array)) return true;
  return false;
}
