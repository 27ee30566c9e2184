/**
 * The table of claims (docs/format.md, "Claims"). encode-claims.ts writes by it and
 * decode-claims.ts reads by it, so both know the same members, bounds and spellings.
 */
import { MAX_INGREDIENTS, MAX_SOFT_BINDINGS, MAX_TOPICS } from './limits.ts';
import { KINDS, PURPOSES, REVIEW_KINDS, TOPICS } from './vocabulary.ts';

/** How one value is written. */
export type Shape =
  /** 1 to 512 bytes of UTF-8. */
  | 'text'
  /** The same, for one that differs from mark to mark and is not worth remembering. */
  | 'subject'
  /** Unix seconds below 2^32. */
  | 'seconds'
  /** A whole number below 2^53. */
  | 'count'
  /** 16 bytes, in memory the text of a UUID. */
  | 'uuid'
  /** 32 bytes. */
  | 'digest'
  /** A digital source type: its code, or a URI that has none. */
  | 'source'
  /** `[algorithm, 1 to 64 bytes]`. */
  | 'binding'
  /** The caller's own claims by name, at most 1,024 bytes together. */
  | 'extensions'
  /** A word, as its place in a list counted from `first`; where `open`, a place that has no word yet stays a number. */
  | { readonly words: readonly string[]; readonly first: number; readonly isOpen?: boolean }
  /** 1 to `max` values. */
  | { readonly list: Shape; readonly max: number }
  | { readonly record: readonly Field[] };

/** A member of a map: its key in the envelope, its name in memory. */
export type Field = readonly [key: number, name: string, shape: Shape, required?: true];

/** Members of the CWT claims (RFC 8392); the mark stands among them under a key of its own. */
export const CLAIM_FIELDS: readonly Field[] = [
  [1, 'issuer', 'text', true],
  [2, 'subject', 'subject', true],
  [3, 'audience', 'text'],
  [4, 'expiresAt', 'seconds'],
  [5, 'notBefore', 'seconds'],
  [6, 'issuedAt', 'seconds', true],
  [7, 'id', 'uuid', true],
  [-65538, 'extensions', 'extensions'],
];

/** Members of the claims of a signed root. */
export const ROOT_FIELDS: readonly Field[] = [
  [1, 'issuer', 'text', true],
  [2, 'subject', 'text', true],
  [4, 'expiresAt', 'seconds'],
  [6, 'issuedAt', 'seconds', true],
];

/** Private claim key (below -65536, IANA) of the mark. */
export const CLAIM_MARK = -65537;

/** Members of the mark, beside the profile of a single content. In memory they are claims like the others. */
export const MARK_FIELDS: readonly Field[] = [
  [2, 'sourceType', 'source', true],
  [3, 'purpose', { words: PURPOSES, first: 0 }, true],
  [4, 'environment', 'text', true],
  [
    5,
    'generator',
    {
      record: [
        [1, 'name', 'text', true],
        [2, 'version', 'text'],
        [3, 'model', 'text'],
      ],
    },
  ],
  [6, 'ingredients', { list: 'digest', max: MAX_INGREDIENTS }],
  [7, 'kind', { words: KINDS, first: 1, isOpen: true }],
  [
    9,
    'review',
    {
      record: [
        [1, 'kind', { words: REVIEW_KINDS, first: 1 }, true],
        [2, 'party', 'text', true],
        [3, 'reviewedAt', 'seconds', true],
        [4, 'digest', 'digest', true],
      ],
    },
  ],
  [10, 'detectionUrl', 'text'],
  [11, 'topics', { list: { words: TOPICS, first: 0, isOpen: true }, max: MAX_TOPICS }],
  [12, 'privateDigest', 'digest'],
  [13, 'softBindings', { list: 'binding', max: MAX_SOFT_BINDINGS }],
];

/** Key of the profile of a single content in the mark; a manifest has one for each part instead. */
export const MARK_PROFILE = 1;
/** Key of the tree's size in the mark of a receipt; it stands in no statement. */
export const MARK_TREE_SIZE = 8;
