/**
 * `guardProvisioning`: decides whether a user may enter a tenant, from an identity provider or a
 * platform.
 */

import { requireText } from '../../errors.ts';
import type { Claims } from '../../format/envelope/claims.ts';
import type { Decision } from '../policy/decision.ts';
import type { Finding } from '../policy/findings.ts';
import type { Judged } from '../policy/judge-verdict.ts';
import { decideBy, deciderFor } from './decider.ts';
import { lookInto, publishedLists } from './look.ts';
import {
  DEFAULT_POLICIES,
  MARKED_OPTIONS,
  type MarkedOptions,
  readMarkedOptions,
} from './options.ts';
import { compareTenant } from './tenant.ts';

/** Options of {@link guardProvisioning}. */
export interface ProvisioningOptions extends MarkedOptions {
  /**
   * The tenant that the user enters, by the identifier that marks and payloads have for it. A mark
   * for another audience, and a payload that names another tenant at any depth, are refused; so is
   * one that is too large to be looked through. Default: not compared.
   */
  readonly tenant?: string;
}

const OPTIONS: readonly (keyof ProvisioningOptions)[] = [...MARKED_OPTIONS, 'tenant'];

/**
 * Decides whether a user may be provisioned: by the mark on the payload, by whom it is for, and
 * by test data in it.
 * @param user a SCIM resource (RFC 7643) or request (RFC 7644: PatchOp, BulkRequest, ListResponse),
 * or a customer or staff record of a platform. What holds no value gives a finding `not-a-user`.
 * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the options, `ERR_POLICY`; never for the user.
 * @example
 * ```ts
 * import { guardProvisioning } from 'contentmark/guards';
 *
 * const user = { userName: 'jo', emails: [{ value: 'jo@trail-shop.eu' }], tenantId: 'tenant-2' };
 * const options = { environment: 'production', verdict: undefined };
 * console.log(guardProvisioning(user, { ...options, tenant: 'tenant-1' }).action); // block
 * console.log(guardProvisioning(user, { ...options, tenant: 'tenant-2' }).action); // allow
 * ```
 */
export function guardProvisioning(user: unknown, options: ProvisioningOptions): Decision {
  const own = readMarkedOptions(options, OPTIONS);
  const {
    environment,
    verdict,
    tenant,
    policy = DEFAULT_POLICIES.provisioning,
    detectors = publishedLists('test-data'),
  } = own;
  const looked = lookInto(user, detectors, 'provisioning', 'not-a-user');
  const findings = [...looked.findings];
  if (tenant !== undefined) {
    requireText('options.tenant', tenant);
    findings.push(...compareAudience(verdict, tenant), ...compareTenant(user, tenant));
  }
  return decideBy(deciderFor(policy, 'provisioning', environment), verdict, {
    ...looked,
    findings,
  });
}

/**
 * Compares the mark's audience with the tenant. A verifier without an audience has refused such a
 * mark already, but one with another audience has not.
 */
function compareAudience(verdict: Judged | undefined, tenant: string): readonly Finding[] {
  if (verdict?.status !== 'verified') return [];
  // A policy needs no audience, so its type leaves it out; every verdict of `verify` has it.
  const claims = verdict.claims as Partial<Pick<Claims, 'audience'>>;
  const audience = Object.hasOwn(claims, 'audience') ? claims.audience : undefined;
  if (audience === undefined || audience === tenant) return [];
  return [
    {
      path: '',
      technique: 'signature',
      id: 'audience-mismatch',
      severity: 'block',
      reason: 'the mark was made for another tenant',
    },
  ];
}
