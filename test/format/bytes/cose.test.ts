/** COSE_Sign1: the frame and the signed bytes, held against the COSE working group's examples. */
import { createPublicKey, verify as nodeVerify } from 'node:crypto';
import { Encoder } from 'cbor-x/index-no-eval';
import { encode as encodeCborg } from 'cborg';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import {
  type CborReader,
  fail,
  readBytes,
  readEnd,
  readInt,
  readIntMap,
} from '../../../src/format/bytes/cbor-read.ts';
import { encodeSigStructure, readCoseSign1 } from '../../../src/format/bytes/cose.ts';
import { decodeEnvelope } from '../../../src/format/envelope/decode.ts';
import { accepts, backends } from '../../fixtures/backends.ts';
import { hex } from '../../fixtures/bytes.ts';
import { listVectors, readVectorJson } from '../../fixtures/vectors.ts';

interface CoseExample {
  readonly fail?: boolean;
  readonly input: {
    readonly sign0?: {
      readonly key: { readonly crv: string; readonly x_hex: string } & Record<string, string>;
    };
  };
  readonly intermediates: { readonly ToBeSign_hex: string };
  readonly output: { readonly cbor: string };
}

const readExample = (path: string) => readVectorJson<CoseExample>(`cose-wg-examples/${path}.json`);

/** alg 1, kid 4 and a countersignature 9, as the examples carry them. */
function readUnprotected(reader: CborReader): void {
  readIntMap(reader, 3, (label) => {
    if (label === 1) readInt(reader);
    else if (label === 4 || label === 9) readBytes(reader, 0, 64);
    else fail(reader, `label ${label}`);
  });
}

function open(example: CoseExample) {
  const { reader, sign1 } = readCoseSign1(hex(example.output.cbor), readUnprotected);
  readEnd(reader);
  const { protectedHeader, payload, signature } = sign1;
  return {
    problem: reader.problem,
    signature,
    message: encodeSigStructure(protectedHeader, payload),
  };
}

/** ES256, which this package does not speak: node:crypto judges the bytes that we say are signed. */
function verifyEs256(example: CoseExample): boolean {
  const { x = '', y = '' } = (example.input.sign0?.key ?? {}) as Record<string, string>;
  const { signature, message } = open(example);
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
  return nodeVerify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
}

describe('the Ed25519 example', () => {
  const example = readExample('eddsa-examples/eddsa-sig-01');
  const { problem, signature, message } = open(example);

  test('is read, and its signed bytes are those of the example', () => {
    expect(problem).toBeUndefined();
    expect(encodeHex(message)).toBe(example.intermediates.ToBeSign_hex.toLowerCase());
  });

  test('verifies on both backends, and not with another payload', () => {
    const publicKey = hex(example.input.sign0?.key.x_hex ?? '');
    const other = encodeSigStructure(hex('a201270300'), hex('00'));
    for (const backend of backends) {
      expect(accepts(backend, publicKey, signature, message)).toBe(true);
      expect(accepts(backend, publicKey, signature, other)).toBe(false);
    }
  });

  test('with a countersignature is refused: its unprotected labels 9, 4 are out of order', () => {
    expect(open(readExample('countersign1/signed1-01')).problem).toMatch(/ascending/);
  });

  test('for Ed448 is refused at its signature of 114 bytes', () => {
    expect(open(readExample('eddsa-examples/eddsa-sig-02')).problem).toMatch(/0 to 64/);
  });
});

describe('the COSE_Sign1 tests of the working group', () => {
  test.each(['sign1-tests/sign-pass-03', 'sign1-tests/sign-fail-01'])(
    '%s has no tag 18 and is refused for that alone: its signature is good',
    (path) => {
      const { output, ...rest } = readExample(path);
      expect(open({ ...rest, output }).problem).toBeDefined();
      const tagged = output.cbor.replace(/^(D903E6)?84/, 'D284');
      expect(verifyEs256({ ...rest, output: { cbor: tagged } })).toBe(true);
    },
  );

  test('RFC 8152 C.2.1 verifies over the bytes that we say are signed', () => {
    expect(verifyEs256(readExample('RFC8152/Appendix_C_2_1'))).toBe(true);
  });

  test.each(['02', '03', '04', '06', '07'])(
    'sign-fail-%s is well-formed, and its signature does not hold',
    (number) => {
      const example = readExample(`sign1-tests/sign-fail-${number}`);
      expect(open(example).problem).toBeUndefined();
      expect(verifyEs256(example)).toBe(false);
    },
  );

  test('sign-pass-02 does not verify here: it signs external data, ours is always empty', () => {
    const example = readExample('sign1-tests/sign-pass-02');
    expect(open(example).problem).toBeUndefined();
    expect(verifyEs256(example)).toBe(false);
  });

  test('none of the 20 examples is an envelope of ours, also with their algorithms allowed', () => {
    const examples = listVectors('cose-wg-examples').map((path) =>
      readVectorJson<CoseExample>(path),
    );
    expect(examples).toHaveLength(20);
    for (const { output } of examples) {
      const { reason } = decodeEnvelope(hex(output.cbor), [-19, -8, -7]);
      // CWT A.3 is a COSE_Sign1 in our spelling, but names no type, which the schema demands.
      expect(reason).toBe('malformed');
    }
  });
});

describe('the signed bytes', () => {
  test('are the CBOR array that RFC 9052 prescribes, as two other libraries print it', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 30 }),
      fc.integer({ min: 0, max: 9000 }).map((length) => new Uint8Array(length).fill(length)),
      fc.constantFrom(23, 24, 255, 256, 65535).map((length) => new Uint8Array(length)),
    );
    const encoder = new Encoder({ tagUint8Array: false, useRecords: false });
    fc.assert(
      fc.property(bytes, bytes, (protectedHeader, payload) => {
        const structure = ['Signature1', protectedHeader, new Uint8Array(0), payload];
        const signed = encodeSigStructure(protectedHeader, payload);
        expect(encodeHex(signed)).toBe(encodeHex(encodeCborg(structure)));
        expect(encodeHex(signed)).toBe(encodeHex(new Uint8Array(encoder.encode(structure))));
      }),
      { numRuns: 300 },
    );
  });
});
