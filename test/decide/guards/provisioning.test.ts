/** Users on their way into a tenant. */

import { json } from 'contentmark/content';
import { guardProvisioning } from 'contentmark/guards';
import { createVerifier } from 'contentmark/verify';
import { describe, expect, it } from 'vitest';
import { createShopTrust, mark, NOW, SUBJECT } from '../../fixtures/claims.ts';
import { stagingKey } from '../../fixtures/keys.ts';
import { platformJson } from '../../fixtures/platform-data.ts';

const user = platformJson('own/scim-user.json');
const PRODUCTION = { environment: 'production', verdict: { status: 'absent' } } as const;

describe('a user', () => {
  it('of an identity provider is let in', () => {
    expect(guardProvisioning(user, PRODUCTION)).toMatchObject({ action: 'allow', findings: [] });
  });

  it.each([
    ['an address of nobody', { emails: [{ value: 'mara@example.com' }] }, 'block'],
    ['a login of nobody', { userName: 'admin@test.com' }, 'block'],
    ['a phone of nobody', { phoneNumbers: [{ value: 'tel:+1-201-555-0123' }] }, 'block'],
    ['the name of a textbook', { name: { givenName: 'Jane', familyName: 'Doe' } }, 'flag'],
    ['a portrait of a generator', { photos: [{ value: 'https://picsum.photos/80' }] }, 'block'],
  ])('with %s', (_, changed, action) => {
    const decision = guardProvisioning({ ...user, ...changed }, PRODUCTION);
    expect([decision.action, decision.technique]).toEqual([action, 'marker']);
  });
});

describe('a signed user', () => {
  const content = json(user);
  const fixture = mark(
    content,
    {
      environment: 'staging',
      purpose: 'fixture',
      kind: 'user',
      audience: 'tenant-a',
      sourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia',
    },
    stagingKey,
  );

  it('made as a fixture for staging does not enter production', () => {
    const verifier = createVerifier({
      trust: createShopTrust(),
      environment: 'production',
      audience: 'tenant-a',
      clock: () => NOW,
    });
    const verdict = verifier.verifySync(content, fixture, { subject: SUBJECT });
    expect(guardProvisioning(user, { environment: 'production', verdict })).toMatchObject({
      action: 'block',
      technique: 'signature',
    });
  });

  it('enters staging, but no other tenant there', () => {
    const options = { trust: createShopTrust(), environment: 'staging', clock: () => NOW };
    const verify = (audience: string) =>
      createVerifier({ ...options, audience }).verifySync(content, fixture, { subject: SUBJECT });
    const guard = (audience: string, tenant: string) =>
      guardProvisioning(user, { environment: 'staging', verdict: verify(audience), tenant });
    expect(guard('tenant-a', 'tenant-a').action).toBe('allow');
    // The verifier itself refuses what was made for another audience.
    expect(guard('tenant-b', 'tenant-b').findings).toContainEqual(
      expect.objectContaining({ id: 'audience-mismatch', technique: 'signature' }),
    );
    // And where the verifier was told of another tenant than the guard, the guard finds it.
    expect(guard('tenant-a', 'tenant-b').findings).toContainEqual({
      path: '',
      technique: 'signature',
      id: 'audience-mismatch',
      severity: 'block',
      reason: expect.any(String),
    });
  });
});

