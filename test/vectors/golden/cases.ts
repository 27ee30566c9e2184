/**
 * The golden vectors, and mutations of their envelopes, as lines of JSON that a verifier in any
 * language can read (README.md). The exported lines say what this package answers.
 */
import { createHash } from 'node:crypto';
import { encodeBase64url } from '../../../src/format/bytes/base64url.ts';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { encodeSigStructure, hashStatement } from '../../../src/format/bytes/cose.ts';
import { climb } from '../../../src/format/bytes/merkle-path.ts';
import { canonicalBytes } from '../../../src/format/content/digest.ts';
import { type SigningKey } from 'contentmark';
import { encodeBatchItem } from '../../../src/format/envelope/encode-batch.ts';
import type { Receipt } from '../../../src/format/envelope/receipt.ts';
import type { Content, ItemOptions, Verdict, Verifier } from 'contentmark';
import { native } from '../../fixtures/backends.ts';
import { flipBit } from '../../fixtures/bytes.ts';
import { frameSigned, listPath, openEnvelope } from '../../fixtures/envelopes.ts';
import {
  envelopeOf,
  type GoldenContent,
  type GoldenVector,
  openVerifier,
  readContent,
  readGolden,
} from '../../fixtures/golden.ts';
import { ALIKE, keyOf, SHOP, STAGING, STRANGER } from './recipe.ts';

const { sha256 } = native;

/** One content in a case. HTML profiles are given by their digest, for those without a parser. */
export type CaseContent =
  | { readonly text: string }
  | { readonly jsonText: string }
  /** The same as bytes in hexadecimal, where they are no UTF-8. */
  | { readonly textBytes: string }
  | { readonly jsonTextBytes: string }
  | { readonly raw: string }
  | { readonly 'html-1': string | null }
  | { readonly 'html-text-1': string | null };

/** What the cases behind it have in common. */
export interface Context {
  readonly context: string;
  readonly trust: GoldenVector['trust'];
  readonly roots?: readonly string[];
  readonly rootAnswers?: readonly string[];
  readonly environment: string;
  readonly audience?: string;
  readonly clockTolerance?: number;
  readonly content: CaseContent | { readonly parts: Readonly<Record<string, CaseContent>> };
  readonly subject: string | null;
  readonly now: number;
  readonly requiredParts?: readonly string[] | 'all';
  readonly recall?: { readonly ids: readonly string[]; readonly validUntil?: number };
}

/** One check; what is not there stands in the context. */
export interface Case {
  readonly id: number;
  readonly context: string;
  readonly mark: readonly string[];
  readonly markIn?: GoldenVector['markIn'];
  readonly expect: string;
}

/** What is done to the envelopes of vectors that are accepted. */
export type Mutation = 'none' | 'bit' | 'cut' | 'resigned-bit';

/** A vector with what it takes to check it here. */
export interface Opened {
  readonly vector: GoldenVector;
  readonly content: Content;
  readonly verifier: Verifier;
  readonly item: ItemOptions;
}

export function openAll(vectors: readonly GoldenVector[] = readGolden()): Promise<Opened[]> {
  return Promise.all(
    vectors.map(async (vector) => ({
      vector,
      content: readContent(vector.content),
      ...(await openVerifier(vector, { cacheSize: 0 })),
    })),
  );
}

export function contextOf(vector: GoldenVector): Context {
  const { name, trust, roots, rootAnswers, content, options } = vector;
  return {
    context: name,
    trust,
    ...(roots !== undefined && { roots }),
    ...(rootAnswers !== undefined && { rootAnswers }),
    ...options,
    content:
      'parts' in content
        ? {
            parts: Object.fromEntries(
              Object.entries(content.parts).map(([part, one]) => [part, contentOf(one)]),
            ),
          }
        : contentOf(content),
  };
}

function contentOf(content: GoldenContent): CaseContent {
  if ('json' in content) return { jsonText: JSON.stringify(content.json) };
  if ('image' in content) return { raw: content.image };
  if ('raw' in content) return { raw: content.raw };
  if ('text' in content && !content.text.isWellFormed()) {
    return { textBytes: encodeHex(encodeAnyUtf16(content.text)) };
  }
  if ('jsonText' in content && !content.jsonText.isWellFormed()) {
    return { jsonTextBytes: encodeHex(encodeAnyUtf16(content.jsonText)) };
  }
  if ('html' in content) return { 'html-1': digestOf(content) };
  if ('htmlText' in content) return { 'html-text-1': digestOf(content) };
  return content;
}

