/** What html-1 refuses: content that does not stay where it is put, and tokens without a trace. */

import { html } from 'contentmark/html';
import { describe, expect, it } from 'vitest';
import { structureOf } from './canonical.ts';

describe('content that reaches into the page is refused', () => {
  it.each([
    ['<b>', '<b>a', '<b> at character 1 is not closed'],
    ['<b> in a paragraph', '<p>a<b>b</p>', '<b> at character 5 is not closed'],
    ['<a>', 'x<a href="y">z', '<a> at character 2 is not closed'],
    ['<div>', '<p>a</p><div>', '<div> at character 9 is not closed'],
    ['<form>', '<form>a', '<form> at character 1 is not closed'],
    ['<form> in a table', '<table><form><tr><td>a</table>', '<form> at character 8 is not closed'],
    ['<table>', '<table><tr><td>a', '<td> at character 12 is not closed'],
    ['<object>', '<object>a', '<object> at character 1 is not closed'],
    ['<marquee>', '<marquee>a', '<marquee> at character 1 is not closed'],
    [
      '<object> that a cell closed',
      '<table><tr><td><object></td></tr></table>',
      'an element of the HTML is not closed',
    ],
    ['<select>', '<select><option>a', '<select> at character 1 is not closed'],
    ['<template>', '<template>a', '<template> at character 1 is not closed'],
    ['<svg><desc>', '<svg><desc>a', '<desc> at character 6 is not closed'],
    ['<math><mi>', '<math><mi>a', '<mi> at character 7 is not closed'],
    ['<textarea>', 'a<textarea>b', '<textarea> at character 2 is not closed'],
    ['<title>', '<title>a', '<title> at character 1 is not closed'],
    ['<script>', '<script>a', '<script> at character 1 is not closed'],
    ['<style>', '<style>a', '<style> at character 1 is not closed'],
    ['<iframe>', '<iframe>a', '<iframe> at character 1 is not closed'],
    ['<noscript>', '<noscript>a', '<noscript> at character 1 is not closed'],
    ['<xmp>', '<xmp>a', '<xmp> at character 1 is not closed'],
    ['<plaintext>', '<plaintext>a', '<plaintext> at character 1 is not closed'],
    ['</div>', 'a</div>', '</div> at character 2 closes the element around the HTML'],
    [
      'two </div>',
      '<div>a</div></div>',
      '</div> at character 13 closes the element around the HTML',
    ],
    ['a doctype', '<!DOCTYPE html><p>a</p>', 'the HTML has a doctype: it is a whole page'],
    ['a "<" at its end', 'a <', 'the HTML ends with "<"'],
  ])('%s', (_name, source, problem) => {
    expect(structureOf(source)).toEqual({ problem });
  });

  it.each([
    '<!-- a',
    '<!--',
    '<!-',
    '<!',
    '<?php a',
    '</',
    '<p',
    '<p a',
    '<p a=',
    '<p a="',
    "<p a='b",
    '<p a=b',
    '</p',
    '<img title="a',
    '<![CDATA[',
    '<svg><![CDATA[',
  ])('%s is unfinished', (source) => {
    expect(structureOf(`<p>a</p>${source}`).problem).toMatch(/swallows|attributes|around it/);
  });
});

describe('a token that leaves no trace, or that browsers take otherwise, is refused', () => {
  it.each([
    ['<body onload=a>', '<body> at character 1 has no place where it stands'],
    ['<html lang=a>', '<html> at character 1 has no place where it stands'],
    ['<head>', '<head> at character 1 has no place where it stands'],
    ['<frameset>', '<frameset> at character 1 has no place where it stands'],
    ['<tr>', '<tr> at character 1 has no place where it stands'],
    ['<td>', '<td> at character 1 has no place where it stands'],
    ['<caption>', '<caption> at character 1 has no place where it stands'],
    ['<form><form></form>', '<form> at character 7 has no place where it stands'],
    ['<select><p></select>', '<p> at character 9 has no place where it stands'],
    ['<select><select>', '<select> at character 1 is not closed'],
    ['<select><input></select>', '<select> at character 1 is not closed'],
    ['<table><tr><td><select></table>', '<select> at character 16 is not closed'],
    ['</span>', '</span> at character 1 closes nothing'],
    ['</b>', '</b> at character 1 closes nothing'],
    ['</form>', '</form> at character 1 closes nothing'],
    ['</body>', '</body> at character 1 closes nothing'],
    ['</html>', '</html> at character 1 closes nothing'],
    ['</table>', '</table> at character 1 closes nothing'],
    ['</template>', '</template> at character 1 closes nothing'],
    ['<img></img>', '</img> at character 6 closes nothing'],
    ['<p><b is=x-y>a</b></p>', '<b> at character 4 has an attribute "is"'],
    [
      '<template shadowrootmode=open></template>',
      '<template> at character 1 has an attribute "shadowrootmode"',
    ],
    ['<template for=x></template>', '<template> at character 1 has an attribute "for"'],
    ['<template><form></form></template>', '<form> at character 11 stands in a <template>'],
    ['<form><template></form></template></form>', '<form> at character 17 stands in a <template>'],
    ['<table><col></div></table>', '</div> at character 13 closes nothing'],
    ...[
      'svg><foreignObject',
      'svg><desc',
      'math><mi',
      'math><annotation-xml encoding=text/html',
    ].map((open): [string, string] => [
      `<${open}><![CDATA[a]]></${open.split(/[> ]/)[1]}></${open.slice(0, open.indexOf('>'))}>`,
      'the HTML has a "<![CDATA[" that parsers disagree on',
    ]),
    ['<svg></p></svg>', '</svg> at character 10 closes nothing'],
    ['<p a=1 A=2>', 'an attribute is given twice at character 9'],
    ['<p>a</p b>', 'an end tag has attributes at character 10'],
    ['a\0b', 'the HTML has a NUL character'],
    ['a\ud800b', 'the HTML has a lone surrogate'],
  ])('%s', (source, problem) => {
    expect(structureOf(source)).toEqual({ problem });
  });
});

describe('sloppy HTML that stays where it is put is signable', () => {
  it.each([
    'only text & more, 3 < 4',
    '<p>one<p>two',
    '<ul><li>one<li>two</ul>',
    '<p>a</p></p>',
    'a</br>b',
    '<p><b>a</p></b>',
    '<b><i>a</b></i>',
    '<b><p>a</b>b</p>',
    '<h2>a</h3>',
    '<span>a',
    '<section><p>a',
    '<svg><text><![CDATA[a]]></text></svg>',
    '<svg><foreignObject><p><![CDATA[a]]></p></foreignObject></svg>',
    '<svg><rect/>',
    '<svg><td>a',
    '<mi>a',
    '<desc>a',
    '<table><tr><td>a</table>',
    '<table><td>a</td></table>',
    '<table><form><tr><td>a</td></tr></form></table>',
    '<form><p>a</form>',
    '<p/>a<div/></div>',
    '<font color=red><b>a</font></b>',
    '<o:p></o:p><?xml:namespace prefix = o /><![endif]-->',
    '<center>a</center><img src=b border=0><br clear=all>',
    '<p "a>b</p>',
    '<a href="x"y>b</a>',
    '<template id=a class=b data-c=d><i>e</i></template>',
  ])('%s', (source) => {
    expect(structureOf(source).problem).toBeUndefined();
  });
});

it('a caller who passes no string is told so', () => {
  expect(() => html(undefined as never)).toThrow(/"source" expected a string/);
});
