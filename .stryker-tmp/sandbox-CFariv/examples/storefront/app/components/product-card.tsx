/** A product in a listing: picture with its label, name, price. */
// @ts-nocheck

import type { Provenance as ShownProvenance } from 'contentmark/provenance';
import { Disclosure, Provenance } from 'contentmark/react';
import { Link } from 'react-router';
import type { ShownPicture } from '../shop/shown.ts';
import { NoPicture } from './icons.tsx';
import { money } from './money.ts';

export interface Card {
  readonly handle: string;
  readonly name: string;
  readonly brand: string;
  readonly price: number;
  readonly picture?: ShownPicture;
  /** Of the name; where there is a picture, its label stands for the card. */
  readonly provenance?: ShownProvenance;
}

export interface ProductCardProps {
  readonly card: Card;
  /** Whether it is seen at once. */
  readonly isFirst: boolean;
  /** Of the name, one below that of the listing. */
  readonly heading: 'h2' | 'h3';
}

export function ProductCard({ card, isFirst, heading: Heading }: ProductCardProps) {
  const { handle, name, brand, price, picture, provenance } = card;
  return (
    <article className="card" data-product={handle}>
      <div className="frame">
        {picture === undefined ? (
          <NoPicture />
        ) : (
          <Provenance of={picture.provenance} fallback={<NoPicture />}>
            <img
              src={`/media/${picture.file}`}
              alt={picture.alt}
              width={600}
              height={600}
              loading={isFirst ? 'eager' : 'lazy'}
              decoding="async"
            />
          </Provenance>
        )}
      </div>
      <p className="card-brand">{brand}</p>
      <Heading className="card-name">
        <Link to={`/products/${handle}`}>{name}</Link>
      </Heading>
      {picture === undefined && provenance !== undefined && <Disclosure of={provenance} />}
      <p className="price">{money(price)}</p>
    </article>
  );
}