/** UTF-8 of a text with lone surrogates, three bytes each: no UTF-8, which is what a reader of bytes has to notice. */
function encodeAnyUtf16(text: string): Uint8Array {
  return Uint8Array.from(
    Array.from(text, (character) => {
      const code = character.charCodeAt(0);
      const isLone = character.length === 1 && code >= 0xd800 && code <= 0xdfff;
      return isLone
        ? [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
        : [...new TextEncoder().encode(character)];
    }).flat(),
  );
}

function digestOf(content: GoldenContent): string | null {
  const single = readContent(content);
  const { bytes } = 'canonicalize' in single ? canonicalBytes(single) : { bytes: undefined };
  return bytes === undefined ? null : createHash('sha256').update(bytes).digest('hex');
}

/** `verified`, `absent` or the reason. */
export function nameOf(verdict: Verdict): string {
  return verdict.status === 'rejected' ? verdict.reason : verdict.status;
}

/** The longest text form whose envelope is mutated: every bit of 8,192 bytes tells no more than of 700. */
const MAX_MUTABLE = 1200;

/**
 * Whether a vector's envelope is one to mutate: accepted, the only one, and not one of a series that
 * differ in one code of a vocabulary.
 */
function isMutable({ expect, mark, shows }: GoldenVector): boolean {
  const [only = '', another] = mark;
  const isOne = another === undefined && only.length <= MAX_MUTABLE;
  return expect === 'verified' && isOne && shows === undefined;
}

/** Makes the mark of one mutation: what nobody asks for is never signed. */
export type MakeMarks = () => readonly string[];

/** The mark of one vector under one mutation, in an order that never changes. */
export function* mutate({ vector }: Opened, mutation: Mutation): Generator<MakeMarks> {
  if (mutation === 'none') {
    yield () => vector.mark;
    return;
  }
  // A change that the signature refuses tells the same whatever the vector; re-signed, each tells more.
  if (!isMutable(vector) || (mutation !== 'resigned-bit' && vector.seed === undefined)) return;
  const envelope = envelopeOf(vector);
  if (mutation === 'bit') {
    for (let bit = 0; bit < envelope.length * 8; bit++) {
      yield () => [encodeBase64url(flipBit(envelope, bit))];
    }
  } else if (mutation === 'cut') {
    for (let length = 0; length < envelope.length; length++) {
      yield () => [encodeBase64url(envelope.subarray(0, length))];
      // And one byte taken out of the middle.
      yield () => {
        const left = [...envelope.subarray(0, length), ...envelope.subarray(length + 1)];
        return [encodeBase64url(Uint8Array.from(left))];
      };
    }
  } else {
    yield* resign(envelope);
  }
}

/** The private keys of all envelopes here, by the key ids that these name. */
const KEYS = new Map([SHOP, STAGING, STRANGER, ...ALIKE].map(keyOf).map((key) => [key.keyId, key]));

/**
 * Every bit of header and payload, signed again by the same key: past the signature, so that the
 * reading of every claim and all that is checked behind it is compared. In a batch every bit of the
 * receipt's header too, and what is signed again is the root that the changed item leads to. A thin
 * item has no signature.
 */
function* resign(envelope: Uint8Array): Generator<MakeMarks> {
  const { sign1, authority } = openEnvelope(envelope);
  if (authority.mode === 'thin') return;
  const { protectedHeader, payload } = sign1;
  const receipt = authority.mode === 'batch' ? authority.receipt : undefined;
  const keyId = authority.mode === 'batch' ? authority.receipt.statement.keyId : authority.keyId;
  const key = KEYS.get(encodeHex(keyId));
  if (key === undefined) throw new Error(`no private key of ${encodeHex(keyId)}`);
  const sign = (changed: { readonly protectedHeader: Uint8Array; readonly payload: Uint8Array }) =>
    receipt === undefined
      ? frameSigned(changed.protectedHeader, changed.payload, key)
      : sealItem(changed, receipt.statement.protectedHeader, receipt, key);
  for (let bit = 0; bit < protectedHeader.length * 8; bit++) {
    yield () => [encodeBase64url(sign({ protectedHeader: flipBit(protectedHeader, bit), payload }))];
  }
  for (let bit = 0; bit < payload.length * 8; bit++) {
    yield () => [encodeBase64url(sign({ protectedHeader, payload: flipBit(payload, bit) }))];
  }
  if (receipt === undefined) return;
  const header = receipt.statement.protectedHeader;
  for (let bit = 0; bit < header.length * 8; bit++) {
    yield () => [encodeBase64url(sealItem(sign1, flipBit(header, bit), receipt, key))];
  }
}

/** A batch item whose receipt is signed over the root that the item leads to. */
function sealItem(
  statement: { readonly protectedHeader: Uint8Array; readonly payload: Uint8Array },
  header: Uint8Array,
  { proof }: Receipt,
  key: SigningKey,
): Uint8Array {
  const { treeSize, leafIndex, path } = proof;
  const leaf = hashStatement(sha256, statement.protectedHeader, statement.payload);
  const top = climb(sha256, leaf, leafIndex, treeSize, path);
  if (top === undefined) throw new Error('the path fits its tree');
  const signature = key.signMessage(encodeSigStructure(header, top.root));
  return encodeBatchItem(statement, { header, signature }, listPath(proof));
}

/**
 * All lines of a mutation: contexts, each followed by its cases with this package's answers.
 * @param step every so manieth mutation only; a prime, so that each bit of a byte has its turn
 */
export function* linesOf(
  opened: readonly Opened[],
  mutation: Mutation,
  firstId = 0,
  step = 1,
): Generator<Context | Case> {
  let id = firstId;
  let place = 0;
  for (const one of opened) {
    const { vector, content, verifier, item } = one;
    let isNew = true;
    for (const makeMarks of mutate(one, mutation)) {
      place += 1;
      if (place % step !== 0) continue;
      const mark = makeMarks();
      if (isNew) yield contextOf(vector);
      isNew = false;
      const verdict = verifier.verifySync(content, mark, item);
      const { markIn } = mutation === 'none' ? vector : {};
      yield {
        id,
        context: vector.name,
        mark,
        ...(markIn !== undefined && { markIn }),
        expect: nameOf(verdict),
      };
      id += 1;
    }
  }
}

/** The reasons that each mutation has to reach, or it compares less than it says. */
export const REACHED: Readonly<Record<Mutation, readonly string[]>> = {
  none: [],
  bit: ['malformed', 'wrong-type', 'unsupported-algorithm', 'unknown-key', 'bad-signature', 'unknown-root'],
  cut: ['malformed', 'absent'],
  'resigned-bit': [
    'verified',
    'malformed',
    'issuer-not-allowed',
    'environment-not-allowed',
    'purpose-not-allowed',
    'audience-mismatch',
    'not-yet-valid',
    'expired',
    'subject-mismatch',
    'receipt-mismatch',
    'profile-mismatch',
    'unsigned-part',
    'digest-mismatch',
  ],
};
