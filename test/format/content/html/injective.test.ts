/** Different trees have different canonical forms: what parse5 builds is the judge. */
import fc from 'fast-check';
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { describe, expect, it } from 'vitest';
import { canonical, structureOf } from './canonical.ts';

/** White space by code points: a no-break space counts where it is one of two in a run, or of five without another space. */
function collapse(text: string): string {
  const runs = text.match(/[\t\n\f\r \u00a0]+|[^\t\n\f\r \u00a0]+/g) ?? [];
  const stretches = runs
    .map((run) => (/[\t\n\f\r ]/.test(run) ? '|' : run))
    .join('')
    .split('|');
  let stretch = 0;
  return runs
    .map((run) => {
      if (/^[^\t\n\f\r \u00a0]/.test(run)) return run;
      const breaks = /[\t\n\f\r ]/.test(run);
      if (breaks) stretch += 1;
      const count = run.split('\u00a0').length - 1;
      const joints = (stretches[stretch] ?? '')
        .split(/[^\u00a0]+/)
        .filter((one) => one === '\u00a0').length;
      if (count > 1) return run.replace(/[\t\n\f\r ]+/g, ' ');
      return !breaks && joints > 4 ? run : ' ';
    })
    .join('');
}

/** A tree as nested arrays, which `JSON.stringify` cannot confuse, with what html-1 leaves out left out. */
function modelOf(nodes: readonly Tree.ChildNode[], rule: 'flow' | 'kept' | 'code'): unknown[] {
  const model: unknown[] = [];
  let text = '';
  const endText = () => {
    const flow = rule === 'flow' ? collapse(text) : text;
    if (text !== '') model.push(rule === 'code' ? flow : flow.normalize('NFC'));
    text = '';
  };
  for (const node of nodes) {
    if ('value' in node) {
      text += node.value;
    } else if ('tagName' in node) {
      endText();
      const code = 'script style xmp iframe noembed noframes noscript plaintext'.split(' ');
      const isCode = rule === 'code' || code.includes(node.tagName);
      const isKept = rule === 'kept' || ['pre', 'textarea', 'listing'].includes(node.tagName);
      model.push([
        node.namespaceURI,
        node.tagName,
        node.attrs
          .map(({ namespace = '', name, value }) => [namespace, name, value])
          .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
        modelOf(
          'content' in node ? node.content.childNodes : node.childNodes,
          isCode ? 'code' : isKept ? 'kept' : 'flow',
        ),
      ]);
    } else if ('data' in node) {
      endText();
      model.push({ comment: node.data });
    }
  }
  endText();
  return model;
}

function childrenOfDiv(html: string): readonly Tree.ChildNode[] {
  const page = parse(`<!DOCTYPE html><html><head></head><body><div>${html}</div></body></html>`);
  const [, root] = page.childNodes as [Tree.DocumentType, Tree.Element];
  const [, body] = root.childNodes as [Tree.Element, Tree.Element];
  return (body.childNodes[0] as Tree.Element).childNodes;
}

const names = [
  'a',
  'b',
  'p',
  'o:p',
  'a=b',
  'a"',
  'a&lt;',
  'pre',
  'script',
  'template',
  'td',
  'textarea',
];
const piece = fc.oneof(
  {
    arbitrary: fc.constantFrom(...names.flatMap((name) => [`<${name}>`, `</${name}>`])),
    weight: 4,
  },
  fc.constantFrom('<svg>', '</svg>', '<svg:a>', '<rect/>', '<math>', '</math>', '<mi>', '</mi>'),
  fc.constantFrom('<p a=b>', '<p a=":">', '<p a:b="">', "<p a='&quot;' b>", '<p a b="a=&quot;b">'),
  fc.constantFrom(
    '&lt;p&gt;',
    '&lt;/p&gt;',
    '&amp;lt;',
    '"',
    "'",
    '&',
    '=',
    ':',
    'a',
    'b',
    ' ',
    '\n',
    '&nbsp;',
  ),
  fc.constantFrom('\u0338', 'e\u0301', '\u00e9', '&lt;\u0338', '\u226e', '\u037e', '\u212a'),
  fc.constantFrom('<table>', '</table>', '<tr>', '<br>', '<img alt=x>', '<!--{-->', '<!--}-->'),
);
const source = fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join(''));

describe('a canonical form', () => {
  it('stands for one tree', () => {
    const trees = new Map<string, string>();
    const forms = new Map<string, string>();
    let shared = 0;
    fc.assert(
      fc.property(source, (html) => {
        const { text } = structureOf(html);
        if (text === undefined) return;
        const model = JSON.stringify(modelOf(childrenOfDiv(html), 'flow'));
        if (trees.has(text) && html !== '') shared += 1;
        expect(trees.get(text) ?? model).toBe(model);
        // And one tree has one form, or the profile would tell apart what it says is the same.
        expect(forms.get(model) ?? text).toBe(text);
        trees.set(text, model);
        forms.set(model, text);
      }),
      { numRuns: 20_000 },
    );
    expect(trees.size).toBeGreaterThan(1_000);
    expect(shared).toBeGreaterThan(100);
  });

  it.each([
    ['a name with a colon and a namespace', '<svg:a></svg:a>', '<svg><a></a></svg>'],
    ['an attribute with a colon and a prefix', '<p xlink:href=a>', '<svg xlink:href=a></svg>'],
    ['a quote in a name', '<p a"b=c>', '<p a b=c>'],
    ['an equals sign in a name', '<p =a=b>', '<p a=b>'],
    ['text like an element', '&lt;p&gt;&lt;/p&gt;', '<p></p>'],
    ['text like a comment', '&lt;!&gt;', '<!{>'],
    [
      'script text like an element',
      '<script><g></g></script>',
      '<svg><script><g></g></script></svg>',
    ],
    ['a value like two', '<p a="b&quot; c=&quot;d">', '<p a=b c=d>'],
    ['a solidus behind a tag', '<p>&lt;&#x338;/p>', '<p></p>'],
    ['a comment like another', '<!a>', '<!--a-->'],
    ['a combining character behind a tag', '<b></b>\u0338', '<b></b>'],
  ])('tells %s apart', (_name, a, b) => {
    expect(canonical(a)).not.toBe(canonical(b));
  });

  it('escapes what HTML allows in names', () => {
    expect(canonical('<x=y"&lt;:z =a"&lt;:b=c></x=y"&lt;:z>')).toBe(
      '<x&#61;y&quot;&amp;lt;&#58;z &#61;a&quot;&amp;lt;&#58;b="c"></x&#61;y&quot;&amp;lt;&#58;z>',
    );
    expect(canonical('<a<b c<d></a<b>')).toBe('<a&lt;b c&lt;d=""></a&lt;b>');
  });
});
