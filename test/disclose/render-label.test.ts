/** The visible label: what a shopper sees, what a screen reader says, what an attacker cannot do. */

import type { ClaimsInput } from 'contentmark';
import {
  type DisclosureOptions,
  disclosure,
  LABEL_CSS,
  LANGUAGES,
  type LabelOptions,
  renderLabel,
  WORDS,
} from 'contentmark/disclosure';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { AS_OF, sourceType, verified } from './verified.ts';

type Element = DefaultTreeAdapterTypes.Element;

const generated = { kind: 'description', topics: ['health'] } as const;
const modified = {
  kind: 'image',
  sourceType: sourceType('compositeWithTrainedAlgorithmicMedia'),
} as const;

function disclosed(
  claims: Partial<ClaimsInput> = generated,
  options: Partial<DisclosureOptions> = {},
) {
  return disclosure(verified(claims).verdict, { market: 'eu', asOf: AS_OF, ...options });
}

/** The one element, its attributes, and the text that is in the page without any script. */
function read(html: string) {
  const [root, ...others] = parseFragment(html).childNodes as Element[];
  expect(others).toEqual([]);
  const attributes = Object.fromEntries(
    (root as Element).attrs.map(({ name, value }) => [name, value]),
  );
  const names: string[] = [];
  let shown = '';
  const visit = (node: DefaultTreeAdapterTypes.ChildNode): void => {
    if ('value' in node) shown += node.value;
    if (!('childNodes' in node)) return;
    names.push(node.nodeName);
    for (const { name } of (node as Element).attrs) if (name.startsWith('on')) names.push(name);
    for (const child of node.childNodes) visit(child);
  };
  visit(root as Element);
  return { attributes, names, shown };
}

describe.each(LANGUAGES)('in %s', (language) => {
  const words = WORDS[language];

  it('a label has text in the page, a role, a name and its language, and no markup but its own', () => {
    for (const form of ['long', 'short'] as const) {
      const { attributes, names, shown } = read(renderLabel(disclosed(), { language, form }));
      expect(shown).toBe(`${words.short['ai-generated']} ${words.long['ai-generated'].text}`);
      expect(attributes).toEqual({
        class: 'contentmark-label',
        role: 'note',
        lang: language,
        dir: 'ltr',
        'aria-label': words.name,
        'data-contentmark-label': 'ai-generated',
        'data-contentmark-basis': 'eu-public-interest',
      });
      expect(names).toEqual(['div', 'strong', 'span']);
    }
  });

  it('the acronym in capitals is at the core of what it says about AI', () => {
    for (const label of ['ai-generated', 'ai-modified'] as const) {
      expect(words.acronym).toMatch(/^[A-Z]{2}$/);
      expect(words.short[label]).toContain(words.acronym);
      for (const long of Object.values(words.long[label])) expect(long).toContain(words.acronym);
    }
  });

  it('content that was modified is never called generated, in any language', () => {
    const html = renderLabel(disclosed(modified), { language });
    expect(html).toContain(words.long['ai-modified'].image.slice(0, 10));
    const said = `${words.short['ai-modified']} ${Object.values(words.long['ai-modified'])}`;
    for (const stem of LANGUAGES.flatMap((each) => WORDS[each].generated)) {
      expect(said.toLowerCase()).not.toContain(stem);
    }
    expect(html.toUpperCase()).not.toContain('GENERATED');
  });

  it('what is called generated says so in the same words that a modified label may not use', () => {
    const said = `${words.short['ai-generated']} ${words.long['ai-generated'].text}`.toLowerCase();
    expect(words.generated.some((stem) => said.includes(stem))).toBe(true);
  });

  it('no label says that a rule asks for it', () => {
    const all = JSON.stringify(words).toLowerCase();
    expect(all).not.toMatch(
      /required|law|legal|gesetz|pflicht|loi|ley|legge|wet\b|prawo|法律|依法/,
    );
  });
});

it('the Chinese label holds both elements, AI and generated or synthesised', () => {
  for (const label of ['ai-generated', 'ai-modified'] as const) {
    const { short, long } = WORDS['zh-Hans'];
    for (const said of [short[label], ...Object.values(long[label])]) {
      expect(said).toMatch(/AI|人工智能/);
      expect(said).toMatch(/生成|合成/);
    }
  }
});

describe('whether there is a label', () => {
  const html = (claims: Partial<ClaimsInput>, options: Partial<DisclosureOptions> = {}) =>
    renderLabel(disclosed(claims, options));

  it('follows the decision', () => {
    expect(html(generated)).not.toBe('');
    expect(html({ kind: 'image' })).not.toBe('');
    const copy = { kind: 'description', topics: ['none'] } as const;
    expect(html(copy)).toBe('');
    expect(html(copy, { voluntary: true })).toContain('eu-product-copy');
    expect(html({ kind: 'review' })).toBe('');
    expect(html({ kind: 'review' }, { voluntary: true })).toBe('');
    expect(html({ kind: 'image', sourceType: sourceType('composite') })).toBe('');
  });

  it('elements that may be AI or not are called neither', () => {
    const found = html({ kind: 'image', sourceType: sourceType('compositeSynthetic') });
    expect(found).toContain('Computer-made elements');
    expect(found).not.toMatch(/\bAI-|generat/i);
  });
});

