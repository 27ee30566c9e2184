/** POST /v1/verify and /v1/verify/batch: a verdict for every item that can be checked, with status 200. */

import {
  type Content,
  createTrust,
  json,
  localSigner,
  parts,
  raw,
  signBatch,
  text,
} from 'contentmark';
import { encodeTextForm } from 'contentmark/carrier';
import { html, htmlText } from 'contentmark/html';
import { describe, expect, test } from 'vitest';
import { claimsInput, DESCRIPTION, ISSUER, NOW, SUBJECT } from '../../fixtures/claims.ts';
import { shopKey } from '../../fixtures/keys.ts';
import { ask, createApi, MARK, markOf, verifyRequest } from '../../fixtures/verification-api.ts';

const api = createApi();
const verify = (changed: object) => ask(api, '/v1/verify', { ...verifyRequest, ...changed });
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

describe('POST /v1/verify', () => {
  test('says that a mark holds, with claims, axes and what that does not prove', async () => {
    const { status, json: verdict } = await verify({});
    expect(status).toBe(200);
    expect(verdict).toMatchObject({
      status: 'verified',
      claims: { issuer: ISSUER, subject: SUBJECT, environment: 'production' },
      keyId: shopKey.keyId,
      coverage: 'full',
      time: 'self-asserted',
      checks: { integrity: 'passed', content: 'passed' },
    });
    expect(JSON.stringify(verdict)).toContain('does not prove that the declaration is true');
  });

  test.each<readonly [string, object, string]>([
    ['other content', { content: { profile: 'text', text: `${DESCRIPTION}!` } }, 'digest-mismatch'],
    ['another record', { subject: 'products/other' }, 'subject-mismatch'],
    ['another form', { content: { profile: 'html', text: DESCRIPTION } }, 'profile-mismatch'],
    ['two marks', { mark: [MARK, markOf(text('b'))] }, 'ambiguous'],
    ['half a mark', { mark: MARK.slice(0, 100) }, 'malformed'],
    ['no base64url', { mark: 'é' }, 'malformed'],
    ['a mark of megabytes', { mark: 'A'.repeat(100_000) }, 'too-large'],
    [
      'text without canonical form',
      { content: { profile: 'text', text: '\ud800' } },
      'content-invalid',
    ],
  ])('refuses %s, with status 200: it is an answer', async (_what, changed, reason) => {
    const { status, json: verdict } = await verify(changed);
    expect(status).toBe(200);
    expect(verdict).toMatchObject({ status: 'rejected', reason });
    expect(verdict).not.toHaveProperty('claims');
  });

  test.each([null, '', [], ['', '']])('calls %j no mark', async (mark) => {
    expect((await verify({ mark })).json).toMatchObject({ status: 'absent' });
  });

  test('takes the same mark found twice for one', async () => {
    expect((await verify({ mark: [MARK, MARK] })).json).toMatchObject({ status: 'verified' });
  });

  test.each<readonly [string, Content, object]>([
    ['html', html('<p>Warm</p>'), { profile: 'html', text: '<P>Warm</p>' }],
    ['html-text', htmlText('<p>Warm</p>'), { profile: 'html-text', text: '<div>Warm</div>' }],
    ['json', json({ a: [1, 2] }), { profile: 'json', text: '{ "a": [1, 2.0] }' }],
    ['raw', raw(Uint8Array.of(0, 255)), { profile: 'raw', base64: base64(Uint8Array.of(0, 255)) }],
    ['raw', raw(new Uint8Array(0)), { profile: 'raw', base64: '' }],
  ])('checks %s', async (_profile, content, shown) => {
    const { json: verdict } = await verify({ content: shown, mark: markOf(content) });
    expect(verdict).toMatchObject({ status: 'verified' });
  });

  test('checks the parts of a record, also one named like a prototype', async () => {
    const signed = parts(
      new Map([
        ['title', text('Boot')],
        ['__proto__', text('x')],
        ['image', raw(Uint8Array.of(1))],
      ]),
    );
    const mark = markOf(signed);
    const title = { name: 'title', profile: 'text', text: 'Boot' };
    const proto = { name: '__proto__', profile: 'text', text: 'x' };
    const image = { name: 'image', profile: 'raw', base64: 'AQ==' };
    const all = await verify({
      content: { parts: [title, proto, image], required: 'all' },
      mark,
    });
    expect(all.json).toMatchObject({ status: 'verified' });
    const some = await verify({ content: { parts: [title] }, mark });
    expect(some.json).toMatchObject({ status: 'verified' });
    expect(JSON.stringify(some.json)).toContain('"not-shown"');
    const few = await verify({ content: { parts: [title], required: ['image'] }, mark });
    expect(few.json).toMatchObject({ status: 'rejected', reason: 'missing-part' });
    const edited = await verify({ content: { parts: [{ ...proto, text: 'y' }] }, mark });
    expect(edited.json).toMatchObject({ status: 'rejected', reason: 'digest-mismatch' });
  });

  test('writes bytes in claims as hexadecimal, and extensions as an object', async () => {
    const mark = markOf(text(DESCRIPTION), {
      privateDigest: new Uint8Array(32).fill(0xab),
      extensions: new Map<string, string | Uint8Array>([
        ['__proto__', 'kept'],
        ['batch', Uint8Array.of(1, 2)],
      ]),
    });
    const { json: verdict, text: body } = await verify({ mark });
    expect(verdict).toMatchObject({ claims: { privateDigest: 'ab'.repeat(32) } });
    expect(body).toContain('"extensions":{');
    expect(body).toContain('"__proto__":"kept"');
    expect(body).toContain('"batch":"0102"');
  });

  test('remembers nothing: a revoked key is refused at once', async () => {
    const trust = createTrust([
      { publicKey: shopKey.publicKey, issuers: [ISSUER], environments: ['production'] },
    ]);
    const own = createApi({ trust });
    expect((await ask(own, '/v1/verify', verifyRequest)).json).toMatchObject({
      status: 'verified',
    });
    trust.revoke(shopKey.keyId, NOW);
    expect((await ask(own, '/v1/verify', verifyRequest)).json).toMatchObject({
      reason: 'key-revoked',
    });
  });
});

