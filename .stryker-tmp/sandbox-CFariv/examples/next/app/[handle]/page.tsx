// @ts-nocheck
import { Provenance } from 'contentmark/react';
import { findProduct } from '../../lib/products';
import { QuickView } from '../quick-view';

export default async function ProductPage({ params }: { params: Promise<{ handle: string }> }) {
  const { handle } = await params;
  const product = await findProduct(handle);
  // In an app: notFound() of next/navigation.
  if (product === undefined) return <p>There is no such product.</p>;
  return (
    <article>
      <h1>{product.title}</h1>
      <Provenance of={product.provenance}>
        <p>{product.description}</p>
      </Provenance>
      <QuickView title={product.title} provenance={product.provenance} />
    </article>
  );
}
