// @ts-nocheck
import { data, Form } from 'react-router';
import { Refusal } from '../components/refusal.tsx';
import { admitUser } from '../shop/admit-user.server.ts';
import { shopContext } from '../shop/shop.server.ts';
import type { Route } from './+types/admin-tenants.ts';

export function loader({ context }: Route.LoaderArgs) {
  const { tenants, directory } = context.get(shopContext);
  return {
    tenants: tenants.map(({ id, name, users }) => ({
      id,
      name,
      users: [...users],
      waiting: directory
        .filter(({ tenant, user }) => tenant === id && !users.has(user.userName))
        .map(({ user: { externalId, userName, displayName } }) => ({
          externalId,
          userName,
          displayName,
        })),
    })),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData();
  const admitted = await admitUser(
    context.get(shopContext),
    String(form.get('tenant')),
    String(form.get('user')),
  );
  const status = { admitted: 200, unknown: 404, refused: 403 }[admitted.status];
  return data(admitted, { status });
}

export const meta: Route.MetaFunction = () => [{ title: 'Tenants · Tarn & Ridge' }];

export default function Tenants({ loaderData: { tenants }, actionData }: Route.ComponentProps) {
  return (
    <>
      <h1>Tenants</h1>
      {actionData?.status === 'refused' && (
        <Refusal title={`${actionData.userName} was not let in`} {...actionData} />
      )}
      {actionData?.status === 'admitted' && (
        <p className="done" role="status">
          {actionData.userName} was let in.
        </p>
      )}
      <div className="panels">
        {tenants.map(({ id, name, users, waiting }) => (
          <section key={id} className="panel" aria-labelledby={`tenant-${id}`}>
            <h2 id={`tenant-${id}`}>{name}</h2>
            <h3>In</h3>
            <ul className="people">
              {users.map((userName) => (
                <li key={userName}>{userName}</li>
              ))}
            </ul>
            <h3>Sent by the identity provider</h3>
            {waiting.length === 0 && <p className="quiet">Nobody waits.</p>}
            <ul className="people">
              {waiting.map(({ externalId, userName, displayName }) => (
                <li key={externalId}>
                  <span>
                    {displayName}
                    <span className="quiet"> {userName}</span>
                  </span>
                  <Form method="post">
                    <input type="hidden" name="tenant" value={id} />
                    <button type="submit" name="user" value={externalId} className="button-quiet">
                      Let in<span className="visually-hidden"> {displayName}</span>
                    </button>
                  </Form>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}
