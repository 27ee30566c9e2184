/** Attestations of scans: what is signed comes back, what is edited does not, and files are compared. */
import { createHash } from 'node:crypto';
import { localSigner } from 'contentmark';
import {
  ATTESTATION_REASONS,
  inspectAttestation,
  type ScanAttestationInput,
  signAttestation,
  signScanAttestation,
} from 'contentmark/attestation';
import { decodeTextForm, encodeTextForm } from 'contentmark/carrier';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeCbor } from '../../../src/format/bytes/cbor-write.ts';
import { encodeSigStructure } from '../../../src/format/bytes/cose.ts';
import {
  attestationInput,
  attestationKey,
  checkScanAttestation as check,
  checkAttestation,
  DETECTED_AT,
  emptyScanInput,
  SOLUTION,
  scanInput,
  signOptions,
} from '../../fixtures/attestations.ts';
import { shopKey } from '../../fixtures/keys.ts';
import GOLDEN from '../../vectors/attestation/scan.json' with { type: 'json' };

const sign = (more: object = {}) =>
  signScanAttestation({ ...scanInput, ...more } as ScanAttestationInput, signOptions);
const reasonOf = async (attestation: Uint8Array | string, more: object = {}) => {
  const verdict = await check(attestation, more);
  return verdict.status === 'rejected' ? verdict.reason : verdict.status;
};

describe('an attestation of a scan', () => {
  test('says what was scanned, found and not scanned, and that its times are its own word', async () => {
    const verdict = await check(await sign());
    if (verdict.status !== 'verified') throw new Error(verdict.detail);
    const { report, configuration, ...said } = scanInput;
    expect(verdict.attestation).toEqual({
      ...said,
      solution: SOLUTION,
      software: signOptions.software,
      configuration,
      result: 'stopped',
      scanned: report.scanned,
      counts: report.counts,
      techniques: [
        { technique: 'marker', block: 1, warn: 1, info: 0 },
        { technique: 'canary', block: 1, warn: 0, info: 0 },
      ],
      notScanned: [
        { file: 'exports/products.csv', reason: 'malformed', kind: 'fault', records: 2 },
        { file: 'exports/boot.jpg', reason: 'unknown-format', kind: 'passed-over' },
      ],
    });
    expect(verdict).toMatchObject({ keyId: attestationKey.keyId, time: 'self-asserted' });
  });

  test('passed only where nothing of --fail-on was found and nothing failed to be read', async () => {
    const { report } = scanInput;
    const resultOf = async (more: object, failOn: string) => {
      const verdict = await check(await sign({ report: { ...report, ...more }, failOn }));
      return verdict.status === 'verified' ? verdict.attestation.result : verdict.reason;
    };
    const warned = {
      findings: [{ technique: 'marker', severity: 'warn' }],
      counts: { ...report.counts, block: 0, notScanned: 0 },
      notScanned: [],
    };
    expect(await resultOf(warned, 'block')).toBe('passed');
    expect(await resultOf(warned, 'warn')).toBe('stopped');
    const unread = [{ file: 'a', reason: 'unreadable', isFault: true }];
    const counts = { ...warned.counts, notScanned: 1 };
    expect(await resultOf({ ...warned, counts, notScanned: unread }, 'block')).toBe('stopped');
  });

  test('compares files by name, and a moved one by its bytes', async () => {
    const attestation = await sign();
    const [products, orders] = scanInput.inputs as [never, never];
    const other = { file: 'exports/orders.sql', sha256: new Uint8Array(32), size: 1 };
    const moved = { ...(orders as object), file: 'backup/orders.sql' };
    const states = async (inputs: readonly object[]) => {
      const verdict = await check(attestation, { inputs });
      return [verdict.status, ...verdict.inputs.map(({ state }) => state)];
    };
    expect(await states([products, orders])).toEqual(['verified', 'matches', 'matches']);
    expect(await states([products, moved])).toEqual(['verified', 'matches', 'matches']);
    expect(await states([orders])).toEqual(['verified', 'not-given', 'matches']);
    expect(await states([products, other])).toEqual(['rejected', 'matches', 'differs']);
    const stranger = { ...other, file: 'exports/new.csv' };
    expect(await states([products, orders, stranger])).toEqual([
      'rejected',
      'matches',
      'matches',
      'not-attested',
    ]);
    expect(await reasonOf(attestation, { inputs: [other] })).toBe('input-mismatch');
    expect((await check(attestation)).inputs).toEqual([]);
  });

  test('is none of a detection, and no detection is one of a scan', async () => {
    const detection = await signAttestation(attestationInput, signOptions);
    expect(await reasonOf(detection)).toBe('wrong-type');
    expect(await checkAttestation(await sign())).toMatchObject({ reason: 'wrong-type' });
    expect(inspectAttestation(detection)).toMatchObject({ kind: 'detection' });
    expect(inspectAttestation(encodeTextForm(await sign()))).toMatchObject({
      kind: 'scan',
      keyId: attestationKey.keyId,
      attestation: { result: 'stopped' },
    });
  });

  test('by another key, of another solution, revoked or from the future is refused', async () => {
    const attestation = await sign();
    const forged = await signScanAttestation(scanInput, {
      ...signOptions,
      signer: localSigner(shopKey),
    });
    expect(await reasonOf(forged)).toBe('unknown-key');
    const { publicKey } = attestationKey;
    const keys = (more: object) => ({ keys: [{ publicKey, solutions: [SOLUTION], ...more }] });
    expect(await reasonOf(attestation, keys({ solutions: ['https://b.example'] }))).toBe(
      'solution-not-allowed',
    );
    expect(await reasonOf(attestation, keys({ revokedAt: DETECTED_AT }))).toBe('key-revoked');
    expect(await reasonOf(attestation, { now: DETECTED_AT - 100 })).toBe('not-yet-valid');
  });

  test('with a byte changed is refused, wherever it stands', async () => {
    const attestation = await sign();
    for (let at = 0; at < attestation.length; at += 3) {
      const changed = attestation.slice();
      changed[at] = (changed[at] as number) ^ (1 << (at & 7));
      expect(await reasonOf(changed)).not.toBe('verified');
    }
  });

  test('has room for as many files as it says, and says so where there are more', async () => {
    const inputs = Array.from({ length: 65_536 }, (_, at) => ({
      file: `${at}.csv`,
      sha256: new Uint8Array(32),
      size: at,
    }));
    const report = { ...emptyScanInput.report, scanned: { files: 65_537, records: 0 } };
    const few = { ...emptyScanInput, inputs: inputs.slice(0, 5000), report };
    const attestation = Buffer.from(await sign(few)).toString('base64url');
    expect(await reasonOf(attestation)).toBe('verified');
    const more = [...inputs, { file: 'more', sha256: new Uint8Array(32), size: 0 }];
    await expect(sign({ ...emptyScanInput, inputs: more, report })).rejects.toMatchObject({
      code: 'ERR_CLAIMS',
      argument: 'input.inputs',
    });
  });
});

