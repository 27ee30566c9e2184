/** Vectors of the html profiles. */
import type { GoldenVector } from '../../fixtures/golden.ts';
import { make } from './recipe.ts';

export function htmlVectors(): GoldenVector[] {
  const source = '<p>Fine <b>merino</b>.</p>\n<ul><li>Warm<li>Light</ul>';
  const rewritten = '<!-- x --><P>Fine <b >merino</b>.</P> <ul><li>Warm</li><li>Light</li></ul>';
  return [
    make('html-1: a description', { content: { html: source } }),
    make('html-1: the same structure in another spelling', {
      signed: { html: source },
      content: { html: rewritten },
    }),
    make('html-text-1: a description', { content: { htmlText: source } }),
    make('html-text-1: the same text in other markup', {
      signed: { htmlText: source },
      content: { htmlText: source.replaceAll('<b>', '<em>').replaceAll('</b>', '</em>') },
    }),
    make('digest-mismatch: html-1 with a script', {
      signed: { html: source },
      content: { html: `${source}<script>steal()</script>` },
      expect: 'digest-mismatch',
    }),
    make('digest-mismatch: html-text-1 with a word more', {
      signed: { htmlText: source },
      content: { htmlText: source.replace('Warm', 'Very warm') },
      expect: 'digest-mismatch',
    }),
    make('html-1: single no-break spaces are white space', {
      signed: { html: '<p>From 9 pounds</p>' },
      content: { html: '<meta charset="utf-8"><p data-mce-fragment="1">From&nbsp;9 \u00a0pounds</p>' },
    }),
    ...(
      [
        ['html-1 with two no-break spaces', '<p>a  b</p>', '<p>a&nbsp;&nbsp;b</p>'],
        ['html-1 with all words joined', '<p>a b c d e f</p>', `<p>${'abcdef'.split('').join('&nbsp;')}</p>`],
        ['html-1 with a value in another normalization form', '<p title=";">a</p>', '<p title="\u037e">a</p>'],
        ['html-1 with other space under white-space', '<p style="white-space:pre">a b</p>', '<p style="white-space:pre">a\nb</p>'],
        ['html-1 with meta charset beside a style sheet', '<style>p{}</style>', '<meta charset=utf-8><style>p{}</style>'],
        ['html-1 with a directive in a comment', '<p>a</p>', '<p>a</p><!-- noindex -->'],
      ] as const
    ).map(([name, signed, shown]) =>
      make(`digest-mismatch: ${name}`, {
        signed: { html: signed },
        content: { html: shown },
        expect: 'digest-mismatch',
      }),
    ),
    ...['<p><b is="x-y">a</b></p>', '<div><template shadowrootmode="open">a</template></div>'].map((shown) =>
      make(`content-invalid: html-1 of ${shown}`, {
        signed: { html: 'a' },
        content: { html: shown },
        expect: 'content-invalid',
      }),
    ),
    ...['<noscript>b</noscript>', '<template>b</template>', '<base href="/b">', '<iframe>b</iframe>'].map((added) =>
      make(`content-invalid: html-text-1 with ${added}`, {
        signed: { htmlText: 'a' },
        content: { htmlText: `a${added}` },
        expect: 'content-invalid',
      }),
    ),
    make('profile-mismatch: html-1 shown as html-text-1', {
      signed: { html: source },
      content: { htmlText: source },
      expect: 'profile-mismatch',
    }),
  ];
}
