/** The same job by other envelope libraries, each with its own format. */
import { hash } from 'node:crypto';
import { at, claimsOf, createKeyObject, type Inputs, require } from './inputs.ts';
import { importPeer } from './install.ts';
import type { Case } from './suite.ts';

/** As much of jose as is used here. */
interface Jose {
  readonly CompactSign: new (
    payload: Uint8Array,
  ) => {
    setProtectedHeader(header: Readonly<Record<string, string>>): {
      sign(key: unknown): Promise<string>;
    };
  };
  importJWK(jwk: Readonly<Record<string, string>>, alg: string): Promise<unknown>;
  compactVerify(
    jws: string,
    key: unknown,
    options: { readonly algorithms: readonly string[] },
  ): Promise<{ readonly payload: Uint8Array }>;
}

/** A compact JWS over the claims and the digest, its payload parsed and compared. */
export async function jose({ items, seed, publicKey }: Inputs): Promise<Case> {
  const peer = await importPeer<Jose>('jose');
  const x = Buffer.from(publicKey).toString('base64url');
  const d = Buffer.from(seed).toString('base64url');
  const privateKey = await peer.importJWK({ kty: 'OKP', crv: 'Ed25519', x, d }, 'EdDSA');
  const key = await peer.importJWK({ kty: 'OKP', crv: 'Ed25519', x }, 'EdDSA');
  const marks: string[] = [];
  for (const { subject, bytes } of items) {
    const digest = hash('sha256', bytes, 'base64url');
    const payload = Buffer.from(JSON.stringify({ ...claimsOf(subject), digest }));
    const header = { alg: 'EdDSA', typ: 'mark+jws' };
    marks.push(await new peer.CompactSign(payload).setProtectedHeader(header).sign(privateKey));
  }
  const decoder = new TextDecoder();
  return {
    name: 'jose',
    async run(turn) {
      const { text, subject } = at(items, turn);
      const { payload } = await peer.compactVerify(at(marks, turn), key, {
        algorithms: ['EdDSA'],
      });
      const claims = JSON.parse(decoder.decode(payload)) as Record<string, unknown>;
      require(claims['subject'] === subject);
      require(claims['digest'] === hash('sha256', text, 'base64url'));
    },
  };
}

/** As much of @auth0/cose as is used here. */
interface Auth0Cose {
  readonly Sign1: {
    sign(
      protectedHeader: unknown,
      unprotectedHeader: unknown,
      payload: Uint8Array,
      key: unknown,
    ): Promise<{ encode(): Uint8Array }>;
    decode(bytes: Uint8Array): {
      readonly payload: Uint8Array;
      readonly protectedHeaders: ReadonlyMap<number, unknown>;
      verify(key: unknown): Promise<void>;
    };
  };
  readonly ProtectedHeaders: new (entries: readonly (readonly [number, unknown])[]) => unknown;
  readonly UnprotectedHeaders: new (entries: readonly (readonly [number, unknown])[]) => unknown;
}

/** A COSE_Sign1 with the same claims under the same labels, and the digest as its payload. */
export async function auth0Cose({ items, seed, publicKey }: Inputs): Promise<Case> {
  const peer = await importPeer<Auth0Cose>('@auth0/cose');
  const { subtle } = globalThis.crypto;
  const x = Buffer.from(publicKey).toString('base64url');
  const d = Buffer.from(seed).toString('base64url');
  const privateKey = await subtle.importKey(
    'jwk',
    { kty: 'OKP', crv: 'Ed25519', x, d },
    { name: 'Ed25519' },
    false,
    ['sign'],
  );
  const key = createKeyObject(publicKey);
  const marks: string[] = [];
  for (const { subject, bytes } of items) {
    const { generator, ...claims } = claimsOf(subject);
    const header = new peer.ProtectedHeaders([
      // Its only name for Ed25519: EdDSA, -8.
      [1, -8],
      [4, publicKey.subarray(0, 8)],
      [
        15,
        toMap([
          claims.issuer,
          subject,
          claims.audience,
          claims.expiresAt,
          claims.issuedAt,
          toMap([claims.environment, toMap(Object.values(generator)), claims.kind]),
        ]),
      ],
      [16, 'application/mark+cose'],
    ]);
    const digest = hash('sha256', bytes, 'buffer');
    const sign1 = await peer.Sign1.sign(
      header,
      new peer.UnprotectedHeaders([]),
      digest,
      privateKey,
    );
    marks.push(Buffer.from(sign1.encode()).toString('base64url'));
  }
  return {
    name: 'auth0-cose',
    async run(turn) {
      const { text, subject } = at(items, turn);
      const sign1 = peer.Sign1.decode(Buffer.from(at(marks, turn), 'base64url'));
      await sign1.verify(key);
      const claims = sign1.protectedHeaders.get(15) as ReadonlyMap<number, unknown>;
      require(claims.get(2) === subject);
      require(hash('sha256', text, 'buffer').equals(sign1.payload));
    },
  };
}

/** A map with the keys 1, 2, 3 … as claims have them. */
function toMap(values: readonly unknown[]): ReadonlyMap<number, unknown> {
  return new Map(values.map((value, i) => [i + 1, value]));
}
