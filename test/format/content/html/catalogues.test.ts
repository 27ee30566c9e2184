/** Descriptions as shops have them: nearly all must be signable, and carry a mark unchanged. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { embed, extract } from 'contentmark/carrier';
import { attributeCarrier, scriptCarrier } from 'contentmark/html';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { canonical, readerTextOf, structureOf } from './canonical.ts';

const ENVELOPE = Uint8Array.from({ length: 300 }, (_, i) => i & 255);
const COLUMNS = ['description', 'short_description', 'Body (HTML)', 'Description'];

function descriptionsIn(path: string): string[] {
  const rows = parse(readFileSync(path), { columns: true, bom: true, relax_column_count: true });
  return (rows as Record<string, string>[])
    .flatMap((row) => COLUMNS.map((column) => row[column] ?? ''))
    .filter((description) => description.includes('<'));
}

function expectMarkable(description: string): void {
  for (const carrier of [attributeCarrier(), scriptCarrier()]) {
    const marked = embed(description, ENVELOPE, carrier);
    expect(extract(marked, carrier)).toEqual([ENVELOPE]);
    expect(canonical(marked)).toBe(canonical(description));
    expect(readerTextOf(marked)).toEqual(readerTextOf(description));
  }
}

describe('the sample catalogues', () => {
  const folder = new URL('../../../fixtures/catalogue/', import.meta.url).pathname;
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  it.each(names)('%s can be signed and marked', (name) => {
    const descriptions = descriptionsIn(join(folder, name));
    expect(descriptions.length).toBeGreaterThan(0);
    descriptions.forEach(expectMarkable);
  });
});

/** As editors leave them: pasted from Word and Google Docs, from old admin panels, from feeds. */
describe('a description that has been through editors', () => {
  it.each([
    [
      'Shopify admin',
      '<meta charset="utf-8"><meta charset="utf-8">\n<p data-mce-fragment="1"><span data-mce-style="font-weight: 400;" style="font-weight: 400;" data-mce-fragment="1">Soft&nbsp;cotton.</span></p>\n<ul data-mce-fragment="1">\n<li data-mce-fragment="1">Made in USA</li>\n</ul>',
    ],
    [
      'Word',
      '<p class="MsoNormal" style="mso-margin-top-alt:auto"><!--[if !supportLists]--><span style="font-family:Symbol">\u00b7<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp; </span></span><!--[endif]-->Dry<o:p></o:p></p><?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" /><!--[if gte mso 9]><xml>\n <w:WordDocument></w:WordDocument>\n</xml><![endif]-->',
    ],
    [
      'Google Docs',
      '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt">Warm</span></p><br /></b><br class="Apple-interchange-newline">',
    ],
    [
      'an old admin panel',
      '<CENTER><FONT COLOR=#ff0000 SIZE="+2"><B>SALE!</B></FONT></CENTER><P>One<P>Two<BR><UL><LI>a<LI>b</UL><TABLE BORDER=0 WIDTH=100%><TR><TD NOWRAP>x<TD>y</TABLE><IMG SRC=a.gif ALT="50% off">',
    ],
    [
      'a page builder',
      '<div data-content-type="row" data-appearance="contained" data-element="main"><div data-enable-parallax="0" data-background-images="{}" data-element="inner"><h2 data-content-type="heading">Boots</h2><div data-content-type="html" data-decoded="true">{{widget type="x"}}</div></div></div>',
    ],
    [
      'video and styles',
      '<style>.a > b { color: red }</style><div class=a><iframe width="560" height="315" src="https://www.youtube.com/embed/x" frameborder="0" allowfullscreen></iframe></div><video controls><source src="a.mp4" type="video/mp4">No video.</video>',
    ],
    [
      'crossed formatting',
      '<p><strong>Care <em>instructions</strong>: wash</em> cold</p><p><b>Size<i></b></i></p>',
    ],
    ['a feed', '<![CDATA[<p>x</p>]]>'],
    ['nobody', 'Plain text with 5 < 6 & "quotes"<br>and a break'],
  ])('%s can be signed', (_name, description) => {
    expect(structureOf(description)).toHaveProperty('text');
    if (/<[a-z]/i.test(description) && !description.startsWith('<!')) expectMarkable(description);
  });
});

/** Larger catalogues of others, where they are at hand beside the project; otherwise the small ones. */
const LARGER = '../shared/data';
const isLarger = existsSync(LARGER);
const folder = isLarger ? LARGER : 'test/fixtures/catalogue';

describe('every description', () => {
  it(`of the catalogues in ${folder} can be signed and marked${isLarger ? '' : ' (the larger ones are not here)'}`, () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const all = files
      .filter((name) => name.endsWith('.csv'))
      .flatMap((name) => descriptionsIn(join(folder, name)));
    const refused = all.flatMap((description) => structureOf(description).problem ?? []);
    expect(all.length).toBeGreaterThan(0);
    expect(refused).toEqual([]);
    all.slice(0, 300).forEach(expectMarkable);
  });
});
