/** The limits of the API: bytes, seconds, characters of HTML, and requests of one client. */

import { raw, text } from 'contentmark';
import { createInspector, createVerificationApi } from 'contentmark/http';
import { describe, expect, test } from 'vitest';
import {
  apiOptions,
  ask,
  createApi,
  markOf,
  post,
  verifyRequest,
} from '../../fixtures/verification-api.ts';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

describe('limits', () => {
  const over = (bytes: number) => JSON.stringify({ ...verifyRequest, subject: 'x'.repeat(bytes) });

  test('a declared length over the bound is refused unread', async () => {
    const own = createApi({ limits: { bodyBytes: 2048 } });
    const body = over(4096);
    const answer = await own.request('/v1/verify', {
      ...post(body),
      headers: { 'content-type': 'application/json', 'content-length': String(body.length) },
    });
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'body-too-large' }]);
  });

  test.each([
    ['that is too small', '10', 413, 'body-too-large'],
    ['that is no number', 'abc', 400, 'invalid-request'],
    ['that is signed', '-1', 400, 'invalid-request'],
    ['that is hexadecimal', '0x10', 400, 'invalid-request'],
  ])('a declared length %s lets nothing through', async (_what, length, status, code) => {
    const own = createApi({ limits: { bodyBytes: 2048 } });
    const content = { profile: 'text', text: 'x'.repeat(4096) };
    const answer = await own.request('/v1/verify', {
      ...post({ ...verifyRequest, content }),
      headers: { 'content-type': 'application/json', 'content-length': length },
    });
    expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
  });

  test('a body without a length is counted as it comes, and no further than the bound', async () => {
    const own = createApi({ limits: { bodyBytes: 2048 } });
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1024).fill(0x20));
        if (pulled > 1000) controller.close();
      },
    });
    const request = new Request('http://api.example/v1/verify', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit);
    const answer = await own.request(request);
    expect(answer.status).toBe(413);
    expect(pulled).toBeLessThan(10);
  });

  test('a body that does not come in time is not waited for', async () => {
    const own = createApi({ limits: { bodySeconds: 0.1 } });
    const body = new ReadableStream<Uint8Array>({ start: (c) => c.enqueue(Uint8Array.of(0x7b)) });
    const request = new Request('http://api.example/v1/verify', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit);
    const answer = await own.request(request);
    expect([answer.status, await answer.json()]).toMatchObject([408, { code: 'request-timeout' }]);
  });

  test('HTML is parsed up to a bound, over all parts and items together', async () => {
    const own = createApi({ limits: { htmlCharacters: 100 } });
    const content = { profile: 'html', text: 'x'.repeat(60) };
    const one = { ...verifyRequest, content };
    expect((await ask(own, '/v1/verify', one)).status).toBe(200);
    expect(await ask(own, '/v1/verify/batch', { items: [one, one] })).toMatchObject({
      status: 413,
      json: { code: 'content-too-large' },
    });
    const part = { ...content, profile: 'html-text' };
    const two = {
      parts: [
        { name: 'a', ...part },
        { name: 'b', ...part },
      ],
    };
    expect((await ask(own, '/v1/verify', { ...verifyRequest, content: two })).status).toBe(413);
    const plain = { ...verifyRequest, content: { profile: 'text', text: 'x'.repeat(200) } };
    expect((await ask(own, '/v1/verify', plain)).status).toBe(200);
    expect((await ask(own, '/v1/detect', { content: { text: 'x'.repeat(101) } })).status).toBe(413);
    // An image is hashed, and not looked into.
    const image = { base64: base64(new Uint8Array(200).fill(0xff, 199)) };
    expect((await ask(own, '/v1/detect', { content: image })).status).toBe(200);
    // A text is no image because it came as bytes: unread, it would be "no mark found".
    const page = { base64: base64(Buffer.from('é'.repeat(101))) };
    const body = { content: page, attestation: true };
    expect(await ask(own, '/v1/detect', body)).toMatchObject({
      status: 413,
      json: { code: 'content-too-large' },
    });
    const few = { base64: base64(Buffer.from('é'.repeat(100))) };
    expect((await ask(own, '/v1/detect', { content: few })).status).toBe(200);
    const marked = { content: page, mark: markOf(text('é'.repeat(101))) };
    expect((await ask(own, '/v1/detect', marked)).status).toBe(413);
    const signed = { content: page, mark: markOf(raw(Buffer.from('é'.repeat(101)))) };
    expect((await ask(own, '/v1/detect', signed)).json).toMatchObject({ result: 'mark-verified' });
  });

  test('a client that asks too often is told when to come again; others are served', async () => {
    const own = createApi({
      rateLimit: { requests: 3, seconds: 60, clientOf: (c) => c.req.header('x-client') },
    });
    const from = async (client: string) =>
      await own.request('/openapi.json', { headers: client === '' ? {} : { 'x-client': client } });
    for (let i = 0; i < 3; i++) expect((await from('a')).status).toBe(200);
    const refused = await from('a');
    expect([refused.status, await refused.json()]).toMatchObject([
      429,
      { code: 'too-many-requests' },
    ]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await from('b')).status).toBe(200);
    for (let i = 0; i < 5; i++) expect((await from('')).status).toBe(200);
  });

  test('whoever watches the server is not counted', async () => {
    const own = createApi({
      rateLimit: { requests: 1, clientOf: () => 'a' },
      metrics: { observe: () => undefined, expose: async () => ({ contentType: 'a/b', body: '' }) },
    });
    for (let i = 0; i < 3; i++)
      for (const path of ['/healthz', '/metrics'])
        expect((await own.request(path)).status).toBe(200);
    expect((await own.request('/openapi.json')).status).toBe(200);
    expect((await own.request('/openapi.json')).status).toBe(429);
  });

  test('counts the bytes of one client, whatever declares them, and the page with the API', async () => {
    const rateLimit = { requests: 1000, bytes: 10_000, clientOf: () => 'a' };
    const options = { ...apiOptions, rateLimit };
    const own = createVerificationApi(options);
    own.route('/', createInspector(options));
    const body = JSON.stringify({ content: { text: 'a'.repeat(9000) } });
    const declared = { 'content-type': 'application/json', 'content-length': String(body.length) };
    const send = (headers: Record<string, string>) =>
      own.request('/v1/detect', { method: 'POST', headers, body });
    expect((await send({ 'content-type': 'application/json' })).status).toBe(200);
    expect((await send(declared)).status).toBe(200);
    const third = await send(declared);
    expect([third.status, await third.json()]).toMatchObject([429, { code: 'too-many-requests' }]);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    const page = await own.request('/inspect', { method: 'POST', body: new FormData() });
    expect([page.status, page.headers.has('retry-after')]).toEqual([429, true]);
    expect(await page.text()).toContain('too many checks');
    // What needs no body is not held up.
    expect((await own.request('/openapi.json')).status).toBe(200);
  });
});
