/** Gathers the vector files into the data that the suite takes. */
import { encodeHex } from '../../src/format/bytes/bytes.ts';
import { ascii } from '../fixtures/bytes.ts';
import { readGolden } from '../fixtures/golden.ts';
import { readVectorJson, readVectorText } from '../fixtures/vectors.ts';
import { readVerdictVectors } from '../fixtures/verdict-vectors.ts';
import type { EdgeVector, SignVector, Vectors } from './suite/vectors.ts';

interface RfcVector {
  readonly priv: string;
  readonly pub: string;
  readonly msg: string;
  readonly sig: string;
}

interface WycheproofFile {
  readonly testGroups: readonly {
    readonly publicKey: { readonly pk: string };
    readonly tests: readonly {
      readonly msg: string;
      readonly sig: string;
      readonly result: 'valid' | 'invalid';
    }[];
  }[];
}

interface CctvVector {
  readonly key: string;
  readonly sig: string;
  readonly msg: string;
  readonly flags: readonly string[] | null;
}

export function readVectors(): Vectors {
  return {
    rfc8032: [...readRfc8032(), ...readSignInput()],
    wycheproof: readWycheproof(),
    cctv: readCctv(),
    golden: readGolden(),
    stored: readVerdictVectors(),
  };
}

function readRfc8032(): readonly SignVector[] {
  return readVectorJson<readonly RfcVector[]>('rfc8032/rfc8032-ed25519.json').map(
    ({ priv, pub, msg, sig }) => ({ seed: priv, publicKey: pub, message: msg, signature: sig }),
  );
}

/** Each line: seed ‖ public key : public key : message : signature ‖ message. */
function readSignInput(): readonly SignVector[] {
  return readVectorText('rfc8032/sign.input.vectors.txt')
    .trim()
    .split('\n')
    .map((line) => {
      const [secret = '', publicKey = '', message = '', signed = ''] = line.split(':');
      return { seed: secret.slice(0, 64), publicKey, message, signature: signed.slice(0, 128) };
    });
}

function readWycheproof(): readonly EdgeVector[] {
  const { testGroups } = readVectorJson<WycheproofFile>('wycheproof/ed25519_test.json');
  return testGroups.flatMap(({ publicKey, tests }) =>
    tests.map(({ msg, sig, result }) => ({
      publicKey: publicKey.pk,
      message: msg,
      signature: sig,
      accepted: result === 'valid',
    })),
  );
}

/** Of the edge cases the rule accepts the one that has no edge. */
function readCctv(): readonly EdgeVector[] {
  return readVectorJson<readonly CctvVector[]>('cctv-ed25519/ed25519vectors.json').map(
    ({ key, sig, msg, flags }) => ({
      publicKey: key,
      message: encodeHex(ascii(msg)),
      signature: sig,
      accepted: (flags ?? []).length === 0,
    }),
  );
}
