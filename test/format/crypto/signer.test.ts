/** Signers of every kind: a key in memory, a key service, and key services that get it wrong. */
import { createHash, sign as nodeSign } from 'node:crypto';
import {
  createTrust,
  exportPublicJwk,
  importSeed,
  localSigner,
  type Signer,
  type SigningKey,
  sign,
  signSync,
  text,
  unsafeExportPkcs8,
  verify,
} from 'contentmark';
import { describe, expect, test } from 'vitest';
import { SMALL_ORDER_POINTS, shopKey, strangerKey } from '../../fixtures/keys.ts';

const content = text('Merino crew neck');
const claims = {
  issuer: 'https://brand.example',
  subject: 'products/merino-crew',
  environment: 'production',
};
const options = {
  trust: createTrust([
    {
      publicKey: exportPublicJwk(shopKey),
      issuers: ['https://brand.example'],
      environments: ['production'],
    },
  ]),
  environment: 'production',
  subject: 'products/merino-crew',
};
const refused = expect.objectContaining({ name: 'ContentmarkError', code: 'ERR_SIGNER' });

/** A key service: it answers later, in a Buffer, and its key never enters our code. */
function createKeyService(key: SigningKey, publicKey: Uint8Array = key.publicKey): Signer {
  const privateKey = {
    key: Buffer.from(unsafeExportPkcs8(key)),
    format: 'der' as const,
    type: 'pkcs8' as const,
  };
  return {
    publicKey,
    sign: async (message) => {
      await new Promise((resolve) => setImmediate(resolve));
      return nodeSign(null, message, privateKey);
    },
  };
}

describe('a signer', () => {
  test('with a key of this process signs, awaited or at once, the same envelope', async () => {
    const signer = localSigner(shopKey);
    const fixed = { ...claims, issuedAt: 1767225600, id: '0190a3c2-7b5e-4c1d-9e2f-3a4b5c6d7e8f' };
    const envelope = signSync(content, { signer, claims: fixed });
    expect(await sign(content, { signer, claims: fixed })).toEqual(envelope);
    expect(await verify(content, envelope, options)).toMatchObject({ status: 'verified' });
  });

  test('that is a key service signs without its key ever being here', async () => {
    const envelope = await sign(content, { signer: createKeyService(shopKey), claims });
    expect(await verify(content, envelope, options)).toMatchObject({
      status: 'verified',
      keyId: shopKey.keyId,
    });
  });

  test('may wipe the message it was given once it has signed', async () => {
    const service = createKeyService(shopKey);
    const wiping: Signer = {
      publicKey: shopKey.publicKey,
      sign: async (message) => {
        const signature = await service.sign(message);
        message.fill(0);
        return signature;
      },
    };
    const envelope = await sign(content, { signer: wiping, claims });
    expect(await verify(content, envelope, options)).toMatchObject({ status: 'verified' });
  });

  test('without signSync cannot sign at once, and says so', () => {
    expect(() => signSync(content, { signer: createKeyService(shopKey), claims })).toThrow(refused);
  });

  test('that fails passes its own failure on', async () => {
    const signer: Signer = {
      publicKey: shopKey.publicKey,
      sign: () => Promise.reject(new Error('the key service is down')),
    };
    await expect(sign(content, { signer, claims })).rejects.toThrow('the key service is down');
  });

  test('whose public key is unsafe is refused', async () => {
    for (const point of SMALL_ORDER_POINTS.slice(0, 2)) {
      await expect(
        sign(content, { signer: createKeyService(shopKey, point), claims }),
      ).rejects.toMatchObject({ code: 'ERR_KEY' });
    }
  });
});

const good = (message: Uint8Array) => shopKey.signMessage(message);

describe('a signer is refused with ERR_SIGNER', () => {
  test.each<[string, (message: Uint8Array) => unknown]>([
    ['signs with another key', (message) => strangerKey.signMessage(message)],
    ['hashes the message first', (message) => good(createHash('sha512').update(message).digest())],
    ['signs another message', () => good(new Uint8Array(3))],
    ['returns a DER signature', (message) => Uint8Array.of(0x30, 0x44, ...good(message))],
    ['returns half a signature', (message) => good(message).subarray(0, 32)],
    ['returns 64 zeros', () => new Uint8Array(64)],
    ['returns nothing', () => undefined],
    ['returns null', () => null],
    ['returns text', (message) => Buffer.from(good(message)).toString('base64')],
    ['returns an array', (message) => [...good(message)]],
    ['returns an ArrayBuffer', (message) => good(message).buffer],
  ])('when it %s', async (_name, answer) => {
    const signer = {
      publicKey: shopKey.publicKey,
      sign: async (message: Uint8Array) => answer(message),
      signSync: answer,
    } as unknown as Signer;
    await expect(sign(content, { signer, claims })).rejects.toEqual(refused);
    expect(() => signSync(content, { signer, claims })).toThrow(refused);
    // What was learned of a signer is its key, not that it once behaved.
    await expect(sign(content, { signer, claims })).rejects.toEqual(refused);
  });

  test('when it turns bad after good signatures', async () => {
    let isBad = false;
    const signer: Signer = {
      publicKey: shopKey.publicKey,
      sign: async (message) => (isBad ? strangerKey.signMessage(message) : good(message)),
    };
    await expect(sign(content, { signer, claims })).resolves.toBeInstanceOf(Uint8Array);
    isBad = true;
    await expect(sign(content, { signer, claims })).rejects.toEqual(refused);
  });

  test('when its public key changes after good signatures', async () => {
    const first = importSeed(new Uint8Array(32).fill(8));
    const publicKey = first.publicKey.slice();
    const signer: Signer = { publicKey, sign: async (message) => first.signMessage(message) };
    await sign(content, { signer, claims });
    publicKey.set(shopKey.publicKey);
    await expect(sign(content, { signer, claims })).rejects.toEqual(refused);
  });
});
