/** Detection receipts: what is signed comes back, what is edited does not, and nothing submitted is in them. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeTextForm } from '../../../src/entries/carrier.ts';
import {
  DETECTION_RESULTS,
  RECEIPT_REASONS,
  type ReceiptEvidence,
  type ReceiptInput,
  signReceipt,
  verifyReceipt,
} from '../../../src/entries/receipt.ts';
import { readIntMap } from '../../../src/format/bytes/cbor-read.ts';
import { encodeCbor } from '../../../src/format/bytes/cbor-write.ts';
import { encodeSigStructure, readCoseSign1 } from '../../../src/format/bytes/cose.ts';
import {
  createTrust,
  exportPublicJwk,
  localSigner,
  parts,
  REASONS,
  sign,
  text,
  verifySync,
} from '../../../src/index.ts';
import { claimsInput } from '../../fixtures/claims.ts';
import { shopKey } from '../../fixtures/keys.ts';
import {
  DESCRIPTION,
  DETECTED_AT,
  receiptInput,
  receiptKey,
  receiptKeys,
  SOLUTION,
  signOptions,
} from '../../fixtures/receipts.ts';
import GOLDEN from '../../vectors/receipt/golden.json' with { type: 'json' };

const now = DETECTED_AT + 10;
const check = (receipt: Uint8Array | string, more: object = {}) =>
  verifyReceipt(receipt, { keys: receiptKeys, now, ...more });
const reasonOf = async (receipt: Uint8Array | string, more: object = {}) => {
  const verdict = await check(receipt, more);
  return verdict.status === 'rejected' ? verdict.reason : verdict.status;
};

/** Signs a receipt whose header and payload are not what signReceipt would write. */
async function forge(header: Map<number, unknown>, payload: unknown): Promise<Uint8Array> {
  const protectedHeader = encodeCbor(header as never);
  const bytes = payload instanceof Uint8Array ? payload : encodeCbor(payload as never);
  const signature = receiptKey.signMessage(encodeSigStructure(protectedHeader, bytes));
  return encodeCbor({ tag: 18, value: [protectedHeader, new Map(), bytes, signature] });
}

const keyId = Uint8Array.from(receiptKey.keyId.match(/../g) ?? [], (byte) =>
  Number.parseInt(byte, 16),
);
const claims = new Map<number, unknown>([
  [1, SOLUTION],
  [6, DETECTED_AT],
  [7, new Uint8Array(16)],
]);
const header = (changed: readonly (readonly [number, unknown])[] = []) =>
  new Map<number, unknown>([
    [1, -19],
    [3, 60],
    [4, keyId],
    [15, claims],
    [16, 'application/vnd.contentmark.detection+cose'],
    ...changed,
  ]);
const nothing = new Map<number, unknown>([
  [1, [new Uint8Array(32)]],
  [2, 0],
]);

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

