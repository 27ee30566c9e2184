/** Detection receipts: what is signed comes back, what is edited does not, and nothing submitted is in them. */
import { createHash } from 'node:crypto';
import { localSigner, REASONS } from 'contentmark';
import { encodeTextForm } from 'contentmark/carrier';
import {
  DETECTION_RESULTS,
  RECEIPT_REASONS,
  type ReceiptEvidence,
  type ReceiptInput,
  signReceipt,
} from 'contentmark/receipt';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readIntMap } from '../../../src/format/bytes/cbor-read.ts';
import { readCoseSign1 } from '../../../src/format/bytes/cose.ts';
import { shopKey } from '../../fixtures/keys.ts';
import {
  checkReceipt as check,
  DESCRIPTION,
  DETECTED_AT,
  reasonOf,
  receiptInput,
  receiptKey,
  SOLUTION,
  signOptions,
} from '../../fixtures/receipts.ts';
import GOLDEN from '../../vectors/receipt/golden.json' with { type: 'json' };

describe('a receipt', () => {
  test('says what was signed, and that its time is its own word', async () => {
    const receipt = await signReceipt(receiptInput, signOptions);
    const verdict = await check(receipt, { content: [DESCRIPTION] });
    if (verdict.status !== 'verified') throw new Error(verdict.reason);
    const { content, subject, ...said } = receiptInput;
    expect(verdict.receipt).toEqual({
      ...said,
      subject: new Uint8Array(
        createHash('sha256')
          .update(subject as string)
          .digest(),
      ),
      solution: SOLUTION,
      software: signOptions.software,
      content: verdict.receipt.content,
    });
    expect(verdict).toMatchObject({
      keyId: receiptKey.keyId,
      content: 'matches',
      time: 'self-asserted',
    });
    expect(content).toHaveLength(verdict.receipt.content.length);
  });

  test('as text form says the same, and without content that none was compared', async () => {
    const receipt = encodeTextForm(await signReceipt(receiptInput, signOptions));
    expect(await check(receipt)).toMatchObject({
      status: 'verified',
      content: 'not-given',
      subject: 'not-given',
    });
  });

  test('holds digests and no content', async () => {
    const secret = 'kTz7-planted-secret';
    const receipt = await signReceipt({ ...receiptInput, content: [secret] }, signOptions);
    expect(Buffer.from(receipt).includes(secret)).toBe(false);
  });

  test('is about its content only, in its order', async () => {
    const two = await signReceipt({ ...receiptInput, content: ['a', 'b'] }, signOptions);
    expect(await reasonOf(two, { content: ['a', 'b'] })).toBe('verified');
    for (const content of [['b', 'a'], ['a'], ['a', 'b', 'b'], [DESCRIPTION, 'b']])
      expect(await reasonOf(two, { content })).toBe('content-mismatch');
    const bytes = new TextEncoder().encode('b');
    expect(await reasonOf(two, { content: ['a', bytes] })).toBe('verified');
  });

  test('is about the record that was compared, and about none where none was', async () => {
    const { subject, ...none } = receiptInput;
    const receipt = await signReceipt(receiptInput, signOptions);
    expect(await check(receipt, { subject })).toMatchObject({ subject: 'matches' });
    expect(await reasonOf(receipt, { subject: 'products/other' })).toBe('subject-mismatch');
    const uncompared = await signReceipt(none, signOptions);
    expect(await reasonOf(uncompared)).toBe('verified');
    expect(await reasonOf(uncompared, { subject })).toBe('subject-mismatch');
    await expect(check(receipt, { subject: 7 })).rejects.toMatchObject({ code: 'ERR_ARGUMENT' });
    await expect(
      signReceipt({ ...receiptInput, subject: '\ud800' }, signOptions),
    ).rejects.toMatchObject({ code: 'ERR_ARGUMENT', argument: 'input.subject' });
  });

  test('with any one bit changed is refused', async () => {
    const receipt = await signReceipt(receiptInput, signOptions);
    const reasons = new Set<string>();
    for (let bit = 0; bit < receipt.length * 8; bit++) {
      const changed = receipt.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      reasons.add(await reasonOf(changed));
    }
    expect(reasons).not.toContain('verified');
    expect(reasons).toContain('bad-signature');
  });

  test('whose result was edited and signed by another key is refused', async () => {
    const edited: ReceiptInput = { ...receiptInput, result: 'no-mark-found', evidence: [] };
    const forged = await signReceipt(edited, { ...signOptions, signer: localSigner(shopKey) });
    expect(await reasonOf(forged)).toBe('unknown-key');
  });
});

