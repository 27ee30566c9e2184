// @ts-nocheck
import { Link } from 'react-router';
import { type Card, ProductCard } from '../components/product-card.tsx';
import { shopContext } from '../shop/shop.server.ts';
import { showProducts } from '../shop/show-products.server.ts';
import type { Route } from './+types/listing.ts';

const PAGE = 50;

export async function loader({ request, context }: Route.LoaderArgs) {
  const shop = context.get(shopContext);
  const { searchParams } = new URL(request.url);
  const type = shop.catalogue.types.find((one) => one === searchParams.get('type'));
  const { products } = shop.catalogue;
  const chosen = type === undefined ? products : products.filter((one) => one.type === type);
  // A last page of a few products would look lost: they stay on the one before.
  const pages = Math.max(1, Math.round(chosen.length / PAGE));
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(searchParams.get('page'))) || 1));
  const end = page === pages ? chosen.length : page * PAGE;
  const shown = await showProducts(shop, chosen.slice((page - 1) * PAGE, end));
  const cards = shown.map(
    ({ handle, name, brand, price, picture, provenance }): Card => ({
      handle,
      name,
      brand,
      price,
      ...(picture === undefined ? { provenance } : { picture }),
    }),
  );
  return { cards, type, page, pages };
}

export function meta({ loaderData }: Route.MetaArgs) {
  const title = loaderData?.type ?? 'Gear for long days out';
  return [
    { title: `${title} · Tarn & Ridge` },
    { name: 'description', content: 'Boots, packs, tents and skis for long days out.' },
  ];
}

export default function Listing({ loaderData }: Route.ComponentProps) {
  const { cards, type, page, pages } = loaderData;
  const isHome = type === undefined && page === 1;
  return (
    <>
      {isHome && <Hero />}
      <section className="page listing" aria-labelledby="listing-title">
        <div className="listing-head">
          {isHome ? (
            <h2 id="listing-title">The whole range</h2>
          ) : (
            <h1 id="listing-title">{type ?? 'The whole range'}</h1>
          )}
          <p className="quiet">
            {cards.length} products
            {pages > 1 && `, page ${page} of ${pages}`}
          </p>
        </div>
        <ul className="grid">
          {cards.map((card, index) => (
            <li key={card.handle}>
              <ProductCard card={card} isFirst={index < 4} heading={isHome ? 'h3' : 'h2'} />
            </li>
          ))}
        </ul>
        {pages > 1 && <Pages type={type} page={page} pages={pages} />}
      </section>
    </>
  );
}

function Hero() {
  return (
    <section className="hero">
      <div>
        <p className="eyebrow">Autumn and winter</p>
        <h1>Gear for long days out, and the nights between them.</h1>
        <p className="lead">
          Boots, packs, tents and skis. Where a text or a picture was made with AI, we say so, and
          we check who says it before you see it.
        </p>
        <p>
          <Link to="/labels" className="more">
            How we label AI-made content
          </Link>
        </p>
      </div>
    </section>
  );
}

interface PagesProps {
  readonly type: string | undefined;
  readonly page: number;
  readonly pages: number;
}

function Pages({ type, page, pages }: PagesProps) {
  const of = (number: number) => {
    const search = new URLSearchParams({ ...(type && { type }), page: String(number) });
    return `/?${search}`;
  };
  return (
    <nav aria-label="Pages" className="pages">
      {page > 1 && (
        <Link to={of(page - 1)} rel="prev">
          Page {page - 1}
        </Link>
      )}
      {page < pages && (
        <Link to={of(page + 1)} rel="next">
          Page {page + 1}
        </Link>
      )}
    </nav>
  );
}
