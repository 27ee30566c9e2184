// @ts-nocheck
import { Provenance } from 'contentmark/react';
import { data, Form, Link, redirect } from 'react-router';
import { NoPicture, Stars } from '../components/icons.tsx';
import { money } from '../components/money.ts';
import { readCart, readQuantity, writeCart } from '../shop/cart.server.ts';
import { productPage } from '../shop/product-page.server.ts';
import type { ProductReviews } from '../shop/select-reviews.server.ts';
import { type Shop, shopContext } from '../shop/shop.server.ts';
import type { Route } from './+types/product.ts';

async function find(shop: Shop, handle: string, request: Request) {
  const product = shop.catalogue.find(handle);
  const { origin, pathname } = new URL(request.url);
  const page = product && (await productPage(shop, product, `${origin}${pathname}`));
  // Left out or never there: a shopper is told the same.
  if (page === undefined) throw data('not here', { status: 404 });
  return page;
}

export async function loader({ params, request, context }: Route.LoaderArgs) {
  return find(context.get(shopContext), params.handle, request);
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const shop = context.get(shopContext);
  const { product } = await find(shop, params.handle, request);
  const quantity = readQuantity((await request.formData()).get('quantity'));
  if (quantity === 0) throw data('a quantity of 1 to 9', { status: 400 });
  const cart = await readCart(shop, request);
  cart.set(product.handle, readQuantity((cart.get(product.handle) ?? 0) + quantity));
  return redirect('/cart', { headers: { 'Set-Cookie': await writeCart(cart) } });
}

export function meta({ loaderData }: Route.MetaArgs) {
  return [{ title: `${loaderData?.product.name ?? 'Not here'} · Tarn & Ridge` }];
}

export default function Product({ loaderData }: Route.ComponentProps) {
  const { product, mark, reviews, rating, jsonLd } = loaderData;
  const { name, brand, type, price, description, picture, provenance } = product;
  return (
    <article className="page product" data-product={product.handle}>
      <nav aria-label="Breadcrumb" className="crumbs">
        <ol>
          <li>
            <Link to="/">Shop</Link>
          </li>
          <li>
            <Link to={`/?type=${encodeURIComponent(type)}`}>{type}</Link>
          </li>
        </ol>
      </nav>
      <div className="product-grid">
        <div className="frame frame-large">
          {picture === undefined ? (
            <>
              <NoPicture />
              <p className="withheld withheld-picture">We are checking this picture.</p>
            </>
          ) : (
            <Provenance of={picture.provenance} fallback={<NoPicture />}>
              <img src={`/media/${picture.file}`} alt={picture.alt} width={600} height={600} />
            </Provenance>
          )}
        </div>
        <div className="product-text">
          <p className="eyebrow">{brand}</p>
          <h1>{name}</h1>
          {rating !== undefined && (
            <p className="rating">
              <Stars rating={rating.ratingValue} />
              <span>{rating.ratingValue.toFixed(1)}</span>
              <a href="#reviews">
                {rating.reviewCount} {rating.reviewCount === 1 ? 'review' : 'reviews'}
              </a>
            </p>
          )}
          <p className="price price-large">{money(price)}</p>
          <Form method="post" className="add">
            <label htmlFor="quantity">Quantity</label>
            <input
              id="quantity"
              name="quantity"
              type="number"
              inputMode="numeric"
              min={1}
              max={9}
              defaultValue={1}
            />
            <button type="submit" className="button">
              Add to cart
            </button>
          </Form>
          <section aria-labelledby="about" className="about">
            <h2 id="about">About it</h2>
            {description === undefined ? (
              <p className="withheld">
                We are checking the description of this product, and will show it when we know that
                it is ours.
              </p>
            ) : (
              <Provenance of={provenance}>
                <p className="description">{description}</p>
              </Provenance>
            )}
          </section>
          {mark !== undefined && (
            <details className="mark-facts">
              <summary>What the mark on this text says</summary>
              <dl>
                {mark.facts.map(([term, value]) => (
                  <div key={term}>
                    <dt>{term}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
              <p>{mark.limits}</p>
            </details>
          )}
          <ul className="promises">
            <li>Free delivery over $100</li>
            <li>Sixty days to send it back</li>
            <li>Repairs for as long as there are parts</li>
          </ul>
        </div>
      </div>
      <Reviews reviews={reviews} {...(rating !== undefined && { rating })} />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by serializeJsonLd, which no value can break out of */}
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonLd }} />
    </article>
  );
}

function Reviews({ reviews, rating }: ProductReviews) {
  return (
    <section id="reviews" className="reviews" aria-labelledby="reviews-title">
      <h2 id="reviews-title">Reviews</h2>
      {rating === undefined ? (
        <p className="quiet">Nobody has reviewed this yet.</p>
      ) : (
        <p className="quiet">
          {rating.ratingValue.toFixed(1)} of 5, from {rating.ratingCount} who bought it. Reviews are
          by people only.
        </p>
      )}
      <ul className="review-list">
        {reviews.map(({ id, title, body, author, date, rating: given }) => (
          <li key={id}>
            <article aria-labelledby={id}>
              <Stars rating={given} />
              <h3 id={id}>{title}</h3>
              <p>{body}</p>
              <p className="quiet">
                {author}, <time dateTime={date}>{date}</time>
              </p>
            </article>
          </li>
        ))}
      </ul>
    </section>
  );
}
