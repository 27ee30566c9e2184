/** The backend of a runtime is chosen by what it does, not by what it says it has. */
import nodeCrypto from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';

type Lookup = (name: string) => unknown;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** Imports the package afresh in a runtime whose node:crypto is the one given. */
async function importWith(getBuiltinModule: Lookup | undefined) {
  vi.stubGlobal('process', { ...process, getBuiltinModule });
  vi.resetModules();
  const { getDefaultBackend } = await import('../../src/crypto/default.ts');
  return { getDefaultBackend, ...(await import('../../src/index.ts')) };
}

async function signAndVerify(contentmark: Awaited<ReturnType<typeof importWith>>) {
  const { createTrust, importSeed, localSigner, sign, text, verify } = contentmark;
  const key = importSeed(new Uint8Array(32).fill(1));
  const issuer = 'https://brand.example';
  const environment = 'staging';
  const trust = createTrust([
    { publicKey: key.publicKey, issuers: [issuer], environments: [environment] },
  ]);
  const subject = 'products/merino-crew';
  const envelope = await sign(text('Merino'), {
    signer: localSigner(key),
    claims: { issuer, subject, environment },
  });
  const verdict = await verify(text('Merino'), envelope, { trust, environment, subject });
  return verdict.status;
}

test('a runtime with a working node:crypto uses it', async () => {
  const contentmark = await importWith(() => nodeCrypto);
  expect(contentmark.getDefaultBackend().name).toBe('native');
  expect(await signAndVerify(contentmark)).toBe('verified');
});

const broken = (members: Partial<Record<keyof typeof nodeCrypto, unknown>>): Lookup => {
  const module = { ...nodeCrypto, ...members };
  return () => module;
};
const fail = () => {
  throw new Error('not implemented');
};

test.each<[string, Lookup | undefined]>([
  ['has no process.getBuiltinModule', undefined],
  ['has no node:crypto', () => undefined],
  ['has an empty node:crypto', () => ({})],
  ['cannot import keys', broken({ createPublicKey: fail, createPrivateKey: fail })],
  ['imports and signs, but cannot verify', broken({ verify: fail })],
  ['accepts every signature', broken({ verify: () => true })],
  ['accepts none', broken({ verify: () => false })],
  ['signs wrongly', broken({ sign: () => new Uint8Array(64) })],
])('a runtime that %s falls back to noble, and works', async (_name, getBuiltinModule) => {
  const contentmark = await importWith(getBuiltinModule);
  expect(contentmark.getDefaultBackend().name).toBe('noble');
  expect(await signAndVerify(contentmark)).toBe('verified');
});

test('a runtime with a wrong or missing SHA-256 falls back to noble', async () => {
  for (const createHash of [
    fail,
    () => ({ update: () => ({ digest: () => new Uint8Array(32) }) }),
  ]) {
    const contentmark = await importWith(broken({ createHash }));
    expect(contentmark.getDefaultBackend().name).toBe('noble');
    expect(await signAndVerify(contentmark)).toBe('verified');
  }
});

test('a verifier that insists on native gets ERR_RUNTIME where there is none', async () => {
  const { createTrust, createVerifier, importSeed } = await importWith(undefined);
  const { publicKey } = importSeed(new Uint8Array(32).fill(1));
  const trust = createTrust([
    { publicKey, issuers: ['https://a.example'], environments: ['test'] },
  ]);
  expect(() => createVerifier({ trust, environment: 'test', backend: 'native' })).toThrow(
    expect.objectContaining({ code: 'ERR_RUNTIME', argument: 'options.backend' }),
  );
});
