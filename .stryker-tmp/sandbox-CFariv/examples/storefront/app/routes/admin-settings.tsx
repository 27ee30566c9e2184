// @ts-nocheck
import { data, Form } from 'react-router';
import { Refusal } from '../components/refusal.tsx';
import { type EnvironmentName, promoteSettings } from '../shop/promote-settings.server.ts';
import { shopContext } from '../shop/shop.server.ts';
import type { Route } from './+types/admin-settings.ts';

/** Settings whose values are for nobody's eyes. */
const SECRET = /secret|token|password|key/i;

function rowsOf(section: unknown): readonly (readonly [name: string, value: string])[] {
  if (typeof section !== 'object' || section === null) return [['', String(section)]];
  return Object.entries(section).map(([name, value]) => [
    name,
    SECRET.test(name) ? '••••••••' : String(value),
  ]);
}

export function loader({ context }: Route.LoaderArgs) {
  const { settings } = context.get(shopContext);
  const names = Object.keys(settings.production);
  return {
    sections: names.map((name) => ({
      name,
      production: rowsOf(settings.production[name]),
      staging: rowsOf(settings.staging[name]),
    })),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData();
  const from: EnvironmentName = form.get('from') === 'production' ? 'production' : 'staging';
  const promoted = promoteSettings(
    context.get(shopContext),
    from,
    form.getAll('section').map(String),
  );
  return data(promoted, { status: promoted.status === 'refused' ? 403 : 200 });
}

export const meta: Route.MetaFunction = () => [{ title: 'Settings · Tarn & Ridge' }];

export default function Settings({ loaderData: { sections }, actionData }: Route.ComponentProps) {
  return (
    <>
      <h1>Settings</h1>
      {actionData?.status === 'refused' && (
        <Refusal title={`These settings may not go to ${actionData.to}`} {...actionData} />
      )}
      {actionData?.status === 'taken' && (
        <p className="done" role="status">
          {actionData.to} took {actionData.sections.join(', ') || 'nothing'}.
        </p>
      )}
      <Form method="post" className="settings">
        {sections.map(({ name, production, staging }) => (
          <fieldset key={name} className="panel">
            <legend>
              <label>
                <input type="checkbox" name="section" value={name} defaultChecked /> {name}
              </label>
            </legend>
            <div className="pair">
              <Values title="Production" rows={production} />
              <Values title="Staging" rows={staging} />
            </div>
          </fieldset>
        ))}
        <p className="actions">
          <button type="submit" name="from" value="staging" className="button">
            Promote staging to production
          </button>
          <button type="submit" name="from" value="production" className="button-quiet">
            Copy production to staging
          </button>
        </p>
      </Form>
    </>
  );
}

interface ValuesProps {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, value: string])[];
}

function Values({ title, rows }: ValuesProps) {
  return (
    <div>
      <h2>{title}</h2>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name === '' ? 'value' : name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
