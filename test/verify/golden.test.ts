/** The golden vectors: the wire format does not move, and both backends agree on every verdict. */
import { verifyAsync } from '@noble/ed25519';
import {
  importSeed,
  localSigner,
  type PageItem,
  PROFILES,
  REASONS,
  signSync,
  verify,
  verifySync,
} from 'contentmark';
import { pointerTo } from 'contentmark/invisible';
import { describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../src/format/bytes/base64url.ts';
import { encodeHex } from '../../src/format/bytes/bytes.ts';
import { encodeSigStructure } from '../../src/format/bytes/cose.ts';
import { noble } from '../fixtures/backends.ts';
import { hex } from '../fixtures/bytes.ts';
import { encodeAgain, openEnvelope } from '../fixtures/envelopes.ts';
import {
  canonicalOf,
  envelopeOf,
  type GoldenVector,
  openVerifier,
  readClaims,
  readContent,
  readGolden,
  readOptions,
  readRefusedTrust,
} from '../fixtures/golden.ts';
import { readText } from '../vectors/golden/text-marks.ts';

const vectors = readGolden();
const refusedTrusts = readRefusedTrust();
const byName = (list: readonly GoldenVector[]) =>
  list.map((vector): [string, GoldenVector] => [vector.name, vector]);
const signed = vectors.filter(({ claims }) => claims !== undefined);

describe('the golden file', () => {
  test('holds no name twice', () => {
    expect(new Set(vectors.map(({ name }) => name)).size).toBe(vectors.length);
  });

  test('holds trusts that are refused', () => {
    expect(refusedTrusts.length).toBeGreaterThan(10);
    for (const vector of refusedTrusts) {
      const refused = expect.objectContaining({ name: 'ContentmarkError' });
      expect(() => readOptions(vector), vector.name).toThrow(refused);
    }
  });

  test('holds texts from which its marks are read, and pointers to it', () => {
    const inText = vectors.filter(({ markIn }) => markIn !== undefined);
    expect(inText.length).toBeGreaterThan(10);
    for (const { name, mark, markIn } of inText) {
      const { text = '', envelopes = [] } = markIn ?? {};
      expect(readText(text, envelopes), name).toEqual(mark);
    }
    const pointed = vectors.filter(({ pointer }) => pointer !== undefined);
    expect(pointed).toHaveLength(3);
    for (const { mark, pointer } of pointed) {
      expect(encodeHex(pointerTo(mark[0] ?? ''))).toBe(pointer);
    }
  });

  test("holds a signature that noble's own verify() takes, and we do not", async () => {
    const vector = vectors.find(({ name }) => name.endsWith('only the cofactored equation holds'));
    const { sign1 } = openEnvelope(envelopeOf(vector as GoldenVector));
    const message = encodeSigStructure(sign1.protectedHeader, sign1.payload);
    const key = hex(vector?.trust[0]?.publicKey ?? '');
    expect(await verifyAsync(sign1.signature, message, key, { zip215: false })).toBe(true);
    expect(vector?.expect).toBe('bad-signature');
  });

  test('reaches every reason', () => {
    const reached = new Set(vectors.map((vector) => vector.expect));
    expect(REASONS.filter((reason) => !reached.has(reason))).toEqual([]);
    const others = [...reached].filter((verdict) => !REASONS.includes(verdict as 'expired'));
    expect(others.sort()).toEqual(['absent', 'verified']);
  });

  test('reaches every profile', () => {
    const verified = vectors.filter((vector) => vector.expect === 'verified');
    const profiles = verified.flatMap((vector) => {
      const { payload } = openEnvelope(Buffer.from(vector.mark[0] ?? '', 'base64url'));
      return payload.type === 'hash' ? [payload.profile] : [];
    });
    expect([...new Set(profiles)].sort()).toEqual(PROFILES.map((_, profile) => profile));
  });
});

describe('the vector', () => {
  test.each(byName(vectors))(
    '%s has its canonical bytes and its verdict',
    async (_name, vector) => {
      const content = readContent(vector.content);
      expect(canonicalOf(content)).toEqual(vector.canonical);
      for (const backend of ['native', 'webcrypto', noble] as const) {
        const { verifier, item } = await openVerifier(vector, { backend });
        const verdict = await verifier.verify(content, vector.mark, item);
        expect('reason' in verdict ? verdict.reason : verdict.status).toBe(vector.expect);
        if (vector.coverage !== undefined) {
          expect(verdict).toMatchObject({ coverage: vector.coverage });
        }
        if (vector.shows !== undefined) {
          expect(verdict).toMatchObject({ claims: readClaims(vector.shows) });
        }
        const { now = 0, ...rest } = item;
        const pageItem: PageItem = { content, mark: vector.mark, ...rest };
        const warm = await verifier.verifyAll([pageItem, pageItem], { now });
        expect(warm).toEqual([verdict, verdict]);
        const [only = ''] = vector.mark;
        if (vector.mark.length === 1) {
          expect(await verifier.verify(content, only, item)).toEqual(verdict);
        }
        const options = { ...readOptions(vector), backend };
        if (vector.roots === undefined) {
          expect(await verify(content, vector.mark, options)).toEqual(verdict);
        }
        if (backend === 'webcrypto') {
          const needsOther = expect.objectContaining({ code: 'ERR_RUNTIME' });
          expect(() => verifier.verifySync(content, vector.mark, item)).toThrow(needsOther);
          continue;
        }
        expect(verifier.verifySync(content, vector.mark, item)).toEqual(verdict);
        if (vector.roots === undefined) {
          expect(verifySync(content, vector.mark, options)).toEqual(verdict);
        }
      }
    },
  );

  test.each(byName(signed))(
    '%s is signed again byte for byte, by both backends',
    (_name, vector) => {
      const { seed = '', claims = {} } = vector;
      const made = signSync(readContent(vector.content), {
        signer: localSigner(importSeed(hex(seed))),
        claims: readClaims(claims),
      });
      expect([encodeBase64url(made)]).toEqual(vector.mark);
      const { publicKey } = importSeed(hex(seed));
      const byNoble = signSync(readContent(vector.content), {
        signer: { publicKey, sign: async () => made, signSync: noble.importSeed(hex(seed)) },
        claims: readClaims(claims),
      });
      expect(byNoble).toEqual(made);
    },
  );

  test.each(byName(signed))(
    '%s reads back as its claims and prints itself again',
    (_name, vector) => {
      const envelope = envelopeOf(vector);
      const decoded = openEnvelope(envelope);
      expect(decoded.claims).toMatchObject(readClaims(vector.claims ?? {}));
      expect(encodeAgain(decoded)).toEqual(envelope);
    },
  );
});
