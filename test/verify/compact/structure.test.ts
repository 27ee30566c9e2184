/**
 * The reader of the compact verifier against the whole one, on envelopes in which one node of their
 * structure is another: of another type, one beyond a bound, missing, twice, out of order.
 */
import { describe, expect, test } from 'vitest';
import { concatBytes } from '../../../src/format/bytes/bytes.ts';
import { decodeEnvelope } from '../../../src/format/envelope/decode.ts';
import { encodePayload, encodeProtectedHeader } from '../../../src/format/envelope/encode.ts';
import { readEnvelope } from '../../../src/verify/compact/read-envelope.ts';
import { hex } from '../../fixtures/bytes.ts';
import { type CborNode, head, listsOf, plant, print } from '../../fixtures/cbor-tree.ts';
import { claims, hashPayload, manifestPayload } from '../../fixtures/claims.ts';
import { frame, splice } from '../../fixtures/envelopes.ts';
import { envelopeOf, readGolden } from '../../fixtures/golden.ts';
import { isLong } from '../../fixtures/runs.ts';

/** Of each mode and payload one, and one with each claim that there is. */
const NAMES = [
  'text-1: a title',
  'raw-1: an image with its media type',
  'a preimage type that is a number',
  'extensions: false, no bytes, 2^53 - 1',
  'batch: a thin item, its signed root at hand',
  'batch: a root that expired within the tolerance',
  'batch: the last of three, a manifest without a sibling',
  'a source type without a code',
  'every claim',
];

const uints = [0, 1, 2, 3, 4, 5, 6, 15, 16, 17, 23, 24, 60, 255, 256, 65_535, 65_536, 2 ** 32 - 1];
const lengths = [0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 512, 513, 1024, 1025];

/**
 * Every so manieth of the others in `npm test`: a prime, so that each of them has its turn. All where
 * there are extensions, whose values may be of most types.
 */
const stepOf = (name: string): number => (isLong || name.startsWith('extensions') ? 1 : 11);

/** What is put in the place of a node. */
const OTHERS: readonly Uint8Array[] = [
  ...uints.flatMap((value) => [head(0, value), head(1, value)]),
  ...lengths.flatMap((length) => [
    concatBytes(head(2, length), new Uint8Array(length)),
    concatBytes(head(3, length), new Uint8Array(length).fill(0x61)),
  ]),
  // More than four bytes, heads that are not the shortest, and lengths that nothing ends.
  ...['1b0000000100000000', '1b001fffffffffffff', '1b0020000000000000', '1bffffffffffffffff'].map(
    hex,
  ),
  ...[
    '3b0000000100000000',
    '1800',
    '1817',
    '190018',
    '1900ff',
    '1a0000ffff',
    '1b00000000ffffffff',
  ].map(hex),
  ...['5801ff', '780161', '9801f6', 'b8010000', 'd81240', '1c', '1d', '1e', '1f', '3c', '5c'].map(
    hex,
  ),
  ...['5f4100ff', '7f6161ff', '9fff', 'bfff', '9b00ffffffffffffff', 'bb00ffffffffffffff'].map(hex),
  ...['5bffffffffffffffff', '7affffffff', '9affffffff', 'baffffffff', 'dbffffffffffffffff00'].map(
    hex,
  ),
  // Simple values, floating point, no UTF-8, a byte order mark, empty and nested containers.
  ...[
    'e0',
    'f3',
    'f4',
    'f5',
    'f6',
    'f7',
    'f8ff',
    'f820',
    'f90000',
    'fa00000000',
    'fb0000000000000000',
    'ff',
  ].map(hex),
  ...['61ff', '62c080', '63eda080', '63efbbbf', '64f09f98', '64f09f9880', '66e280aee280ae'].map(
    hex,
  ),
  ...[
    '80',
    '8100',
    '820000',
    '83000000',
    '8400000000',
    '81f6',
    '814100',
    '8140',
    '8180',
    '81a0',
  ].map(hex),
  ...[
    'a0',
    'a10000',
    'a20000',
    'a1616100',
    'a161616161',
    'a2616100616200',
    'a12081414100',
    'd28440a0f640',
  ].map(hex),
  ...[
    'a2616100616100',
    'a3616100616100616200',
    'a2616200616100',
    'a1f400',
    'a1400000',
    'c000',
    'd200',
  ].map(hex),
  ...['820040', '82004100', '820100', '82004100', '8200584100', '820061', 'a2010003'].map(hex),
];

const leafOf = (bytes: Uint8Array): CborNode => ({ type: 'leaf', bytes });

