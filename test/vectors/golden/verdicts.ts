/** Vectors of what a verdict tells beside its reason, and of rules that two others leave between them. */
import { climb } from '../../../src/format/bytes/merkle-path.ts';
import { concatBytes, encodeHex } from '../../../src/format/bytes/bytes.ts';
import { encodeSigStructure, hashStatement } from '../../../src/format/bytes/cose.ts';
import { encodeItemHeader, encodePayload } from '../../../src/format/envelope/encode.ts';
import { encodeBatchItem, encodeRootHeader } from '../../../src/format/envelope/encode-batch.ts';
import { MAX_ENVELOPE_BYTES } from '../../../src/format/envelope/limits.ts';
import { native } from '../../fixtures/backends.ts';
import { ascii, hex } from '../../fixtures/bytes.ts';
import { ISSUER, NOW, SUBJECT, claims } from '../../fixtures/claims.ts';
import { frame, frameSigned, openEnvelope, splice } from '../../fixtures/envelopes.ts';
import { invisiblePayload, writeVs256 } from '../../fixtures/invisible.ts';
import type { GoldenVector } from '../../fixtures/golden.ts';
import { ALIKE, baseClaims, keyOf, make, options, product, SHOP, shopTrust, title } from './recipe.ts';

const MARKUP = '<p>Fine <b>merino</b>.</p>';
const SOURCE = { sourceType: 'https://brand.example/source' };

export function verdictVectors(): GoldenVector[] {
  return [...coverage(), ...claimValues(), ...orderOfChecks(), ...limits()];
}

function coverage(): GoldenVector[] {
  const mixed = { title, body: { htmlText: MARKUP } };
  return [
    make('coverage: html-1 is full', { content: { html: MARKUP }, coverage: 'full' }),
    make('coverage: html-text-1 is text', { content: { htmlText: MARKUP }, coverage: 'text' }),
    make('coverage: one part of html-text-1 is enough for text', {
      content: { parts: mixed },
      coverage: 'text',
    }),
    make('coverage: a part of html-text-1 that is not shown does not count', {
      signed: { parts: mixed },
      content: { parts: { title } },
      coverage: 'full',
    }),
    make('coverage: a title is full', { coverage: 'full' }),
  ];
}

function claimValues(): GoldenVector[] {
  const subject = `\ufeff${SUBJECT}`;
  const extension = { extensions: { map: [['x', 'text']] } };
  const source = (uri: string) => (envelope: Uint8Array) => [
    resign(envelope, concatBytes(textHead(SOURCE.sourceType), ascii(SOURCE.sourceType)), [
      ...textHead(uri),
      ...new TextEncoder().encode(uri),
    ]),
  ];
  const noSource = (what: string, uri: string) =>
    make(`malformed: a source type ${what}`, {
      claims: SOURCE,
      mark: source(uri),
      expect: 'malformed',
    });
  return [
    make('extensions: false, no bytes, 2^53 - 1', {
      claims: {
        extensions: {
          map: [
            ['no', false],
            ['none', { bytes: '' }],
            ['most', Number.MAX_SAFE_INTEGER],
          ],
        },
      },
      shows: {
        extensions: {
          map: [
            ['no', false],
            ['most', Number.MAX_SAFE_INTEGER],
            ['none', { bytes: '' }],
          ],
        },
      },
    }),
    make('malformed: an extension of 2^53', {
      claims: { extensions: { map: [['x', Number.MAX_SAFE_INTEGER]] } },
      mark: (one) => [resign(one, hex('1b 001fffffffffffff'), hex('1b 0020000000000000'))],
      expect: 'malformed',
    }),
    make('malformed: an extension in a tag of 18', {
      claims: extension,
      mark: (one) => [resign(one, ascii('dtext'), ascii('\u00d2dtext'))],
      expect: 'malformed',
    }),
    make('a byte order mark in front of the subject', {
      claims: { subject },
      options: { ...options, subject },
    }),
    make('subject-mismatch: a byte order mark less', { claims: { subject }, expect: 'subject-mismatch' }),
    make('a kind of 17, which has no word', { claims: { kind: 17 }, shows: { kind: 17 } }),
    make('a source type of every character that it may have', {
      claims: { sourceType: `a+.-9:${printable()}` },
      shows: { sourceType: `a+.-9:${printable()}` },
    }),
    noSource('with nothing behind its colon', 'https:'),
    noSource('whose scheme has a capital', 'Https://brand.example'),
    noSource('whose scheme begins with a digit', '3d://brand.example'),
    noSource('beyond ASCII', 'https://brand.example/\u00e9'),
    noSource('that ends with a line feed', 'https://brand.example\n'),
    make('malformed: a payload hash of SHA-384', {
      mark: (one) => [resign(one, hex('190102 2f'), hex('190102 382a'))],
      expect: 'malformed',
    }),
    make('malformed: a preimage type on JSON', {
      content: { json: [1] },
      mark: (one) => [
        resignHeader(one, (header) =>
          concatBytes(Uint8Array.of((header[0] as number) + 1), header.subarray(1), hex('190103 1832')),
        ),
      ],
      expect: 'malformed',
    }),
    make('malformed: no type', {
      mark: (one) => [
        resignHeader(one, (header) => {
          const type = concatBytes(hex('10 7820'), ascii('application/vnd.contentmark+cose'));
          const without = splice(header, type, new Uint8Array());
          return concatBytes(Uint8Array.of((header[0] as number) - 1), without.subarray(1));
        }),
      ],
      expect: 'malformed',
    }),
    make('malformed: no algorithm', {
      mark: (one) => [
        resignHeader(one, (header) =>
          concatBytes(Uint8Array.of((header[0] as number) - 1), header.subarray(3)),
        ),
      ],
      expect: 'malformed',
    }),
  ];
}