describe('the AI acronym of the EU Code', () => {
  it('goes in front where the language has another one', () => {
    const latin = (language: 'de' | 'en', claims: Partial<ClaimsInput> = generated) =>
      read(renderLabel(disclosed(claims), { language, latinAcronym: true })).shown;
    expect(latin('de')).toMatch(/^AI: KI-generiert /);
    expect(latin('en')).toMatch(/^AI-generated /);
    expect(latin('de', { kind: 'image', sourceType: sourceType('compositeSynthetic') })).toMatch(
      /^Computererzeugte/,
    );
  });
});

describe('hostile values', () => {
  it('stay text, whatever the product is called', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '"><script>alert(1)</script>',
        "' onmouseover='alert(1)",
        '</div><img src=x onerror=alert(1)>',
        '&quot;&gt;',
        '{{ constructor.constructor("alert(1)")() }}',
        '\u0000<',
        '<!--',
      ),
    );
    const found = disclosed();
    fc.assert(
      fc.property(hostile, (value) => {
        const about = `x${value}`.toWellFormed();
        const words = {
          lang: 'sv',
          short: `AI ${about}`.slice(0, 60).toWellFormed(),
          long: about,
          name: 'AI',
        };
        for (const options of [
          { about },
          { words: { ...words, long: about.slice(0, 500).toWellFormed() } },
        ]) {
          const { attributes, names, shown } = read(renderLabel(found, options));
          expect(names).toEqual(['div', 'strong', 'span']);
          expect(Object.keys(attributes)).toHaveLength(7);
          // An HTML parser turns NUL in text into nothing and folds line ends; nothing else may change.
          const plain = (text: string) =>
            text.replace(/\u0000|\ufffd/g, '').replace(/\r\n?/g, '\n');
          if ('about' in options) {
            expect(plain(attributes['aria-label'] as string)).toBe(plain(`AI notice: ${about}`));
          } else expect(plain(shown)).toContain(plain(words.long.slice(0, 500)));
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('words of the shop', () => {
  const words = { lang: 'ar', dir: 'rtl', short: 'AI نص', long: 'نص من AI', name: 'AI' } as const;

  it('are shown in their language and direction', () => {
    const { attributes, shown } = read(renderLabel(disclosed(), { words }));
    expect([attributes['lang'], attributes['dir'], shown]).toEqual(['ar', 'rtl', 'AI نص نص من AI']);
  });

  it.each([
    ['words.short', { words: { ...words, short: 'made by a model' } }],
    ['words.short', { words: { ...words, short: '' } }],
    ['words.short', { words: { ...words, short: `AI${' '.repeat(60)}` } }],
    ['words.long', { words: { ...words, long: '   ' } }],
    ['words.name', { words: { ...words, name: 7 } }],
    ['words.lang', { words: { ...words, lang: '"><script>' } }],
    ['words.dir', { words: { ...words, dir: 'auto' } }],
    ['words.tooltip', { words: { ...words, tooltip: 'x' } }],
    ['words', { words, language: 'de' }],
    ['language', { language: 'klingon' }],
    ['form', { form: 'hover' }],
    ['about', { about: '' }],
    ['id', { id: 'a b' }],
    ['id', { id: '"x' }],
    ['latinAcronym', { latinAcronym: 1 }],
    ['icon', { icon: 'eu' }],
  ] as [string, LabelOptions][])(
    'with a wrong %s (row %#) are refused by name',
    (name, options) => {
      expect(() => renderLabel(disclosed(), options)).toThrow(
        expect.objectContaining({ code: 'ERR_ARGUMENT', argument: `options.${name}` }),
      );
    },
  );

  it('cannot call modified content generated, in any language of ours', () => {
    for (const short of [
      'AI-generated',
      'AI GENERATED',
      'AI: generiert',
      'AI gegenereerd',
      'AI 生成',
    ]) {
      expect(() =>
        renderLabel(disclosed(modified), { words: { lang: 'en', short, long: 'x', name: 'AI' } }),
      ).toThrow(expect.objectContaining({ argument: 'options.words' }));
    }
  });

  it('a slip in them shows also where no label comes of it', () => {
    const free = disclosed({ kind: 'description', topics: ['none'] });
    expect(() => renderLabel(free, { words: { ...words, short: 'no core' } })).toThrow();
    expect(() => renderLabel({} as never)).toThrow(
      expect.objectContaining({ argument: 'disclosure' }),
    );
  });
});

it('an id is there to be described by', () => {
  expect(renderLabel(disclosed(), { id: 'ai-1' })).toContain(' id="ai-1" ');
});

it('the colours of the style sheet have a contrast of at least 7 to 1', () => {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [back = '', front = ''] = [/background:(#\w{6})/, /;color:(#\w{6})/].map(
    (pattern) => pattern.exec(LABEL_CSS)?.[1],
  );
  expect((luminance(back) + 0.05) / (luminance(front) + 0.05)).toBeGreaterThan(7);
  expect(LABEL_CSS).not.toMatch(/url\(|@import|display:none|hover/);
});
