import { useEffect, useRef } from 'react';
import { data, Form, Link, redirect, useNavigation } from 'react-router';
import { money } from '../components/money.ts';
import { cartLines, readCart, writeCart } from '../shop/cart.server.ts';
import { type CheckoutForm, placeOrder, type RefusedField } from '../shop/place-order.server.ts';
import { shopContext } from '../shop/shop.server.ts';
import type { Route } from './+types/checkout.ts';

const FIELDS = ['email', 'name', 'address', 'city', 'country', 'card'] as const;
const MAX_LENGTH = 200;

export async function loader({ request, context }: Route.LoaderArgs) {
  const shop = context.get(shopContext);
  const lines = await cartLines(shop, await readCart(shop, request));
  if (lines.length === 0) throw redirect('/cart');
  const total = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  return { lines: lines.map(({ name, quantity }) => ({ name, quantity })), total };
}

export async function action({ request, context }: Route.ActionArgs) {
  const shop = context.get(shopContext);
  const sent = await request.formData();
  const lines = await cartLines(shop, await readCart(shop, request));
  if (lines.length === 0) throw redirect('/cart');
  const read = (name: string) =>
    String(sent.get(name) ?? '')
      .trim()
      .slice(0, MAX_LENGTH);
  const form: CheckoutForm = {
    email: read('email'),
    name: read('name'),
    address: read('address'),
    city: read('city'),
    country: read('country'),
    card: read('card').replace(/[\s-]/g, ''),
  };
  // The card is never sent back.
  const { card, ...kept } = form;
  const missing = FIELDS.filter((name) => form[name] === '');
  if (missing.length > 0)
    return data({ kept, missing, refused: [], reference: '' }, { status: 400 });
  if (!isCardNumber(card)) {
    const refusal = { kept, missing: ['card'] as const, refused: [], reference: '' };
    return data(refusal, { status: 400 });
  }
  const placed = await placeOrder(shop, form, lines);
  if (!('order' in placed)) {
    const { fields: refused, reference } = placed;
    return data({ kept, missing: [], refused, reference }, { status: 422 });
  }
  const headers = { 'Set-Cookie': await writeCart(new Map()) };
  return redirect(`/orders/${placed.order.id}`, { headers });
}

/** 12 to 19 digits whose check digit (ISO/IEC 7812-1) is right. */
function isCardNumber(digits: string): boolean {
  if (!/^\d{12,19}$/.test(digits)) return false;
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

export const meta: Route.MetaFunction = () => [{ title: 'Checkout · Tarn & Ridge' }];

/** What a shopper is told, by what stopped the order. Nothing of what was found. */
const REFUSALS: Readonly<Record<RefusedField, string>> = {
  card: 'This is a test card. It works where shops are tried out, and cannot pay for a real order. Please use another one.',
  account:
    'This account was not made in this shop, so we cannot take orders for it. Please order with another e-mail address, or write to us.',
  email: 'This e-mail address is one that only tests use. Please give us one that reaches you.',
  name: 'This name is one that only tests use. Please give us yours.',
  address: 'This address is one that only tests use. Please give us yours.',
  city: 'This city is one that only tests use. Please give us yours.',
  country: 'This country is one that only tests use. Please give us yours.',
  lines: 'Something in your cart is not on sale. Please look through it again.',
};

export default function Checkout({ loaderData, actionData }: Route.ComponentProps) {
  const { lines, total } = loaderData;
  const busy = useNavigation().state === 'submitting';
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (actionData !== undefined) alert.current?.focus();
  }, [actionData]);
  const missing: readonly string[] = actionData?.missing ?? [];
  const refused: readonly string[] = actionData?.refused ?? [];
  const problem = (name: string) =>
    missing.includes(name) ||
    refused.includes(name) ||
    (name === 'email' && refused.includes('account'));
  const kept: Readonly<Record<string, string>> = actionData?.kept ?? {};
  const field = (name: string, label: string, autoComplete: string, type = 'text') => (
    <p className="field">
      <label htmlFor={name}>{label}</label>
      <input
        id={name}
        name={name}
        type={type}
        autoComplete={autoComplete}
        maxLength={MAX_LENGTH}
        defaultValue={kept[name] ?? ''}
        required
        {...(problem(name) && { 'aria-invalid': true, 'aria-describedby': 'problem' })}
      />
    </p>
  );
  return (
    <section className="page checkout">
      <h1>Checkout</h1>
      {actionData !== undefined && (
        <div id="problem" className="refusal" role="alert" tabIndex={-1} ref={alert}>
          {missing.length > 0 ? (
            <>
              <h2>Something is missing</h2>
              <p>Please complete: {missing.join(', ')}.</p>
            </>
          ) : (
            <>
              <h2>We could not take this order</h2>
              {actionData.refused.map((name) => (
                <p key={name}>{REFUSALS[name]}</p>
              ))}
              <p className="quiet">
                Nothing was charged. If you think we are wrong, write to us and name{' '}
                <code>{actionData.reference}</code>.
              </p>
            </>
          )}
        </div>
      )}
      <div className="split">
        <Form method="post" className="checkout-form" noValidate={actionData !== undefined}>
          <fieldset>
            <legend>You</legend>
            {field('email', 'E-mail', 'email', 'email')}
            {field('name', 'Name', 'name')}
          </fieldset>
          <fieldset>
            <legend>Delivery</legend>
            {field('address', 'Street and number', 'street-address')}
            <div className="pair">
              {field('city', 'City', 'address-level2')}
              {field('country', 'Country', 'country-name')}
            </div>
          </fieldset>
          <fieldset>
            <legend>Payment</legend>
            <p className="field">
              <label htmlFor="card">Card number</label>
              <input
                id="card"
                name="card"
                inputMode="numeric"
                autoComplete="cc-number"
                maxLength={24}
                required
                {...(problem('card') && { 'aria-invalid': true, 'aria-describedby': 'problem' })}
              />
            </p>
            <p className="quiet">
              This example charges nothing and keeps no card. A real shop sends the card to its
              payment provider, and has the guard look at what comes back.
            </p>
          </fieldset>
          <button type="submit" className="button" disabled={busy}>
            Place the order, {money(total >= 100 ? total : total + 9)}
          </button>
        </Form>
        <aside className="summary" aria-labelledby="order">
          <h2 id="order">Your order</h2>
          <ul>
            {lines.map(({ name, quantity }) => (
              <li key={name}>
                {quantity} × {name}
              </li>
            ))}
          </ul>
          <p>
            <Link to="/cart">Change it</Link>
          </p>
        </aside>
      </div>
    </section>
  );
}
