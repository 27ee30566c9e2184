/** Detection attestations: what is signed comes back, what is edited does not, and nothing submitted is in them. */
import { createHash } from 'node:crypto';
import { localSigner, REASONS } from 'contentmark';
import {
  ATTESTATION_REASONS,
  type AttestationInput,
  type AttestedFinding,
  DETECTION_RESULTS,
  signAttestation,
} from 'contentmark/attestation';
import { encodeTextForm } from 'contentmark/carrier';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readIntMap } from '../../../src/format/bytes/cbor-read.ts';
import { readCoseSign1 } from '../../../src/format/bytes/cose.ts';
import {
  attestationInput,
  attestationKey,
  checkAttestation as check,
  DESCRIPTION,
  DETECTED_AT,
  reasonOf,
  SOLUTION,
  signOptions,
} from '../../fixtures/attestations.ts';
import { shopKey } from '../../fixtures/keys.ts';
import { isLong } from '../../fixtures/runs.ts';
import GOLDEN from '../../vectors/attestation/golden.json' with { type: 'json' };

/** Every bit in the long form; in `npm test` one in seven, so that each bit of a byte has its turn. */
const STEP = isLong ? 1 : 7;

describe('an attestation', () => {
  test('says what was signed, and that its time is its own word', async () => {
    const attestation = await signAttestation(attestationInput, signOptions);
    const verdict = await check(attestation, { content: [DESCRIPTION] });
    if (verdict.status !== 'verified') throw new Error(verdict.reason);
    const { content, subject, ...said } = attestationInput;
    expect(verdict.attestation).toEqual({
      ...said,
      subject: new Uint8Array(
        createHash('sha256')
          .update(subject as string)
          .digest(),
      ),
      solution: SOLUTION,
      software: signOptions.software,
      content: verdict.attestation.content,
    });
    expect(verdict).toMatchObject({
      keyId: attestationKey.keyId,
      content: 'matches',
      time: 'self-asserted',
    });
    expect(content).toHaveLength(verdict.attestation.content.length);
  });

  test('as text form says the same, and without content that none was compared', async () => {
    const attestation = encodeTextForm(await signAttestation(attestationInput, signOptions));
    expect(await check(attestation)).toMatchObject({
      status: 'verified',
      content: 'not-given',
      subject: 'not-given',
    });
  });

  test('holds digests and no content', async () => {
    const secret = 'kTz7-planted-secret';
    const attestation = await signAttestation(
      { ...attestationInput, content: [secret] },
      signOptions,
    );
    expect(Buffer.from(attestation).includes(secret)).toBe(false);
  });

  test('is about its content only, in its order', async () => {
    const two = await signAttestation({ ...attestationInput, content: ['a', 'b'] }, signOptions);
    expect(await reasonOf(two, { content: ['a', 'b'] })).toBe('verified');
    for (const content of [['b', 'a'], ['a'], ['a', 'b', 'b'], [DESCRIPTION, 'b']])
      expect(await reasonOf(two, { content })).toBe('content-mismatch');
    const bytes = new TextEncoder().encode('b');
    expect(await reasonOf(two, { content: ['a', bytes] })).toBe('verified');
  });

  test('is about the record that was compared, and about none where none was', async () => {
    const { subject, ...none } = attestationInput;
    const attestation = await signAttestation(attestationInput, signOptions);
    expect(await check(attestation, { subject })).toMatchObject({ subject: 'matches' });
    expect(await reasonOf(attestation, { subject: 'products/other' })).toBe('subject-mismatch');
    const uncompared = await signAttestation(none, signOptions);
    expect(await reasonOf(uncompared)).toBe('verified');
    expect(await reasonOf(uncompared, { subject })).toBe('subject-mismatch');
    await expect(check(attestation, { subject: 7 })).rejects.toMatchObject({
      code: 'ERR_ARGUMENT',
    });
    await expect(
      signAttestation({ ...attestationInput, subject: '\ud800' }, signOptions),
    ).rejects.toMatchObject({ code: 'ERR_ARGUMENT', argument: 'input.subject' });
  });

  test('with any one bit changed is refused', async () => {
    const attestation = await signAttestation(attestationInput, signOptions);
    const reasons = new Set<string>();
    for (let bit = 0; bit < attestation.length * 8; bit += STEP) {
      const changed = attestation.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      reasons.add(await reasonOf(changed));
    }
    expect(reasons).not.toContain('verified');
    expect(reasons).toContain('bad-signature');
  });

  test('whose result was edited and signed by another key is refused', async () => {
    const edited: AttestationInput = { ...attestationInput, result: 'no-mark-found', findings: [] };
    const forged = await signAttestation(edited, { ...signOptions, signer: localSigner(shopKey) });
    expect(await reasonOf(forged)).toBe('unknown-key');
  });
});

