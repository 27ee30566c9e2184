/**
 * Recall lists: which marks their issuer takes back, signed, numbered and chained, so that it can be
 * published and a list that is older or has another history is noticed (docs/format.md, "Recall lists").
 * These are the types and bounds for both directions; sign/recall writes, read-recall-list.ts reads.
 */
import { isBytes } from '../../errors.ts';
import { DIGEST_BYTES, ID_BYTES, MAX_SECONDS } from '../../format/envelope/limits.ts';
import type { Field } from '../../format/envelope/schema.ts';

/** `typ` (RFC 9596) of a recall list: no mark and no other signed object of ours has it. */
export const RECALL_LIST_TYPE = 'application/vnd.contentmark.recall+cose';

/** Two million ids, and as many entries as a list may have. */
export const MAX_RECALL_LIST_BYTES: number = 33_554_432;
/** Entries of one list. For many marks use one entry with their ids, their batch or their key. */
export const MAX_RECALL_ENTRIES = 4096;

/** Why marks are taken back, by code from 0. Only ever appended to. */
export const RECALL_REASONS = [
  'unspecified',
  /** What was made for another environment has got here. */
  'wrong-environment',
  /** Test data, a fixture or a demonstration. */
  'test-data',
  /** What the content says is wrong or must not be said. */
  'wrong-content',
  /** The key is or may be in other hands. */
  'key-compromise',
  /** Somebody else's rights. */
  'rights',
  /** A newer mark has taken its place. */
  'superseded',
] as const;

/** One of {@link RECALL_REASONS}. */
export type RecallReason = (typeof RECALL_REASONS)[number];

/**
 * Which marks are recalled: those for which every condition that is given holds. At least one of `ids`,
 * `root`, `keyId`, `ingredient`, `subject`, `subjectPrefix` and `environment` is needed. Marks of another
 * issuer than the list's are never meant.
 */
export interface RecallEntry {
  /** Ids of marks (`claims.id`), 16 bytes each, one behind another in ascending order, each once. */
  readonly ids?: Uint8Array;
  /** The root of a batch's tree, 32 bytes: every item of the batch. */
  readonly root?: Uint8Array;
  /** The key of the mark, or of the root of its batch: 16 hexadecimal digits. */
  readonly keyId?: string;
  /** A digest among `claims.ingredients`, 32 bytes: what was made from it. */
  readonly ingredient?: Uint8Array;
  /** `claims.subject`, compared whole. */
  readonly subject?: string;
  /** What `claims.subject` begins with. */
  readonly subjectPrefix?: string;
  /** `claims.environment`, compared whole. */
  readonly environment?: string;
  /** Marks dated earlier (Unix seconds) are not meant. Default: they are. */
  readonly issuedFrom?: number;
  /** Marks dated later (Unix seconds) are not meant. Default: they are, also those that are signed later. */
  readonly issuedUntil?: number;
  readonly reason: RecallReason;
  /** The incident it belongs to: 1 to 64 of `A`–`Z` `a`–`z` `0`–`9` `.` `_` `-`. */
  readonly incident?: string;
}

/** What a recall list says. All times are Unix seconds. */
export interface RecallList {
  /** Whose marks it takes back: a URI. */
  readonly issuer: string;
  /** From 1, one more in each list of the issuer. */
  readonly sequence: number;
  readonly issuedAt: number;
  /** From then on the list is too old to go by: a newer one should be there. */
  readonly nextUpdate: number;
  /** SHA-256 of the list before, 32 bytes; absent in the first. */
  readonly previous?: Uint8Array;
  /** Everything that the issuer has ever recalled, and not only what is new. */
  readonly entries: readonly RecallEntry[];
}

/** Members of the CWT claims (RFC 8392). */
export const RECALL_CLAIMS: readonly Field[] = [
  [1, 'issuer', 'text', true],
  [4, 'nextUpdate', 'seconds', true],
  [6, 'issuedAt', 'seconds', true],
];

/** Keys of the payload, in the order in which they are written. */
export const LIST_KEYS = { sequence: 1, previous: 2, entries: 3 } as const;

/** Keys of an entry. */
export const ENTRY_KEYS = {
  ids: 1,
  root: 2,
  keyId: 3,
  ingredient: 4,
  subject: 5,
  subjectPrefix: 6,
  environment: 7,
  issuedFrom: 8,
  issuedUntil: 9,
  reason: 10,
  incident: 11,
} as const satisfies Record<keyof RecallEntry, number>;

const CONDITIONS = [
  'ids',
  'root',
  'keyId',
  'ingredient',
  'subject',
  'subjectPrefix',
  'environment',
] as const satisfies readonly (keyof RecallEntry)[];

const INCIDENT = /^[\w.-]{1,64}$/;
const KEY_ID = /^[0-9a-f]{16}$/;

/** What is wrong with an entry and which member it is, or `undefined`. Both directions ask it. */
export function findEntryProblem(
  entry: RecallEntry,
): { readonly member: string; readonly problem: string } | undefined {
  const { ids, keyId, issuedFrom = 0, issuedUntil = MAX_SECONDS, incident } = entry;
  const wrong = (member: keyof RecallEntry, problem: string) => ({ member, problem });
  if (CONDITIONS.every((name) => entry[name] === undefined))
    return wrong('ids', `is missing, and so are ${CONDITIONS.slice(1).join(', ')}: one is needed`);
  if (ids !== undefined && (!isBytes(ids) || ids.length === 0 || ids.length % ID_BYTES !== 0))
    return wrong('ids', `expected ${ID_BYTES} bytes for each id, one at least`);
  if (ids !== undefined && !areAscending(ids))
    return wrong('ids', 'expected in ascending order, each once');
  for (const name of ['root', 'ingredient'] as const) {
    const digest = entry[name];
    if (digest !== undefined && !(isBytes(digest) && digest.length === DIGEST_BYTES))
      return wrong(name, `expected ${DIGEST_BYTES} bytes`);
  }
  if (keyId !== undefined && !KEY_ID.test(keyId))
    return wrong('keyId', 'expected 16 hexadecimal digits in lower case');
  if (issuedFrom > issuedUntil)
    return wrong('issuedUntil', 'is before issuedFrom: no mark would be meant');
  if (incident !== undefined && !INCIDENT.test(incident))
    return wrong('incident', 'expected 1 to 64 letters, digits, ".", "_" and "-"');
  return undefined;
}

function areAscending(ids: Uint8Array): boolean {
  for (let at = ID_BYTES; at < ids.length; at += ID_BYTES) {
    let place = 0;
    while (place < ID_BYTES && ids[at + place] === ids[at + place - ID_BYTES]) place += 1;
    if (place === ID_BYTES) return false;
    if ((ids[at + place] as number) < (ids[at + place - ID_BYTES] as number)) return false;
  }
  return true;
}