/** What stands in a list or a map beside what belongs there: one node, or a key and its value. */
const ADDED: readonly CborNode[][] = [
  ['00'],
  ['00', '00'],
  ['1863', '00'],
  ['20', '00'],
  ['6161', '00'],
  ['f6', '00'],
  ['1903e7', '00'],
  ['39ffff', '00'],
  // What another kind of envelope has there: a profile, an algorithm, a content type, a key, a hash.
  ['01', '01'],
  ['01', '32'],
  ['03', '183c'],
  ['04', '480011223344556677'],
  ['190102', '2f'],
  ['190103', '617b'],
  // Receipts and proofs, none of them.
  ['19018a', '80'],
  ['19018a', '8140'],
  ['19018c', 'a0'],
  ['19018c', 'a12080'],
].map((list) => list.map((one) => leafOf(hex(one))));

function* spoil(envelope: Uint8Array, step: number): Generator<Uint8Array> {
  yield* OTHERS;
  const root = plant(envelope);
  let turn = 0;
  for (const nodes of listsOf(root)) {
    const usual = [...nodes];
    const printWith = (changed: readonly CborNode[]) => {
      nodes.splice(0, nodes.length, ...changed);
      return print(root);
    };
    for (const i of usual.keys()) {
      for (const bytes of OTHERS) {
        turn += 1;
        if (turn % step === 0) yield printWith(usual.with(i, leafOf(bytes)));
      }
      // A node, or a key with its value: missing, twice, behind the next.
      for (const count of [1, 2]) {
        const some = usual.slice(i, i + count);
        const others = usual.toSpliced(i, count);
        yield printWith(others);
        yield printWith(usual.toSpliced(i, 0, ...some));
        yield printWith(others.toSpliced(i + count, 0, ...some));
      }
      for (const added of ADDED) yield printWith(usual.toSpliced(i, 0, ...added));
    }
    for (const added of ADDED) yield printWith([...usual, ...added]);
    printWith(usual);
  }
  for (let length = 0; length < envelope.length; length += 7) yield envelope.subarray(0, length);
  yield concatBytes(envelope, hex('00'));
  yield envelope;
}

describe('an envelope with one node changed is read alike or refused for the same reason:', () => {
  test.each(NAMES)('%s', (name) => {
    const vector = readGolden().find((one) => one.name === name);
    if (vector === undefined) throw new Error(name);
    const reasons = new Set<string>();
    let count = 0;
    for (const bytes of spoil(envelopeOf(vector), stepOf(name))) {
      count += 1;
      const whole = decodeEnvelope(bytes);
      const compact = readEnvelope(bytes);
      const expected = whole.reason ?? 'read';
      const found = typeof compact === 'string' ? compact : 'read';
      reasons.add(found);
      if (found !== expected) {
        throw new Error(`${found}, expected ${expected}: ${Buffer.from(bytes).toString('hex')}`);
      }
      if (typeof compact === 'string' || whole.reason !== undefined) continue;
      expect(compact.claims).toEqual(whole.envelope.claims);
    }
    expect([...reasons]).toEqual(expect.arrayContaining(['read', 'malformed']));
    expect(count).toBeGreaterThan(isLong ? 3000 : 500);
  });
});

describe('a header of one kind and a payload of another is read by neither:', () => {
  const keyId = hex('0011223344556677');
  const signature = new Uint8Array(64);
  const reasons = (header: Uint8Array, payload: Uint8Array) => {
    const bytes = frame(header, payload, signature);
    return [decodeEnvelope(bytes).reason, readEnvelope(bytes)];
  };
  const [ofHash, ofManifest] = [hashPayload, manifestPayload].map((payload) => ({
    header: encodeProtectedHeader(keyId, claims, payload),
    payload: encodePayload(payload),
  })) as [Made, Made];
  interface Made {
    readonly header: Uint8Array;
    readonly payload: Uint8Array;
  }
  const MARK = hex('02 01 03 00 04');

  test('a manifest with a profile, whose payload is a digest', () => {
    const header = splice(ofManifest.header, hex('a3 02 01 03 00'), hex('a4 01 01 02 01 03 00'));
    expect(reasons(header, ofHash.payload)).toEqual(['malformed', 'malformed']);
  });

  test('a digest without a profile, whose payload is a manifest', () => {
    const header = splice(
      ofHash.header,
      concatBytes(hex('a4 01 01'), MARK),
      concatBytes(hex('a3'), MARK),
    );
    expect(reasons(header, ofManifest.payload)).toEqual(['malformed', 'malformed']);
  });

  test('as they are made, both are read', () => {
    for (const { header, payload } of [ofHash, ofManifest]) {
      expect(reasons(header, payload)).toEqual([undefined, expect.any(Object)]);
    }
  });
});
