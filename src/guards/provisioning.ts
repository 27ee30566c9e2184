/** `guardProvisioning`: a user on its way into a tenant, from an identity provider or a platform. */
import type { Claims } from '../envelope/claims.ts';
import { requireText } from '../errors.ts';
import type { Decision } from '../policy/decision.ts';
import type { Finding } from '../policy/findings.ts';
import type { Judged } from '../policy/judge-verdict.ts';
import { decideBy, deciderFor } from './decider.ts';
import { look, publishedLists } from './look.ts';
import {
  DEFAULT_POLICIES,
  MARKED_OPTIONS,
  type MarkedOptions,
  readMarkedOptions,
} from './options.ts';

/** Options of {@link guardProvisioning}. */
export interface ProvisioningOptions extends MarkedOptions {
  /**
   * The tenant that the user enters, as marks and payloads name it. A mark for another audience
   * and a payload that names another tenant are refused. Default: not compared.
   */
  readonly tenant?: string;
}

const OPTIONS: readonly (keyof ProvisioningOptions)[] = [...MARKED_OPTIONS, 'tenant'];

/** Members of a payload that name who it is for (RFC 7519 §4.1.3, and what platforms call it). */
const TENANT_MEMBERS: readonly string[] = ['aud', 'audience', 'tenant', 'tenantId', 'tenant_id'];

/**
 * Decides whether a user may be provisioned: by the mark on the payload, by whom it is for, and
 * by test data in it.
 * @param user a SCIM resource (RFC 7643), or a customer or staff record of a platform.
 * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the options, `ERR_POLICY`; never for the user.
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
  const findings = [...look(user, detectors, 'provisioning')];
  if (tenant !== undefined) {
    requireText('options.tenant', tenant);
    findings.push(...compareAudience(verdict, tenant), ...compareTenant(user, tenant));
  }
  return decideBy(deciderFor(policy, 'provisioning', environment), verdict, findings);
}

/** A verifier that was told no audience has refused such a mark already; one told another has not. */
function compareAudience(verdict: Judged | undefined, tenant: string): readonly Finding[] {
  if (verdict?.status !== 'verified') return [];
  // A policy needs no audience, so its type leaves it out; every verdict of `verify` has it.
  const claims = verdict.claims as Partial<Pick<Claims, 'audience'>>;
  const audience = Object.hasOwn(claims, 'audience') ? claims.audience : undefined;
  if (audience === undefined || audience === tenant) return [];
  return [{ path: '', technique: 'signature', marker: 'audience-mismatch', severity: 'block' }];
}

function compareTenant(user: unknown, tenant: string): readonly Finding[] {
  if (typeof user !== 'object' || user === null) return [];
  const findings: Finding[] = [];
  for (const name of TENANT_MEMBERS) {
    const named = readMember(user, name);
    const list: readonly unknown[] = Array.isArray(named) ? named.slice(0, MAX_AUDIENCES) : [named];
    const texts = list.filter((one) => typeof one === 'string');
    if (texts.length === 0 || texts.includes(tenant)) continue;
    findings.push({
      path: `/${name}`,
      technique: 'declared',
      marker: 'tenant-mismatch',
      severity: 'block',
    });
  }
  return findings;
}

/** More audiences than this name nobody. */
const MAX_AUDIENCES = 100;

/** Own members only; `undefined` where reading throws, which the detector tells. */
function readMember(user: object, name: string): unknown {
  try {
    return Object.hasOwn(user, name)
      ? (user as Readonly<Record<string, unknown>>)[name]
      : undefined;
  } catch {
    return undefined;
  }
}
