/** libsodium, made to follow the acceptance rule, on the edge cases of others and on our own keys. */
import { describe, expect, test } from 'vitest';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { findPublicKeyProblem } from '../../../src/format/crypto/ed25519.ts';
import { accepts, native } from '../../fixtures/backends.ts';
import { ascii, flipBit, hex } from '../../fixtures/bytes.ts';
import { askPhp, hasPhp, runPhp } from '../../fixtures/php.ts';
import { readVectorJson, readVectorText } from '../../fixtures/vectors.ts';

interface SignatureCase {
  readonly key: Uint8Array;
  readonly signature: Uint8Array;
  readonly message: Uint8Array;
}

interface WycheproofFile {
  readonly testGroups: readonly {
    readonly publicKey: { readonly pk: string };
    readonly tests: readonly {
      readonly msg: string;
      readonly sig: string;
      readonly result: string;
    }[];
  }[];
}

const wycheproof = readVectorJson<WycheproofFile>(
  'wycheproof/ed25519_test.json',
).testGroups.flatMap(({ publicKey, tests }) =>
  tests.map(({ msg, sig, result }) => ({
    key: hex(publicKey.pk),
    signature: hex(sig),
    message: hex(msg),
    isValid: result === 'valid',
  })),
);

const cctv = readVectorJson<
  {
    readonly key: string;
    readonly sig: string;
    readonly msg: string;
    readonly flags: string[] | null;
  }[]
>('cctv-ed25519/ed25519vectors.json').map(({ key, sig, msg, flags }) => ({
  key: hex(key),
  signature: hex(sig),
  message: ascii(msg),
  flags: flags ?? [],
}));

const rfc8032 = readVectorText('rfc8032/sign.input.vectors.txt')
  .trim()
  .split('\n')
  .map((line): SignatureCase => {
    const [, publicKey = '', message = '', signed = ''] = line.split(':');
    return { key: hex(publicKey), message: hex(message), signature: hex(signed.slice(0, 128)) };
  });

async function askSignatures(cases: readonly SignatureCase[]): Promise<boolean[]> {
  const answers = await askPhp(
    cases.map(({ key, signature, message }, id) => ({
      id,
      ed25519: [key, signature, message].map(encodeHex),
    })),
  );
  return answers.map(({ isValid }) => isValid === true);
}

/** The same, said by TypeScript. */
const checkHere = ({ key, signature, message }: SignatureCase): boolean =>
  accepts(native, key, signature, message);

describe.runIf(hasPhp)('the PHP verifier', { timeout: 180_000 }, () => {
  test('accepts 88 and refuses 63 of Wycheproof, each as it says', async () => {
    expect(await askSignatures(wycheproof)).toEqual(wycheproof.map(({ isValid }) => isValid));
    expect(wycheproof.filter(({ isValid }) => isValid)).toHaveLength(88);
    expect(wycheproof).toHaveLength(151);
  });

  test('accepts of 914 CCTV edge cases exactly the one without an edge', async () => {
    const answers = await askSignatures(cctv);
    expect(answers).toHaveLength(914);
    expect(cctv.filter((_, index) => answers[index]).map(({ flags }) => flags)).toEqual([[]]);
  });

  test('accepts every signature of RFC 8032, and none with a bit, or with L, added', async () => {
    const changed = rfc8032.flatMap((one, index): SignatureCase[] => [
      { ...one, signature: flipBit(one.signature, (index * 37) % 512) },
      { ...one, signature: addL(one.signature) },
      { ...one, message: Uint8Array.of(...one.message, 0) },
      { ...one, signature: one.signature.subarray(0, 63) },
    ]);
    expect(new Set(await askSignatures(rfc8032))).toEqual(new Set([true]));
    expect(new Set(await askSignatures(changed))).toEqual(new Set([false]));
    expect(new Set(changed.map(checkHere))).toEqual(new Set([false]));
  });

  test('vets keys as TypeScript does: points, no points, with and without torsion', () => {
    const keys = [
      ...cctv.map(({ key }) => key),
      ...wycheproof.map(({ key }) => key),
      ...rfc8032.map(({ key }) => key),
      // One bit away from a key there is a point every other time, and it has torsion mostly.
      ...rfc8032.flatMap(({ key }) => [flipBit(key, 3), flipBit(key, 255), flipBit(key, 251)]),
      // All encodings of y from p - 1 on, with either sign.
      ...Array.from({ length: 40 }, (_, n) => {
        const low = (0xec + (n >> 1)).toString(16);
        return hex(`${low}${'ff'.repeat(30)}${n % 2 === 0 ? '7f' : 'ff'}`);
      }),
    ];
    const code = `foreach (${JSON.stringify(keys.map(encodeHex))} as $key) {
      echo Contentmark\\Ed25519::findKeyProblem(hex2bin($key)) === null ? 1 : 0;
    }`;
    const here = keys.map((key) => (findPublicKeyProblem(key) === undefined ? 1 : 0));
    expect(runPhp(code)).toBe(here.join(''));
    expect(new Set(here)).toEqual(new Set([0, 1]));
  });
});

/** S + L: another spelling of the same scalar. */
function addL(signature: Uint8Array): Uint8Array {
  const L = 2n ** 252n + 27742317777372353535851937790883648493n;
  const added = signature.slice();
  let rest = L;
  let carry = 0n;
  for (let i = 32; i < 64; i++) {
    const sum = BigInt(added[i] as number) + (rest & 255n) + carry;
    added[i] = Number(sum & 255n);
    carry = sum >> 8n;
    rest >>= 8n;
  }
  return added;
}
