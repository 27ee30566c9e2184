/** What editors, databases and serializers do to a description without changing what it is. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../fixtures/runs.ts';
import { canonical } from './canonical.ts';

const MARK = 'application/vnd.contentmark+cose';
const COPY =
  '<h2 class="t" id="a">Trail boot</h2>\n<p style="x">Light &amp; <b>dry</b><br>from caf\u00e9 brown.</p>' +
  '<img src="b.png" alt="A &quot;boot&quot;"><ul><li>one</li><li>two</li></ul>';

describe('the same description', () => {
  it.each([
    ['attribute order', COPY.replace('class="t" id="a"', 'id="a" class="t"')],
    ['single quotes', COPY.replace('class="t"', "class='t'")],
    ['no quotes', COPY.replace('class="t"', 'class=t')],
    ['space in a tag', COPY.replace('class="t" id', 'class = "t"\n\tid')],
    ['named references', COPY.replace('\u00e9', '&eacute;')],
    ['decimal references', COPY.replace('\u00e9', '&#233;')],
    ['hexadecimal references', COPY.replace('L', '&#x4C;')],
    ['a bare ampersand', COPY.replace('&amp;', '&')],
    ['tag case', COPY.replace('<h2', '<H2').replace('</h2', '</H2').replace('class', 'CLASS')],
    ['XHTML voids', COPY.replace('<br>', '<br/>').replace('boot&quot;">', 'boot&quot;" />')],
    ['optional end tags', COPY.replaceAll('</li>', '')],
    ['CR LF', COPY.replaceAll('\n', '\r\n')],
    ['a lone CR', COPY.replaceAll('\n', '\r')],
    ['more white space', COPY.replaceAll('\n', ' \n\t\f  ')],
    ['no-break spaces', COPY.replaceAll(' <b>', '&nbsp;<b>').replace('\n', '\u00a0')],
    [
      'no-break spaces beside spaces',
      COPY.replace(' brown', ' &nbsp;brown').replace('\n', ' \u00a0\n'),
    ],
    ['a decomposed letter', COPY.replace('\u00e9', 'e\u0301')],
    ['a comment', COPY.replace('dry', 'd<!-- check with R. Smith -->ry')],
    ['a comment with a word that begins like another', `<!-- Korean, Morels -->${COPY}`],
    ["Word's comments", `<!--StartFragment-->${COPY}<!--EndFragment-->`],
    ['meta charset', `<meta charset="utf-8">${COPY}`],
    ['meta charset in capitals', `<META CHARSET=UTF-8>${COPY}`],
    ['TinyMCE', COPY.replace('<b', '<b data-mce-style="x" data-mce-fragment="1"')],
    ['Grammarly', COPY.replace('<p', '<p data-gramm="false" data-enable-grammarly=""')],
    ['ProseMirror', COPY.replace('<h2', '<h2 data-pm-slice="1 1 []"')],
    ['Word Online', COPY.replace('<b', '<b data-ccp-props=\'{"1":2}\'')],
    [
      'Google Sheets',
      COPY.replace('<b', '<b data-sheets-value=\'{"1":2}\' data-sheets-userformat="x"'),
    ],
    ['a mark in an attribute', COPY.replace('<p', '<p data-contentmark="0oRYx-_9"')],
    ['a mark in a script', `${COPY}<script type="${MARK}">0oRYx-_9</script>`],
    ['a mark in a script on a line', `${COPY}<script type='${MARK}'>\n 0oRYx-_9\n</script>`],
    ['a mark in the midst of text', COPY.replace('dry', `d<script type=${MARK}>0oRY</script>ry`)],
    [
      'a mark in a script with noise behind',
      `${COPY}<script type=${MARK}>0oRY</script><!-- so it is -->`,
    ],
    ['a comment in Chinese', `<!-- 产品描述 -->${COPY}`],
    [
      'a note in a comment',
      `${COPY}<!-- Note: ask R. Smith --><!-- TODO: price --><!-- / end of it -->`,
    ],
    ['an empty comment', `<!---->${COPY}<!-- -->`],
  ])('is it with %s', (_name, changed) => {
    expect(changed).not.toBe(COPY);
    expect(canonical(changed)).toBe(canonical(COPY));
  });

  it('is it with another line end in a covered comment', () => {
    expect(canonical('<!--{\r\n}-->')).toBe(canonical('<!--{\n}-->'));
    expect(canonical('<pre>e\u0301</pre>')).toBe(canonical('<pre>\u00e9</pre>'));
  });

  it('is it with a mark behind its style sheet and all else', () => {
    const styled = '<style>p{}</style><p>a';
    const mark = `<script type="${MARK}">0oRY</script>`;
    expect(canonical(`${styled}${mark}`)).toBe(canonical(styled));
    expect(canonical(`${styled}</p>${mark}<!-- so it is -->${mark}`)).toBe(canonical(styled));
    expect(canonical(`${styled}</p>${mark}b`)).not.toBe(canonical(`${styled}</p>b`));
  });

  it('is it with its text repaired from wrong nesting', () => {
    expect(canonical('<p><b>a<i>b</b>c</i></p>')).toBe(
      canonical('<p><b>a<i>b</i></b><i>c</i></p>'),
    );
    expect(canonical('<p><b>a</p></b>b')).toBe(canonical('<p><b>a</b></p>b'));
  });

  it('is it with its canonical form in its place', () => {
    const tags = fc.constantFrom('p', 'b', 'i', 'ul', 'li', 'h2', 'table', 'td', 'a href=x', 'pre');
    const piece = fc.oneof(
      fc.string({ maxLength: 6, unit: 'grapheme' }),
      tags.map((tag) => `<${tag}>`),
      tags.map((tag) => `</${tag.split(' ')[0]}>`),
      fc.constantFrom(
        '&lt;',
        '&amp;amp;',
        '&quot;',
        ' ',
        '\n',
        '<br>',
        '<!-- x -->',
        '<svg>',
        '</svg>',
      ),
    );
    let signable = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        let once: string;
        try {
          once = canonical(pieces.join(''));
        } catch {
          return;
        }
        // The form is no HTML: voids have end tags there, and foreign names a prefix.
        if (/<(?:br|svg:|!)|<pre>\n/.test(once)) return;
        signable += 1;
        expect(canonical(once)).toBe(once);
      }),
      { numRuns: runs(3000) },
    );
    expect(signable).toBeGreaterThan(runs(200));
  });
});

describe('a description is another', () => {
  it.each([
    ['with no space between links', '<a>A</a> <a>B</a>', '<a>A</a><a>B</a>'],
    ['with space behind it', '<p>a</p>', '<p>a</p> '],
    ['with more space in pre', '<pre>a  b</pre>', '<pre>a b</pre>'],
    ['with more space below pre', '<pre><b>a  b</b></pre>', '<pre><b>a b</b></pre>'],
    ['with two no-break spaces', 'a  b', 'a&nbsp;&nbsp;b'],
    ['with a no-break space more in a run', 'a&nbsp;&nbsp;b', 'a&nbsp;&nbsp;&nbsp;b'],
    ['with spaces between no-break spaces', 'a  b', `a${'&nbsp; '.repeat(50)}b`],
    ['with all words joined', 'a b c d e f', 'a&nbsp;b&nbsp;c&nbsp;d&nbsp;e&nbsp;f'],
    ['with a no-break space in pre', '<pre>a b</pre>', '<pre>a&nbsp;b</pre>'],
    [
      'with a mark in its midst and a style sheet',
      '<style>p{}</style><p>a</p>',
      `<style>p{}</style><script type="${MARK}">0oRY</script><p>a</p>`,
    ],
    ['with meta charset behind text', 'a', 'a<meta charset=utf-8>'],
    ['with meta charset in an element', '<p>a</p>', '<p><meta charset=utf-8>a</p>'],
    [
      'with meta charset and a style sheet',
      '<style>p{}</style>a',
      '<meta charset=utf-8><style>p{}</style>a',
    ],
    [
      'with an attribute of an editor and a style sheet',
      '<link rel=stylesheet href=a><p>',
      '<link rel=stylesheet href=a><p data-mce-a>',
    ],
    ['with other space and a style sheet', '<style>p{}</style>a b', '<style>p{}</style>a  b'],
    [
      'with other space under white-space',
      '<p style="white-space:pre">a b</p>',
      '<p style="white-space:pre">a\nb</p>',
    ],
    [
      'with other space under an escaped property',
      '<p style="white\\2dspace:pre"><b>a b</b></p>',
      '<p style="white\\2dspace:pre"><b>a  b</b></p>',
    ],
    [
      'with other space under xml:space',
      '<svg><text xml:space=preserve>a b</text></svg>',
      '<svg><text xml:space=preserve>a  b</text></svg>',
    ],
    [
      'with a value in another normalization form',
      '<img src="caf\u00e9">',
      '<img src="cafe\u0301">',
    ],
    ['with a Greek question mark in a style', '<p style="a:b;c:d">', '<p style="a:b\u037ec:d">'],
    ['with a Kelvin sign in a class', '<p class=K>', '<p class=\u212a>'],
    ['with a covered comment in another normalization form', '<!--{;}-->', '<!--{\u037e}-->'],
    ['with another space', 'a b', 'a\u2003b'],
    ['with a zero-width space', 'ab', 'a\u200bb'],
    ['with a line end in a script', '<script>//a b</script>', '<script>//a\nb</script>'],
    [
      'with a line end in an SVG script',
      '<svg><script>//a b</script></svg>',
      '<svg><script>//a\nb</script></svg>',
    ],
    ['with another spacing in listing', '<listing>a  b</listing>', '<listing>a b</listing>'],
    [
      'with another spacing in SVG code',
      '<svg><plaintext>a  b</plaintext></svg>',
      '<svg><plaintext>a b</plaintext></svg>',
    ],
    [
      'with a letter decomposed in a script',
      '<script>"\u00e9"</script>',
      '<script>"e\u0301"</script>',
    ],
    [
      'with a letter decomposed below code',
      '<svg><style><textarea>\u00e9</textarea></style></svg>',
      '<svg><style><textarea>e\u0301</textarea></style></svg>',
    ],
    [
      'with a mark in another namespace',
      '<svg></svg>',
      `<svg><script type="${MARK}">0oRY</script></svg>`,
    ],
    ['with another case of letters', '<p>Dry</p>', '<p>dry</p>'],
    ['with another attribute value', '<p class="a">x</p>', '<p class="a ">x</p>'],
    ['with an empty element', '<p>a</p>', '<p>a<b></b></p>'],
    ['with another element', '<b>a</b>', '<strong>a</strong>'],
    ['with another nesting', '<b><i>a</i></b>', '<i><b>a</b></i>'],
    ['with its text split', '<p>ab</p>', '<p>a</p><p>b</p>'],
    ['with text in place of markup', '<b>a</b>', '&lt;b&gt;a&lt;/b&gt;'],
  ])('%s', (_name, a, b) => {
    expect(canonical(a)).not.toBe(canonical(b));
  });
});