/** Signs a payload that signScanAttestation would not write. */
function forge(change: (payload: Map<number, unknown>) => void): Uint8Array {
  const count = new Map([
    [1, 0],
    [2, 0],
    [3, 0],
    [4, 0],
    [5, 0],
    [
      6,
      new Map([
        [1, 0],
        [2, 0],
        [3, 0],
      ]),
    ],
    [7, 0],
  ] as [number, unknown][]);
  const payload = new Map<number, unknown>([
    [1, DETECTED_AT],
    [2, 'production'],
    [3, 0],
    [4, 0],
    [
      7,
      new Map([
        [1, 1],
        [2, 0],
      ]),
    ],
    [8, count],
  ]);
  change(payload);
  const keyId = Uint8Array.from(Buffer.from(attestationKey.keyId, 'hex'));
  const header = encodeCbor(
    new Map<number, unknown>([
      [1, -19],
      [3, 60],
      [4, keyId],
      [
        15,
        new Map<number, unknown>([
          [1, SOLUTION],
          [6, DETECTED_AT],
          [7, new Uint8Array(16)],
        ]),
      ],
      [16, 'application/vnd.contentmark.scan+cose'],
    ]) as never,
  );
  const bytes = encodeCbor(payload as never);
  const signature = attestationKey.signMessage(encodeSigStructure(header, bytes));
  return encodeCbor({ tag: 18, value: [header, new Map(), bytes, signature] } as never);
}

const input = (file: string) =>
  new Map<number, unknown>([
    [1, file],
    [2, new Uint8Array(32)],
    [3, 0],
  ]);
const gap = (reason: string, kind: number) =>
  new Map<number, unknown>([
    [1, 'a'],
    [2, reason],
    [4, kind],
  ]);
const counts = (payload: Map<number, unknown>) => payload.get(8) as Map<number, unknown>;

describe('a signed statement that contradicts itself is malformed:', () => {
  test.each<readonly [string, (payload: Map<number, unknown>) => void]>([
    ['stopped without a reason', (payload) => payload.set(4, 1)],
    ['findings that no technique made', (payload) => counts(payload).set(1, 2)],
    ['an input twice', (payload) => payload.set(5, [input('a'), input('a')])],
    [
      'more inputs than files',
      (payload) => {
        payload.set(5, [input('a'), input('b')]);
      },
    ],
    ['an empty list', (payload) => payload.set(5, [])],
    ['gaps that are counted and not listed', (payload) => counts(payload).set(7, 1)],
    [
      'a value of a record where a reason should stand',
      (payload) => {
        counts(payload).set(7, 1);
        payload.set(10, [gap('Light, waterproof, warm.', 1)]);
      },
    ],
    [
      'passed, and something was not read',
      (payload) => {
        counts(payload).set(7, 1);
        payload.set(10, [gap('malformed', 0)]);
      },
    ],
    ['a member nobody knows', (payload) => payload.set(12, 1)],
    ['no environment', (payload) => payload.delete(2)],
  ])('%s', async (_name, change) => {
    expect(await reasonOf(forge(change))).toBe('malformed');
  });

  test('and the same without the contradiction holds', async () => {
    expect(await reasonOf(forge(() => undefined))).toBe('verified');
    expect(
      await reasonOf(
        forge((payload) => {
          counts(payload).set(7, 1);
          payload.set(10, [gap('malformed', 0)]);
          payload.set(4, 1);
        }),
      ),
    ).toBe('verified');
  });
});

