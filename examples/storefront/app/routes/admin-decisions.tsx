import type { PolicyPlace } from 'contentmark/policy';
import { shopContext } from '../shop/shop.server.ts';
import { judgeProducts } from '../shop/show-products.server.ts';
import type { Route } from './+types/admin-decisions.ts';

export async function loader({ context }: Route.LoaderArgs) {
  const shop = context.get(shopContext);
  const judgements = await judgeProducts(shop, shop.catalogue.products);
  const shown = judgements.flatMap((one) => one.shown ?? []);
  const texts = shown.filter(({ description }) => description !== undefined).length;
  const pictures = shown.filter(({ picture }) => picture !== undefined).length;
  const counts = [
    { what: 'products', all: judgements.length, missing: judgements.length - shown.length },
    { what: 'texts', all: shown.length, missing: shown.length - texts },
    { what: 'pictures', all: shown.length, missing: shown.length - pictures },
  ];
  return { counts, entries: shop.log.latest() };
}

export const meta: Route.MetaFunction = () => [{ title: 'Decisions · Tarn & Ridge' }];

/** What is said where no mark is at fault. */
const WITHOUT_A_MARK: Readonly<Record<PolicyPlace, string>> = {
  render: 'Test data stands in this product.',
  review: 'A program wrote this review, by its own mark.',
  image: 'Test data stands with this picture.',
  checkout: 'Test data stands in this order.',
  import: 'Test data stands in this row.',
  settings: 'These settings belong to another environment.',
  provisioning: 'Test data stands in this user.',
};

export default function Decisions({ loaderData: { counts, entries } }: Route.ComponentProps) {
  return (
    <>
      <h1>Decisions</h1>
      <ul className="counts">
        {counts.map(({ what, all, missing }) => (
          <li key={what}>
            <strong>{all - missing}</strong> of {all} {what} shown
            <span className={missing > 0 ? 'badge badge-bad' : 'badge'}>{missing} held back</span>
          </li>
        ))}
      </ul>
      <p className="quiet">
        What was not simply shown or done, newest first. The same lines are in the decision log; it
        never holds the content.
      </p>
      <ol className="decisions">
        {entries.map(({ id, time, action, place, subject, summary, rule, findings, claims }) => (
          <li key={id}>
            <p className="decision-head">
              <span className={`badge badge-${action}`}>{action}</span>
              <code>{subject}</code>
              <time dateTime={time} className="quiet">
                {time.slice(0, 19).replace('T', ' ')} UTC
              </time>
            </p>
            <p>
              {summary ?? WITHOUT_A_MARK[place]}
              {claims !== undefined && (
                <span className="quiet">
                  {' '}
                  The mark says of itself: {claims.environment}, {claims.purpose}.
                </span>
              )}
            </p>
            <p className="findings">
              <code>{rule}</code>
              {findings.map(({ path, id }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two findings may be alike, and the list never changes
                <code key={index}>
                  {id}
                  {path !== '' && ` at ${path}`}
                </code>
              ))}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
