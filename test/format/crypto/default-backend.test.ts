/** The backend of a runtime is chosen by what it does, not by what it says it has. */
import nodeBuffer from 'node:buffer';
import nodeCrypto, { webcrypto } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';

type Lookup = (name: string) => unknown;
type Subtle = typeof webcrypto.subtle;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** Imports the package afresh in a runtime with this node:crypto and this WebCrypto. */
async function importWith(getBuiltinModule: Lookup | undefined, subtle?: Partial<Subtle>) {
  vi.stubGlobal('process', { ...process, getBuiltinModule });
  vi.stubGlobal('crypto', {
    getRandomValues: webcrypto.getRandomValues.bind(webcrypto),
    subtle,
  });
  vi.resetModules();
  const { getNativeBackend, loadBackend } = await import('../../../src/format/crypto/default.ts');
  const { getSigningBackend } = await import('../../../src/format/crypto/signing.ts');
  const contentmark = await import('contentmark');
  const { createNobleBackend } = await import('contentmark/noble');
  return {
    ...contentmark,
    createNobleBackend,
    chosen: (getNativeBackend() ?? (await loadBackend())).name,
    signing: getSigningBackend().name,
  };
}

type Package = Awaited<ReturnType<typeof importWith>>;

const issuer = 'https://brand.example';
const environment = 'staging';
const subject = 'products/merino-crew';

function markOne({ createTrust, importSeed, localSigner, signSync, text }: Package) {
  const key = importSeed(new Uint8Array(32).fill(1));
  const trust = createTrust([
    { publicKey: key.publicKey, issuers: [issuer], environments: [environment] },
  ]);
  const claims = { issuer, subject, environment };
  return { trust, envelope: signSync(text('Merino'), { signer: localSigner(key), claims }) };
}

/** What comes of a mark made and checked in that runtime, whole and with one bit turned. */
async function signAndVerify(contentmark: Package): Promise<readonly string[]> {
  const { trust, envelope } = markOne(contentmark);
  const forged = envelope.slice();
  forged[forged.length - 40] = (forged[forged.length - 40] as number) ^ 1;
  const verifier = contentmark.createVerifier({ trust, environment });
  const check = async (mark: Uint8Array) => {
    const verdict = await verifier.verify(contentmark.text('Merino'), mark, { subject });
    return verdict.status === 'rejected' ? verdict.reason : verdict.status;
  };
  return [await check(envelope), await check(forged)];
}

const RIGHT = ['verified', 'bad-signature'];

const builtins =
  (crypto: unknown): Lookup =>
  (name) =>
    name === 'node:crypto' ? crypto : name === 'node:buffer' ? nodeBuffer : undefined;
const broken = (members: Partial<Record<keyof typeof nodeCrypto, unknown>>): Lookup =>
  builtins({ ...nodeCrypto, ...members });
const fail = () => {
  throw new Error('not implemented');
};

/** WebCrypto with some of its methods replaced. */
const web = (members: Partial<Record<keyof Subtle, unknown>> = {}): Partial<Subtle> => ({
  importKey: webcrypto.subtle.importKey.bind(webcrypto.subtle),
  verify: webcrypto.subtle.verify.bind(webcrypto.subtle),
  ...(members as Partial<Subtle>),
});

test('a runtime with a working node:crypto uses it', async () => {
  const contentmark = await importWith(builtins(nodeCrypto), web());
  expect([contentmark.chosen, contentmark.signing]).toEqual(['native', 'native']);
  expect(await signAndVerify(contentmark)).toEqual(RIGHT);
});

test.each([
  ['lends its threads to', undefined, true],
  // Its node:crypto computes at once in either form, and then waits for a timer before it calls back.
  ['has none to lend, as Deno, is not asked for', {}, false],
])('a runtime that %s the signatures of a page', async (_name, deno, isAsked) => {
  vi.stubGlobal('Deno', deno);
  if (deno === undefined) Reflect.deleteProperty(globalThis, 'Deno');
  const forms: boolean[] = [];
  const verify = (...given: Parameters<typeof nodeCrypto.verify>) => {
    forms.push(given.length > 4);
    return nodeCrypto.verify(...given);
  };
  const contentmark = await importWith(broken({ verify }), web());
  const { trust, envelope } = markOne(contentmark);
  const item = { content: contentmark.text('Merino'), mark: envelope, subject };
  const page = Array.from({ length: 8 }, () => item);
  const verifier = contentmark.createVerifier({ trust, environment, cacheSize: 0 });
  forms.length = 0;
  const verdicts = await verifier.verifyAll(page);
  expect(verdicts.map(({ status }) => status)).toEqual(page.map(() => 'verified'));
  expect(forms).toEqual(page.map(() => isAsked));
});

const NO_NATIVE: readonly [string, Lookup | undefined][] = [
  ['has no process.getBuiltinModule', undefined],
  ['has no node:crypto', () => undefined],
  ['has an empty node:crypto', builtins({})],
  ['cannot import keys', broken({ createPublicKey: fail, createPrivateKey: fail })],
  ['imports and signs, but cannot verify', broken({ verify: fail })],
  ['accepts every signature', broken({ verify: () => true })],
  ['accepts none', broken({ verify: () => false })],
  ['has no SHA-256', broken({ createHash: fail, hash: fail })],
  [
    'has a wrong SHA-256',
    broken({
      createHash: () => ({ update: () => ({ digest: () => new Uint8Array(32) }) }),
      hash: () => '\0'.repeat(32),
    }),
  ],
];

