/** Sources made to take time or memory: each gets an answer soon, and none an exception. */

import { html, htmlText } from 'contentmark/html';
import { describe, expect, it } from 'vitest';
import { canonicalBytes } from '../../../../src/format/content/digest.ts';
import { isLong } from '../../../fixtures/runs.ts';
import { readerTextOf, structureOf } from './canonical.ts';

/** As much as can be signed, or a quarter of it in the short form. */
const SHARE = isLong ? 1 : 1 / 4;
const SIZE = 1_000_000 * SHARE;
const times = (piece: string, count: number) => piece.repeat(count * SHARE);
const fill = (piece: string) => piece.repeat(Math.floor(SIZE / piece.length));
const numbered = (write: (i: number) => string) =>
  Array.from({ length: SIZE / 25 }, (_, i) => write(i)).join('');

const sources: Record<string, string> = {
  '<div>, ten times as many': fill('<div>').repeat(10),
  'unclosed <div>': fill('<div>'),
  'closed <div>': `${times('<div>', 60_000)}${times('</div>', 60_000)}`,
  'unclosed <b>': fill('<b>'),
  'unclosed <b>, each with its own attribute': numbered((i) => `<b x=${i}>`),
  'links in links': numbered((i) => `<a href=${i}>`),
  'formatting opened again in each paragraph': `${numbered((i) => `<b x=${i % 20}>`).slice(0, 180)}${times('<p>', 300_000)}`,
  'a long attribute repeated in each paragraph': `<b x="${times('&quot;', 60_000)}">${times('<p>x', 60_000)}</b>`,
  'wrong nesting': fill('<b><i></b></i>'),
  adoption: `${times('<b><div>', 40_000)}${times('</b>', 40_000)}`,
  'tables in tables': fill('<table>'),
  'deep cells': fill('<table><tr><td>'),
  'foster parents': `<table>${times('<b>x</b>', 100_000)}`,
  'foster text': `<table>${times('a<tr>', 150_000)}`,
  'templates in templates': fill('<template>'),
  'SVG in SVG': fill('<svg><desc>'),
  'MathML in MathML': fill('<math><annotation-xml encoding=text/html>'),
  'objects in objects': fill('<object>'),
  'many attributes': `<p ${numbered((i) => `a${i} `)}>`,
  'one attribute many times': `<p ${times('a ', 400_000)}>`,
  'many <body>': fill('<body a=b>'),
  'many comments': fill('<!--{-->'),
  'less-than signs': `${fill('<')}x`,
  ampersands: fill('&'),
  'quotes in a value': `<p a='${times('"', 900_000)}'>`,
  'comment-like text in a script': `<script>${times('<!--<script ', 80_000)}`,
  'combining marks in a row': `a${times('\u0301\u0316', 400_000)}`,
  'many combining marks': times(`a${'\u0301\u0316'.repeat(60)}`, 8_000),
  'marks of ours': fill('<p data-contentmark=a>'),
  'white space': fill(' \n'),
};

describe.each([
  ['html-1', html],
  ['html-text-1', htmlText],
] as const)('%s answers soon', (_profile, make) => {
  it.each(Object.keys(sources))('on %s', (name) => {
    const content = make(sources[name] as string);
    const before = process.cpuUsage();
    const { bytes, problem } = canonicalBytes(content);
    const { user, system } = process.cpuUsage(before);
    // Microseconds of work. One second for all of it on a small machine; the margin is for a busy one.
    expect(user + system).toBeLessThan(8_000_000 * SHARE);
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
