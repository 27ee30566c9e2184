import {
  createTrust,
  exportPublicJwk,
  localSigner,
  parts,
  sign,
  text,
  verifySync,
} from 'contentmark';
import { type AttestationInput, signAttestation } from 'contentmark/attestation';
import { describe, expect, test } from 'vitest';
import { encodeCbor } from '../../../src/format/bytes/cbor-write.ts';
import { encodeSigStructure } from '../../../src/format/bytes/cose.ts';
import {
  attestationInput,
  attestationKey,
  attestationKeys,
  DESCRIPTION,
  DETECTED_AT,
  reasonOf,
  SOLUTION,
  signOptions,
} from '../../fixtures/attestations.ts';
import { claimsInput } from '../../fixtures/claims.ts';
import { shopKey } from '../../fixtures/keys.ts';

const now = DETECTED_AT + 10;

/** Signs an attestation whose header and payload are not what signAttestation would write. */
async function forge(header: Map<number, unknown>, payload: unknown): Promise<Uint8Array> {
  const protectedHeader = encodeCbor(header as never);
  const bytes = payload instanceof Uint8Array ? payload : encodeCbor(payload as never);
  const signature = attestationKey.signMessage(encodeSigStructure(protectedHeader, bytes));
  return encodeCbor({ tag: 18, value: [protectedHeader, new Map(), bytes, signature] });
}

const keyId = Uint8Array.from(attestationKey.keyId.match(/../g) ?? [], (byte) =>
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

describe('an attestation is refused:', () => {
  test.each([
    ['another type', header([[16, 'application/vnd.contentmark+cose']]), nothing, 'wrong-type'],
    ['an algorithm that is none of ours', header([[1, -8]]), nothing, 'malformed'],
    ['another content type', header([[3, 50]]), nothing, 'malformed'],
    ['a header too many', header([[5, new Uint8Array(1)]]), nothing, 'malformed'],
    ['no findings', header(), new Map(), 'malformed'],
    ['a finding nobody knows', header(), new Map([...nothing, [9, 1]]), 'malformed'],
    ['a result nobody knows', header(), new Map([...nothing, [2, 4]]), 'malformed'],
    [
      'findings of a mark with the result that there is none',
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

  test('the forger of these tests makes attestations that hold, where nothing is wrong', async () => {
    expect(await reasonOf(await forge(header(), nothing))).toBe('verified');
  });

  test('one that is too long, as bytes or as text', async () => {
    expect(await reasonOf(new Uint8Array(16_385))).toBe('too-large');
    expect(await reasonOf('A'.repeat(21_846))).toBe('too-large');
  });

  test('one from the future, and one of a revoked key whatever its date', async () => {
    const attestation = await signAttestation(attestationInput, signOptions);
    expect(await reasonOf(attestation, { now: DETECTED_AT - 60 })).toBe('verified');
    expect(await reasonOf(attestation, { now: DETECTED_AT - 61 })).toBe('not-yet-valid');
    const keys = attestationKeys.map((key) => ({ ...key, revokedAt: now }));
    expect(await reasonOf(attestation, { keys })).toBe('key-revoked');
    expect(await reasonOf(attestation, { keys, now: now - 1 })).toBe('verified');
  });

  test('one of a solution that its key may not speak for', async () => {
    const solution = 'https://elsewhere.example/';
    expect(
      await reasonOf(await signAttestation(attestationInput, { ...signOptions, solution })),
    ).toBe('solution-not-allowed');
  });
});

describe('no signed object passes as another:', () => {
  const trust = createTrust([
    {
      publicKey: exportPublicJwk(attestationKey),
      issuers: [SOLUTION, 'https://brand.example'],
      environments: ['production'],
    },
  ]);

  test('an attestation is no mark, even where its key may sign marks', async () => {
    const attestation = await signAttestation(attestationInput, signOptions);
    const verdict = verifySync(text(DESCRIPTION), attestation, {
      trust,
      environment: 'production',
      subject: SOLUTION,
      now,
    });
    expect(verdict.status).toBe('rejected');
  });

  test('a mark is no attestation, even where its key may sign attestations', async () => {
    const signer = localSigner(attestationKey);
    for (const content of [text(DESCRIPTION), parts({ title: text(DESCRIPTION) })]) {
      const mark = await sign(content, { signer, claims: claimsInput });
      expect(await reasonOf(mark)).toBe('malformed');
    }
  });
});

describe('what an attestation cannot hold is refused when signing:', () => {
  test.each<readonly [string, Partial<Record<keyof AttestationInput, unknown>>]>([
    ['no content', { content: [] }],
    ['65 contents', { content: new Array(65).fill('a') }],
    ['text without UTF-8', { content: ['\ud800'] }],
    ['a result of no list', { result: 'human' }],
    ['findings of a mark, and the result that there is none', { result: 'no-mark-found' }],
    ['the result that a mark holds, and none', { findings: [] }],
    ['words of the submission', { findings: [{ technique: 'marker', id: DESCRIPTION }] }],
    ['a member nobody reads', { findings: [{ technique: 'marker', id: 'a', path: '/x' }] }],
    [
      '65 findings',
      {
        result: 'no-mark-found',
        findings: new Array(65).fill({ technique: 'marker', id: 'a' }),
      },
    ],
  ])('%s', async (_what, changed) => {
    const input = { ...attestationInput, ...changed } as AttestationInput;
    await expect(signAttestation(input, signOptions)).rejects.toMatchObject({
      name: 'ContentmarkError',
    });
  });

  test('a signature of another key than the signer says', async () => {
    const signer = { ...localSigner(attestationKey), sign: localSigner(shopKey).sign };
    await expect(
      signAttestation(attestationInput, { ...signOptions, signer: { ...signer } }),
    ).rejects.toMatchObject({ code: 'ERR_SIGNER' });
  });
});
