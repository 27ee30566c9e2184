/**
 * Requests and reads a product with its mark by the Storefront API, in a given language, for
 * Hydrogen and other storefronts. A translated title is not the one that was signed, and handles
 * are translated too; shown-verdict.ts gives the verdict to show then.
 */
import { ContentmarkError, readOptions, requireText, wrongArgument } from '../../errors.ts';
import { ownMember } from '../../members.ts';
import { readText } from '../read-member.ts';
import { IMPORTED_FIELD, MARK_FIELD, VERDICT_FIELD } from './fields.ts';
import type { ReadProduct, ShownIn } from './product.ts';
import { PAGE_MEDIA, readProductNode, selectMedia } from './product-media.ts';
import { createRequest, type GraphqlRequest } from './request.ts';

/** Options of {@link storefrontProductRequest}. */
export interface StorefrontProduct {
  /**
   * Where the mark is. Default `$app`, which is the namespace of whoever asks: a storefront
   * that is an app of its own names the other one, `app--{id}`.
   */
  readonly namespace?: string;
  /** As Shopify's `LanguageCode` has it, such as `DE` or `PT_BR`. Default the shop's own. */
  readonly language?: string;
  /** As `CountryCode` has it, such as `CH`. Default the shop's own. */
  readonly country?: string;
}

// The Storefront API has no filter by the type of medium, so videos count towards a page.
const SHOWN = `id
handle
title
descriptionHtml
seo { title description }
${selectMedia(`first: ${PAGE_MEDIA}`)}
mark: metafield(namespace: $namespace, key: "${MARK_FIELD.key}") { namespace key type value }
verdict: metafield(namespace: $namespace, key: "${VERDICT_FIELD.key}") { namespace key type value }
imported: metafield(namespace: $customNamespace, key: "${IMPORTED_FIELD.key}") { namespace key type value }`;

/** Asks for the language of the reply, because a shop without the language answers in its own. */
const LOCALIZATION = 'localization { language { isoCode } country { isoCode } }';

/**
 * Asks the Storefront API for a product as it is shown, with its mark. The metafields need
 * storefront access `PUBLIC_READ`, which their definitions give.
 * @param handle in the language that is asked for.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function storefrontProductRequest(
  handle: string,
  options: StorefrontProduct = {},
): GraphqlRequest {
  requireText('handle', handle);
  const given = readOptions('options', options, ['namespace', 'language', 'country']);
  const { namespace = MARK_FIELD.namespace, language, country } = given;
  requireText('options.namespace', namespace);
  const context = writeContext({
    ...(language !== undefined && { language: readCode('options.language', language) }),
    ...(country !== undefined && { country: readCode('options.country', country) }),
  });
  const query = `query ContentmarkShown($handle: String!, $namespace: String!, $customNamespace: String!)${context} {
${context === '' ? '' : `${LOCALIZATION}\n`}product(handle: $handle) {
${SHOWN}
}
}`;
  return createRequest(query, {
    handle,
    namespace,
    customNamespace: IMPORTED_FIELD.namespace,
  });
}

/**
 * Reads the data of {@link storefrontProductRequest}'s reply. Its metafields have no
 * `compareDigest`, so nothing can be written onto it.
 * @returns `null` where there is no such product, or it is not published.
 */
export function readStorefrontReply(data: unknown): ReadProduct | null {
  const node = ownMember(data, 'product');
  if (node === null) return null;
  const localization = ownMember(data, 'localization');
  const shownIn =
    localization === undefined
      ? undefined
      : {
          language: readText(ownMember(localization, 'language'), 'isoCode') ?? '',
          country: readText(ownMember(localization, 'country'), 'isoCode') ?? '',
        };
  if (shownIn !== undefined && !(isCode(shownIn.language) && isCode(shownIn.country))) {
    return { problem: 'the reply does not say which language it is in' };
  }
  return readProductNode(node, { query: moreOf(shownIn), shownIn });
}

/** The next page of media, in the language and country of the first: alt texts are translated. */
function moreOf(shownIn: ShownIn | undefined): string {
  return `query ContentmarkShownMedia($id: ID!, $after: String!)${writeContext(shownIn ?? {})} {
product(id: $id) { ${selectMedia(`first: ${PAGE_MEDIA}, after: $after`)} }
}`;
}

function writeContext(context: Partial<ShownIn>): string {
  const members = Object.entries(context).map(([name, code]) => `${name}: ${code}`);
  return members.length === 0 ? '' : ` @inContext(${members.join(', ')})`;
}

/** Whether a code is a name of a GraphQL enum; only such a name may be written into a query. */
function isCode(code: string): boolean {
  return /^[A-Z]{2,3}(?:_[A-Z]{2,4})?$/.test(code);
}

function readCode(argument: string, code: unknown): string {
  if (typeof code !== 'string')
    throw wrongArgument(argument, 'a code of Shopify, such as DE', code);
  if (isCode(code)) return code;
  throw new ContentmarkError(
    'ERR_ARGUMENT',
    `expected a code as Shopify has it, such as DE or PT_BR, got ${JSON.stringify(code.slice(0, 40))}`,
    argument,
  );
}