describe.each(NO_NATIVE)('a runtime that %s', (_name, getBuiltinModule) => {
  test('awaits WebCrypto, signs with noble, and works', async () => {
    const contentmark = await importWith(getBuiltinModule, web());
    expect([contentmark.chosen, contentmark.signing]).toEqual(['webcrypto', 'noble']);
    expect(await signAndVerify(contentmark)).toEqual(RIGHT);
  });

  test('falls back to noble where WebCrypto is missing too, and works', async () => {
    const contentmark = await importWith(getBuiltinModule);
    expect([contentmark.chosen, contentmark.signing]).toEqual(['noble', 'noble']);
    expect(await signAndVerify(contentmark)).toEqual(RIGHT);
  });
});

test('a runtime whose node:crypto only signs wrongly verifies by it and signs by noble', async () => {
  const contentmark = await importWith(broken({ sign: () => new Uint8Array(64) }));
  expect([contentmark.chosen, contentmark.signing]).toEqual(['native', 'noble']);
  expect(await signAndVerify(contentmark)).toEqual(RIGHT);
});

test('a wrong one-shot hash is passed over for the hash object', async () => {
  const contentmark = await importWith(broken({ hash: () => '\0'.repeat(32) }));
  expect(contentmark.chosen).toBe('native');
  expect(await signAndVerify(contentmark)).toEqual(RIGHT);
});

test.each<[string, Partial<Subtle>]>([
  ['knows no Ed25519', web({ importKey: async () => fail() })],
  ['throws instead of rejecting', web({ importKey: fail })],
  ['imports keys, but cannot verify', web({ verify: async () => fail() })],
  ['accepts every signature', web({ verify: async () => true })],
  ['accepts none', web({ verify: async () => false })],
])('a WebCrypto that %s is passed over for noble', async (_name, subtle) => {
  const contentmark = await importWith(undefined, subtle);
  expect(contentmark.chosen).toBe('noble');
  expect(await signAndVerify(contentmark)).toEqual(RIGHT);
});

describe('who insists on a backend', () => {
  const lacks = expect.objectContaining({ code: 'ERR_RUNTIME', argument: 'options.backend' });

  test('gets ERR_RUNTIME where the runtime has no native one', async () => {
    const contentmark = await importWith(undefined, web());
    const { trust } = markOne(contentmark);
    expect(() => contentmark.createVerifier({ trust, environment, backend: 'native' })).toThrow(
      lacks,
    );
  });

  test('gets ERR_RUNTIME from the first check where WebCrypto does not work', async () => {
    const contentmark = await importWith(undefined, web({ verify: async () => false }));
    const { trust, envelope } = markOne(contentmark);
    const verifier = contentmark.createVerifier({ trust, environment, backend: 'webcrypto' });
    const content = contentmark.text('Merino');
    await expect(verifier.verify(content, envelope, { subject })).rejects.toEqual(lacks);
    await expect(verifier.verifyAll([{ content, mark: envelope, subject }])).rejects.toEqual(lacks);
  });

  test('on an answer at once gets ERR_RUNTIME under WebCrypto, and the answer with noble', async () => {
    const contentmark = await importWith(undefined, web());
    const { trust, envelope } = markOne(contentmark);
    const content = contentmark.text('Merino');
    const check = (backend?: ReturnType<Package['createNobleBackend']>) =>
      contentmark
        .createVerifier({ trust, environment, ...(backend && { backend }) })
        .verifySync(content, envelope, { subject }).status;
    expect(() => check()).toThrow(lacks);
    expect(check(contentmark.createNobleBackend())).toBe('verified');
  });
});

test('a runtime without secure random numbers says so, and signs what is given an id', async () => {
  const contentmark = await importWith(undefined);
  vi.stubGlobal('crypto', undefined);
  const { generateKey, importSeed, localSigner, signBatch, signSync, text } = contentmark;
  const lacks = expect.objectContaining({ code: 'ERR_RUNTIME' });
  expect(() => generateKey()).toThrow(lacks);
  const signer = localSigner(importSeed(new Uint8Array(32).fill(1)));
  const claims = { issuer, subject, environment };
  expect(() => signSync(text('Merino'), { signer, claims })).toThrow(lacks);
  const id = '0190a3c2-7b5e-4c1d-9e2f-000000000001';
  expect(signSync(text('Merino'), { signer, claims: { ...claims, id } }).length).toBeGreaterThan(
    200,
  );
  const batch = async (given: object) => {
    const items = [{ content: text('Merino'), subject, ...given }];
    let count = 0;
    for await (const _item of signBatch(items, { signer, claims: { issuer, environment } }))
      count++;
    return count;
  };
  await expect(batch({})).rejects.toEqual(lacks);
  expect(await batch({ id })).toBe(1);
});
