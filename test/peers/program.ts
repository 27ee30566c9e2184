/**
 * What is started beside each set of peers, made plain JavaScript by esbuild, as
 * `node program.js IMAGES` in a folder of its own where the package was installed from its tarball. Prints all answers as one JSON object; they must be
 * the same beside every set.
 */
import { readdirSync, readFileSync } from 'node:fs';
import {
  createTrust,
  exportPublicJwk,
  importSeed,
  localSigner,
  sign,
  text,
  verify,
} from 'contentmark';
import { encodeTextForm } from 'contentmark/carrier';
import { readForeignMarks } from 'contentmark/foreign-marks';
import { createInspector, createVerificationApi } from 'contentmark/http';
import { clientAddress, createMetrics, startServer } from 'contentmark/http-node';
import { decide, storefront } from 'contentmark/policy';
import { provenanceOf } from 'contentmark/provenance';
import { Provenance } from 'contentmark/react';
import { openRecords } from 'contentmark/records';
import { fingerprintImage } from 'contentmark/registry';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** Unix seconds of everything here: 2026-01-01T00:00:00Z. */
const NOW = 1767225600;
const TEXT = 'A crew neck in fine merino.';
const SUBJECT = 'products/merino-crew';

/** A workbook of one sheet, "Products", with one row. */
const WORKBOOK = [
  'UEsDBBQAAAgIAAAAAAB9j8M5TQAAAE0AAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJqSxILVaoyM3JK7ZVyigpKbDS',
  '1y9OzkjNTSzWyy9IzavIzUnLL8pNLCnWyy9K1y9ITM5OTE/VNzIwMNNPzs8rSc0r0S0BmaGkbwcAUEsDBBQAAAgIAAAA',
  'AAA7FZK4lAAAAOYAAAAPAAAAeGwvd29ya2Jvb2sueG1sjY8xDoMwEAS/gu4BGFKkQJgqDV2+4NhHbGH7rDuj8PxIEPpU',
  'K420s9rxQ7y+iNZmTzGLBl9rGZQS6zEZaalg3lNciJOp0hK/lRRG48Qj1hTVrevuKpmQ4TQM/I+DliVYfJDdEuZ6Shij',
  'qYGy+FAEpvFYkF822STU8GRym60CzUFnp6GHhofgNPDselDTqK6iur5NX1BLAwQUAAAICAAAAAAAtlSqz48AAADxAAAA',
  'GgAAAHhsL19yZWxzL3dvcmtib29rLnhtbC5yZWxzjc8xCsMwDAXQqxgdIEo6dChJpi5ZSy5gHCUOsS1jqTS9faFDSaFD',
  'pw9/eJ/f3ihYXTmJX7OYPYYkHXjVfEEU5ylaqThT2mOYuUSrUnFZMFu32YXwVNdnLEcD+vZommHqoAxTA2Z8ZvrH5nle',
  'HV3Z3SMl/TGBDy6beCIFM9qykHbwqQTf0VR7DIB9i18P+xdQSwMEFAAACAgAAAAAAAn/XW21AAAAUAEAABgAAAB4bC93',
  'b3Jrc2hlZXRzL3NoZWV0MS54bWx1kN1qhEAMhV9F5gE2anftDzGwshe97xNMdVqlMxPJBPXxi1KslO7d4cB3PhKcWb5S',
  '75xmS/Ax1aZXHV8AUtu7YNOJRxeX4D9YgtV0YvmENIqz3QYFD2WeVxDsEA3h1t2sWkLhOZPaFIawXcO1MJnWZoh+iO5N',
  'xRAOiVDp1cbOOwQlhLWB9odo7hGNlZa7PwgIz7u13K3lnY13Zv3PuZITFeXD+VI9Pj3nvwlhOprgcCvsT6RvUEsBAhQA',
  'FAAACAgAAAAAAH2PwzlNAAAATQAAABMAAAAAAAAAAAAAAAAAAAAAAFtDb250ZW50X1R5cGVzXS54bWxQSwECFAAUAAAI',
  'CAAAAAAAOxWSuJQAAADmAAAADwAAAAAAAAAAAAAAAAB+AAAAeGwvd29ya2Jvb2sueG1sUEsBAhQAFAAACAgAAAAAALZU',
  'qs+PAAAA8QAAABoAAAAAAAAAAAAAAAAAPwEAAHhsL19yZWxzL3dvcmtib29rLnhtbC5yZWxzUEsBAhQAFAAACAgAAAAA',
  'AAn/XW21AAAAUAEAABgAAAAAAAAAAAAAAAAABgIAAHhsL3dvcmtzaGVldHMvc2hlZXQxLnhtbFBLBQYAAAAABAAEAAwB',
  'AADxAgAAAAA=',
].join('');

