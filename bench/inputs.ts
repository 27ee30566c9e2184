/** What every suite signs and checks: real descriptions, one mark each, and the limit to hold them against. */
import { createPublicKey, hash, type KeyObject, verify as nodeVerify } from 'node:crypto';
import { decode, encode, Tagged } from 'cborg';
import type { Signer } from 'contentmark/keys';
import type { Backend, Trust, Verifier, VerifierOptions } from 'contentmark/verify';
import { readDescriptions } from './catalogue.ts';
import type { SignedProduct } from './children/entrant.ts';
import type { Built } from './install.ts';
import { AUDIENCE, claimsOf, ENVIRONMENT, ISSUER, NOW, require } from './peers/claims.js';
import { publicJwk } from './peers/keys.js';
import type { KeyPair, Product } from './peers/peer.ts';
import type { Case, Settings } from './suite.ts';

export { require };

/** One product: its text, and its mark in every form. */
export interface Item extends SignedProduct {
  readonly envelope: Uint8Array;
  /** What a storefront gets from a metafield. */
  readonly textForm: string;
}

export interface Inputs extends KeyPair {
  readonly built: Built;
  readonly items: readonly Item[];
  readonly signer: Signer;
  readonly trust: Trust;
  /** A mark by itself, as bytes. */
  signOne(product: Product): Uint8Array;
  /** A mark over the bytes of the text, in text form. */
  signRaw(item: Item): string;
  /** Marks of one batch, in text form. */
  signMany(items: readonly Item[]): Promise<readonly string[]>;
}

/** Real descriptions of about 1 KiB: 2,048 of them, or 64 where it has to be short. */
export function prepareInputs(built: Built, { short, catalogue }: Settings): Inputs {
  return createInputs(built, readDescriptions(catalogue, short ? 64 : 2048));
}

/** The same over other texts. */
export function createInputs(built: Built, texts: readonly string[]): Inputs {
  const { content, keys, sign, verify } = built;
  const key = keys.generateKey();
  const { publicKey } = key;
  const signer = keys.localSigner(key);
  const signOne = ({ text, subject }: Product) =>
    sign.signSync(content.text(text), { signer, claims: claimsOf(subject) });
  const items = texts.map((text, i): Item => {
    const subject = `product-${i}`;
    const envelope = signOne({ text, subject });
    const textForm = toText(envelope);
    return { subject, text, bytes: Buffer.from(text), envelope, textForm, ...takeApart(envelope) };
  });
  return {
    built,
    items,
    seed: keys.unsafeExportSeed(key),
    publicKey,
    signer,
    trust: verify.createTrust([{ publicKey, issuers: [ISSUER], environments: [ENVIRONMENT] }]),
    signOne,
    signRaw({ bytes, subject }) {
      return toText(sign.signSync(content.raw(bytes), { signer, claims: claimsOf(subject) }));
    },
    async signMany(many) {
      const { subject: _subject, ...claims } = claimsOf('');
      const batch = many.map(({ text, subject }) => ({ content: content.text(text), subject }));
      const marks: string[] = [];
      for await (const { envelope } of sign.signBatch(batch, { signer, claims })) {
        marks.push(toText(envelope));
      }
      return marks;
    },
  };
}

/** Envelopes travel as base64url. */
function toText(envelope: Uint8Array): string {
  return Buffer.from(envelope).toString('base64url');
}

/** A verifier as a storefront has it. */
export function openVerifier(
  { built, trust }: Inputs,
  settings: Pick<VerifierOptions, 'backend' | 'cacheSize' | 'cacheBytes'>,
): Verifier {
  return built.verify.createVerifier({
    trust,
    environment: ENVIRONMENT,
    audience: AUDIENCE,
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

/** The limit: a signature and a hash, with nothing to decode and nothing to decide. */
export function bare({ items, publicKey }: Inputs): Case {
  const key = createKeyObject(publicKey);
  return {
    name: 'bare',
    run(turn) {
      const { message, signature, bytes } = at(items, turn);
      require(nodeVerify(null, message, key, signature));
      require(hash('sha256', bytes, 'binary').length === 32);
    },
  };
}

export function createKeyObject(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ format: 'jwk', key: publicJwk(publicKey) });
}

/** Ours as users call it. `mark` picks the form in which the mark arrives. */
export function ours(
  name: string,
  inputs: Inputs,
  mark: 'textForm' | 'envelope',
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
      const verdict = verifier.verifySync(text(item.text), item[mark], {
        subject: item.subject,
      });
      require(verdict.status === 'verified');
    },
  };
}