describe('an audience that is another tenant', () => {
  const guard = (members: object) =>
    guardProvisioning(
      { ...user, ...members },
      { ...PRODUCTION, tenant: 'orchard.example-shop.eu' },
    );

  it.each([
    ['aud', { aud: 'other.eu' }],
    ['a list', { aud: ['other.eu', 'third.eu'] }],
    ['tenantId', { tenantId: 'other' }],
    ['tenant_id', { tenant_id: 'other' }],
    ['tid', { tid: 'other' }],
    ['org_id', { org_id: 'other' }],
    ['organizationId', { organizationId: 'other' }],
    ['an object', { tenant: { id: 'other' } }],
    ['an object with a value', { tenant: { value: 'other', name: 'Other' } }],
    ['a list of objects', { tenants: [{ id: 'other' }, { name: 'third' }] }],
  ])('%s is refused', (_, members) => {
    expect(guard(members)).toMatchObject({
      action: 'block',
      technique: 'declared',
      findings: [
        {
          path: `/${Object.keys(members)[0]}`,
          id: 'tenant-mismatch',
          severity: 'block',
          reason: expect.any(String),
        },
      ],
    });
  });

  it.each([
    ['data', { data: { tenant: 'other' } }, '/data/tenant'],
    ['user', { user: { tenant: { id: 'other' } } }, '/user/tenant'],
    [
      'an extension of SCIM',
      { 'urn:example:scim:2.0:User': { tenantId: 'other' } },
      '/urn:example:scim:2.0:User/tenantId',
    ],
    [
      'its short form',
      { 'urn:example:scim:2.0:User:tenantId': 'other' },
      '/urn:example:scim:2.0:User:tenantId',
    ],
  ])('one level down, in %s, is refused', (_, members, path) => {
    expect(guard(members)).toMatchObject({
      action: 'block',
      findings: [{ path, id: 'tenant-mismatch', severity: 'block', reason: expect.any(String) }],
    });
  });

  it.each([
    ['the tenant itself', { aud: 'orchard.example-shop.eu' }],
    ['the tenant among others', { aud: ['other.eu', 'orchard.example-shop.eu'] }],
    ['nothing said', {}],
    ['the tenant by its id', { tenant: { id: 'orchard.example-shop.eu', name: 'Orchard' } }],
    ['the tenant by its name alone', { data: { tenant: { name: 'orchard.example-shop.eu' } } }],
    [
      'the tenant under a name of its own',
      { tenantId: 'orchard.example-shop.eu', tenantName: 'O' },
    ],
    ['the tenant in a list', { tenants: [{ id: 'third.eu' }, { id: 'orchard.example-shop.eu' }] }],
    [
      'an employer',
      { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { organization: 'Orchard' } },
    ],
  ])('%s passes', (_, members) => {
    expect(guard(members).action).toBe('allow');
  });

  const TENANT = 'orchard.example-shop.eu';
  const patch = (path: string | undefined, value: unknown) => ({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', ...(path !== undefined && { path }), value }],
  });
  const extension = 'urn:ietf:params:scim:schemas:extension:shop:2.0:User';
  const operation = '/Operations/0/value';
  it.each<[string, (named: string) => object, string]>([
    ['two levels down', (at) => ({ data: { user: { tenant: at } } }), '/data/user/tenant'],
    ['in a list', (at) => ({ users: [{ id: 1, tenant_id: at }] }), '/users/0/tenant_id'],
    [
      'among fillers',
      (at) => ({
        ...Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`x${n}`, 'v'])),
        tenant: at,
      }),
      '/tenant',
    ],
    [
      'of a claim in a namespace',
      (at) => ({ 'https://shop-of-jo.eu/tenant_id': at }),
      '/https:~1~1shop-of-jo.eu~1tenant_id',
    ],
    ['of a pool', (at) => ({ 'custom:tenant_id': at }), '/custom:tenant_id'],
    ['of a header', (at) => ({ 'X-Tenant-Id': at }), '/X-Tenant-Id'],
    ['as a form has it', (at) => ({ 'user[tenant_id]': at }), '/user[tenant_id]'],
    [
      'named beside it',
      (at) => ({ custom_attributes: [{ attribute_code: 'tenant_id', value: at }] }),
      '/custom_attributes/0/value',
    ],
    [
      'in a relationship',
      (at) => ({ relationships: { tenant: { data: { type: 'tenants', id: at } } } }),
      '/relationships/tenant',
    ],
    ['by an id that is an object', (at) => ({ tenant: { id: { value: at } } }), '/tenant'],
    ['by a name of its own', (at) => ({ tenant_name: at }), '/tenant_name'],
    ['by its id beside a name', (at) => ({ tenant: { id: at, name: TENANT } }), '/tenant'],
    ['of an organization', (at) => ({ organization: { orgId: at } }), '/organization/orgId'],
    ['PatchOp', (at) => patch('tenantId', at), operation],
    ['PatchOp, URN', (at) => patch(`${extension}:tenantId`, at), operation],
    ['PatchOp, URN and a step', (at) => patch(`${extension}:tenant.id`, at), operation],
    ['PatchOp, in the value', (at) => patch(undefined, { tenantId: at }), `${operation}/tenantId`],
    ['PatchOp, an extension', (at) => patch(extension, { tenantId: at }), `${operation}/tenantId`],
    [
      'PatchOp, an extension in the value',
      (at) => patch(undefined, { [extension]: { tenant: at } }),
      `${operation}/${extension}/tenant`,
    ],
    [
      'PatchOp, a URN in the value',
      (at) => patch(undefined, { [`${extension}:tenantId`]: at }),
      `${operation}/${extension}:tenantId`,
    ],
    ['PatchOp, a value object', (at) => patch('tenant', { id: at, display: TENANT }), operation],
    ['PatchOp, a list of them', (at) => patch('tenants', [{ value: at }]), operation],
    [
      'PatchOp, a filter',
      (at) => patch(`tenants[value eq "${at}"].display`, 'Orchard'),
      '/Operations/0/path',
    ],
    [
      'PatchOp, a filter of another list',
      (at) => patch(`groups[type eq "a" and tenantId eq "${at}"]`, 1),
      '/Operations/0/path',
    ],
    [
      'BulkRequest',
      (at) => ({ Operations: [{ method: 'POST', path: '/Users', data: { tenantId: at } }] }),
      '/Operations/0/data/tenantId',
    ],
    [
      'BulkRequest with a PatchOp',
      (at) => ({
        Operations: [{ method: 'PATCH', path: '/Users/1', data: patch('tenantId', at) }],
      }),
      `/Operations/0/data${operation}`,
    ],
    [
      'a document in a text',
      (at) => ({ claims_json: JSON.stringify({ user: { tid: at } }) }),
      '/claims_json/user/tid',
    ],
    [
      'ListResponse',
      (at) => ({ totalResults: 2, Resources: [{ id: 1 }, { [extension]: { tenantId: at } }] }),
      `/Resources/1/${extension}/tenantId`,
    ],
  ])('%s: the tenant passes, another does not', (_, payload, path) => {
    const options = { ...PRODUCTION, tenant: TENANT };
    expect(guardProvisioning({ id: 1, ...payload(TENANT) }, options).findings).toEqual([]);
    expect(guardProvisioning({ id: 1, ...payload('other') }, options)).toMatchObject({
      action: 'block',
      findings: [{ path, technique: 'declared', id: 'tenant-mismatch' }],
    });
  });

  it('a number is compared as it is written', () => {
    const guardNumber = (tenant: string) =>
      guardProvisioning({ ...user, tenant_id: 8 }, { ...PRODUCTION, tenant }).action;
    expect([guardNumber('8'), guardNumber('7')]).toEqual(['allow', 'block']);
  });

  it.each([
    ['an employer in words', { organization: 'Other' }],
    ['the number of an employer', { company: { org_id: 'other' } }],
    ['the same further in', { data: { user: { employer: { organizationId: 7 } } } }],
    ['the same in a list', { companies: [{ name: 'Other', org_id: 'other' }] }],
    ['the same by a path', { 'company.org_id': 'other' }],
    ['the organization of a manager', { manager: { orgId: 'other' } }],
    ['a directory elsewhere', { azureTenantId: 'other' }],
    ['a word that only begins alike', { audience_size: 5, tenancy: 'other', audio: 'other' }],
    ['a tenant of nothing', { tenant: null, tenants: [], aud: {} }],
  ])('%s is not the tenant', (_, members) => {
    expect(guard(members)).toMatchObject({ action: 'allow', findings: [] });
  });

  const deep = (depth: number) => {
    let payload: object = { tenant: 'other' };
    for (let at = 0; at < depth; at++) payload = { a: payload };
    return payload;
  };
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const nothingFound = () => ({ findings: [], isComplete: true, unlisted: 0, visited: 0 });
  it.each<[string, object]>([
    ['too deep', deep(100)],
    ['far too deep', deep(20_000)],
    ['too many', { list: Array.from({ length: 200_000 }, () => 1), tenant: 'other' }],
    ['a Map', { map: new Map([['tenant', 'other']]) }],
    ['a revoked proxy', { proxy: revoked }],
    ['under a name without end', { [`${'a.'.repeat(200)}tenant`]: 'other' }],
    ['in a path without end', patch(`${'a.'.repeat(200)}tenant`, 'other')],
    [
      'behind a getter that throws',
      {
        get tenant() {
          throw new Error('no');
        },
      },
    ],
  ])('what cannot be compared is told: %s', (_, members) => {
    const options = { ...PRODUCTION, tenant: TENANT, detectors: [nothingFound] };
    expect(guardProvisioning({ id: 1, members }, options)).toMatchObject({
      action: 'block',
      findings: [{ technique: 'declared', id: 'tenant-not-compared' }],
    });
  });

  it('a payload that holds itself is compared once', () => {
    const payload: Record<string, unknown> = { id: 1, tenant: TENANT };
    payload['self'] = payload;
    expect(guard(payload).findings).toEqual([]);
  });

  it.each([[undefined], [null], [{}], [[]], ['jo'], [new Date()], [Promise.resolve(user)]])(
    '%j is no user',
    (payload) => {
      expect(guardProvisioning(payload, PRODUCTION)).toMatchObject({
        action: 'block',
        findings: expect.arrayContaining([expect.objectContaining({ id: 'not-a-user' })]),
      });
    },
  );

  it('is not compared where no tenant is given', () => {
    expect(guardProvisioning({ ...user, aud: 'other' }, PRODUCTION).action).toBe('allow');
  });
});
