/** What is wrong with a request to the API, and where, as a problem document. */

import { describe, expect, test } from 'vitest';
import { ask, createApi, MARK, post, verifyRequest } from '../../fixtures/verification-api.ts';

const api = createApi();

describe('a wrong request gets its problem:', () => {
  const good = JSON.stringify(verifyRequest);
  test.each<readonly [string, unknown, string, number, string]>([
    ['no JSON', 'nope', 'application/json', 400, 'malformed-json'],
    ['an empty body', '', 'application/json', 400, 'malformed-json'],
    ['JSON cut off', good.slice(0, -1), 'application/json', 400, 'malformed-json'],
    [
      'a member twice',
      `{"subject":"a",${good.slice(1)}`,
      'application/json',
      400,
      'malformed-json',
    ],
    [
      'a byte that is no UTF-8',
      Buffer.from(good.replace('crew', 'cr\xff'), 'latin1'),
      'application/json',
      400,
      'malformed-json',
    ],
    ['nesting without end', '['.repeat(100_000), 'application/json', 400, 'malformed-json'],
    ['null', 'null', 'application/json', 400, 'invalid-request'],
    ['a list', '[]', 'application/json', 400, 'invalid-request'],
    ['plain text', good, 'text/plain', 415, 'unsupported-media-type'],
    ['a form', good, 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
    ['another charset', good, 'application/json; charset=utf-16', 415, 'unsupported-media-type'],
    ['a type that begins like JSON', good, 'application/jsonp', 415, 'unsupported-media-type'],
  ])('%s', async (_what, body, type, status, code) => {
    const answer = await api.request('/v1/verify', post(body, { type }));
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ type: 'about:blank', status, code });
  });

  test('without any content type, too', async () => {
    const answer = await api.request('/v1/verify', {
      method: 'POST',
      body: new TextEncoder().encode(good),
    });
    expect(answer.status).toBe(415);
  });

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
  ])('but %s is JSON', async (type) => {
    expect((await api.request('/v1/verify', post(good, { type }))).status).toBe(200);
  });

  test.each<readonly [string, object, readonly object[]]>([
    [
      'a member too many',
      { ...verifyRequest, extra: 1 },
      [{ pointer: '', rule: 'unknown-member' }],
    ],
    [
      'no subject',
      { content: verifyRequest.content, mark: MARK },
      [{ pointer: '/subject', rule: 'missing' }],
    ],
    [
      'no mark',
      { content: verifyRequest.content, subject: 'a' },
      [{ pointer: '/mark', rule: 'missing' }],
    ],
    [
      'an empty subject',
      { ...verifyRequest, subject: '' },
      [{ pointer: '/subject', rule: 'length' }],
    ],
    [
      'a subject without UTF-8',
      { ...verifyRequest, subject: '\ud800' },
      [{ pointer: '/subject', rule: 'format' }],
    ],
    [
      'a number for a subject',
      { ...verifyRequest, subject: 1 },
      [{ pointer: '/subject', rule: 'type' }],
    ],
    [
      'an unknown profile',
      { ...verifyRequest, content: { profile: 'xml', text: '' } },
      [{ pointer: '/content', rule: 'no-alternative' }],
    ],
    [
      'padding that is missing',
      { ...verifyRequest, content: { profile: 'raw', base64: 'AQ' } },
      [{ pointer: '/content/base64', rule: 'format' }],
    ],
    [
      'a part twice',
      {
        ...verifyRequest,
        content: {
          parts: [
            { name: 'a', profile: 'text', text: '' },
            { name: 'a', profile: 'text', text: '' },
          ],
        },
      },
      [{ pointer: '/content/parts/1/name', rule: 'repeated' }],
    ],
  ])('%s, and where it is', async (_what, body, errors) => {
    const { status, json: problem } = await ask(api, '/v1/verify', body);
    expect(status).toBe(400);
    expect(problem).toMatchObject({ code: 'invalid-request', errors });
  });

  test('what only the library can refuse is the client’s mistake too', async () => {
    const name = 'é'.repeat(300);
    const content = { parts: [{ name, profile: 'text', text: '' }] };
    expect(await ask(api, '/v1/verify', { ...verifyRequest, content })).toMatchObject({
      status: 400,
      json: { code: 'invalid-request' },
    });
    const submitted = { parts: [{ name, text: '' }] };
    const body = { content: submitted, mark: MARK };
    expect((await ask(api, '/v1/detect', body)).status).toBe(400);
  });

  test('paths that are none, and methods that are wrong', async () => {
    const nowhere = await api.request('/v2/verify');
    expect([nowhere.status, await nowhere.json()]).toMatchObject([404, { code: 'not-found' }]);
    for (const [method, path, allow] of [
      ['GET', '/v1/verify', 'POST'],
      ['PUT', '/v1/detect', 'POST'],
      ['DELETE', '/healthz', 'GET, HEAD'],
      ['POST', '/openapi.json', 'GET, HEAD'],
      ['OPTIONS', '/v1/verify', 'POST'],
    ] as const) {
      const answer = await api.request(path, { method });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
    }
    expect((await api.request('/healthz', { method: 'HEAD' })).status).toBe(200);
  });
});