describe('POST /v1/verify/batch', () => {
  test('gives one verdict for each item, in order', async () => {
    const items = [
      verifyRequest,
      { ...verifyRequest, subject: 'products/other' },
      { ...verifyRequest, mark: null },
    ];
    const { json: answer } = await ask(api, '/v1/verify/batch', { items });
    const { results } = answer as unknown as { results: { status: string }[] };
    expect(results.map(({ status }) => status)).toEqual(['verified', 'rejected', 'absent']);
  });

  test('checks thin items by a root that came with them, and forgets it', async () => {
    const {
      subject: _subject,
      id: _id,
      ...claims
    } = claimsInput as typeof claimsInput & { id?: string };
    const batch = signBatch(
      [
        { content: text('a'), subject: 'a' },
        { content: text('b'), subject: 'b' },
      ],
      { signer: localSigner(shopKey), claims, thin: true },
    );
    const items = [];
    let root = '';
    for await (const { envelope, subject, signedRoot } of batch) {
      items.push({
        content: { profile: 'text', text: subject },
        mark: encodeTextForm(envelope),
        subject,
      });
      if (signedRoot !== undefined) root = encodeTextForm(signedRoot);
    }
    const clock = () => Math.floor(Date.now() / 1000);
    const own = createApi({ clock });
    const statuses = async (body: object) => {
      const { json: answer } = await ask(own, '/v1/verify/batch', body);
      return (answer as unknown as { results: { status: string }[] }).results.map(
        ({ status }) => status,
      );
    };
    expect(await statuses({ items })).toEqual(['rejected', 'rejected']);
    expect(await statuses({ items, roots: [root] })).toEqual(['verified', 'verified']);
    expect(await statuses({ items })).toEqual(['rejected', 'rejected']);
    const { json: refused } = await ask(own, '/v1/verify/batch', {
      items,
      roots: ['nope', root.slice(8)],
    });
    expect(refused).toMatchObject({ roots: [{ status: 'rejected' }, { status: 'rejected' }] });
  });

  test('takes 100 items and no more', async () => {
    const items = (count: number) => new Array(count).fill(verifyRequest);
    expect((await ask(api, '/v1/verify/batch', { items: items(100) })).status).toBe(200);
    expect((await ask(api, '/v1/verify/batch', { items: items(101) })).status).toBe(400);
    expect((await ask(api, '/v1/verify/batch', { items: [] })).status).toBe(400);
  });
});
