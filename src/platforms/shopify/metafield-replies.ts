/** Reads the reply to `metafieldsRequest`. */

import { ownMember } from '../../members.ts';
import { readList, readText } from '../read-member.ts';

/** Why a write was refused (`MetafieldsSetUserErrorCode`), or `UNKNOWN` where Shopify said something else. */
export const METAFIELD_ERRORS = [
  'APP_NOT_AUTHORIZED',
  'BLANK',
  'CAPABILITY_VIOLATION',
  'INCLUSION',
  'INTERNAL_ERROR',
  'INVALID',
  'INVALID_COMPARE_DIGEST',
  'INVALID_TYPE',
  'INVALID_VALUE',
  'LESS_THAN_OR_EQUAL_TO',
  'PRESENT',
  'STALE_OBJECT',
  'TAKEN',
  'TOO_LONG',
  'TOO_SHORT',
  'UNKNOWN',
] as const;

/** One of {@link METAFIELD_ERRORS}. */
export type MetafieldErrorCode = (typeof METAFIELD_ERRORS)[number];

/** One write that was refused, which refuses all others of its call. */
export interface MetafieldError {
  readonly code: MetafieldErrorCode;
  /** Which of the writes; `undefined` where it is the whole call. */
  readonly index: number | undefined;
  readonly message: string;
}

/** A product as it was when its metafield was written: its texts, without images. */
export interface WrittenProduct {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly descriptionHtml: string;
  readonly seoTitle: string;
  readonly seoDescription: string;
}

/** A metafield that has been written. */
export interface WrittenMetafield {
  readonly key: string;
  readonly value: string;
  readonly compareDigest: string;
  readonly owner: WrittenProduct;
}

/** Written, refused, or what is wrong with the reply. */
export type ReadMetafields =
  | {
      readonly written: readonly WrittenMetafield[];
      readonly errors?: never;
      readonly problem?: never;
    }
  | { readonly errors: readonly MetafieldError[]; readonly problem?: never }
  | { readonly errors?: never; readonly problem: string };

/**
 * Reads the data of a reply.
 * @param count how many writes the call had.
 */
export function readMetafieldsReply(data: unknown, count: number): ReadMetafields {
  const payload = ownMember(data, 'metafieldsSet');
  const userErrors = ownMember(payload, 'userErrors');
  if (!Array.isArray(userErrors)) return { problem: 'the reply does not say what became of it' };
  if (userErrors.length > 0) {
    return { errors: (userErrors as readonly unknown[]).map((error) => readError(error, count)) };
  }
  const written = (readList(payload, 'metafields') ?? []).map(readWritten);
  const whole = written.filter((each) => each !== undefined);
  return whole.length === count && written.length === count
    ? { written: whole }
    : { problem: `${count} metafields were sent, ${whole.length} came back` };
}

function readError(error: unknown, count: number): MetafieldError {
  const code = readText(error, 'code');
  const known = METAFIELD_ERRORS.find((each) => each === code) ?? 'UNKNOWN';
  const message = readText(error, 'message') ?? 'no message';
  return { code: known, index: readIndex(error, count), message };
}

/** `elementIndex`, or the number in `field`, which reads `["metafields", "3", "value"]`. */
function readIndex(error: unknown, count: number): number | undefined {
  const [list, place] = readList(error, 'field') ?? [];
  const index =
    ownMember(error, 'elementIndex') ?? (list === 'metafields' ? Number(place) : undefined);
  const isPlace =
    typeof index === 'number' && Number.isInteger(index) && index >= 0 && index < count;
  return isPlace ? index : undefined;
}

function readWritten(metafield: unknown): WrittenMetafield | undefined {
  const key = readText(metafield, 'key');
  const value = readText(metafield, 'value');
  const compareDigest = readText(metafield, 'compareDigest');
  const owner = readOwner(ownMember(metafield, 'owner'));
  if (key === undefined || value === undefined || compareDigest === undefined) return undefined;
  return owner && { key, value, compareDigest, owner };
}

function readOwner(owner: unknown): WrittenProduct | undefined {
  const id = readText(owner, 'id');
  const handle = readText(owner, 'handle');
  const title = readText(owner, 'title');
  const descriptionHtml = readText(owner, 'descriptionHtml');
  const seo = ownMember(owner, 'seo');
  if (id === undefined || handle === undefined || seo === undefined) return undefined;
  if (title === undefined || descriptionHtml === undefined) return undefined;
  return {
    id,
    handle,
    title,
    descriptionHtml,
    seoTitle: readText(seo, 'title') ?? '',
    seoDescription: readText(seo, 'description') ?? '',
  };
}
