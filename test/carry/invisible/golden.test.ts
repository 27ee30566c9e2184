/** The golden texts: what was written into texts yesterday is read alike tomorrow. */

import { text } from 'contentmark';
import { extract } from 'contentmark/carrier';
import { invisibleCarrier } from 'contentmark/invisible';
import { expect, test } from 'vitest';
import { canonicalBytes } from '../../../src/format/content/digest.ts';
import { hex } from '../../fixtures/bytes.ts';
import { readInvisibleVectors } from '../../fixtures/invisible-vectors.ts';

const vectors = readInvisibleVectors();

test('there are 53, of every outcome', () => {
  expect(vectors).toHaveLength(53);
  const outcomes = vectors.map(({ expect: wanted }) =>
    typeof wanted === 'string' ? wanted : 'carried',
  );
  expect(new Set(outcomes)).toEqual(new Set(['carried', 'none', 'malformed']));
});

test.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
  const wanted = vector.expect;
  const found = extract(vector.text, invisibleCarrier());
  if (wanted === 'none') expect(found).toEqual([]);
  else if (wanted === 'malformed') expect(found).toEqual([new Uint8Array(0)]);
  else expect(found).toEqual([hex(wanted.carried)]);
  expect(canonicalBytes(text(vector.text)).bytes).toEqual(
    new TextEncoder().encode(vector.stripped.normalize('NFC')),
  );
});
