/** What nobody may add to signed copy, or change in it, and still pass. */
import { describe, expect, it } from 'vitest';
import { canonical, structureOf } from './canonical.ts';
import { MUTATIONS } from './mutation-xss.ts';

const COPY =
  '<p>Trail boot, <a href="/care">how to care</a>.</p><img src="b.png" alt="A boot">' +
  '<svg><path d="M0 0"/></svg><math><mi>x</mi></math><template><i>t</i></template>';

/** Refused, or something else than what was signed. */
function expectAnother(changed: string): void {
  expect(changed).not.toBe(COPY);
  const { text, problem } = structureOf(changed);
  if (problem === undefined) expect(text).not.toBe(canonical(COPY));
}

describe('signed copy is another with', () => {
  it.each([
    ['a script', `${COPY}<script>a()</script>`],
    ['a script from elsewhere', `${COPY}<script src=//evil.example></script>`],
    ['an event handler', COPY.replace('<img', '<img onerror=a()')],
    ['a handler in SVG', COPY.replace('<svg', '<svg onload=a()')],
    ['a handler in MathML', COPY.replace('<mi', '<mi onclick=a()')],
    ['a style attribute', COPY.replace('<p', '<p style="display:none"')],
    ['a style element', `${COPY}<style>p{display:none}</style>`],
    ['a class', COPY.replace('<p', '<p class="a"')],
    ['an id', COPY.replace('<p', '<p id="a"')],
    ['hidden', COPY.replace('<p', '<p hidden')],
    ['dir', COPY.replace('<p', '<p dir=rtl')],
    ['a data attribute', COPY.replace('<p', '<p data-bind="html:x"')],
    ['a frame', `${COPY}<iframe src=//evil.example></iframe>`],
    ['a link element', `${COPY}<link rel=stylesheet href=//evil.example>`],
    ['another link target', COPY.replace('/care', '//evil.example')],
    ['another image', COPY.replace('b.png', 'c.png')],
    ['a srcset', COPY.replace('<img', '<img srcset="c.png 2x"')],
    ['another alternative text', COPY.replace('A boot', 'A shoe')],
    ['base', `<base href=//evil.example>${COPY}`],
    ['a form around it', `<form action=//evil.example>${COPY}</form>`],
    ['a refresh', `<meta http-equiv=refresh content=0>${COPY}`],
    ['another encoding', `<meta charset=utf-7>${COPY}`],
    ['an encoding and more', `<meta charset=utf-8 name=a>${COPY}`],
    ['an SVG link', COPY.replace('<path', '<a xlink:href="javascript:a()"/><path')],
    ['more in a template', COPY.replace('<i>t</i>', '<i>t</i><script>a()</script>')],
    ['nothing in a template', COPY.replace('<i>t</i>', '')],
    [
      'a template that is none',
      COPY.replace('<template>', '<div>').replace('</template>', '</div>'),
    ],
    ['an element in another namespace', COPY.replace('<path d="M0 0"/>', '<desc><p></p></desc>')],
    ['a word less', COPY.replace('how to ', '')],
    ['a no-break space more', COPY.replace('boot', 'bo&nbsp;ot')],
    ['a soft hyphen', COPY.replace('boot', 'bo&shy;ot')],
    ['an override of direction', COPY.replace('boot', '\u202eboot')],
  ])('%s', (_name, changed) => expectAnother(changed));

  it.each([
    '<!-- ko foreach: x -->',
    '<!--ko if: x-->',
    '<!-- /ko -->',
    '<!--[if IE]>x<![endif]-->',
    '<!--[if !IE]><!-->',
    '<!--<![endif]-->',
    '<![endif]>',
    '<!--#include virtual="/x"-->',
    '<!--#exec cmd="ls"-->',
    '<!--esi x-->',
    '<!--esi <esi:include src="/x"/>-->',
    '<!-- directive: my-dir x -->',
    '<!-- wp:html -->',
    '<!-- /wp:html -->',
    '<!-- {{widget type="x"}} -->',
    '<!-- {% include "x" %} -->',
    '<!-- $x -->',
    '<!--more-->',
    '<!-- split -->',
    '<!--noindex-->',
    '<!--/noindex-->',
    '<!-- sse -->',
    '<!--email_off-->',
    '<!--/email_off-->',
    '<!-- break -->',
    '<!--truncate-->',
    '<!-- tab -->',
    '<!-- INCLUDE header -->',
    '<!-- include header -->',
    '<!-- BEGIN row -->',
    '<!-- END row -->',
    '<!-- IF price -->',
    '<!-- endif -->',
    '<!--googleoff: index-->',
    '<!-- googleon: all -->',
    '<!--more Read on-->',
    '<!-- nextpage -->',
    '<!--pagebreak-->',
    '<!-- pagebreak second -->',
    '<!--members-only-->',
    '<!-- excerpt -->',
    '<!--:en-->',
    '<!--:-->',
    '<!-- google_ad_section_start -->',
    '<!--TYPO3SEARCH_begin-->',
    '<!--webbot bot="x" -->',
    '<!-- saved from url=(0014)about:internet -->',
    '<!-- build:js a.js -->',
    '<!-- wp:paragraph -->',
    '<!--/* x */-->',
    '<!--?lit$1$-->',
    '<!--!-->',
    '<!--/-->',
    '<!-- TemplateBeginEditable name -->',
    '<!--kg-card-begin: html-->',
    '<!-- Mfunc x -->',
    '<!-- @include x -->',
    '<!-- .. -->',
    '<!-- MORE -->',
    '<!--StartFragments-->',
    '<!-- startfragment -->',

    '<!-- mfunc x -->',
    '<!-- <b>x</b> -->',
    '<!-- x --!>',
    '<!-->',
    '<!--->',
    '<?php x ?>',
    '<?x>',
    '<%x%>',
    '<!x>',
    '<!abcd-->',
    '</ abcd-->',
    '<?abcd-->',
    '</ x>',
    '<!ENTITY x "y">',
    '<![CDATA[x]]>',
  ])('the comment %s, which some software acts on', (comment) => {
    expectAnother(`${COPY}${comment}`);
    expectAnother(COPY.replace('boot', `bo${comment}ot`));
    if (structureOf(`${COPY}${comment}`).problem !== undefined) return;
    expect(canonical(`${COPY}${comment}`)).not.toBe(canonical(`${COPY}${comment}${comment}`));
  });

  const type = 'application/vnd.contentmark+cose';
  it.each([
    ['text that is not base64url', `<script type="${type}">alert(1)</script>`],
    ['no text', `<script type="${type}"></script>`],
    ['two words', `<script type="${type}">0oRY 0oRY</script>`],
    ['too much text', `<script type="${type}">${'A'.repeat(10_924)}</script>`],
    ['another attribute', `<script type="${type}" src="//evil.example">0oRY</script>`],
    ['another type', '<script type="text/javascript">0oRY</script>'],
    ['another spelling of the type', `<script type="${type} ">0oRY</script>`],
    ['another namespace', `<svg><script type="${type}">0oRY</script></svg>`],
    ['another element', `<style type="${type}">0oRY</style>`],
    ['an attribute that is not base64url', '<p data-contentmark="a b"></p>'],
    ['an empty attribute', '<p data-contentmark></p>'],
    ['another attribute name', '<p data-contentmarks="0oRY"></p>'],
    ['an editor attribute of another name', '<p data-mce="x" data-gramm2></p>'],
  ])('what is nearly a mark: %s', (_name, nearly) => {
    expectAnother(`${COPY}${nearly}`);
    const plain = nearly.replace(/ data-[^>]*/, '');
    if (plain !== nearly) expect(canonical(nearly)).not.toBe(canonical(plain));
  });
});

describe('markup that mutates between parsers', () => {
  it('is a long list', () => {
    expect(new Set(MUTATIONS).size).toBe(MUTATIONS.length);
    expect(MUTATIONS.length).toBeGreaterThan(90);
  });

  it.each(MUTATIONS)('%s', (mutation) => {
    expectAnother(`${COPY}${mutation}`);
    expectAnother(`${mutation}${COPY}`);
    expectAnother(COPY.replace('boot', `boot${mutation}`));
    expectAnother(COPY.replace('<i>t</i>', `<i>t</i>${mutation}`));
    const name = /^<([a-z]+)/.exec(mutation)?.[1] ?? 'b';
    expectAnother(`${mutation}${COPY}</${name}>`);
    expectAnother(`<!--${mutation}-->${COPY}`);
    expectAnother(COPY.replace('A boot', `A boot${mutation}`));
  });
});
