/** What every suite signs and checks: real descriptions, one mark each, and the limit to hold them against. */
import { createPublicKey, hash, type KeyObject, verify as nodeVerify } from 'node:crypto';
import { decode, encode, Tagged } from 'cborg';
import type { Backend, Trust, Verifier, VerifierOptions } from 'contentmark/verify';
import { readDescriptions } from './catalogue.ts';
import type { Built } from './install.ts';
import type { Case, Settings } from './suite.ts';

// Fixed times, so that every run checks the same claims.
const ISSUED_AT = 1_780_000_000;
const NOW = ISSUED_AT + 3600;
const ISSUER = 'https://copy.example/catalogue';

/** What every peer signs too, beside the digest. */
export function claimsOf(subject: string) {
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
export interface Item {
  readonly subject: string;
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly envelope: Uint8Array;
  /** What a storefront gets from a metafield. */
  readonly textForm: string;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Inputs {
  readonly built: Built;
  readonly items: readonly Item[];
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly trust: Trust;
  /** A mark by itself, as bytes. */
  signOne(item: Item): Uint8Array;
  /** Marks of one batch, in text form. */
  signMany(items: readonly Item[]): Promise<readonly string[]>;
}

export function prepareInputs(built: Built, { short, catalogue }: Settings): Inputs {
  const { content, keys, sign } = built;
  const key = keys.generateKey();
  const signer = keys.localSigner(key);
  const signOne = ({ text, subject }: Pick<Item, 'text' | 'subject'>) =>
    sign.signSync(content.text(text), { signer, claims: claimsOf(subject) });
  const items = readDescriptions(catalogue, short ? 64 : 2048).map((text, i): Item => {
    const subject = `product-${i}`;
    const envelope = signOne({ text, subject });
    return {
      subject,
      text,
      bytes: Buffer.from(text),
      envelope,
      textForm: Buffer.from(envelope).toString('base64url'),
      ...takeApart(envelope),
    };
  });
  const { publicKey } = key;
  return {
    built,
    items,
    seed: keys.unsafeExportSeed(key),
    publicKey,
    trust: built.verify.createTrust([
      { publicKey, issuers: [ISSUER], environments: ['production'] },
    ]),
    signOne,
    async signMany(many) {
      const { subject: _subject, ...claims } = claimsOf('');
      const batch = many.map(({ text, subject }) => ({ content: content.text(text), subject }));
      const marks: string[] = [];
      for await (const { envelope } of sign.signBatch(batch, { signer, claims })) {
        marks.push(Buffer.from(envelope).toString('base64url'));
      }
      return marks;
    },
  };
}

/** A verifier as a storefront has it. */
export function openVerifier(
  { built, trust }: Inputs,
  settings: Pick<VerifierOptions, 'backend' | 'cacheSize'>,
): Verifier {
  return built.verify.createVerifier({
    trust,
    environment: 'production',
    audience: 'shop.example',
    clock: () => NOW,
    ...settings,
  });
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
export function at<T>(items: readonly T[], turn: number): T {
  return items[turn % items.length] as T;
}

export function require(isGood: boolean): void {
  if (!isGood) throw new Error('a check that must pass has failed');
}

/** The limit: a signature and a hash, with nothing to decode and nothing to decide. */
export function bare({ items, publicKey }: Inputs): Case {
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

export function createKeyObject(publicKey: Uint8Array): KeyObject {
  const x = Buffer.from(publicKey).toString('base64url');
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
}

/** Ours as users call it. `evidence` picks the form in which the mark arrives. */
export function ours(
  name: string,
  inputs: Inputs,
  evidence: 'textForm' | 'envelope',
  backend?: Backend,
): Case {
  const { text } = inputs.built.content;
  const { items } = inputs;
  const verifier = openVerifier(inputs, {
    cacheSize: 0,
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
