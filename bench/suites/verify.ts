/**
 * One mark checked cold: nothing of it has been seen before and nothing is cached. Against the
 * bare limit, against jose and @auth0/cose doing the same job with their own formats, and the
 * JavaScript backend against @noble/ed25519 itself.
 */
import { createPublicKey, hash, type KeyObject, verify as nodeVerify } from 'node:crypto';
import { hashes, verify as nobleVerify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { decode, encode, Tagged } from 'cborg';
import { readDescriptions } from '../catalogue.ts';
import { type Built, importBuilt, importPeer } from '../install.ts';
import type { Case, Contest, Settings, Suite } from '../suite.ts';

// Fixed times, so that every run checks the same claims.
const ISSUED_AT = 1_780_000_000;
const NOW = ISSUED_AT + 3600;
const ISSUER = 'https://copy.example/catalogue';

/** What every peer signs too, beside the digest. */
function claimsOf(subject: string) {
  return {
    issuer: ISSUER,
    subject,
    audience: 'shop.example',
    issuedAt: ISSUED_AT,
    expiresAt: ISSUED_AT + 365 * 86_400,
    environment: 'production',
    generator: { name: 'copy-service', version: '4.2', model: 'house-model-2' },
    kind: 'description',
  } as const;
}

/** One product: its text, and its mark in every form. */
interface Item {
  readonly subject: string;
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly envelope: Uint8Array;
  /** What a storefront gets from a metafield. */
  readonly textForm: string;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

interface Inputs {
  readonly built: Built;
  readonly items: readonly Item[];
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
}

function prepareInputs(built: Built, { short, catalogue }: Settings): Inputs {
  const { content, keys, sign } = built;
  const key = keys.generateKey();
  const signer = keys.localSigner(key);
  const items = readDescriptions(catalogue, short ? 64 : 2048).map((text, i): Item => {
    const subject = `product-${i}`;
    const envelope = sign.signSync(content.text(text), { signer, claims: claimsOf(subject) });
    return {
      subject,
      text,
      bytes: Buffer.from(text),
      envelope,
      textForm: Buffer.from(envelope).toString('base64url'),
      ...takeApart(envelope),
    };
  });
  return { built, items, seed: keys.unsafeExportSeed(key), publicKey: key.publicKey };
}

/** Signature and Sig_structure (RFC 9052 §4.4), by another CBOR library than what is timed. */
function takeApart(envelope: Uint8Array): Pick<Item, 'message' | 'signature'> {
  const { value } = decode(envelope, { tags: Tagged.preserve(18), useMaps: true }) as Tagged;
  const [protectedHeader, , payload, signature] = value as readonly Uint8Array[];
  if (signature === undefined) throw new Error('not a COSE_Sign1');
  return {
    message: encode(['Signature1', protectedHeader, new Uint8Array(0), payload]),
    signature,
  };
}

/** The item of a turn: all of them, then from the start again. */
function at<T>(items: readonly T[], turn: number): T {
  return items[turn % items.length] as T;
}

function require(isGood: boolean): void {
  if (!isGood) throw new Error('a check that must pass has failed');
}

/** The limit: a signature and a hash, with nothing to decode and nothing to decide. */
function bare({ items, publicKey }: Inputs): Case {
  const key = createKeyObject(publicKey);
  return {
    name: 'bare',
    run(turn) {
      const { message, signature, bytes } = at(items, turn);
      require(nodeVerify(null, message, key, signature));
      require(hash('sha256', bytes, 'hex').length === 64);
    },
  };
}

function createKeyObject(publicKey: Uint8Array): KeyObject {
  const x = Buffer.from(publicKey).toString('base64url');
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
}

/** Ours as users call it. `evidence` picks the form in which the mark arrives. */
function ours(
  name: string,
  { built, items, publicKey }: Inputs,
  evidence: 'textForm' | 'envelope',
  backend?: 'noble',
): Case {
  const { text } = built.content;
  const verifier = built.verify.createVerifier({
    cacheSize: 0,
    trust: built.verify.createTrust([
      { publicKey, issuers: [ISSUER], environments: ['production'] },
    ]),
    environment: 'production',
    audience: 'shop.example',
    clock: () => NOW,
    ...(backend !== undefined && { backend }),
  });
  return {
    name,
    run(turn) {
      const item = at(items, turn);
      const verdict = verifier.verifySync(text(item.text), item[evidence], {
        subject: item.subject,
      });
      require(verdict.status === 'verified');
    },
  };
}

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
async function jose({ items, seed, publicKey }: Inputs): Promise<Case> {
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
async function auth0Cose({ items, seed, publicKey }: Inputs): Promise<Case> {
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

/** @noble/ed25519 as its documentation calls it, over the same message and content. */
function noble({ items, publicKey }: Inputs): Case {
  hashes.sha512 ??= sha512;
  return {
    name: 'noble',
    run(turn) {
      const { message, signature, bytes } = at(items, turn);
      require(nobleVerify(signature, message, publicKey, { zip215: false }));
      require(sha256(bytes).length === 32);
    },
  };
}

export const suite: Suite = {
  name: 'verify',
  notes: [
    'bare: node:crypto.verify with a prepared KeyObject over the same message, and SHA-256 of the content. Decodes, decides and compares nothing; the limit, not a peer.',
    'cold: verifySync(text(description), mark as base64url text, { subject }), another product each time, no cache. cold-bytes: the same with the mark as bytes.',
    'jose: compactVerify of an EdDSA JWS with the same claims and digest, payload parsed, subject and digest compared. Asynchronous only (WebCrypto on the thread pool), awaited one by one. It also reads unencoded and critical headers and chooses among algorithms. Ours also checks issuer, audience, environment, purpose, times and key state, and normalizes the text.',
    'auth0-cose: Sign1.decode and verify with Ed25519 (as EdDSA, -8), subject and digest compared. Asynchronous only, awaited one by one. It also offers keys by resolver and X.509 chains, not used here. Ours also refuses everything but the one deterministic encoding, and checks what is said above.',
    'noble-cold: cold on the JavaScript backend. noble: @noble/ed25519 verify (zip215: false) and SHA-256 of @noble/hashes over the same; it decodes the key at each call, ours once.',
    'The descriptions are real and ASCII; text outside Latin-1 adds its Unicode normalization.',
  ],
  async prepare(settings): Promise<readonly Contest[]> {
    const inputs = prepareInputs(await importBuilt(), settings);
    return [
      {
        cases: [
          bare(inputs),
          ours('cold', inputs, 'textForm'),
          ours('cold-bytes', inputs, 'envelope'),
          await jose(inputs),
          await auth0Cose(inputs),
        ],
        turns: settings.short ? 64 : 512,
        ratios: [
          ['cold', 'bare'],
          ['cold-bytes', 'bare'],
          ['cold', 'jose'],
          ['cold', 'auth0-cose'],
        ],
      },
      {
        cases: [ours('noble-cold', inputs, 'textForm', 'noble'), noble(inputs)],
        turns: settings.short ? 16 : 64,
        ratios: [['noble-cold', 'noble']],
      },
    ];
  },
};
