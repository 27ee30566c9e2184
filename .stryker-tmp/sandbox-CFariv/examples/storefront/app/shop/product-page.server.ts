/** What the page of one product is given: what may be shown, what its mark says, its data for machines. */
// @ts-nocheck

import type { Verdict } from 'contentmark';
import {
  disclosure,
  disclosureJsonLd,
  type JsonLdNode,
  type JsonLdOptions,
  serializeJsonLd,
} from 'contentmark/disclosure';
import { explain } from 'contentmark/explain';
import type { Product } from './catalogue.server.ts';
import { type ProductReviews, reviewsOf } from './select-reviews.server.ts';
import type { Shop } from './shop.server.ts';
import { judgeProducts } from './show-products.server.ts';
import type { ShownProduct } from './shown.ts';

/** A mark in plain words, for who wants to know. */
export interface MarkFacts {
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** What a mark that holds does not prove. */
  readonly limits: string;
}

export interface ProductPage extends ProductReviews {
  readonly product: ShownProduct;
  readonly mark?: MarkFacts;
  /** JSON-LD, ready to stand in an element `script`. */
  readonly jsonLd: string;
}

/** `undefined` for a product that may not be shown. */
export async function productPage(
  shop: Shop,
  product: Product,
  url: string,
): Promise<ProductPage | undefined> {
  const [judgement] = await judgeProducts(shop, [product]);
  if (judgement?.shown === undefined) return undefined;
  const { shown, copy, picture } = judgement;
  const reviews = await reviewsOf(shop, product.id);
  const mark = shown.provenance.isShown ? factsOf(copy) : undefined;
  const jsonLd = serializeJsonLd(describe(shown, reviews, { copy, picture }, url));
  return { ...reviews, product: withSentence(shown), jsonLd, ...(mark !== undefined && { mark }) };
}

/** Beside a whole text there is room for the sentence of the label. */
function withSentence(product: ShownProduct): ShownProduct {
  const { provenance } = product;
  if (provenance.label === undefined) return product;
  const label = { ...provenance.label, form: 'long' } as const;
  return { ...product, provenance: { ...provenance, label } };
}

function factsOf(verdict: Verdict): MarkFacts | undefined {
  if (verdict.status !== 'verified') return undefined;
  const { issuer, issuedAt, generator, topics = [] } = verdict.claims;
  const { visible } = disclosure(verdict, { market: 'eu' });
  return {
    facts: [
      ['Stated by', issuer],
      ['Dated', new Date(issuedAt * 1000).toISOString().slice(0, 10)],
      ['Made with', generator?.name ?? 'not stated'],
      ['Makes claims on', topics.join(', ') || 'not stated'],
      ['Label in the EU', `${visible.decision}: ${visible.source.clause}`],
    ],
    limits: explain(verdict).limits,
  };
}

/** schema.org `Product`. Reviews and rating are those that are shown, and no others. */
function describe(
  { name, brand, price, description, picture: shownPicture }: ShownProduct,
  { reviews, rating }: ProductReviews,
  { copy, picture }: Readonly<Record<'copy' | 'picture', Verdict>>,
  url: string,
): object {
  const contentUrl = shownPicture && new URL(`/media/${shownPicture.file}`, url).href;
  const image = contentUrl && (nodeOf(picture, { contentUrl, nested: true }) ?? contentUrl);
  const subjectOf = description === undefined ? undefined : nodeOf(copy, { url, nested: true });
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name,
    url,
    brand: { '@type': 'Brand', name: brand },
    offers: {
      '@type': 'Offer',
      price,
      priceCurrency: 'USD',
      availability: 'https://schema.org/InStock',
    },
    ...(description !== undefined && { description }),
    ...(image !== undefined && { image }),
    ...(subjectOf !== undefined && { subjectOf }),
    ...(rating !== undefined && { aggregateRating: rating }),
    ...(reviews.length > 0 && {
      review: reviews.map(({ title, body, author, date, rating: ratingValue }) => ({
        '@type': 'Review',
        name: title,
        reviewBody: body,
        datePublished: date,
        author: { '@type': 'Person', name: author },
        reviewRating: { '@type': 'Rating', ratingValue, bestRating: 5 },
      })),
    }),
  };
}

function nodeOf(verdict: Verdict, options: JsonLdOptions): JsonLdNode | undefined {
  if (verdict.status !== 'verified') return undefined;
  return disclosureJsonLd(disclosure(verdict, { market: 'eu' }), options);
}
