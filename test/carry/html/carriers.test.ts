/** Marks inside HTML: where they are written, and where they are found. */
import { embed, encodeTextForm, extract } from 'contentmark/carrier';
import { attributeCarrier, scriptCarrier } from 'contentmark/html';
import { describe, expect, it } from 'vitest';
import { canonical, structureOf } from '../../format/content/html/canonical.ts';

const ENVELOPE = Uint8Array.from({ length: 302 }, (_, i) => (i * 13) & 255);
const FORM = encodeTextForm(ENVELOPE);
const TYPE = 'application/vnd.contentmark+cose';
const UNREADABLE = new Uint8Array(0);
const attribute = attributeCarrier();
const script = scriptCarrier();

describe('the attribute', () => {
  const marked = (host: string) => embed(host, ENVELOPE, attribute).replace(FORM, '…');

  it.each([
    ['<p>a</p><p>b</p>', '<p data-contentmark="…">a</p><p>b</p>'],
    ['<P\tCLASS=a>b', '<P data-contentmark="…"\tCLASS=a>b'],
    ['a<br/>b', 'a<br data-contentmark="…"/>b'],
    ['<image src=a>', '<image data-contentmark="…" src=a>'],
    ['<b>a</b>', '<b data-contentmark="…">a</b>'],
    ['<b>a<p>b</b>c</p>', '<b>a<p data-contentmark="…">b</b>c</p>'],
    ['<svg><desc><p>a</p></desc></svg>', '<svg><desc><p data-contentmark="…">a</p></desc></svg>'],
    [
      '<template><p>a</p></template><i>b</i>',
      '<template><p>a</p></template><i data-contentmark="…">b</i>',
    ],
    [
      '<!-- <p> --><script>"<p>"</script><p>a</p>',
      '<!-- <p> --><script>"<p>"</script><p data-contentmark="…">a</p>',
    ],
    [
      '<html><head><bgsound src=a></head><body><p>b',
      '<html><head><bgsound src=a></head><body><p data-contentmark="…">b',
    ],
    [
      '<html><head><meta name=a></head><body class=b><p>c',
      '<html><head><meta name=a></head><body class=b><p data-contentmark="…">c',
    ],
    ['<p data-contentmark="0oRY" a>b</p>', '<p data-contentmark="…" a>b</p>'],
    ['<i>a</i><p a data-contentmark=0oRY\tb>c</p>', '<i data-contentmark="…">a</i><p a\tb>c</p>'],
    ["<p>a</p><p a=1\ndata-contentmark='0oRY'>b</p>", '<p data-contentmark="…">a</p><p a=1>b</p>'],
  ])('of %s stands where the content begins', (host, expected) => {
    expect(marked(host)).toBe(expected);
  });

  it.each([
    '',
    'a',
    '<!-- <p> -->',
    '<style>p{}</style>',
    '<meta charset=utf-8>',
    '<svg></svg>',
    '<template><p></p></template>',
    '<title>a</title>',
  ])('has no place in %s, and the caller learns what has', (host) => {
    expect(() => embed(host, ENVELOPE, attribute)).toThrow(
      expect.objectContaining({
        code: 'ERR_HOST',
        message: expect.stringMatching(/scriptCarrier/),
      }),
    );
    if (structureOf(host).text !== undefined) {
      expect(canonical(embed(host, ENVELOPE, script))).toBe(canonical(host));
    }
  });

  it.each([
    ['in an ark of like elements', '<b><b><b><b>a</b></b></b></b><p>c'],
    ['that is damaged, and so covered', '<p data-contentmark="a b">c</p>'],
    ['that keeps its neighbours apart', '<i>a</i><p a data-contentmark="0oRY"=b>c</p>'],
    [
      'on a <body> that another tag has changed',
      '<!doctype html><body><p>a</p><body data-contentmark=AAAA>',
    ],
    ['before a second one', '<p data-contentmark=a data-contentmark=b>c</p>'],
  ])('%s is never replaced at the cost of the content', (_name, host) => {
    let marked: string | undefined;
    try {
      marked = embed(host, ENVELOPE, attribute);
    } catch (error) {
      expect(error).toMatchObject({ code: 'ERR_HOST' });
    }
    if (marked !== undefined) expect(extract(marked, attribute)).toEqual([ENVELOPE]);
    if (marked !== undefined) expect(structureOf(marked).text).toBe(structureOf(host).text);
  });

  it.each([
    [
      'every one',
      '<p data-contentmark="AAAA">a</p><i DATA-CONTENTMARK=BBBB>b</i>',
      ['AAAA', 'BBBB'],
    ],
    [
      'one on an element that the parser repeats, once',
      '<b data-contentmark=AAAA><p>a</b>b</p>',
      ['AAAA'],
    ],
    ['one in SVG', '<svg data-contentmark=AAAA></svg>', ['AAAA']],
    ['one in a table', '<table><tr data-contentmark=AAAA></table>', ['AAAA']],
    ['one on a page', '<!DOCTYPE html><body data-contentmark=AAAA>', ['AAAA']],
    ['a damaged one', '<p data-contentmark="A A">a</p>', ['A A']],
    ['an empty one', '<p data-contentmark>a</p>', ['']],
    ['none in a comment', '<!-- <p data-contentmark=AAAA> -->', []],
    ['none in a conditional comment', '<!--[if IE]><p data-contentmark=AAAA><![endif]-->', []],
    ['none in noscript', '<noscript><p data-contentmark=AAAA></p></noscript>', []],
    ['none in a textarea', '<textarea><p data-contentmark=AAAA></textarea>', []],
    ['none in a frame', '<iframe><p data-contentmark=AAAA></iframe>', []],
    ['none in a script', '<script>"<p data-contentmark=AAAA>"</script>', []],
    ['none in a value', '<p title="<p data-contentmark=AAAA>">', []],
    ['none in a template', '<template><p data-contentmark=AAAA></template>', []],
    ['none in text', '&lt;p data-contentmark=AAAA&gt; data-contentmark="AAAA"', []],
    ['none on an end tag', '<p></p data-contentmark=AAAA>', []],
    ['none in an unfinished tag', '<p data-contentmark=AAAA', []],
  ])('is found: %s', (_name, host, forms) => {
    expect(attribute.read(host)).toEqual(forms);
  });

  it('that is damaged extracts as no bytes, not as no mark', () => {
    expect(extract('<p data-contentmark="A A">', attribute)).toEqual([UNREADABLE]);
  });
});