describe('a receipt is refused:', () => {
  test.each([
    ['another type', header([[16, 'application/vnd.contentmark+cose']]), nothing, 'wrong-type'],
    ['an algorithm that is none of ours', header([[1, -8]]), nothing, 'malformed'],
    ['another content type', header([[3, 50]]), nothing, 'malformed'],
    ['a header too many', header([[5, new Uint8Array(1)]]), nothing, 'malformed'],
    ['no findings', header(), new Map(), 'malformed'],
    ['a finding nobody knows', header(), new Map([...nothing, [9, 1]]), 'malformed'],
    ['a result nobody knows', header(), new Map([...nothing, [2, 4]]), 'malformed'],
    [
      'evidence of a mark with the result that there is none',
      header(),
      new Map([
        ...nothing,
        [
          3,
          [
            new Map<number, unknown>([
              [1, 0],
              [2, 'verified'],
              [3, new Uint8Array(32)],
            ]),
          ],
        ],
      ]),
      'malformed',
    ],
    [
      'a refused mark with the result that it holds',
      header(),
      new Map([
        ...nothing,
        [2, 1],
        [
          3,
          [
            new Map<number, unknown>([
              [1, 0],
              [2, 'expired'],
              [3, new Uint8Array(32)],
            ]),
          ],
        ],
      ]),
      'malformed',
    ],
    [
      'content where an id should stand',
      header(),
      new Map([
        ...nothing,
        [
          3,
          [
            new Map<number, unknown>([
              [1, 2],
              [2, 'Light, waterproof, warm.'],
            ]),
          ],
        ],
      ]),
      'malformed',
    ],
    [
      'a mark that holds, and not what it covers',
      header(),
      new Map([
        ...nothing,
        [2, 1],
        [
          3,
          [
            new Map<number, unknown>([
              [1, 0],
              [2, 'verified'],
              [3, new Uint8Array(32)],
            ]),
          ],
        ],
      ]),
      'malformed',
    ],
    [
      'coverage of a mark that was refused',
      header(),
      new Map([
        ...nothing,
        [2, 2],
        [
          3,
          [
            new Map<number, unknown>([
              [1, 0],
              [2, 'expired'],
              [3, new Uint8Array(32)],
              [6, 0],
            ]),
          ],
        ],
      ]),
      'malformed',
    ],
    [
      'a mark with the result that nothing could be read',
      header(),
      new Map([
        ...nothing,
        [2, 3],
        [
          3,
          [
            new Map<number, unknown>([
              [1, 0],
              [2, 'expired'],
              [3, new Uint8Array(32)],
            ]),
          ],
        ],
      ]),
      'malformed',
    ],
    [
      'a key id that is none',
      header(),
      new Map([
        ...nothing,
        [2, 1],
        [
          3,
          [
            new Map<number, unknown>([
              [1, 0],
              [2, 'verified'],
              [3, new Uint8Array(32)],
              [4, 'x'],
              [6, 0],
            ]),
          ],
        ],
      ]),
      'malformed',
    ],
    [
      'a heuristic that names a mark',
      header(),
      new Map([
        ...nothing,
        [
          3,
          [
            new Map<number, unknown>([
              [1, 2],
              [2, 'a.b'],
              [3, new Uint8Array(32)],
            ]),
          ],
        ],
      ]),
      'malformed',
    ],
  ])('%s', async (_what, protectedHeader, payload, reason) => {
    expect(await reasonOf(await forge(protectedHeader, payload))).toBe(reason);
  });

  test('the forger of these tests makes receipts that hold, where nothing is wrong', async () => {
    expect(await reasonOf(await forge(header(), nothing))).toBe('verified');
  });

  test('one that is too long, as bytes or as text', async () => {
    expect(await reasonOf(new Uint8Array(16_385))).toBe('too-large');
    expect(await reasonOf('A'.repeat(21_846))).toBe('too-large');
  });

  test('one from the future, and one of a revoked key whatever its date', async () => {
    const receipt = await signReceipt(receiptInput, signOptions);
    expect(await reasonOf(receipt, { now: DETECTED_AT - 60 })).toBe('verified');
    expect(await reasonOf(receipt, { now: DETECTED_AT - 61 })).toBe('not-yet-valid');
    const keys = receiptKeys.map((key) => ({ ...key, revokedAt: now }));
    expect(await reasonOf(receipt, { keys })).toBe('key-revoked');
    expect(await reasonOf(receipt, { keys, now: now - 1 })).toBe('verified');
  });

  test('one of a solution that its key may not speak for', async () => {
    const solution = 'https://elsewhere.example/';
    expect(await reasonOf(await signReceipt(receiptInput, { ...signOptions, solution }))).toBe(
      'solution-not-allowed',
    );
  });
});

describe('no signed object passes as another:', () => {
  const trust = createTrust([
    {
      publicKey: exportPublicJwk(receiptKey),
      issuers: [SOLUTION, 'https://brand.example'],
      environments: ['production'],
    },
  ]);

  test('a receipt is no mark, even where its key may sign marks', async () => {
    const receipt = await signReceipt(receiptInput, signOptions);
    const verdict = verifySync(text(DESCRIPTION), receipt, {
      trust,
      environment: 'production',
      subject: SOLUTION,
      now,
    });
    expect(verdict.status).toBe('rejected');
  });

  test('a mark is no receipt, even where its key may sign receipts', async () => {
    const signer = localSigner(receiptKey);
    for (const content of [text(DESCRIPTION), parts({ title: text(DESCRIPTION) })]) {
      const mark = await sign(content, { signer, claims: claimsInput });
      expect(await reasonOf(mark)).toBe('malformed');
    }
  });
});

describe('what a receipt cannot hold is refused when signing:', () => {
  test.each<readonly [string, Partial<Record<keyof ReceiptInput, unknown>>]>([
    ['no content', { content: [] }],
    ['65 contents', { content: new Array(65).fill('a') }],
    ['text without UTF-8', { content: ['\ud800'] }],
    ['a result of no list', { result: 'human' }],
    ['evidence of a mark, and the result that there is none', { result: 'no-mark-found' }],
    ['the result that a mark holds, and none', { evidence: [] }],
    ['words of the submission', { evidence: [{ technique: 'marker', finding: DESCRIPTION }] }],
    ['a member nobody reads', { evidence: [{ technique: 'marker', finding: 'a', path: '/x' }] }],
    [
      '65 pieces of evidence',
      {
        result: 'no-mark-found',
        evidence: new Array(65).fill({ technique: 'marker', finding: 'a' }),
      },
    ],
  ])('%s', async (_what, changed) => {
    const input = { ...receiptInput, ...changed } as ReceiptInput;
    await expect(signReceipt(input, signOptions)).rejects.toMatchObject({
      name: 'ContentmarkError',
    });
  });

  test('a signature of another key than the signer says', async () => {
    const signer = { ...localSigner(receiptKey), sign: localSigner(shopKey).sign };
    await expect(
      signReceipt(receiptInput, { ...signOptions, signer: { ...signer } }),
    ).rejects.toMatchObject({ code: 'ERR_SIGNER' });
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
