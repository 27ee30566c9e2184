/** Vectors of the closed schema: each is signed as it stands, so that only the reading can refuse it. */
import { concatBytes } from '../../../src/format/bytes/bytes.ts';
import { type CborValue, encodeCbor } from '../../../src/format/bytes/cbor-write.ts';
import { encodeClaims } from '../../../src/format/envelope/encode-claims.ts';
import { encodePayload } from '../../../src/format/envelope/encode.ts';
import { ENVELOPE_TYPE } from '../../../src/format/envelope/limits.ts';
import { ascii, hex } from '../../fixtures/bytes.ts';
import { claims, manifestPayload } from '../../fixtures/claims.ts';
import { frame, frameSigned, splice } from '../../fixtures/envelopes.ts';
import type { GoldenVector } from '../../fixtures/golden.ts';
import { keyOf, make, SHOP } from './recipe.ts';

/** The first two claims as they stand in the header: key, head, text. */
const ISSUER = concatBytes(hex('01 75'), ascii(claims.issuer));
const SUBJECT = concatBytes(hex('02 74'), ascii(claims.subject));

type Labels = Map<number, CborValue>;

const DIGEST = new Uint8Array(32).fill(0xd1);
const kid = hex(keyOf(SHOP).keyId);
const shop = keyOf(SHOP);

/** The claims map with its mark, for a test to change. */
function claimsMap(profile: number | undefined = 1) {
  const map = encodeClaims(claims, profile);
  return { map, mark: map.get(-65537) as Labels };
}

/** The header of a single digest, its labels and claims changed. */
function header(change: (labels: Labels, claims: Labels, mark: Labels) => void): Uint8Array {
  const { map, mark } = claimsMap();
  const labels: Labels = new Map<number, CborValue>([
    [1, -19],
    [4, kid],
    [15, map],
    [16, ENVELOPE_TYPE],
    [258, -16],
  ]);
  change(labels, map, mark);
  return encodeCbor(labels);
}

/** What a thin item has instead of a signature: the first of two leaves, and the hash of the second. */
const PROOF = hex(`a1 19018c a1 20 81 5826 83 02 00 81 5820 ${'ab'.repeat(32)}`);
const signed = (protectedHeader: Uint8Array, payload: Uint8Array = DIGEST) =>
  frameSigned(protectedHeader, payload, shop);
const manifest = encodePayload(manifestPayload);

