/** The members of a payload that name its tenant, and those that do not. */
import { guardProvisioning } from 'contentmark/guards';
import { describe, expect, it } from 'vitest';

const TENANT = 'orchard.example-shop.eu';

/** What the guard finds in a payload, apart from test data. */
const find = (payload: object, tenant = TENANT) =>
  guardProvisioning(
    { userName: 'jo', ...payload },
    {
      environment: 'production',
      verdict: { status: 'absent' },
      tenant,
      detectors: [() => ({ findings: [], isComplete: true, unlisted: 0, visited: 1 })],
    },
  ).findings.map(({ id, path }) => `${id} ${path}`);

/** Whether what the payload names is compared: its tenant passes, and another does not. */
const isCompared = (payload: (named: string) => object): boolean => {
  expect(find(payload(TENANT))).toEqual([]);
  return find(payload('other')).some((one) => one.startsWith('tenant-mismatch'));
};

describe('a member', () => {
  it.each(
    `tid t_id aud AUD tenant Tenant tenants tenantId tenantIds tenant_uuid tenant-guid TENANT_KEY
     tenant.code tenantSlugs tenant_identifier tenantRef audience audiences audience_id x-tenant
     customTenantKeys app_tenant_refs user.tenantCodes tenant/id tenant.uuid tenants[0].slug
     tenant:value org_id orgId organizationId organisation_uuid x_org_key userOrgSlug
     ｔｅｎａｎｔ＿ｉｄ tenant.name tenantName tenant_names tenantDisplayName tenant_title tenantLabels
     tenants.display tenant.displayName tenant.title tenant.label`.split(/\s+/),
  )('%s names the tenant', (name) => {
    expect(isCompared((named) => ({ [name]: named }))).toBe(true);
  });

  it.each(
    `id ｉｄ name user.id user.name tenancy tenantSize tenants_count maxTenants multitenant.id tenant.colour
     tenant.user.id subtenant azure_tenant_id org organization organizationName orgs reorg_id orgIdea
     audio audiences_size tidy latid tenantNameIdea nameTenant displayName`.split(/\s+/),
  )('%s does not', (name) => {
    expect(isCompared((named) => ({ [name]: named }))).toBe(false);
  });
});

describe('an object says which tenant it is', () => {
  it.each([
    'id',
    'uuid',
    'GUID',
    'identifier',
    'value',
    'key',
    'slug',
    'code',
    'handle',
    'ref',
    'name',
    'display',
    'display_name',
    'title',
    'label',
  ])('by its %s', (member) => {
    expect(isCompared((named) => ({ tenant: { [member]: named } }))).toBe(true);
  });

  it.each([
    ['id', 'value'],
    ['value', 'key'],
    ['key', 'name'],
  ])('by its %s before its %s', (better, worse) => {
    expect(find({ tenant: { [worse]: 'other', [better]: TENANT } })).toEqual([]);
    expect(find({ tenant: { [worse]: TENANT, [better]: 'other' } })).toHaveLength(1);
  });

  it.each<[string, (named: string) => object]>([
    ['data', (id) => ({ data: { id } })],
    ['attributes', (id) => ({ attributes: { id } })],
    ['edges and nodes', (id) => ({ edges: [{ cursor: 'c', node: { id } }] })],
    ['nodes', (id) => ({ nodes: [{ id }] })],
    ['items', (id) => ({ items: [{ id }] })],
  ])('inside of %s', (_, wrap) => {
    expect(isCompared((named) => ({ tenant: wrap(named) }))).toBe(true);
  });

  it('and not by what else it holds', () => {
    expect(isCompared((named) => ({ tenant: { plan: named, owner: { id: named } } }))).toBe(false);
  });
});

describe('a name that people read', () => {
  it.each(['tenantId', 'tenant.id', 'tenant.key'])('is not compared beside %s', (identifier) => {
    expect(find({ tenantName: 'Orchard', [identifier]: TENANT })).toEqual([]);
    expect(find({ 'tenant.title': 'Orchard', [identifier]: TENANT })).toEqual([]);
    expect(find({ tenantName: TENANT, [identifier]: 'other' })).toHaveLength(1);
  });

  it('is compared beside an identifier that holds none, and each by its own path', () => {
    expect(find({ tenantId: null, tenantName: 'other', tenant_label: 'third' })).toEqual([
      'tenant-mismatch /tenantName',
      'tenant-mismatch /tenant_label',
    ]);
  });
});

