/** Users on their way into a tenant. */
// @ts-nocheck


import { json } from 'contentmark/content';
import { guardProvisioning } from 'contentmark/guards';
import { createVerifier } from 'contentmark/verify';
import { describe, expect, it } from 'vitest';
import { createShopTrust, mark, NOW, SUBJECT } from '../fixtures/claims.ts';
import { stagingKey } from '../fixtures/keys.ts';
import { platformJson } from '../fixtures/platform-data.ts';

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
      expect.objectContaining({ marker: 'audience-mismatch', technique: 'signature' }),
    );
    // And where the verifier was told of another tenant than the guard, the guard finds it.
    expect(guard('tenant-a', 'tenant-b').findings).toContainEqual({
      path: '',
      technique: 'signature',
      marker: 'audience-mismatch',
      severity: 'block',
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
        { path: `/${Object.keys(members)[0]}`, marker: 'tenant-mismatch', severity: 'block' },
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
      findings: [{ path, marker: 'tenant-mismatch', severity: 'block' }],
    });
  });

  it.each([
    ['the tenant itself', { aud: 'orchard.example-shop.eu' }],
    ['the tenant among others', { aud: ['other.eu', 'orchard.example-shop.eu'] }],
    ['nothing said', {}],
    ['a number', { tenantId: 7 }],
    ['the tenant by its id', { tenant: { id: 'orchard.example-shop.eu', name: 'Orchard' } }],
    [
      'the tenant by its name',
      { data: { tenant: { id: 't-1', name: 'orchard.example-shop.eu' } } },
    ],
    ['the tenant in a list', { tenants: [{ id: 'third.eu' }, { id: 'orchard.example-shop.eu' }] }],
    [
      'an employer',
      { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { organization: 'Orchard' } },
    ],
  ])('%s passes', (_, members) => {
    expect(guard(members).action).toBe('allow');
  });

  it('is not compared where no tenant is given', () => {
    expect(guardProvisioning({ ...user, aud: 'other' }, PRODUCTION).action).toBe('allow');
  });
});
