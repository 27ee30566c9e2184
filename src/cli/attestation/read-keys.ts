/** `--trust` of attestations: `{ "keys": [{ publicKey, solutions, revokedAt? }] }`, as `keygen --solution` writes it. */

import { isContentmarkError } from 'contentmark';
import type { AttestationKey } from 'contentmark/attestation';
import { importPublicKey, type PublicJwk } from 'contentmark/keys';
import { createStrictReader } from '../../strict-json.ts';
import { readJsonFile } from '../files/json-file.ts';
import { EXIT, Failure } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';

const CODE = 'ERR_ATTESTATION_KEYS';

/** Reads the keys. What is in them is for the library to refuse, by its own names. */
export async function readAttestationKeys(
  io: Io,
  file: string,
  argument = '--trust',
): Promise<readonly AttestationKey[]> {
  const value = await readJsonFile(io, file, argument, CODE);
  const refuse = (where: string, why: string): never => {
    const place = where === '' ? '' : `"${where}" `;
    const expected = 'expected { "keys": [ … ] }, as keygen --solution writes it';
    throw new Failure(EXIT.usage, CODE, `${file}: ${place}${why}; ${expected}`, argument);
  };
  const read = createStrictReader(refuse);
  const keys = read.list('keys', read.object('', value, ['keys']).keys);
  return keys.map((one, index): AttestationKey => {
    const where = `keys[${index}]`;
    const { publicKey, solutions, revokedAt } = read.object(where, one, [
      'publicKey',
      'solutions',
      'revokedAt',
    ]);
    if (revokedAt !== undefined && !(Number.isInteger(revokedAt) && Number(revokedAt) >= 0))
      refuse(`${where}.revokedAt`, 'expected Unix seconds');
    return {
      publicKey: readPublicKey(publicKey, (why) => refuse(`${where}.publicKey`, why)),
      solutions: read
        .list(`${where}.solutions`, solutions)
        .map((uri, at) => read.text(`${where}.solutions[${at}]`, uri)),
      ...(revokedAt !== undefined && { revokedAt: Number(revokedAt) }),
    };
  });
}

function readPublicKey(value: unknown, refuse: (why: string) => never): Uint8Array {
  if (Object.hasOwn(Object(value) as object, 'd')) {
    return refuse('holds a private key ("d"): take it out, and treat the key as leaked');
  }
  try {
    // It looks at every member itself.
    return importPublicKey(value as PublicJwk);
  } catch (error) {
    return refuse(isContentmarkError(error) ? error.problem : String(error));
  }
}