describe('an organisation', () => {
  it.each(
    `business company companies contact department employer employers employment job
     manager partner school supplier university vendor workplace billing_company`.split(/\s+/),
  )('of %s is another than the tenant, in it and by its path', (holder) => {
    expect(isCompared((named) => ({ [holder]: { address: { org_id: named } } }))).toBe(false);
    expect(isCompared((named) => ({ [`${holder}.org_id`]: named }))).toBe(false);
    expect(isCompared((named) => ({ [holder]: { tenant_id: named } }))).toBe(true);
  });

  it.each(['profile', 'urn:acme-company:scim:2.0:User', 'urn:shop:2.0:User'])(
    'of %s is the tenant',
    (holder) => {
      expect(isCompared((named) => ({ [holder]: { org_id: named } }))).toBe(true);
    },
  );
});

describe('the filter of a path', () => {
  const filtered = (path: string) => ({ Operations: [{ op: 'remove', path }] });

  it.each([
    'tenants[value eq "@"]',
    'tenants[id eq "@"].display',
    'tenants[code  EQ   "@"]',
    'tenants[type eq "a" and value eq "@"]',
    'orgIds[value eq "@"]',
    'groups[orgId eq "@"]',
    'g[tenantId eq "@"]',
    'urn:shop:2.0:User:tenants[value eq "@"]',
  ])('%s names the tenant', (path) => {
    expect(isCompared((named) => filtered(path.replace('@', named)))).toBe(true);
  });

  it.each([
    'groups[value eq "@"]',
    'groups[id eq "@"]',
    'tenants[type eq "@"]',
    'tenants[display eq "@"]',
    'tenants[value ne "@"]',
    'employer[org_id eq @]',
    'tenantId eq "@"',
  ])('%s does not', (path) => {
    expect(isCompared((named) => filtered(path.replace('@', named)))).toBe(false);
  });

  it('is read as JSON writes texts', () => {
    expect(find(filtered('tenants[value eq "a\\"b\\\\c"]'), 'a"b\\c')).toEqual([]);
    expect(find(filtered('tenants[value eq "a\\"b"]'), 'a')).toHaveLength(1);
  });

  it('beside a right one is compared all the same', () => {
    const path = `tenants[value eq "${TENANT}" or value eq "other"]`;
    expect(find(filtered(path))).toEqual(['tenant-mismatch /Operations/0/path']);
  });
});

describe('the value of what is named beside it', () => {
  it.each(['path', 'attribute_code', 'attributeCode', 'key', 'name'])('by its %s', (naming) => {
    expect(isCompared((value) => ({ custom: [{ [naming]: 'tenant_id', value }] }))).toBe(true);
    expect(isCompared((value) => ({ custom: [{ [naming]: 'colour', value }] }))).toBe(false);
  });

  it('goes by the best name that is a text', () => {
    const named = { path: 7, key: 'tenant_id', name: 'colour' };
    expect(isCompared((value) => ({ custom: [{ ...named, value }] }))).toBe(true);
    expect(isCompared((id) => ({ custom: [{ key: 'tenant_id', id }] }))).toBe(false);
  });
});

describe('a document in a text', () => {
  const written = (id: string) => JSON.stringify({ tenantId: id });

  it.each<[string, (named: string) => object, boolean]>([
    ['is opened where its name says that it is one', (id) => ({ JSON: written(id) }), true],
    ['may begin with white space', (id) => ({ claims_json: `\n  ${written(id)}` }), true],
    ['is a text under another name', (id) => ({ json_note: written(id) }), false],
    ['is a text behind others', (id) => ({ claims_json: `see ${written(id)}` }), false],
    ['is a text where it is broken', (id) => ({ claims_json: written(id).slice(1) }), false],
    ['may stand there unpacked', (id) => ({ claims_json: { tenantId: id } }), true],
  ])('%s', (_, payload, wanted) => {
    expect(isCompared(payload)).toBe(wanted);
  });

  it('of more than 262,144 units is told', () => {
    const document = (length: number) => written('other').padEnd(length);
    expect(find({ a_json: document(262_144) })).toEqual(['tenant-mismatch /a_json/tenantId']);
    expect(find({ a_json: document(262_145) })).toEqual(['tenant-not-compared /a_json']);
  });
});

