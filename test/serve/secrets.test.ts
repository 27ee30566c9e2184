/**
 * What is submitted appears nowhere but in the answer about it: secrets are planted in every
 * place of a request, and then looked for in logs, metrics, errors, events and attestations.
 */

import { localSigner, parts, signSync, text } from 'contentmark';
import { encodeTextForm } from 'contentmark/carrier';
import { createInspector, type VerificationApiOptions } from 'contentmark/http';
import { createMetrics } from 'contentmark/http-node';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { attestationKey } from '../fixtures/attestations.ts';
import { claimsInput } from '../fixtures/claims.ts';
import { shopKey } from '../fixtures/keys.ts';
import { apiOptions, createApi, post } from '../fixtures/verification-api.ts';

/** Looked for in every notation that a program might write it in. */
const SECRET = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';
const NOTATIONS = [
  SECRET,
  Buffer.from(SECRET).toString('hex'),
  // Base64 of it at each of the three places where it can begin.
  ...['', 'a', 'ab'].map((before) =>
    Buffer.from(before + SECRET)
      .toString('base64')
      .slice(before === '' ? 0 : 4, -6),
  ),
];

function leaksOf(where: string): readonly string[] {
  return NOTATIONS.filter((notation) => where.includes(notation));
}

/** A mark that the shop signed, with the secret in what it claims. */
const mark = encodeTextForm(
  signSync(parts({ [SECRET]: text(SECRET), title: text('Boot') }), {
    signer: localSigner(shopKey),
    claims: {
      ...claimsInput,
      subject: SECRET,
      audience: SECRET,
      generator: { name: SECRET },
      extensions: new Map([[SECRET, SECRET]]),
    },
  }),
);

const verify = { content: { profile: 'text', text: SECRET }, mark, subject: SECRET };

/** Requests with the secret in their paths, members, headers and bodies: path, what is sent. */
const REQUESTS: readonly (readonly [path: string, init: RequestInit])[] = [
  ['/v1/verify', post(verify)],
  ['/v1/verify', post({ ...verify, mark: SECRET })],
  ['/v1/verify', post({ ...verify, mark: [mark, SECRET] })],
  ['/v1/verify', post({ ...verify, content: { parts: [{ name: SECRET, profile: SECRET }] } })],
  [
    '/v1/verify',
    post({
      ...verify,
      content: { parts: [{ name: SECRET, profile: 'text', text: SECRET }], required: [SECRET] },
    }),
  ],
  ['/v1/verify', post({ ...verify, [SECRET]: SECRET })],
  ['/v1/verify', post({ ...verify, content: { profile: SECRET, text: SECRET } })],
  ['/v1/verify', post({ ...verify, content: { profile: 'json', text: `{"${SECRET}":` } })],
  ['/v1/verify', post({ ...verify, content: { profile: 'html', text: `<${SECRET}>` } })],
  ['/v1/verify', post({ ...verify, subject: { [SECRET]: SECRET } })],
  ['/v1/verify', post(`{"${SECRET}": ${SECRET}}`)],
  ['/v1/verify', post(`{"a":1,"a":"${SECRET}"}`)],
  ['/v1/verify', post(SECRET, { type: `text/${SECRET}` })],
  ['/v1/verify', post(Buffer.concat([Buffer.from(SECRET), Buffer.of(0xff)]))],
  ['/v1/verify', post(SECRET.repeat(100_000))],
  ['/v1/verify/batch', post({ items: [verify, verify], roots: [SECRET] })],
  ['/v1/verify/batch', post({ items: [verify, { ...verify, [SECRET]: 1 }], roots: [mark] })],
  ['/v1/detect', post({ content: { text: SECRET }, attestation: true })],
  ['/v1/detect', post({ content: { text: SECRET }, mark, attestation: true })],
  ['/v1/detect', post({ content: { base64: Buffer.from(SECRET).toString('base64') } })],
  ['/v1/detect', post({ content: { text: SECRET }, mark: SECRET, subject: SECRET })],
  [
    '/inspect',
    { method: 'POST', body: new URLSearchParams({ content: SECRET, mark, [SECRET]: SECRET }) },
  ],
  [
    '/inspect',
    {
      method: 'POST',
      body: `--${SECRET}`,
      headers: { 'content-type': `multipart/form-data; boundary=${SECRET}` },
    },
  ],
  [`/${SECRET}?${SECRET}=${SECRET}`, { headers: { cookie: SECRET, authorization: SECRET } }],
  [`/v1/verify?${SECRET}`, { method: 'PUT', body: SECRET }],
];

