/** Recognizes the members of a payload that name the tenant it is for. */
import { readName } from '../../detect/match/name-words.ts';

/**
 * What a member is: the tenant by an identifier (RFC 7519 §4.1.3 `aud`, and what platforms call
 * it), the tenant by the name that people read, or another organisation, whose `org_id` is its own.
 */
export type TenantRole = 'tenant' | 'tenant-name' | 'other-organization';

const OWN = '(?:x|custom|app|user)?';
const KEY = '(?:ids?|uuids?|guids?|keys?|codes?|slugs?|identifiers?|refs?)';
const TENANT = new RegExp(`^${OWN}(?:tid|aud|(?:tenants?|audiences?)${KEY}?)$`);
const TENANT_NAME = new RegExp(`^${OWN}tenant(?:display)?(?:names?|titles?|labels?)$`);
/** `organization` alone is the employer, in words for people (RFC 7643 §4.3). */
const ORGANIZATION = new RegExp(`^${OWN}(?:org|organi[sz]ation)${KEY}$`);

/** Holders of what belongs to another organisation than the tenant. */
const OTHERS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  `business companies company contact department employer employers employment job manager partner
   school supplier university vendor workplace`.split(/\s+/),
);

/**
 * Matches letters that every name of a role has. Most names have none of these and need not be
 * read.
 */
const HINT =
  /tenant|aud|tid|org|business|compan|contact|department|employ|job|manager|partner|school|supplier|university|vendor|workplace|[^\x00-\x7f]/i;
const JOINING = /[\x00-@[-`{-\x7f]/g;

/**
 * Reads the role of a member from its name, however its words are joined, also behind URNs and
 * paths of SCIM.
 * @param isOther whether it stands inside of another organisation.
 */
export function readTenantName(name: string, isOther: boolean): TenantRole | undefined {
  if (!HINT.test(name.replace(JOINING, ''))) return undefined;
  const { words, last, plain } = readName(name);
  if (TENANT.test(plain)) return 'tenant';
  if (TENANT_NAME.test(plain)) return 'tenant-name';
  const isOfOther = isOther || words.some((word) => OTHERS.has(word));
  if (ORGANIZATION.test(plain)) return isOfOther ? undefined : 'tenant';
  // `tenant.id`, `tenants[value eq "a"].display`: a step further into the tenant.
  if (words.slice(last - 1, last).some((word) => TENANT.test(word))) {
    const group = IDENTIFIERS.findIndex((names) => names.includes(plain));
    if (group >= 0) return group === IDENTIFIERS.length - 1 ? 'tenant-name' : 'tenant';
  }
  return words.slice(last).some((word) => OTHERS.has(word)) ? 'other-organization' : undefined;
}

/** Members by which an object says which tenant it is. The first of these that it has decides. */
export const IDENTIFIERS: readonly (readonly string[])[] = [
  ['id', 'uuid', 'guid', 'identifier'],
  ['value'],
  ['key', 'slug', 'code', 'handle', 'ref'],
  // A name may be chosen by anyone.
  ['name', 'display', 'displayname', 'title', 'label'],
];

/** Objects around the real ones. */
export const WRAPPERS: readonly string[] = [
  'data',
  'attributes',
  'edges',
  'node',
  'nodes',
  'items',
];

// Begins where a name does: tried from each of its letters, a long name would cost the square of its length.
const COMPARISON = /(?<![\w.:-])([\w.:-]+)\s+eq\s+"((?:[^"\\]|\\.)*)"/gi;

/** What the filters of a path of SCIM compare a tenant with (RFC 7644 §3.4.2.2): `tenants[value eq "a"]`. */
export function readTenantFilters(path: string): readonly string[] {
  const open = path.indexOf('[');
  if (open === -1) return [];
  const isTenant = readTenantName(path.slice(0, open), false) === 'tenant';
  // Both groups take part in every match.
  return [...path.matchAll(COMPARISON)]
    .map(([, name, literal]) => [name as string, literal as string] as const)
    .filter(([name]) => {
      const { plain } = readName(name);
      const isIdentifier =
        isTenant && IDENTIFIERS.slice(0, -1).some((names) => names.includes(plain));
      return isIdentifier || readTenantName(name, false) === 'tenant';
    })
    .map(([, literal]) => literal.replace(/\\(.)/g, '$1'));
}