function orderOfChecks(): GoldenVector[] {
  const { title: _, ...others } = product;
  return [
    make('content-invalid: before unsigned-part, in two parts', {
      signed: { parts: product },
      content: { parts: { badge: title, attributes: { jsonText: '{' } } },
      expect: 'content-invalid',
    }),
    make('profile-mismatch: before content-invalid, in two parts', {
      signed: { parts: product },
      content: { parts: { attributes: { jsonText: '{' }, title: { raw: '00' } } },
      expect: 'profile-mismatch',
    }),
    make('profile-mismatch: before unsigned-part, in two parts', {
      signed: { parts: product },
      content: { parts: { badge: title, title: { raw: '00' } } },
      expect: 'profile-mismatch',
    }),
    make('missing-part: of all, though what is shown holds', {
      signed: { parts: product },
      content: { parts: others },
      options: { ...options, requiredParts: 'all' },
      expect: 'missing-part',
    }),
    make('malformed: another type, and a digest of 31 bytes', {
      mark: (one) => {
        const { sign1 } = openEnvelope(one);
        const header = splice(sign1.protectedHeader, ascii('contentmark+cose'), ascii('contentmark+cast'));
        return [frameSigned(header, sign1.payload.subarray(1), keyOf(SHOP))];
      },
      expect: 'malformed',
    }),
    make('malformed: another algorithm, and no signature', {
      mark: (one) => {
        const { sign1 } = openEnvelope(one);
        const header = splice(sign1.protectedHeader, hex('01 32 04 48'), hex('01 26 04 48'));
        return [frame(header, sign1.payload, new Uint8Array())];
      },
      expect: 'malformed',
    }),
    make('ambiguous: two spellings of one envelope, of which one is padded', {
      mark: (one) => [one, `${Buffer.from(one).toString('base64url')}=`],
      expect: 'ambiguous',
    }),
    make('unknown-key: one whose id begins with the same four bytes', {
      seed: ALIKE[0],
      trust: [{ ...shopTrust, publicKey: encodeHex(keyOf(ALIKE[1]).publicKey) }],
      expect: 'unknown-key',
    }),
    make('a mark by a key whose id begins like that of another', {
      seed: ALIKE[0],
      trust: ALIKE.map((seed, place) => ({
        ...shopTrust,
        publicKey: encodeHex(keyOf(seed).publicKey),
        environments: [place === 0 ? 'production' : 'test'],
      })),
    }),
  ];
}