describe('the script', () => {
  const block = (form: string) => `<script type="${TYPE}">${form}</script>`;

  it.each([
    ['a', `a${block(FORM)}`],
    ['', block(FORM)],
    ['<p>a', `<p>a${block(FORM)}`],
    ['a<', `a<${block(FORM)}`],
    [`${block('0oRY')}a`, `a${block(FORM)}`],
    [`a${block('\n0oRY ')}b${block('0oRZ')}`, `ab${block(FORM)}`],
    ['<html><body>a</body></html>', `<html><body>a${block(FORM)}</body></html>`],
    ['<html><body>a</html>\n', `<html><body>a${block(FORM)}</html>\n`],
    ['<!doctype html>a', `<!doctype html>a${block(FORM)}`],
  ])('of %s stands at the end', (host, expected) => {
    expect(embed(host, ENVELOPE, script)).toBe(expected);
  });

  it.each([
    'a<!-- b',
    '<textarea>a',
    '<p title="a',
    '<template>a',
    '<svg><g>',
    `<pre>${block('0oRY')}\na</pre>`,
    `<script type="${TYPE}">alert(1)</script>`,
    `<script type="${TYPE}" src=a>0oRY</script>`,
  ])('has no place in %s', (host) => {
    expect(() => embed(host, ENVELOPE, script)).toThrow(
      expect.objectContaining({ code: 'ERR_HOST' }),
    );
  });

  it.each([
    ['every one', `${block('AAAA')}a${block(' BBBB\n')}`, ['AAAA', 'BBBB']],
    [
      'one with its type written otherwise',
      `<script TYPE=' Application/Vnd.Contentmark&#43;COSE'>AAAA</script>`,
      ['AAAA'],
    ],
    ['one with other attributes', `<script id=a type="${TYPE}">AAAA</script>`, ['AAAA']],
    ['a damaged one', block('A A'), ['A A']],
    ['an empty one', block(''), ['']],
    ['one in a table', `<table>${block('AAAA')}</table>`, ['AAAA']],
    ['one in a head', `<html><head>${block('AAAA')}</head>`, ['AAAA']],
    ['none of another type', '<script type="application/json">AAAA</script>', []],
    ['none in a comment', `<!-- ${block('AAAA')} -->`, []],
    ['none in noscript', `<noscript>${block('AAAA')}</noscript>`, []],
    ['none in a value', `<p title='${block('AAAA')}'>`, []],
    ['none in a template', `<template>${block('AAAA')}</template>`, []],
    ['none in SVG', `<svg>${block('AAAA')}</svg>`, []],
    ['none in another script', `<script><!--<script type="${TYPE}">AAAA</script>--></script>`, []],
    ['none in text', '&lt;script&gt;AAAA', []],
  ])('is found: %s', (_name, host, forms) => {
    expect(script.read(host)).toEqual(forms);
  });
});

describe('a marked description', () => {
  it('can carry both, each by its own carrier', () => {
    const both = embed(embed('<p>a</p>', ENVELOPE, attribute), ENVELOPE, script);
    expect(extract(both, attribute)).toEqual([ENVELOPE]);
    expect(extract(both, script)).toEqual([ENVELOPE]);
    expect(canonical(both)).toBe('<p>a</p>');
  });
});