describe('a mistake of the caller throws, naming the argument:', () => {
  test.each<readonly [object, string]>([
    [{ report: undefined }, 'input.report'],
    [{ report: { ...scanInput.report, findings: 7 } }, 'input.report'],
    [{ inputs: [{ file: 'a', sha256: 'b', size: 1 }] }, 'input.inputs.sha256'],
    [{ inputs: [{ file: 'a', sha256: new Uint8Array(32), size: -1 }] }, 'input.inputs.size'],
    [{ failOn: 'info' }, 'input.failOn'],
    [{ startedAt: 1.5 }, 'input.startedAt'],
    [{ report: { ...scanInput.report, findings: [] } }, 'input.counts'],
  ])('%#', async (more, argument) => {
    await expect(sign(more)).rejects.toMatchObject({ argument });
  });

  test('also of who reads', async () => {
    await expect(check(7 as never)).rejects.toMatchObject({ argument: 'attestation' });
    await expect(check('a', { inputs: [{}] })).rejects.toMatchObject({
      argument: 'options.inputs[0]',
    });
    expect(() => inspectAttestation(7 as never)).toThrow(/attestation/);
  });
});

describe('a law:', () => {
  const name = fc.stringMatching(/^[a-z./ -]{1,30}$/);
  const severity = fc.constantFrom('block' as const, 'warn' as const, 'info' as const);
  const technique = fc.constantFrom('signature', 'canary', 'registry', 'marker', 'schema');
  const generated = fc
    .record({
      files: fc.uniqueArray(name, { maxLength: 6 }),
      findings: fc.array(fc.record({ technique, severity }), { maxLength: 12 }),
      notScanned: fc.array(
        fc.record(
          {
            file: name,
            record: fc.nat(),
            reason: fc.constantFrom('malformed', 'too-large'),
            isFault: fc.boolean(),
          },
          { requiredKeys: ['file', 'reason', 'isFault'] },
        ),
        { maxLength: 8 },
      ),
      sizes: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
      failOn: fc.constantFrom('block' as const, 'warn' as const, 'absent' as const),
    })
    .map(({ files, findings, notScanned, sizes, failOn }) => {
      const of = (one: string) => findings.filter((found) => found.severity === one).length;
      return {
        ...emptyScanInput,
        failOn,
        inputs: files.map((file) => ({
          file,
          size: sizes,
          sha256: new Uint8Array(createHash('sha256').update(file).digest()),
        })),
        report: {
          scanned: { files: files.length, records: sizes },
          findings,
          notScanned,
          counts: {
            ...emptyScanInput.report.counts,
            block: of('block'),
            warn: of('warn'),
            info: of('info'),
            notScanned: notScanned.length,
          },
        },
      } as unknown as ScanAttestationInput;
    });

  test('what signScanAttestation signs, verifyScanAttestation gives back, with every file', async () => {
    await fc.assert(
      fc.asyncProperty(generated, async (given) => {
        const verdict = await check(await signScanAttestation(given, signOptions), {
          inputs: given.inputs,
        });
        if (verdict.status !== 'verified') throw new Error(verdict.detail);
        expect(verdict.attestation.inputs).toEqual(given.inputs);
        expect(verdict.attestation.counts).toEqual(given.report.counts);
        expect(verdict.inputs.every(({ state }) => state === 'matches')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('bytes from anywhere give a verdict, never an exception', async () => {
    const attestation = await sign();
    const spliced = fc
      .tuple(fc.nat(attestation.length), fc.uint8Array({ maxLength: 40 }), fc.nat(40))
      .map(([at, put, drop]) =>
        Uint8Array.from([...attestation.slice(0, at), ...put, ...attestation.slice(at + drop)]),
      )
      .filter((bytes) => Buffer.compare(bytes, attestation) !== 0);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array(), fc.string(), spliced), async (bytes) => {
        expect(ATTESTATION_REASONS).toContain(await reasonOf(bytes));
        inspectAttestation(bytes);
      }),
      { numRuns: 300 },
    );
  });
});

test('attestations that were made once still say what they said', async () => {
  const golden = Object.values(GOLDEN as Readonly<Record<string, string>>);
  expect(await Promise.all(golden.map((one) => reasonOf(one)))).toEqual(['verified', 'verified']);
  expect(await sign()).toEqual(decodeTextForm(golden[0] as string));
});