describe('a law:', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}(\.[a-z0-9-]{1,10})?$/);
  const digest = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const mark: fc.Arbitrary<ReceiptEvidence> = fc
    .record(
      {
        technique: fc.constant('signature' as const),
        finding: fc.constantFrom('verified', ...REASONS),
        mark: digest,
        keyId: fc.constant('866eefbd6718c884'),
        coverage: fc.constantFrom('full' as const, 'text' as const),
      },
      { requiredKeys: ['technique', 'finding', 'mark', 'coverage'] },
    )
    .map(({ coverage, ...one }) => (one.finding === 'verified' ? { ...one, coverage } : one));
  const marker: fc.Arbitrary<ReceiptEvidence> = fc.record(
    {
      technique: fc.constantFrom('registry' as const, 'marker' as const, 'declared' as const),
      finding: word,
      severity: fc.constantFrom('block' as const, 'warn' as const, 'info' as const),
    },
    { requiredKeys: ['technique', 'finding'] },
  );
  const input: fc.Arbitrary<ReceiptInput> = fc
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
      evidence: [...marks, ...markers],
      result:
        marks.length === 0
          ? detectedAt % 2 === 0
            ? 'no-mark-found'
            : 'not-readable'
          : marks.every(({ finding }) => finding === 'verified')
            ? 'mark-verified'
            : 'mark-refused',
      ...(subject !== undefined && { subject }),
      detectedAt,
      ...(environment !== undefined && { environment }),
    }));

  test('what signReceipt signs, verifyReceipt gives back', async () => {
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const verdict = await check(await signReceipt(given, signOptions), {
          content: given.content,
          ...(given.subject !== undefined && { subject: given.subject }),
        });
        if (verdict.status !== 'verified') throw new Error(verdict.detail);
        const { content: _content, subject, ...said } = given;
        expect(verdict.receipt).toMatchObject(said);
        expect(verdict.receipt.subject?.length).toBe(subject === undefined ? undefined : 32);
      }),
      { numRuns: 100 },
    );
  });

  test('bytes from anywhere give a verdict, never an exception', async () => {
    const receipt = await signReceipt(receiptInput, signOptions);
    const spliced = fc
      .tuple(fc.nat(receipt.length), fc.uint8Array({ maxLength: 40 }), fc.nat(40))
      .map(([at, put, drop]) =>
        Uint8Array.from([...receipt.slice(0, at), ...put, ...receipt.slice(at + drop)]),
      )
      .filter((bytes) => Buffer.compare(bytes, receipt) !== 0);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array(), fc.string(), spliced), async (bytes) => {
        const verdict = await check(bytes);
        expect(verdict.status).toBe('rejected');
        if (verdict.status === 'rejected') expect(RECEIPT_REASONS).toContain(verdict.reason);
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

test('receipts that were made once still say what they said', async () => {
  const golden = Object.values(GOLDEN as Readonly<Record<string, string>>);
  expect(golden).toHaveLength(4);
  const results = [];
  for (const receipt of golden) {
    const verdict = await check(receipt);
    if (verdict.status !== 'verified') throw new Error(verdict.detail);
    results.push(verdict.receipt.result);
  }
  expect(results).toEqual(['mark-verified', 'no-mark-found', 'not-readable', 'mark-refused']);
  expect(encodeTextForm(await signReceipt(receiptInput, signOptions))).toBe(golden[0]);
});

test('the frame is COSE_Sign1 with an empty unprotected header', async () => {
  const receipt = await signReceipt(receiptInput, signOptions);
  const { reader, sign1 } = readCoseSign1(receipt, (at) => readIntMap(at, 0, () => undefined));
  expect(reader.problem).toBeUndefined();
  expect(sign1.signature).toHaveLength(64);
});