describe('a tenant is compared', () => {
  it('as it is written', () => {
    expect(find({ tenantId: 8 }, '8')).toEqual([]);
    expect(find({ tenantId: 8n }, '8')).toEqual([]);
    expect(find({ tenantId: 8n }, '9')).toEqual(['tenant-mismatch /tenantId']);
    for (const nothing of [true, undefined, null, () => 1, new Date(0)])
      expect(find({ tenantId: nothing, tenantName: 'other' })).toEqual([
        'tenant-mismatch /tenantName',
      ]);
  });

  it('beside a path that names none, and not in other texts', () => {
    expect(find({ path: '/Users', tenantName: 'other' })).toHaveLength(1);
    expect(find({ path: 7, tenantId: TENANT })).toEqual([]);
    expect(find({ note: 'tenants[value eq "other"]' })).toEqual([]);
  });

  it('once where it holds itself', () => {
    const record: Record<string, unknown> = {};
    record['data'] = record;
    const list: unknown[] = [];
    list.push(list);
    expect(find({ tenant: record, tenants: list })).toEqual([]);
  });
});

describe('the limits', () => {
  const nested = (
    depth: number,
    inner: unknown,
    wrap = (value: unknown): unknown => ({ a: value }),
  ) => {
    let data = inner;
    for (let at = 0; at < depth; at++) data = wrap(data);
    return data as object;
  };

  it('of depth are told where they are passed: 64', () => {
    expect(find(nested(63, { tenantId: 'other' }))).toEqual([
      `tenant-mismatch ${'/a'.repeat(63)}/tenantId`,
    ]);
    expect(find(nested(64, { tenantId: 'other' }))).toEqual([
      `tenant-not-compared ${'/a'.repeat(64)}`,
    ]);
    const listed = (depth: number) => find({ tenants: nested(depth, 'other', (value) => [value]) });
    expect(listed(65)).toContain('tenant-mismatch /tenants');
    expect(listed(66)).not.toContain('tenant-mismatch /tenants');
  });

  it('of values are told once, where they are passed: 100,000', () => {
    const list = (length: number) => ({ list: new Array(length).fill(1), tenantId: 'other' });
    // Two names, and that of the user's.
    expect(find(list(99_997))).toEqual(['tenant-mismatch /tenantId']);
    expect(find(list(99_998))).toEqual(['tenant-not-compared ']);
    expect(find(list(100_005))).toEqual(['tenant-not-compared /list']);
    const wide = Object.fromEntries(Array.from({ length: 100_001 }, (_, at) => [`a${at}`, 1]));
    expect(find({ tenant: wide })).toEqual(['tenant-not-compared /tenant']);
  });

  it('of names are told: 256', () => {
    const name = (length: number) =>
      `${'a.'.repeat(length)}`.slice(0, length - 7).concat('.tenant');
    expect(find({ [name(256)]: 'other' })).toEqual(['tenant-mismatch /*']);
    expect(find({ [name(257)]: 'other' })).toEqual(['tenant-not-compared /*']);
    const path = (length: number) => `tenants[value eq "other"]`.padEnd(length, '.a');
    expect(find({ path: path(256) })).toEqual(['tenant-mismatch /path']);
    expect(find({ path: path(257) })).toEqual(['tenant-not-compared /path']);
    expect(find({ path: 'a'.repeat(300) })).toEqual([]);
  });

  it('of findings: 1,000', () => {
    const users = Array.from({ length: 1001 }, () => ({ tenantId: 'other' }));
    expect(find({ users })).toHaveLength(1000);
  });
});