/** By what is wrong. */
const MALFORMED: Readonly<Record<string, () => Uint8Array>> = {
  'a digest and a manifest at once': () => signed(header((labels) => labels.set(3, 60))),
  'neither a digest nor a manifest': () => signed(header((labels) => labels.delete(258))),
  'a content type other than CBOR': () =>
    signed(
      header((labels, _map, mark) => labels.delete(258) && labels.set(3, 50) && mark.delete(1)),
      manifest,
    ),
  'a manifest whose mark has one profile': () =>
    signed(header((labels) => labels.delete(258) && labels.set(3, 60)), manifest),
  'a digest whose mark has no profile': () => signed(header((_labels, _map, mark) => mark.delete(1))),
  'another payload hash than SHA-256': () => signed(header((labels) => labels.set(258, -44))),
  'a preimage type on a manifest': () => {
    const change = (labels: Labels, _map: Labels, mark: Labels) => {
      labels.delete(258);
      labels.set(3, 60).set(259, 0);
      mark.delete(1);
    };
    return signed(header(change), manifest);
  },
  'a digest of 31 bytes': () => signed(header(() => undefined), DIGEST.subarray(1)),
  'an unknown header': () => signed(header((labels) => labels.set(2, [1]))),
  'a key id of 7 bytes': () => signed(header((labels) => labels.set(4, kid.subarray(1)))),
  'no key id': () => signed(header((labels) => labels.delete(4))),
  'an unknown claim': () => signed(header((_labels, map) => map.set(8, 0))),
  'an unknown key in the mark': () => signed(header((_labels, _map, mark) => mark.set(8, 2))),
  'no subject': () => signed(header((_labels, map) => map.delete(2))),
  'an empty issuer': () => signed(header((_labels, map) => map.set(1, ''))),
  'a subject of 513 bytes': () => signed(header((_labels, map) => map.set(2, 's'.repeat(513)))),
  'a time of 2^32': () => signed(header((_labels, map) => map.set(6, 2 ** 32))),
  'a source type without a meaning': () => signed(header((_labels, _map, mark) => mark.set(2, 16))),
  'a source type of number 0': () => signed(header((_labels, _map, mark) => mark.set(2, 0))),
  'a source type that is no URI': () => signed(header((_labels, _map, mark) => mark.set(2, 'model'))),
  'a source type spelled out that has a code': () =>
    signed(
      header((_labels, _map, mark) =>
        mark.set(2, 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'),
      ),
    ),
  'a purpose without a meaning': () => signed(header((_labels, _map, mark) => mark.set(3, 5))),
  'a kind of number 0': () => signed(header((_labels, _map, mark) => mark.set(7, 0))),
  'an empty list of ingredients': () => signed(header((_labels, _map, mark) => mark.set(6, []))),
  'a generator without a name': () =>
    signed(header((_labels, _map, mark) => mark.set(5, new Map([[2, '3']])))),
  'empty extensions': () => signed(header((_labels, map) => map.set(-65538, new Map<string, string>()))),
  'extensions of 1,025 bytes': () =>
    signed(header((_labels, map) => map.set(-65538, new Map([['x', new Uint8Array(1019)]])))),
  'an extension that is a negative number': () =>
    signed(header((_labels, map) => map.set(-65538, new Map([['x', -1]])))),
  'an issuer that is not UTF-8': () => signed(splice(header(() => undefined), ascii('brand.example'), hex('ff72616e642e6578616d706c65'))),
  'a number in a claim that is not the shortest': () =>
    signed(splice(header(() => undefined), hex('06 1a 6955b900'), hex('06 1b 000000006955b900'))),
  'a time that is a float': () =>
    signed(splice(header(() => undefined), hex('06 1a 6955b900'), hex('06 fa 4ed2ab72'))),
  'claims out of order': () =>
    signed(splice(header(() => undefined), concatBytes(ISSUER, SUBJECT), concatBytes(SUBJECT, ISSUER))),
  'a claim twice': () =>
    signed(
      splice(
        header(() => undefined),
        concatBytes(hex('0f a5'), ISSUER),
        concatBytes(hex('0f a6'), ISSUER, ISSUER),
      ),
    ),
  'a part without a digest': () =>
    signed(manifestHeader(), encodeCbor(new Map([['title', [1]]]))),
  'no parts': () => signed(manifestHeader(), encodeCbor(new Map<string, CborValue>())),
  'a part of an unknown profile': () =>
    signed(manifestHeader(), encodeCbor(new Map([['title', [5, DIGEST]]]))),
  'a byte behind the manifest': () => signed(manifestHeader(), Uint8Array.of(...manifest, 0)),
  'a byte behind the protected header': () => signed(Uint8Array.of(...header(() => undefined), 0)),
  'a signature of 63 bytes': () => frame(header(() => undefined), DIGEST, new Uint8Array(63)),
  'a single envelope without a signature': () => frame(header(() => undefined), DIGEST, new Uint8Array(0)),
  'a batch item with a key id': () =>
    frame(header((labels) => labels.delete(1)), DIGEST, new Uint8Array(0), PROOF),
  'a batch item with an algorithm': () =>
    frame(header((labels) => labels.delete(4)), DIGEST, new Uint8Array(0), PROOF),
  'a batch item with a signature': () =>
    frame(header((labels) => labels.delete(1) && labels.delete(4)), DIGEST, new Uint8Array(64), PROOF),
};

function manifestHeader(): Uint8Array {
  return header((labels, _map, mark) => {
    labels.delete(258);
    labels.set(3, 60);
    mark.delete(1);
  });
}

export function strictVectors(): GoldenVector[] {
  return Object.entries(MALFORMED).map(([what, envelope]) =>
    make(`malformed: ${what}`, { mark: () => [envelope()], expect: 'malformed' }),
  );
}
