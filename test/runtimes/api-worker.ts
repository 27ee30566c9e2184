/**
 * `contentmark/http` on workerd: bundled for no platform, with the key as a binding, and asked
 * what a storefront and a browser would ask.
 */
import { fileURLToPath } from 'node:url';
import { signSync, text as textContent } from 'contentmark';
import { verifyAttestation } from 'contentmark/attestation';
import { encodeTextForm } from 'contentmark/carrier';
import {
  exportPublicJwk,
  generateKey,
  localSigner,
  type SigningKey,
  unsafeExportPrivateJwk,
} from 'contentmark/keys';
import { type BuildResult, build } from 'esbuild';
import { fromBuild, fromSources } from './bundle.ts';
import { importTool } from './install.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Bundles the Worker. */
export async function bundleApiWorker(
  from: 'dist' | 'src',
): Promise<{ readonly text: string; readonly imports: readonly string[] }> {
  const { outputFiles, metafile }: BuildResult<{ write: false; metafile: true }> = await build({
    absWorkingDir: ROOT,
    entryPoints: ['test/runtimes/entries/api-worker.ts'],
    // Otherwise esbuild would follow the paths of tsconfig.json to the sources.
    tsconfigRaw: {},
    target: 'es2022',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    bundle: true,
    format: 'esm',
    write: false,
    metafile: true,
    logOverride: { 'ignored-bare-import': 'silent' },
    plugins: [from === 'src' ? fromSources : fromBuild(false)],
  });
  const [output] = Object.values(metafile.outputs);
  return {
    text: outputFiles[0]?.text ?? '',
    imports: (output?.imports ?? []).map(({ path }) => path),
  };
}

/** As much of miniflare as is used here. */
interface Worker {
  dispatchFetch(url: string, init?: object): Promise<Response>;
  dispose(): Promise<void>;
}
interface MiniflareModule {
  readonly Miniflare: new (options: Readonly<Record<string, unknown>>) => Worker;
}

/** Starts it on workerd, asks, and ends it. Returns what is wrong, a sentence each. */
export async function checkApiWorker(): Promise<readonly string[]> {
  const { text, imports } = await bundleApiWorker('dist');
  if (imports.length > 0) return [`its bundle imports ${imports.join(', ')}`];
  const key = generateKey();
  const attestationKey = generateKey();
  const { Miniflare } = await importTool<MiniflareModule>('miniflare');
  const worker = new Miniflare({
    modules: true,
    script: text,
    compatibilityDate: '2026-04-26',
    bindings: {
      PUBLIC_KEY: exportPublicJwk(key),
      ATTESTATION_KEY: JSON.stringify(unsafeExportPrivateJwk(attestationKey)),
    },
  });
  try {
    return await askAll(worker, key, attestationKey);
  } finally {
    await worker.dispose();
  }
}

const ISSUER = 'https://shop.example/provenance';

async function askAll(
  worker: Worker,
  key: SigningKey,
  attestationKey: SigningKey,
): Promise<readonly string[]> {
  const content = 'A waterproof boot for wet trails.';
  const claims = { issuer: ISSUER, subject: 'products/boot', environment: 'production' } as const;
  const envelope = signSync(textContent(content), {
    signer: localSigner(key),
    claims,
  });
  const mark = encodeTextForm(envelope);
  const problems: string[] = [];
  const expect = (what: string, isSo: boolean): void => {
    if (!isSo) problems.push(`it does not ${what}`);
  };
  const url = 'https://worker.invalid';
  const post = async (path: string, body: unknown) => {
    const response = await worker.dispatchFetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  const request = { content: { profile: 'text', text: content }, mark };
  const verdict = await post('/v1/verify', { ...request, subject: claims.subject });
  expect('verify a mark', verdict.json['status'] === 'verified');
  const moved = await post('/v1/verify', { ...request, subject: 'products/other' });
  expect('refuse a moved mark', moved.json['reason'] === 'subject-mismatch');
  const found = await post('/v1/detect', {
    content: { text: content },
    mark,
    attestation: true,
  });
  const attestation = found.json['attestation'];
  const checked =
    typeof attestation === 'string' &&
    (await verifyAttestation(attestation, {
      keys: [{ publicKey: attestationKey.publicKey, solutions: [ISSUER] }],
      content: [content],
    }));
  expect('sign what it detects', checked !== false && checked.status === 'verified');
  expect('refuse malformed JSON', (await post('/v1/verify', '{')).status === 400);
  const large = await post('/v1/verify', ' '.repeat(10 * 1024 * 1024));
  expect('refuse a body of 10 MB', large.status === 413);
  const keys = await worker.dispatchFetch(`${url}/.well-known/contentmark-keys.json`);
  expect('publish its key', JSON.stringify(await keys.json()).includes('"Ed25519"'));
  const page = await worker.dispatchFetch(`${url}/inspect`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ content, mark }).toString(),
  });
  expect('show its page', (await page.text()).includes('The mark holds'));
  return problems;
}
