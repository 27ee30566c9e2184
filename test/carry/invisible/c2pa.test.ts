/** C2PA's manifests in plain text spell bytes as we do, and neither is ever taken for the other. */

import { text } from 'contentmark';
import { embed, extract } from 'contentmark/carrier';
import { invisibleCarrier } from 'contentmark/invisible';
import { describe, expect, test } from 'vitest';
import { writeSelectors } from '../../../src/carry/invisible-run.ts';
import { concatBytes } from '../../../src/format/bytes/bytes.ts';
import {
  INVISIBLE_MAGIC,
  readSelectors,
  stripTrailingCarrier,
} from '../../../src/format/content/trailing-carrier.ts';
import { A8_MAGIC, A8_VECTORS, readA8 } from '../../fixtures/a8.ts';
import { mark } from '../../fixtures/claims.ts';

const envelope = mark(text('Merino crew neck'));
const carriers = (['vs256', 'vs16'] as const).map((encoding) => invisibleCarrier({ encoding }));
const embedded = A8_VECTORS.filter(({ operation }) => operation === 'embed');
const extracted = A8_VECTORS.filter(({ operation }) => operation === 'extract');
const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

test('there are six vectors to embed and 23 to extract', () => {
  expect([embedded.length, extracted.length]).toEqual([6, 23]);
});

describe('the mapping of bytes to selectors is that of A.8', () => {
  test.each(embedded.map((vector) => [vector.id, vector] as const))('in %s', (_id, vector) => {
    const { payload, expected } = vector;
    const header = Uint8Array.of(1, 0, 0, payload.length >> 8, payload.length & 255);
    const wrapper = concatBytes(A8_MAGIC, header, payload);
    const written = `${vector.text}\ufeff${writeSelectors(wrapper, 'vs256')}`;
    expect(written).toBe(decode(expected));
    expect(readSelectors(written, vector.text.length + 1)).toEqual(wrapper);
  });

  test('for every byte there is, by the vectors alone', () => {
    const seen = new Set(embedded.flatMap(({ payload }) => [...payload]));
    expect(seen.size).toBe(256);
  });

  test('and the magic is another', () => {
    expect(INVISIBLE_MAGIC).not.toEqual(A8_MAGIC);
    expect(INVISIBLE_MAGIC).toHaveLength(A8_MAGIC.length);
  });
});

describe('a validator of A.8, as these vectors define it,', () => {
  test.each(extracted.map((vector) => [vector.id, vector] as const))('reads %s', (_id, vector) => {
    const { status, manifest } = readA8(vector.text);
    expect(status).toBe(vector.status);
    if (status === 'OK') expect(manifest).toEqual(vector.expected);
  });

  test.each(carriers.map((carrier) => [carrier.name, carrier] as const))(
    'finds nothing of its own in our %s, and what it finds beside it is what it found before',
    (_name, carrier) => {
      for (const { text: source } of A8_VECTORS) {
        expect(readA8(embed(source, envelope, carrier))).toEqual(readA8(source));
        expect(readA8(embed(source, INVISIBLE_MAGIC, carrier))).toEqual(readA8(source));
        expect(readA8(embed(source, A8_MAGIC, carrier))).toEqual(readA8(source));
      }
    },
  );
});

describe.each(carriers.map((carrier) => [carrier.name, carrier] as const))(
  'our %s',
  (_n, carrier) => {
    const texts = [
      ...A8_VECTORS.map(({ text: source }) => source),
      ...embedded.map(({ expected }) => decode(expected)),
    ];

    test('finds no mark in any text of theirs, and text-1 keeps it whole', () => {
      for (const source of texts) {
        expect(extract(source, carrier)).toEqual([]);
        expect(stripTrailingCarrier(source, () => true)).toBe(source);
      }
    });

    test('stands behind theirs, which stays as it was', () => {
      for (const source of texts) {
        const marked = embed(source, envelope, carrier);
        expect(marked.startsWith(source)).toBe(true);
        expect(stripTrailingCarrier(marked, () => true)).toBe(source);
        expect(extract(marked, carrier)).toEqual([envelope]);
      }
    });

    test('with theirs behind it is no longer the end of the text, and is refused', () => {
      const theirs = decode((embedded[0] as (typeof embedded)[number]).expected).slice(
        'hello world'.length,
      );
      const marked = embed('hello world', envelope, carrier) + theirs;
      expect(extract(marked, carrier)).toEqual([new Uint8Array(0)]);
      expect(readA8(marked).status).toBe('OK');
    });
  },
);
