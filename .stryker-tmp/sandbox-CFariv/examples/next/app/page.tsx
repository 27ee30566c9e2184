// @ts-nocheck
import { Disclosure } from 'contentmark/react';
import { listProducts } from '../lib/products';

export default async function Listing() {
  const products = await listProducts();
  return (
    <ul>
      {products.map(({ handle, title, provenance }) => (
        <li key={handle}>
          <a href={`/${handle}`}>{title}</a>
          <Disclosure of={provenance} />
        </li>
      ))}
    </ul>
  );
}
