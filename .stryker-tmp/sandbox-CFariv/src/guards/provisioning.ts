/** `guardProvisioning`: a user on its way into a tenant, from an identity provider or a platform. */
// @ts-nocheck

import { toPointer } from '../detect/pointer.ts';
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

/** Members that name who a payload is for (RFC 7519 §4.1.3, and what platforms call it), as plainName has them. */
const TENANT_MEMBERS: readonly string[] = [
  'aud',
  'audience',
  'tenant',
  'tenants',
  'tenantid',
  'tenantids',
  'tid',
  'orgid',
  'organizationid',
];

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

/** At the top, and one level down: what encloses a user (`data`, `user`, a SCIM extension) may name it. */
function compareTenant(user: unknown, tenant: string): readonly Finding[] {
  if (typeof user !== 'object' || user === null) return [];
  const findings: Finding[] = [];
  const compare = (holder: object, above: readonly string[]): void => {
    for (const name of namesOf(holder)) {
      const named = readMember(holder, name);
      if (!TENANT_MEMBERS.includes(plainName(name))) {
        const isHolder = above.length === 0 && typeof named === 'object' && named !== null;
        if (isHolder && !Array.isArray(named)) compare(named, [name]);
        continue;
      }
      const texts = textsOf(named);
      if (texts.length === 0 || texts.includes(tenant)) continue;
      findings.push({
        path: toPointer([...above, name]),
        technique: 'declared',
        marker: 'tenant-mismatch',
        severity: 'block',
      });
    }
  };
  compare(user, []);
  return findings;
}

/** Without case and without what joins words; of an attribute of SCIM (RFC 7644 §3.10) its last part. */
function plainName(name: string): string {
  const start = name.startsWith('urn:') ? name.lastIndexOf(':') + 1 : 0;
  return name.slice(start).replace(/[_-]/g, '').toLowerCase();
}

/** What a member says: texts, or objects that have an `id`, a `value` or a `name`. */
function textsOf(named: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(named) ? named.slice(0, MAX_AUDIENCES) : [named];
  return list.flatMap((one) => {
    if (typeof one !== 'object' || one === null) return typeof one === 'string' ? [one] : [];
    const words = ['id', 'value', 'name'].map((name) => readMember(one, name));
    return words.filter((word) => typeof word === 'string');
  });
}

/** More audiences than this name nobody. */
const MAX_AUDIENCES = 100;
/** No user has more members; the detector has limits of its own and tells them. */
const MAX_MEMBERS = 1000;

function namesOf(holder: object): readonly string[] {
  try {
    return Object.keys(holder).slice(0, MAX_MEMBERS);
  } catch {
    return [];
  }
}

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