describe('a law:', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}(\.[a-z0-9-]{1,10})?$/);
  const digest = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const mark: fc.Arbitrary<AttestedFinding> = fc
    .record(
      {
        technique: fc.constant('signature' as const),
        id: fc.constantFrom('verified', ...REASONS),
        mark: digest,
        keyId: fc.constant('866eefbd6718c884'),
        coverage: fc.constantFrom('full' as const, 'text' as const),
      },
      { requiredKeys: ['technique', 'id', 'mark', 'coverage'] },
    )
    .map(({ coverage, ...one }) => (one.id === 'verified' ? { ...one, coverage } : one));
  const marker: fc.Arbitrary<AttestedFinding> = fc.record(
    {
      technique: fc.constantFrom('registry' as const, 'marker' as const, 'declared' as const),
      id: word,
      severity: fc.constantFrom('block' as const, 'warn' as const, 'info' as const),
    },
    { requiredKeys: ['technique', 'id'] },
  );
  const input: fc.Arbitrary<AttestationInput> = fc
    .tuple(
      fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array()), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.array(mark, { maxLength: 3 }),
      fc.array(marker, { maxLength: 3 }),
      fc.option(word, { nil: undefined }),
      fc.integer({ min: 0, max: DETECTED_AT }),
      fc.option(word, { nil: undefined }),
    )
    .filter(([content]) => content.every((one) => typeof one !== 'string' || one.isWellFormed()))
    .map(([content, marks, markers, subject, detectedAt, environment]) => ({
      content,
      findings: [...marks, ...markers],
      result:
        marks.length === 0
          ? detectedAt % 2 === 0
            ? 'no-mark-found'
            : 'not-readable'
          : marks.every(({ id }) => id === 'verified')
            ? 'mark-verified'
            : 'mark-refused',
      ...(subject !== undefined && { subject }),
      detectedAt,
      ...(environment !== undefined && { environment }),
    }));

  test('what signAttestation signs, verifyAttestation gives back', async () => {
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const verdict = await check(await signAttestation(given, signOptions), {
          content: given.content,
          ...(given.subject !== undefined && { subject: given.subject }),
        });
        if (verdict.status !== 'verified') throw new Error(verdict.detail);
        const { content: _content, subject, ...said } = given;
        expect(verdict.attestation).toMatchObject(said);
        expect(verdict.attestation.subject?.length).toBe(subject === undefined ? undefined : 32);
      }),
      { numRuns: 100 },
    );
  });

  test('bytes from anywhere give a verdict, never an exception', async () => {
    const attestation = await signAttestation(attestationInput, signOptions);
    const spliced = fc
      .tuple(fc.nat(attestation.length), fc.uint8Array({ maxLength: 40 }), fc.nat(40))
      .map(([at, put, drop]) =>
        Uint8Array.from([...attestation.slice(0, at), ...put, ...attestation.slice(at + drop)]),
      )
      .filter((bytes) => Buffer.compare(bytes, attestation) !== 0);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array(), fc.string(), spliced), async (bytes) => {
        const verdict = await check(bytes);
        expect(verdict.status).toBe('rejected');
        if (verdict.status === 'rejected') expect(ATTESTATION_REASONS).toContain(verdict.reason);
      }),
      { numRuns: 500 },
    );
  });
});

test('no result says who or what made the content', () => {
  expect(DETECTION_RESULTS).toEqual([
    'no-mark-found',
    'mark-verified',
    'mark-refused',
    'not-readable',
  ]);
  type Result = (typeof DETECTION_RESULTS)[number];
  const isNever: Extract<Result, 'human' | 'authentic' | 'real' | 'ai' | 'generated'> extends never
    ? true
    : false = true;
  expect(isNever).toBe(true);
});

test('attestations that were made once still say what they said', async () => {
  const golden = Object.values(GOLDEN as Readonly<Record<string, string>>);
  expect(golden).toHaveLength(4);
  const results = [];
  for (const attestation of golden) {
    const verdict = await check(attestation);
    if (verdict.status !== 'verified') throw new Error(verdict.detail);
    results.push(verdict.attestation.result);
  }
  expect(results).toEqual(['mark-verified', 'no-mark-found', 'not-readable', 'mark-refused']);
  expect(encodeTextForm(await signAttestation(attestationInput, signOptions))).toBe(golden[0]);
});

test('the frame is COSE_Sign1 with an empty unprotected header', async () => {
  const attestation = await signAttestation(attestationInput, signOptions);
  const { reader, sign1 } = readCoseSign1(attestation, (at) => readIntMap(at, 0, () => undefined));
  expect(reader.problem).toBeUndefined();
  expect(sign1.signature).toHaveLength(64);
});