/** An error whose every word is secret, as a library might throw one that quotes its input. */
function quoting(): never {
  const error = new Error(`cannot use ${SECRET}\n    at ${SECRET} (${SECRET}:1:1)`);
  error.name = SECRET;
  throw Object.assign(error, { input: SECRET, cause: new Error(SECRET) });
}

/** Everything that an operator of the API can read afterwards. */
function listen() {
  const heard: unknown[] = [];
  const metrics = createMetrics({ process: false });
  const options: Partial<VerificationApiOptions> = {
    metrics,
    onRequest: (event) => heard.push(event),
    onError: (report) => heard.push(report),
  };
  return {
    options,
    read: async () => `${JSON.stringify(heard)}\n${(await metrics.expose()).body}`,
  };
}

/** Sends all of them and returns each status and answer. */
async function sendAll(options: Partial<VerificationApiOptions>) {
  const api = createApi(options);
  api.route('/', createInspector({ ...apiOptions, ...options }));
  const answers: { readonly status: number; readonly text: string; readonly headers: string }[] =
    [];
  for (const [path, init] of REQUESTS) {
    const response = await api.request(path, init);
    const headers = JSON.stringify([...response.headers]);
    answers.push({ status: response.status, text: await response.text(), headers });
  }
  return answers;
}

const written: string[] = [];

beforeEach(() => {
  written.length = 0;
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
    vi.spyOn(console, method).mockImplementation((...values) => {
      written.push(values.map(String).join(' '));
    });
});
afterEach(() => vi.restoreAllMocks());

describe('a secret in what is submitted', () => {
  test('is in no event, metric, log, problem or header', async () => {
    const { options, read } = listen();
    const answers = await sendAll(options);
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([200, 400, 404, 405, 413, 415]),
    );
    expect(leaksOf(await read())).toEqual([]);
    expect(leaksOf(written.join('\n'))).toEqual([]);
    for (const { status, text: answer, headers } of answers) {
      expect(leaksOf(headers)).toEqual([]);
      if (status >= 400) expect(leaksOf(answer)).toEqual([]);
    }
  });

  test('is in no report of a failure, not even where the failing code quotes it', async () => {
    const { options, read } = listen();
    const failing = {
      ...options,
      attestations: {
        solution: 'https://shop.example/provenance',
        signer: { ...localSigner(attestationKey), sign: quoting },
      },
    };
    const answers = await sendAll(failing);
    const failed = answers.filter(({ status }) => status === 500);
    expect(failed).toHaveLength(2);
    for (const { text: answer } of failed) {
      expect(JSON.parse(answer)).toMatchObject({ code: 'internal' });
      expect(leaksOf(answer)).toEqual([]);
    }
    const told = await read();
    expect(told).toContain('secrets.test.ts');
    expect(leaksOf(told)).toEqual([]);
    expect(leaksOf(written.join('\n'))).toEqual([]);
  });

  test('is in no attestation, in whatever notation', async () => {
    const api = createApi();
    for (const given of [null, mark, SECRET]) {
      const body = { content: { text: SECRET }, mark: given, subject: SECRET, attestation: true };
      const response = await api.request('/v1/detect', post(body));
      const { attestation } = (await response.json()) as { readonly attestation: string };
      const bytes = Buffer.from(attestation, 'base64url');
      expect(bytes.length).toBeGreaterThan(200);
      expect(leaksOf(bytes.toString('latin1'))).toEqual([]);
      expect(leaksOf(attestation)).toEqual([]);
    }
  });

  test('would be found: the search sees it in every notation', () => {
    for (const notation of ['base64', 'base64url', 'hex', 'utf8'] as const)
      for (const before of ['', 'a', 'ab', 'abc'])
        expect(leaksOf(Buffer.from(`${before}${SECRET} after`).toString(notation))).not.toEqual([]);
  });
});
