/** docs/http.md: its tables are the code's, and its examples do what it says of them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { localSigner, signSync, text } from 'contentmark';
import { ATTESTATION_REASONS, signAttestation } from 'contentmark/attestation';
import { encodeTextForm } from 'contentmark/carrier';
import {
  createVerificationApi,
  PROBLEM_CODES,
  ROUTES,
  type VerificationApi,
} from 'contentmark/http';
import { type RunningServer, startServer } from 'contentmark/http-node';
import { exportPublicJwk, thumbprint } from 'contentmark/keys';
import { createRemoteTrust, type RemoteTrust } from 'contentmark/remote-trust';
import type { Verifier } from 'contentmark/verify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toResponse } from '../../src/serve/problem.ts';
import {
  attestationInput,
  attestationKey,
  DESCRIPTION,
  signOptions,
} from '../fixtures/attestations.ts';
import { shopKey } from '../fixtures/keys.ts';
import { apiOptions, createApi, post } from '../fixtures/verification-api.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(ROOT, 'docs/http.md'), 'utf8');
const ISSUER = 'https://shop.example/provenance';

/** The fenced block marked `example=name`. */
function block(name: string): string {
  const body = new RegExp(`\`\`\`\\w+ example=${name}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1];
  if (body === undefined) throw new Error(`docs/http.md has no example ${name}`);
  return body;
}

let folder: string;
beforeAll(() => {
  mkdirSync(join(ROOT, '.reports'), { recursive: true });
  // Inside the project, so that the blocks find packages under their own names.
  folder = mkdtempSync(join(ROOT, '.reports', 'http-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The example as a module. The caller names the shape that the page shows. */
async function load<T>(name: string): Promise<T> {
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, block(name));
  return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as T;
}

const mark = encodeTextForm(
  signSync(text(DESCRIPTION), {
    signer: localSigner(shopKey),
    claims: { issuer: ISSUER, subject: 'products/trail-boot', environment: 'production' },
  }),
);
const request = {
  content: { profile: 'text', text: DESCRIPTION },
  mark,
  subject: 'products/trail-boot',
};

/** What `POST /v1/verify` under this address says of a mark that the shop of the page signed. */
async function statusAt(url: string): Promise<string> {
  const response = await fetch(`${url}/v1/verify`, post(request));
  return ((await response.json()) as { readonly status: string }).status;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('examples of docs/http.md', () => {
  let server: RunningServer;
  beforeAll(async () => {
    const { start } = await load<{
      start(publicKey: Uint8Array, port: number): Promise<RunningServer>;
    }>('server');
    server = await start(shopKey.publicKey, 0);
  });
  afterAll(() => server.close(0));

  test('its server checks, counts, publishes its key and has the page', async () => {
    expect(await statusAt(server.url)).toBe('verified');
    expect(await (await fetch(`${server.url}/metrics`)).text()).toContain(
      'contentmark_verdicts_total{status="verified",reason=""} 1',
    );
    expect(await (await fetch(server.url)).text()).toContain('Check a content mark');
  });

  test('its remote trust follows that server', async () => {
    const { follow } = await load<{
      follow(url: string, pin: string): { remote: RemoteTrust; verifier: Verifier };
    }>('remote');
    const pin = Buffer.from(thumbprint(shopKey.publicKey)).toString('hex');
    const address = `${server.url}/.well-known/contentmark-keys.json`;
    const { remote, verifier } = follow(address, pin);
    const options = { subject: request.subject };
    expect(await verifier.verify(text(DESCRIPTION), mark, options)).toMatchObject({
      reason: 'unknown-key',
    });
    await remote.refresh();
    expect(await verifier.verify(text(DESCRIPTION), mark, options)).toMatchObject({
      status: 'verified',
    });
  });

  test('it is mounted in Hono, Express and Fastify, each beside what is there', async () => {
    const options = await trusting();
    const { mount } = await load<{ mount(api: VerificationApi): VerificationApi }>('hono');
    const inHono = await startServer(mount(createVerificationApi(options)));
    expect(await statusAt(`${inHono.url}/provenance`)).toBe('verified');
    expect(await (await fetch(inHono.url)).text()).toBe('my shop');
    await inHono.close(0);
    const express = await load<{
      mount(api: VerificationApi): Parameters<typeof createServer>[1];
    }>('express');
    const http = createServer(express.mount(createVerificationApi(options)));
    expect(await statusAt(`${await listen(http)}/provenance`)).toBe('verified');
    http.closeAllConnections();
    http.close();
    const fastify = await load<{
      mount(api: VerificationApi): {
        listen(options: object): Promise<string>;
        close(): Promise<void>;
      };
    }>('fastify');
    const app = fastify.mount(createVerificationApi(options));
    expect(await statusAt(`${await app.listen({ port: 0, host: '127.0.0.1' })}/provenance`)).toBe(
      'verified',
    );
    await app.close();
  });

  test('its Worker answers', async () => {
    const { default: worker } = await load<{
      default: { fetch(request: Request, bindings: object): Promise<Response> };
    }>('worker');
    const asked = new Request('https://worker.invalid/v1/verify', post(request));
    const response = await worker.fetch(asked, { PUBLIC_KEY: exportPublicJwk(shopKey) });
    expect(await response.json()).toMatchObject({ status: 'verified' });
  });

  test('its reader of attestations tells result and reason', async () => {
    const { read } = await load<{
      read(attestation: string, publicKey: Uint8Array, content: string): Promise<string>;
    }>('attestation');
    const attestation = encodeTextForm(
      await signAttestation({ ...attestationInput, detectedAt: 1_760_000_000 }, signOptions),
    );
    expect(await read(attestation, attestationKey.publicKey, DESCRIPTION)).toBe('mark-verified');
    expect(await read(attestation, attestationKey.publicKey, 'other')).toBe('content-mismatch');
    expect(await read(attestation, shopKey.publicKey, DESCRIPTION)).toBe('unknown-key');
  });

  /** Options that trust the shop of the page, whose issuer is another one than the fixtures’. */
  async function trusting() {
    const { createTrust } = await import('contentmark/verify');
    const { clock: _clock, attestations: _attestations, ...options } = apiOptions;
    const { publicKey } = shopKey;
    const entry = { publicKey, issuers: [ISSUER], environments: ['production'] };
    return { ...options, trust: createTrust([{ ...entry, purposes: ['content'] as const }]) };
  }
});

describe('tables of docs/http.md', () => {
  test('list every path, and no other', () => {
    const listed = [...page.matchAll(/^\| `(\/[^`]*)` \| (?:GET|POST) \|/gm)].map(([, at]) => at);
    expect(new Set(listed)).toEqual(new Set(ROUTES.filter((route) => route !== 'other')));
    expect(Object.keys(createApi().routes).length).toBeGreaterThan(0);
  });

  test('list every code with its status', () => {
    const listed = [...page.matchAll(/^\| `([\w-]+)` \| (\d{3}) \|/gm)].map(([, code, status]) => [
      code,
      Number(status),
    ]);
    expect(listed).toEqual(PROBLEM_CODES.map((code) => [code, toResponse(code).status]));
  });

  test('list every reason for refusing an attestation, in order', () => {
    expect(page.replaceAll('\n', ' ')).toContain(
      ATTESTATION_REASONS.map((reason) => `\`${reason}\``).join(', '),
    );
  });

  test.each<readonly [string, (options: never) => unknown]>([
    ['the API', createVerificationApi],
    ['the server', (options) => startServer(createApi(), options)],
    ['the remote trust', (options) => createRemoteTrust('https://shop.example/keys', options)],
  ])('name every option of %s', async (_what, make) => {
    const wrong = { nonsense: 1 } as never;
    const error: unknown = await (async () => await make(wrong))().catch((thrown) => thrown);
    const known = /known options: (.*)$/.exec(String(error))?.[1]?.split(', ') ?? [];
    expect(known.length).toBeGreaterThan(5);
    for (const option of known) expect(page).toContain(`\`${option}\``);
  });

  test('every file it links to is there', () => {
    const links = [...page.matchAll(/\]\((\.\.?\/[^)#]+)\)/g)].map(([, path = '']) => path);
    for (const path of links) readFileSync(join(ROOT, 'docs', path));
  });
});
