/** `placeOrder`: the checkout's guard, before anything is charged. */
import { randomUUID } from 'node:crypto';
import { json, type Verdict } from 'contentmark';
import { extract, memberCarrier } from 'contentmark/carrier';
import { guardCheckout, type PlacedVerdict } from 'contentmark/guards';
import type { Decision } from 'contentmark/policy';
import type { CartLine } from './cart.server.ts';
import { POLICY } from './policy.server.ts';
import type { Order, Shop } from './shop.server.ts';
import { judgeProducts } from './show-products.server.ts';
import type { StoredCustomer } from './stored.ts';

/** What the checkout's form holds. */
export interface CheckoutForm {
  readonly email: string;
  readonly name: string;
  readonly address: string;
  readonly city: string;
  readonly country: string;
  /** Goes to the guard and to a payment provider; this shop keeps it nowhere. */
  readonly card: string;
}

/** Parts of the form that a refusal can concern. */
export type RefusedField = keyof CheckoutForm | 'account' | 'lines';

export type Placed =
  | { readonly order: Order }
  | {
      /** Id of the entry in the decision log, for whoever helps the shopper. */
      readonly reference: string;
      readonly fields: readonly RefusedField[];
    };

const carrier = memberCarrier();

export async function placeOrder(
  shop: Shop,
  form: CheckoutForm,
  lines: readonly CartLine[],
): Promise<Placed> {
  const { environment, log, catalogue } = shop;
  const email = form.email.trim().toLowerCase();
  const customer = shop.customers.find((one) => one.email === email);
  const products = lines.flatMap(({ handle }) => catalogue.find(handle) ?? []);
  const onLines = (await judgeProducts(shop, products)).map(({ copy }, index) => ({
    path: `/lines/${index}`,
    verdict: copy,
  }));
  const onCustomer = customer === undefined ? [] : [await judgeCustomer(shop, customer)];
  const verdicts: readonly PlacedVerdict[] = [...onLines, ...onCustomer];
  const order = {
    customer: { email: form.email, name: form.name },
    shipping_address: { address1: form.address, city: form.city, country: form.country },
    payment: { card_number: form.card },
    lines: lines.map(({ handle, name, price, quantity }) => ({ handle, name, price, quantity })),
  };
  const decision = guardCheckout(order, { environment, policy: POLICY, verdicts });
  if (decision.action === 'block' || decision.action === 'hide') {
    const refused = onCustomer.find(({ verdict }) => verdict.status === 'rejected');
    const entry = log.write({
      place: 'checkout',
      subject: 'checkout',
      decision,
      ...(refused !== undefined && { verdict: refused.verdict }),
      ...(refused !== undefined && customer?.contentmark && { mark: customer.contentmark }),
    });
    return { reference: entry.id.slice(0, 8), fields: fieldsOf(decision) };
  }
  if (decision.action === 'flag') log.write({ place: 'checkout', subject: 'checkout', decision });
  const taken: Order = {
    id: randomUUID(),
    email: form.email,
    lines: lines.map(({ name, quantity }) => ({ name, quantity })),
    total: lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
  };
  shop.orders.set(taken.id, taken);
  return { order: taken };
}

/** An account that the shop's own people made bears no mark; what a seed script made does. */
async function judgeCustomer(
  { verifier }: Shop,
  customer: StoredCustomer,
): Promise<{ readonly path: string; readonly verdict: Verdict }> {
  const { contentmark: _mark, ...content } = customer;
  const subject = `customer/${customer.id}`;
  const mark = extract({ ...customer }, carrier);
  return {
    path: '/customer',
    verdict: await verifier.verify(json(content), mark, { subject }),
  };
}

const FIELDS: readonly (readonly [path: string, field: RefusedField])[] = [
  ['/payment', 'card'],
  ['/customer/email', 'email'],
  ['/customer/name', 'name'],
  ['/customer', 'account'],
  ['/shipping_address/address1', 'address'],
  ['/shipping_address/city', 'city'],
  ['/shipping_address/country', 'country'],
  ['/lines', 'lines'],
];

/** Where what stopped the order stands: shoppers are told the field, and no more. */
function fieldsOf({ findings }: Decision): readonly RefusedField[] {
  const grave = findings.filter(({ severity }) => severity === 'block');
  const fields = grave.map(({ path }) => FIELDS.find(([start]) => path.startsWith(start))?.[1]);
  return [...new Set(fields.flatMap((field) => field ?? []))];
}
