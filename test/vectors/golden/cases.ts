/**
 * The golden vectors, and mutations of their envelopes, as lines of JSON that a verifier in any
 * language can read (README.md). The exported lines say what this package answers.
 */
import { createHash } from 'node:crypto';
import { encodeBase64url } from '../../../src/bytes/base64url.ts';
import { canonicalBytes } from '../../../src/content/digest.ts';
import { importSeed } from '../../../src/crypto/keys.ts';
import type { Content, ItemOptions, Verdict, Verifier } from '../../../src/index.ts';
import { flipBit, hex } from '../../fixtures/bytes.ts';
import { frameSigned, openEnvelope } from '../../fixtures/envelopes.ts';
import {
  envelopeOf,
  type GoldenContent,
  type GoldenVector,
  openVerifier,
  readContent,
  readGolden,
} from '../../fixtures/golden.ts';

/** One content in a case. HTML profiles are given by their digest, for those without a parser. */
export type CaseContent =
  | { readonly text: string }
  | { readonly jsonText: string }
  | { readonly raw: string }
  | { readonly 'html-1': string | null }
  | { readonly 'html-text-1': string | null };

/** What the cases behind it have in common. */
export interface Context {
  readonly context: string;
  readonly trust: GoldenVector['trust'];
  readonly roots?: readonly string[];
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
  readonly evidence: readonly string[];
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

export function contextOf({ name, trust, roots, content, options }: GoldenVector): Context {
  return {
    context: name,
    trust,
    ...(roots !== undefined && { roots }),
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
  if ('html' in content) return { 'html-1': digestOf(content) };
  if ('htmlText' in content) return { 'html-text-1': digestOf(content) };
  return content;
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

/** Whether a vector's envelope is one to mutate: accepted, and the only one. */
function isMutable({ expect, evidence }: GoldenVector): boolean {
  return expect === 'verified' && evidence.length === 1;
}

/** The evidence of one vector under one mutation, in an order that never changes. */
export function* mutate({ vector }: Opened, mutation: Mutation): Generator<readonly string[]> {
  if (mutation === 'none') {
    yield vector.evidence;
    return;
  }
  if (!isMutable(vector)) return;
  const envelope = envelopeOf(vector);
  if (mutation === 'bit') {
    for (let bit = 0; bit < envelope.length * 8; bit++) {
      yield [encodeBase64url(flipBit(envelope, bit))];
    }
  } else if (mutation === 'cut') {
    for (let length = 0; length < envelope.length; length++) {
      yield [encodeBase64url(envelope.subarray(0, length))];
      // And one byte taken out of the middle.
      yield [encodeBase64url(Uint8Array.from([...envelope.subarray(0, length), ...envelope.subarray(length + 1)]))];
    }
  } else {
    yield* resign(vector, envelope);
  }
}

/**
 * Every bit of header and payload, signed again by the same key: past the signature, so that the
 * reading of every claim and all that is checked behind it is compared.
 */
function* resign({ seed = '' }: GoldenVector, envelope: Uint8Array): Generator<readonly string[]> {
  const { sign1, authority } = openEnvelope(envelope);
  if (authority.mode !== 'single') return;
  const key = importSeed(hex(seed));
  for (const member of ['protectedHeader', 'payload'] as const) {
    for (let bit = 0; bit < sign1[member].length * 8; bit++) {
      const changed = { ...sign1, [member]: flipBit(sign1[member], bit) };
      yield [encodeBase64url(frameSigned(changed.protectedHeader, changed.payload, key))];
    }
  }
}

/** All lines of a mutation: contexts, each followed by its cases with this package's answers. */
export function* linesOf(
  opened: readonly Opened[],
  mutation: Mutation,
  firstId = 0,
): Generator<Context | Case> {
  let id = firstId;
  for (const one of opened) {
    const { vector, content, verifier, item } = one;
    let isNew = true;
    for (const evidence of mutate(one, mutation)) {
      if (isNew) yield contextOf(vector);
      isNew = false;
      const verdict = verifier.verifySync(content, evidence, item);
      yield { id, context: vector.name, evidence, expect: nameOf(verdict) };
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
    'profile-mismatch',
    'unsigned-part',
    'digest-mismatch',
  ],
};