const key = importSeed(new Uint8Array(32).fill(1));
const claims = {
  issuer: 'https://brand.example',
  subject: SUBJECT,
  environment: 'production',
  issuedAt: NOW,
  id: '0190a3c2-7b5e-4c1d-9e2f-3a4b5c6d7e8f',
  kind: 'description' as const,
  topics: ['none'] as const,
};
const trust = createTrust([
  { publicKey: exportPublicJwk(key), issuers: [claims.issuer], environments: ['production'] },
]);
const envelope = await sign(text(TEXT), { signer: localSigner(key), claims });

/** Headers that say what a middleware of a peer did. */
const HEADERS = [
  'content-type',
  'content-security-policy',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'strict-transport-security',
  'access-control-allow-origin',
  'ratelimit-limit',
  'ratelimit-remaining',
  'ratelimit-policy',
  'cache-control',
  'allow',
];

async function answerOf(url: string, path: string, init: RequestInit) {
  const response = await fetch(url + path, init);
  const headers = HEADERS.map((name) => [name, response.headers.get(name)]);
  return {
    status: response.status,
    headers: Object.fromEntries(headers.filter(([, value]) => value !== null)),
    body: await response.text(),
  };
}

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', origin: 'https://shop.example' },
  body: JSON.stringify(body),
});

/** The API on a real socket: a mark that holds, one that does not, bad requests, the page, the limit. */
async function serveApi() {
  const options = {
    trust,
    environment: 'production',
    clock: () => NOW,
    publishedKeys: [{ publicKey: key.publicKey }],
    metrics: createMetrics(),
    rateLimit: { requests: 8, seconds: 60, clientOf: clientAddress({ trustedProxies: 0 }) },
  };
  const api = createVerificationApi(options);
  api.route('/', createInspector(options));
  const server = await startServer(api);
  const ask = (path: string, init: RequestInit) => answerOf(server.url, path, init);
  const mark = encodeTextForm(envelope);
  const request = { content: { profile: 'text', text: TEXT }, mark, subject: SUBJECT };
  try {
    const answers = {
      verified: await ask('/v1/verify', post(request)),
      rejected: await ask('/v1/verify', post({ ...request, subject: 'products/other' })),
      batch: await ask('/v1/verify/batch', post({ items: [request, request] })),
      detected: await ask('/v1/detect', post({ content: { text: TEXT }, mark })),
      invalid: await ask('/v1/verify', post({ ...request, content: { profile: 'none' } })),
      refused: await ask('/v1/verify', { method: 'DELETE' }),
      page: await ask('/', {}),
      keys: await ask('/.well-known/contentmark-keys.json', {}),
      openapi: await ask('/openapi.json', {}),
      health: await ask('/healthz', {}),
      absent: await ask('/nowhere', {}),
    };
    const limited = [];
    for (let i = 0; i < 8; i++) limited.push((await ask('/v1/verify', post(request))).status);
    const { status, body } = await ask('/metrics', {});
    const counts = body
      .split('\n')
      .filter((line) => /^contentmark_(?:http_requests|verdicts|detections)_total/.test(line));
    return { ...answers, limited, metrics: { status, counts: counts.sort() } };
  } finally {
    await server.close(0);
  }
}

async function renderPage() {
  const options = { trust, environment: 'production', subject: SUBJECT, now: NOW };
  const verdict = await verify(text(TEXT), envelope, options);
  const decision = decide(storefront, { place: 'render', environment: 'production', verdict });
  const of = provenanceOf(verdict, decision, {
    market: 'eu',
    asOf: NOW,
    language: 'en',
    voluntary: true,
    jsonLd: { url: 'https://shop.example/products/merino-crew' },
  });
  return {
    action: decision.action,
    markup: renderToStaticMarkup(createElement(Provenance, { of }, TEXT)),
  };
}

async function readImages(folder: string) {
  const found: Record<string, unknown> = {};
  for (const name of readdirSync(folder).sort()) {
    if (!/\.(?:jpg|png|webp|avif)$/.test(name)) continue;
    const bytes = new Uint8Array(readFileSync(`${folder}/${name}`));
    // Which bits differ from one version of sharp to another is not ours to say; whether it reads is.
    const hasFingerprint = (await fingerprintImage(bytes)) !== undefined;
    found[name] = { marks: await readForeignMarks(bytes), hasFingerprint };
  }
  return found;
}

async function readWorkbook() {
  const rows: unknown[] = [];
  async function* stream() {
    yield Buffer.from(WORKBOOK, 'base64');
  }
  for await (const { pieces } of openRecords({ file: 'shop.xlsx', stream: stream() })) {
    for await (const batch of pieces) {
      for (const piece of batch) if (piece.type === 'row') rows.push(piece.row.toValue());
    }
  }
  return rows;
}

const [, , images = '.'] = process.argv;
const answers = {
  api: await serveApi(),
  page: await renderPage(),
  images: await readImages(images),
  workbook: await readWorkbook(),
};
process.stdout.write(`${JSON.stringify(answers)}\n`);
