/**
 * `shownVerdict`: gives the verdict to show where a product is displayed in another language or
 * market than the one whose texts were signed. Shopify translates titles, descriptions, alt texts
 * and handles, and a market may adapt them: these texts are not signed, and a difference is not
 * tampering.
 */
import { readOptions, requireText, wrongArgument } from '../../errors.ts';
import { ownMember } from '../../members.ts';
import type { ShopifyProduct, ShownIn } from './product.ts';

/** The language that was signed, and its country where the texts of another are adapted. */
export interface SignedIn {
  /** The shop's own, as Shopify's `LanguageCode` has it, such as `EN`. */
  readonly language: string;
  /** Default any. */
  readonly country?: string;
}

/** The members of a `Verdict` that are read here. */
export interface CheckedVerdict {
  readonly status: 'verified' | 'rejected' | 'absent';
  readonly reason?: string | undefined;
}

/** What is shown was not checked, because it is a text that was not signed. */
export interface Unchecked {
  readonly status: 'unchecked';
  readonly shownIn: ShownIn;
  readonly detail: string;
}

const STATUSES: readonly unknown[] = ['verified', 'rejected', 'absent'];

/** Reasons by which a mark is good, but made for another text than is shown. */
const OTHER_TEXT: readonly string[] = [
  'subject-mismatch',
  'profile-mismatch',
  'content-invalid',
  'unsigned-part',
  'missing-part',
  'digest-mismatch',
];

/**
 * The verdict on a product that the Storefront API showed, or `unchecked` where it is rejected only
 * because another language or market is shown than was signed. What verifies is the text that was
 * signed, in whatever language it is asked for, and a mark that is no good is rejected everywhere.
 * @param signedIn default none: then every rejection of a product that was asked for with a
 * language or a country is `unchecked`.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function shownVerdict<V extends CheckedVerdict>(
  verdict: V,
  product: Pick<ShopifyProduct, 'id' | 'shownIn'>,
  signedIn?: SignedIn,
): V | Unchecked {
  if (!STATUSES.includes(ownMember(verdict, 'status'))) {
    throw wrongArgument('verdict', 'a Verdict of verify', verdict);
  }
  if (typeof ownMember(product, 'id') !== 'string') {
    throw wrongArgument('product', 'a product as this adapter reads one', product);
  }
  const { shownIn } = product;
  if (shownIn === undefined || isSame(shownIn, signedIn)) return verdict;
  if (verdict.status !== 'rejected' || !OTHER_TEXT.includes(verdict.reason ?? '')) return verdict;
  const { language, country } = shownIn;
  return Object.freeze({
    status: 'unchecked',
    shownIn,
    detail: `shown in ${language} for ${country}, which is not what was signed`,
  });
}

function isSame(shownIn: ShownIn, signedIn: SignedIn | undefined): boolean {
  if (signedIn === undefined) return false;
  const { language, country } = readOptions('signedIn', signedIn, ['language', 'country']);
  requireText('signedIn.language', language);
  if (country !== undefined) requireText('signedIn.country', country);
  return language === shownIn.language && (country === undefined || country === shownIn.country);
}
