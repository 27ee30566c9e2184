import { Provenance } from 'contentmark/react';
import { Form, Link, redirect } from 'react-router';
import { NoPicture } from '../components/icons.tsx';
import { money } from '../components/money.ts';
import { cartLines, readCart, readQuantity, writeCart } from '../shop/cart.server.ts';
import { shopContext } from '../shop/shop.server.ts';
import type { Route } from './+types/cart.ts';

export async function loader({ request, context }: Route.LoaderArgs) {
  const shop = context.get(shopContext);
  return { lines: await cartLines(shop, await readCart(shop, request)) };
}

export async function action({ request, context }: Route.ActionArgs) {
  const shop = context.get(shopContext);
  const form = await request.formData();
  const cart = await readCart(shop, request);
  const handle = String(form.get('handle'));
  const quantity = form.has('remove') ? 0 : readQuantity(form.get('quantity'));
  if (quantity === 0) cart.delete(handle);
  else if (cart.has(handle)) cart.set(handle, quantity);
  return redirect('/cart', { headers: { 'Set-Cookie': await writeCart(cart) } });
}

export const meta: Route.MetaFunction = () => [{ title: 'Cart · Tarn & Ridge' }];

export default function Cart({ loaderData: { lines } }: Route.ComponentProps) {
  const total = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  if (lines.length === 0) {
    return (
      <section className="page message">
        <h1>Your cart is empty</h1>
        <p>The mountains will wait, but not for ever.</p>
        <p>
          <Link to="/" className="button">
            To the shop
          </Link>
        </p>
      </section>
    );
  }
  return (
    <section className="page cart">
      <h1>Your cart</h1>
      <div className="split">
        <ul className="lines">
          {lines.map(({ handle, name, price, quantity, picture }) => (
            <li key={handle}>
              <div className="thumb">
                {picture === undefined ? (
                  <NoPicture />
                ) : (
                  <Provenance of={picture.provenance} fallback={<NoPicture />}>
                    <img src={`/media/${picture.file}`} alt="" width={120} height={120} />
                  </Provenance>
                )}
              </div>
              <div>
                <h2>
                  <Link to={`/products/${handle}`}>{name}</Link>
                </h2>
                <p className="quiet">{money(price)} each</p>
                <Form method="post" className="line-form">
                  <input type="hidden" name="handle" value={handle} />
                  <label htmlFor={`quantity-${handle}`}>Quantity</label>
                  <input
                    id={`quantity-${handle}`}
                    name="quantity"
                    type="number"
                    inputMode="numeric"
                    min={1}
                    max={9}
                    key={quantity}
                    defaultValue={quantity}
                  />
                  <button type="submit" className="button-quiet">
                    Update<span className="visually-hidden"> {name}</span>
                  </button>
                  <button type="submit" name="remove" value="yes" className="button-quiet">
                    Remove<span className="visually-hidden"> {name}</span>
                  </button>
                </Form>
              </div>
              <p className="price">{money(price * quantity)}</p>
            </li>
          ))}
        </ul>
        <aside className="summary" aria-labelledby="summary">
          <h2 id="summary">Summary</h2>
          <dl>
            <div>
              <dt>Goods</dt>
              <dd>{money(total)}</dd>
            </div>
            <div>
              <dt>Delivery</dt>
              <dd>{total >= 100 ? 'Free' : money(9)}</dd>
            </div>
            <div className="total">
              <dt>Total</dt>
              <dd>{money(total >= 100 ? total : total + 9)}</dd>
            </div>
          </dl>
          <Link to="/checkout" className="button">
            To checkout
          </Link>
        </aside>
      </div>
    </section>
  );
}
