/** The laws of both HTML carriers, on hosts of every kind and on heaps of tags. */

import { embed, encodeTextForm, extract } from 'contentmark/carrier';
import { attributeCarrier, scriptCarrier } from 'contentmark/html';
import { carrierKit } from 'contentmark/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../fixtures/runs.ts';
import { readerTextOf, structureOf } from '../../format/content/html/canonical.ts';

const ENVELOPE = Uint8Array.from({ length: 302 }, (_, i) => (i * 13) & 255);
const FORM = encodeTextForm(ENVELOPE);
const TYPE = 'application/vnd.contentmark+cose';
const UNREADABLE = new Uint8Array(0);
const attribute = attributeCarrier();
const script = scriptCarrier();

const hosts = {
  paragraph: '<p>a</p>',
  'upper case and odd space': '<P\n CLASS = a >b</P >',
  'a void': 'a<br/>b',
  'comment first': '<!-- a --><p>b</p>',
  'meta first': '<meta charset="utf-8"><style>p{}</style><div><p>a</p></div>',
  crossed: '<p><b>a<i>b</b>c</i></p><p>d</p>',
  'carriage returns': '<p>a\r\nb</p>\r\n',
  'unclosed table': '<table><tr><td>a',
  'not contained': '<p>a</p></div><b>c',
  page: '<!DOCTYPE html><html><head><title>a</title></head><body><p>b</p></body></html>\n',
  'page without end tags': '<html><body><p>a',
  'page, implied': '<!doctype html><title>a</title><p>b',
};

describe.each([
  ...carrierKit({ carrier: attribute, hosts }),
  ...carrierKit({
    carrier: script,
    hosts: { ...hosts, text: 'a < b', empty: '', bold: '<b>a</b>' },
  }),
])('$name', ({ run }) => it('holds', run));

describe.each([
  ['attribute', attribute],
  ['script', script],
] as const)('the %s carrier', (_name, carrier) => {
  const piece = fc.constantFrom(
    ...[
      'p',
      'b',
      'i',
      'ul',
      'li',
      'table',
      'td',
      'a href=x',
      'pre',
      'svg',
      'template',
      'select',
    ].flatMap((tag) => [`<${tag}>`, `</${tag.split(' ')[0]}>`]),
    ...[
      'a',
      ' ',
      '\n',
      '&lt;',
      '<br>',
      '<!-- x -->',
      '<!--',
      '-->',
      '<script>',
      '</script>',
      '"',
      '<p ',
    ],
    ...['data-contentmark=a ', '<p data-contentmark="0oRY">', '<meta charset=utf-8>', '<textarea>'],
    `<script type="${TYPE}">0oRY</script>`,
    `<script type="${TYPE}">`,
    '<body>',
    '</body>',
  );
  const source = fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(''));

  it('changes nothing but the mark, or says that it cannot', () => {
    let written = 0;
    fc.assert(
      fc.property(source, (host) => {
        let marked: string;
        try {
          marked = embed(host, ENVELOPE, carrier);
        } catch (error) {
          expect(error).toMatchObject({ code: 'ERR_HOST' });
          return;
        }
        written += 1;
        expect(extract(marked, carrier)).toEqual([ENVELOPE]);
        expect(embed(marked, ENVELOPE, carrier)).toBe(marked);
        expect(structureOf(marked).text).toBe(structureOf(host).text);
        expect(readerTextOf(marked).text).toBe(readerTextOf(host).text);
        const without = marked
          .replace(` data-contentmark="${FORM}"`, '')
          .replace(`<script type="${TYPE}">${FORM}</script>`, '');
        if (extract(host, carrier).length === 0) expect(without).toBe(host);
      }),
      { numRuns: runs(1500) },
    );
    expect(written).toBeGreaterThan(runs(400));
  });

  it('never throws on what it reads', () => {
    fc.assert(
      fc.property(source, (host) => void extract(host, carrier)),
      { numRuns: runs(1000) },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (host) => void extract(host, carrier)));
  });

  it('reads a host too large to look through as one with a damaged mark', () => {
    const huge = `<script><p data-contentmark>${'a'.repeat(8_388_608)}`;
    expect(extract(huge, carrier)).toEqual([UNREADABLE]);
    expect(extract('a'.repeat(10_000_000), carrier)).toEqual([]);
    expect(() => embed(huge, ENVELOPE, carrier)).toThrow(
      expect.objectContaining({ code: 'ERR_HOST' }),
    );
  });

  it('tells a caller who passes no string', () => {
    expect(() => embed(1 as never, ENVELOPE, carrier)).toThrow(/"host" expected a string/);
  });
});
