/** Sources made to take time or memory: each gets an answer soon, and none an exception. */

import { html, htmlText } from 'contentmark/html';
import { describe, expect, it } from 'vitest';
import { canonicalBytes } from '../../../../src/format/content/digest.ts';
import { readerTextOf, structureOf } from './canonical.ts';

const SIZE = 1_000_000;
const fill = (piece: string) => piece.repeat(Math.floor(SIZE / piece.length));
const numbered = (write: (i: number) => string) =>
  Array.from({ length: SIZE / 25 }, (_, i) => write(i)).join('');

const sources: Record<string, string> = {
  'ten megabytes of <div>': fill('<div>').repeat(10),
  'a million characters of <div>': fill('<div>'),
  'sixty thousand closed <div>': `${'<div>'.repeat(60_000)}${'</div>'.repeat(60_000)}`,
  'unclosed <b>': fill('<b>'),
  'unclosed <b>, each with its own attribute': numbered((i) => `<b x=${i}>`),
  'links in links': numbered((i) => `<a href=${i}>`),
  'formatting opened again in each paragraph': `${numbered((i) => `<b x=${i % 20}>`).slice(0, 180)}${'<p>'.repeat(300_000)}`,
  'a long attribute repeated in each paragraph': `<b x="${'&quot;'.repeat(60_000)}">${'<p>x'.repeat(60_000)}</b>`,
  'wrong nesting': fill('<b><i></b></i>'),
  adoption: `${'<b><div>'.repeat(40_000)}${'</b>'.repeat(40_000)}`,
  'tables in tables': fill('<table>'),
  'deep cells': fill('<table><tr><td>'),
  'foster parents': `<table>${'<b>x</b>'.repeat(100_000)}`,
  'foster text': `<table>${'a<tr>'.repeat(150_000)}`,
  'templates in templates': fill('<template>'),
  'SVG in SVG': fill('<svg><desc>'),
  'MathML in MathML': fill('<math><annotation-xml encoding=text/html>'),
  'objects in objects': fill('<object>'),
  'many attributes': `<p ${numbered((i) => `a${i} `)}>`,
  'one attribute many times': `<p ${'a '.repeat(400_000)}>`,
  'many <body>': fill('<body a=b>'),
  'many comments': fill('<!--{-->'),
  'less-than signs': `${fill('<')}x`,
  ampersands: fill('&'),
  'quotes in a value': `<p a='${'"'.repeat(900_000)}'>`,
  'comment-like text in a script': `<script>${'<!--<script '.repeat(80_000)}`,
  'combining marks in a row': `a${'\u0301\u0316'.repeat(400_000)}`,
  'many combining marks': `a${'\u0301\u0316'.repeat(60)}`.repeat(8_000),
  'marks of ours': fill('<p data-contentmark=a>'),
  'white space': fill(' \n'),
};

describe.each([
  ['html-1', html],
  ['html-text-1', htmlText],
] as const)('%s answers soon', (_profile, make) => {
  it.each(Object.keys(sources))('on %s', (name) => {
    const content = make(sources[name] as string);
    const start = performance.now();
    const { bytes, problem } = canonicalBytes(content);
    // About one second on a small machine; the margin is for a busy one.
    expect(performance.now() - start).toBeLessThan(8_000);
    expect(bytes === undefined).toBe(problem !== undefined);
    if (bytes !== undefined) expect(bytes.length).toBeLessThanOrEqual(8_388_608);
  });
});

describe('the bounds', () => {
  const isSignable = (source: string) => structureOf(source).problem === undefined;

  it('are 256 levels', () => {
    expect(isSignable(`${'<i>'.repeat(256)}${'</i>'.repeat(256)}`)).toBe(true);
    expect(structureOf(`${'<i>'.repeat(257)}${'</i>'.repeat(257)}`).problem).toBe(
      'nested deeper than 256',
    );
  });

  it('are 1,048,576 characters', () => {
    expect(isSignable('a'.repeat(1_048_576))).toBe(true);
    expect(structureOf('a'.repeat(1_048_577)).problem).toMatch(/longer than 1048576/);
  });

  it('are 65,536 elements', () => {
    expect(isSignable('<p>'.repeat(65_536))).toBe(true);
    expect(structureOf('<p>'.repeat(65_537)).problem).toMatch(/more than 65536 elements/);
    expect(readerTextOf('<p>'.repeat(65_536))).toEqual({ text: '' });
    expect(readerTextOf('<p>'.repeat(65_537)).problem).toMatch(/more than 65536 elements/);
  });

  it('are 8,388,608 bytes of canonical form', () => {
    const repeated = (copies: number) =>
      `<p><b x="${'\u4e2d'.repeat(60_000)}">${'<p>x'.repeat(copies)}</b>`;
    expect(isSignable(repeated(40))).toBe(true);
    expect(structureOf(repeated(60)).problem).toMatch(/too long/);
    expect(structureOf(repeated(180)).problem).toMatch(/too long/);
  });

  it('are 128 combining marks', () => {
    expect(isSignable(`a${'\u0301'.repeat(128)}`)).toBe(true);
    expect(structureOf(`a${'\u0301'.repeat(129)}`).problem).toMatch(/128 combining marks/);
    // Values are not composed, so they have no such bound.
    expect(isSignable(`<p title="a${'\u0301'.repeat(129)}">`)).toBe(true);
  });
});
