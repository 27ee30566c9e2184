/** `admitUser`: the guard between the identity provider and a tenant. */
import { json } from 'contentmark';
import { extract, memberCarrier } from 'contentmark/carrier';
import { guardProvisioning } from 'contentmark/guards';
import type { Finding } from 'contentmark/policy';
import { POLICY } from './policy.server.ts';
import type { Shop } from './shop.server.ts';

export type Admitted =
  | { readonly status: 'unknown' }
  | { readonly status: 'admitted'; readonly userName: string }
  | {
      readonly status: 'refused';
      readonly userName: string;
      readonly reference: string;
      readonly findings: readonly Finding[];
      readonly summary?: string;
    };

const carrier = memberCarrier();

/** Lets a user in who waits in the directory, or says why not. */
export async function admitUser(
  shop: Shop,
  tenantId: string,
  externalId: string,
): Promise<Admitted> {
  const tenant = shop.tenants.find(({ id }) => id === tenantId);
  const entry = shop.directory.find(
    ({ user, tenant: asked }) => asked === tenantId && user.externalId === externalId,
  );
  if (tenant === undefined || entry === undefined) return { status: 'unknown' };
  const { user, contentmark } = entry;
  const verdict = await tenant.verifier.verify(json(user), extract({ ...entry }, carrier), {
    subject: `user/${user.externalId}`,
  });
  const decision = guardProvisioning(user, {
    environment: shop.environment,
    policy: POLICY,
    verdict,
    tenant: tenant.id,
  });
  const { userName } = user;
  const subject = `tenant/${tenant.id}/user/${user.externalId}`;
  const mark = contentmark === undefined ? {} : { mark: contentmark };
  if (decision.action === 'block' || decision.action === 'hide') {
    const entry = shop.log.write({ place: 'provisioning', subject, decision, verdict, ...mark });
    const { id, findings, summary } = entry;
    const reference = id.slice(0, 8);
    return { status: 'refused', userName, reference, findings, ...(summary && { summary }) };
  }
  if (decision.action === 'flag') {
    shop.log.write({ place: 'provisioning', subject, decision, verdict, ...mark });
  }
  tenant.users.add(userName);
  return { status: 'admitted', userName };
}
