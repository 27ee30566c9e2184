/**
 * Magento reads `additional_attributes` in two ways (CatalogImportExport, `parseAdditionalAttributes`
 * and `parseAttributesWithWrappedValues`). Both are written here again, and must find in a marked
 * cell the mark as it is and every other attribute as it was.
 */

import { additionalAttributesCarrier, embed, encodeTextForm } from 'contentmark/carrier';
import { importRow } from 'contentmark/magento';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** Split at commas; a piece without `=` belongs to the value before it; split at the first `=`. */
function parseBare(cell: string): Map<string, string> {
  const attributes = new Map<string, string>();
  let code = '';
  for (const piece of cell.split(',')) {
    const at = piece.indexOf('=');
    if (at === -1) {
      if (code !== '') attributes.set(code, `${attributes.get(code)},${piece}`);
      continue;
    }
    code = piece.slice(0, at).toLowerCase();
    attributes.set(code, piece.slice(at + 1));
  }
  return attributes;
}

/** With "Fields Enclosure": what stands in quotes, `""` for a quote; anything else is not found. */
function parseEnclosed(cell: string): Map<string, string> {
  const pattern = /([a-zA-Z0-9_]+)="((?:[^"]|""|"\|")+)"+/g;
  return new Map(
    [...cell.matchAll(pattern)].map(([, code = '', value = '']) => [
      code.toLowerCase(),
      value.replaceAll('""', '"'),
    ]),
  );
}

const code = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).filter((one) => one !== 'contentmark');
const pairs = (value: fc.Arbitrary<string>) =>
  fc.uniqueArray(fc.tuple(code, value), { selector: ([one]) => one, maxLength: 5 });
const bareValue = fc.string({ unit: fc.constantFrom(...'ab1 ,;|:/é'), maxLength: 12 });
const enclosedValue = fc.string({
  unit: fc.constantFrom(...'ab1 ,=;:/é"'),
  minLength: 1,
  maxLength: 12,
});
const anyEnvelope = fc.uint8Array({ minLength: 1, maxLength: 700 });
const carrier = additionalAttributesCarrier();

describe('a marked cell', () => {
  test('is read without enclosure: the mark whole, the others as they were', () => {
    fc.assert(
      fc.property(pairs(bareValue), anyEnvelope, (attributes, envelope) => {
        const cell = attributes.map(([name, value]) => `${name}=${value}`).join(',');
        const read = parseBare(embed(cell, envelope, carrier));
        expect(read.get('contentmark')).toBe(encodeTextForm(envelope));
        read.delete('contentmark');
        expect(read).toEqual(parseBare(cell));
      }),
    );
  });

  test('is read with enclosure: likewise', () => {
    fc.assert(
      fc.property(pairs(enclosedValue), anyEnvelope, (attributes, envelope) => {
        fc.pre(attributes.length > 0);
        const cell = attributes
          .map(([name, value]) => `${name}="${value.replaceAll('"', '""')}"`)
          .join(',');
        const read = parseEnclosed(embed(cell, envelope, carrier));
        expect(read.get('contentmark')).toBe(encodeTextForm(envelope));
        read.delete('contentmark');
        expect(read).toEqual(parseEnclosed(cell));
      }),
    );
  });

  test('holds nothing but the mark where a row was made for it, in either mode', () => {
    fc.assert(
      fc.property(anyEnvelope, (envelope) => {
        const expected = new Map([['contentmark', encodeTextForm(envelope)]]);
        const bare = importRow({ sku: 'A', envelope });
        expect(parseBare(bare.additional_attributes)).toEqual(expected);
        const enclosed = importRow({ sku: 'A', envelope }, { enclosure: true });
        expect(parseEnclosed(enclosed.additional_attributes)).toEqual(expected);
        // In the other mode it is lost, which is why the caller says which one it is.
        expect(parseEnclosed(bare.additional_attributes)).toEqual(new Map());
      }),
    );
  });

  test('would not survive as JSON or as padded base64: both parsers take those apart', () => {
    expect(parseBare('contentmark={"a":1,"b=":2}').size).toBe(2);
    expect(parseBare('contentmark=0oRY,0oRY==').get('contentmark')).not.toBe('0oRY,0oRY==');
  });
});