function limits(): GoldenVector[] {
  // Names of parts fill an envelope up to any size.
  const parts = (bytes: number) =>
    Object.fromEntries(
      Array.from({ length: 15 }, (__, i) => [
        `${String.fromCharCode(97 + i)}${'n'.repeat(i < 14 ? 500 : bytes)}`,
        { text: 'a' },
      ]),
    );
  const small = make('', { content: { parts: parts(300) } });
  const size = Buffer.from(small.mark[0] ?? '', 'base64url').length;
  const full = { parts: parts(300 + MAX_ENVELOPE_BYTES - size) };
  return [
    make('text-1: a carrier of 8,192 bytes', {
      signed: { text: 'a' },
      content: {
        text: `a${writeVs256(invisiblePayload(Buffer.from(make('', { content: full }).mark[0] ?? '', 'base64url')))}`,
      },
    }),
    make('too-large: an envelope of 8,193 bytes that is sound', {
      content: full,
      mark: () => {
        const { sign1 } = openEnvelope(Buffer.from(make('', { content: full }).mark[0] ?? '', 'base64url'));
        const header = splice(
          sign1.protectedHeader,
          concatBytes(hex('02 74'), ascii(SUBJECT)),
          concatBytes(hex('02 75'), ascii(`${SUBJECT}s`)),
        );
        return [frameSigned(header, sign1.payload, keyOf(SHOP))];
      },
      options: { ...options, subject: `${SUBJECT}s` },
      expect: 'too-large',
    }),
    make('malformed: the last leaf of a tree of 2^40 + 1, whose path is short', {
      mark: () => [lastLeaf(2 ** 40 + 1)],
      expect: 'malformed',
    }),
    make('batch: the last leaf of a tree of 2^39 + 1', { mark: () => [lastLeaf(2 ** 39 + 1)] }),
  ];
}

/** The last of one leaf more than a power of two: one hash leads from it to the root. */
function lastLeaf(treeSize: number): Uint8Array {
  const { sha256 } = native;
  const { payload: digest } = openEnvelope(Buffer.from(make('').mark[0] ?? '', 'base64url'));
  const statement = {
    protectedHeader: encodeItemHeader({ ...claims, ...baseClaims, issuer: ISSUER }, digest),
    payload: encodePayload(digest),
  };
  const sibling = new Uint8Array(32).fill(7);
  const leaf = hashStatement(sha256, statement.protectedHeader, statement.payload);
  const path = { bytes: sibling, start: 0, stride: 32, count: 1 };
  const top = climb(sha256, leaf, treeSize - 1, treeSize, path);
  if (top === undefined) throw new Error('the path fits');
  const key = keyOf(SHOP);
  const header = encodeRootHeader(hex(key.keyId), {
    issuer: ISSUER,
    subject: 'batch',
    issuedAt: NOW,
    expiresAt: undefined,
    treeSize,
  });
  const signature = key.signMessage(encodeSigStructure(header, top.root));
  return encodeBatchItem(statement, { header, signature }, { treeSize, leafIndex: treeSize - 1, path: [sibling] });
}

/** The envelope with a piece of its header replaced, signed again. */
function resign(envelope: Uint8Array, piece: ArrayLike<number>, by: ArrayLike<number>): Uint8Array {
  return resignHeader(envelope, (header) => splice(header, Uint8Array.from(piece), Uint8Array.from(by)));
}

function resignHeader(envelope: Uint8Array, change: (header: Uint8Array) => Uint8Array): Uint8Array {
  const { sign1 } = openEnvelope(envelope);
  return frameSigned(change(sign1.protectedHeader), sign1.payload, keyOf(SHOP));
}

/** The head of a text that is up to 255 bytes long. */
function textHead(text: string): Uint8Array {
  const { length } = new TextEncoder().encode(text);
  return length < 24 ? Uint8Array.of(0x60 + length) : Uint8Array.of(0x78, length);
}

/** U+0021 to U+007E. */
const printable = () => String.fromCharCode(...Array.from({ length: 94 }, (_, i) => 0x21 + i));
