// @ts-nocheck
import { data, Link } from 'react-router';
import { money } from '../components/money.ts';
import { shopContext } from '../shop/shop.server.ts';
import type { Route } from './+types/order.ts';

export function loader({ params, context }: Route.LoaderArgs) {
  const order = context.get(shopContext).orders.get(params.id);
  if (order === undefined) throw data('not here', { status: 404 });
  const { id, lines, total } = order;
  return { number: id.slice(0, 8), lines, total };
}

export const meta: Route.MetaFunction = () => [{ title: 'Thank you · Tarn & Ridge' }];

export default function Order({ loaderData: { number, lines, total } }: Route.ComponentProps) {
  return (
    <section className="page message">
      <p className="eyebrow">Order {number}</p>
      <h1>Thank you</h1>
      <p>We took your order. In a real shop, a parcel would be on its way.</p>
      <ul className="plain">
        {lines.map(({ name, quantity }) => (
          <li key={name}>
            {quantity} × {name}
          </li>
        ))}
      </ul>
      <p>Goods for {money(total)}</p>
      <p>
        <Link to="/" className="button">
          On to the next one
        </Link>
      </p>
    </section>
  );
}
