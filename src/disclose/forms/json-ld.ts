/**
 * Writes the disclosure for machines that read pages: schema.org `digitalSourceType`, which belongs
 * on a CreativeWork such as an ImageObject or the product's description, not on a Product.
 */
import { readOptions, requireText } from '../../errors.ts';
import { type Disclosure, requireDisclosure } from '../rules/disclosure.ts';
import { requireBoolean, requireWord } from '../rules/require.ts';

/** Types on which schema.org allows `digitalSourceType`. */
export const JSON_LD_TYPES = ['CreativeWork', 'ImageObject'] as const;

/** A node to put into a page's JSON-LD, also nested: as `image` or `subjectOf` of a Product. */
export interface JsonLdNode {
  readonly '@context'?: 'https://schema.org';
  readonly '@type': (typeof JSON_LD_TYPES)[number];
  readonly '@id'?: string;
  readonly name?: string;
  readonly url?: string;
  readonly contentUrl?: string;
  readonly digitalSourceType: string;
}

/** Options of {@link disclosureJsonLd}. */
export interface JsonLdOptions {
  /** Default `ImageObject` beside an image, else `CreativeWork`. */
  readonly type?: JsonLdNode['@type'];
  /** `@id` of the node. Default none. */
  readonly id?: string;
  readonly name?: string;
  readonly url?: string;
  /** Where the image file is. Only on an `ImageObject`. */
  readonly contentUrl?: string;
  /** Whether to leave out `@context`, for a node inside another. Default false. */
  readonly nested?: boolean;
}

const KNOWN = [
  'type',
  'id',
  'name',
  'url',
  'contentUrl',
  'nested',
] as const satisfies readonly (keyof JsonLdOptions)[];

/**
 * The node; `undefined` where schema.org has no term for the source type, and for a review
 * that must be removed: it goes into no `Review` and no `AggregateRating` either.
 * @throws ContentmarkError `ERR_ARGUMENT`
 * @example
 * ```ts
 * import { disclosureJsonLd, type Disclosure, serializeJsonLd } from 'contentmark/disclosure';
 *
 * export function scriptFor(disclosure: Disclosure, contentUrl: string): string {
 *   const node = disclosureJsonLd(disclosure, { contentUrl });
 *   return node ? `<script type="application/ld+json">${serializeJsonLd(node)}</script>` : '';
 * }
 * ```
 */
export function disclosureJsonLd(
  disclosure: Disclosure,
  options: JsonLdOptions = {},
): JsonLdNode | undefined {
  requireDisclosure('disclosure', disclosure);
  const given = readOptions('options', options, KNOWN);
  const { type = disclosure.subject === 'image' ? 'ImageObject' : 'CreativeWork' } = given;
  const { nested = false } = given;
  requireWord('options.type', type, JSON_LD_TYPES);
  requireBoolean('options.nested', nested);
  for (const name of ['id', 'name', 'url', 'contentUrl'] as const) {
    if (given[name] !== undefined) requireText(`options.${name}`, given[name]);
  }
  if (given.contentUrl !== undefined) requireWord('options.type', type, ['ImageObject']);
  const { schemaOrg, visible } = disclosure;
  if (schemaOrg === undefined || visible.decision === 'remove') return undefined;
  return Object.freeze({
    ...(nested ? {} : { '@context': 'https://schema.org' as const }),
    '@type': type,
    ...(given.id !== undefined && { '@id': given.id }),
    ...(given.name !== undefined && { name: given.name }),
    ...(given.url !== undefined && { url: given.url }),
    ...(given.contentUrl !== undefined && { contentUrl: given.contentUrl }),
    digitalSourceType: `https://schema.org/${schemaOrg}`,
  });
}

const UNSAFE = /[<>&\u2028\u2029]/g;

/**
 * JSON that may stand inside `<script>`: no value can end the element, begin a comment or
 * break an old parser's line. Parses to the same value.
 */
export function serializeJsonLd(value: object): string {
  return JSON.stringify(value).replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
