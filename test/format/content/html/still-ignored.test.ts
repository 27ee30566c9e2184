/** What html-1 still leaves out, as a table: docs/profiles-html.md has each row, with its consequence. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DIRECTIVES } from '../../../../src/format/content/html/comments.ts';
import { EDITOR_ATTRIBUTES, EDITOR_PREFIX } from '../../../../src/format/content/html/ignored.ts';
import { canonical } from './canonical.ts';

const page = readFileSync(new URL('../../../../docs/profiles-html.md', import.meta.url), 'utf8');
const MARK = '<script type="application/vnd.contentmark+cose">0oRY</script>';

/** Sources that share a digest, by the first column of the page's table. */
const STILL_IGNORED: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'how HTML is spelled': [
    ['<p title="a" class=b>&lt;<br>', "<P class='b' title=&#97;>&#60;<br/></P>"],
    ['<table><tr><td>a</table>', '<table><tbody><tr><td>a</td></tr></tbody></table>'],
  ],
  'comments in prose': [
    ['<p>a</p>', '<p>a<!-- see the list of R. Smith --></p>'],
    ['<p>a</p>', '<!--StartFragment--><p>a</p><!--EndFragment-->'],
  ],
  'white space in text': [
    ['<p>a b</p>', '<p>a \n\t b</p>'],
    ['<p class="pre">a b</p>', `<p class="pre">a${'\n'.repeat(200)}b</p>`],
  ],
  'a single no-break space for a space': [
    ['<p>9 kg</p>', '<p>9&nbsp;kg</p>'],
    ['<p>a b c d e</p>', '<p>a&nbsp;b&nbsp;c&nbsp;d&nbsp;e</p>'],
    ['<p> </p>', '<p>&nbsp;</p>'],
  ],
  'the normalization form of text': [
    ['<p>caf\u00e9</p>', '<p>cafe\u0301</p>'],
    ['<p>;</p>', '<p>\u037e</p>'],
  ],
  '`<meta charset="utf-8">` in front': [
    ['<p>a</p>', '<meta charset=utf-8><meta charset="UTF-8"><p>a</p>'],
  ],
  marks: [
    ['<p>a</p>', `<p data-contentmark="0oRY">a</p>${MARK}`],
    ['<p>a</p>', `${MARK}<p>a</p>`],
  ],
  'bookkeeping of editors': [['<p>a</p>', '<p data-mce-style="b" data-gramm="false">a</p>']],
};

describe('what is still ignored', () => {
  const table = page.split('### What is still ignored')[1]?.split('\n### ')[0] ?? '';
  const rows = [...table.matchAll(/^\| (.+?) \| (.+) \|$/gm)].slice(1).map(([, name = '']) => name);

  it('is what the page lists, with a consequence each', () => {
    expect(rows).toEqual(Object.keys(STILL_IGNORED));
  });

  it.each(Object.entries(STILL_IGNORED))('%s', (_name, pairs) => {
    for (const [signed, shown] of pairs) expect(canonical(shown)).toBe(canonical(signed));
  });
});

it('the words of directives are those of the page', () => {
  const words = /```words\n([\s\S]*?)```/.exec(page)?.[1]?.trim().split(/\s+/);
  expect(words).toEqual(DIRECTIVES);
  for (const word of DIRECTIVES) {
    for (const comment of [`<!--${word} the rest-->`, `<!-- /${word.toUpperCase()}: a -->`]) {
      expect(canonical(comment)).not.toBe('');
    }
  }
});

it('the attributes of editors are those of the page', () => {
  const line = /^- \*\*Bookkeeping of editors\*\*.*$/m.exec(page)?.[0] ?? '';
  const names = [...line.matchAll(/`(data-[a-z-_]*)`/g)].map(([, name = '']) => name);
  expect(names).toEqual([EDITOR_PREFIX, ...EDITOR_ATTRIBUTES]);
});
