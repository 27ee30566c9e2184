/**
 * Markers of model refusals, and of gaps in a model's text that were to be filled in. Titles and
 * descriptions are pasted unread, so such sentences reach shops. They only warn, because a book
 * about chat programs quotes them too.
 */
import type { Marker } from './marker.ts';

const SEVERITY = { text: 'warn', name: 'warn' } as const;

/** Reports of shops that sold "I'm sorry but I cannot fulfill this request". */
const REPORTS = [
  'https://www.theverge.com/2024/1/12/24036156/openai-policy-amazon-ai-listings',
  'https://arstechnica.com/ai/2024/01/lazy-use-of-ai-leads-to-amazon-products-called-i-cannot-fulfill-that-request/',
];

/** Each with "this" and "that", with and without a comma before "but". */
const REFUSALS = [
  ...['fulfill', 'fulfil', 'complete', 'assist with', 'help with', 'comply with'].flatMap((verb) =>
    ['i cannot', "i can't", 'i am unable to', "i'm unable to"].flatMap((no) =>
      ['this request', 'that request'].map((what) => `${no} ${verb} ${what}`),
    ),
  ),
  ...["i'm sorry", 'i am sorry', 'sorry', 'i apologize'].flatMap((sorry) =>
    [', but', ' but'].flatMap((but) =>
      ['i cannot', "i can't", "i'm unable to", 'i am unable to'].map(
        (no) => `${sorry}${but} ${no}`,
      ),
    ),
  ),
  'goes against openai use policy',
  'against openai use policies',
  "against openai's use policy",
  "violates openai's usage policies",
];

export const MODEL_TEXT: readonly Marker[] = [
  {
    id: 'model-text.as-a-model',
    class: 'model-text',
    what: 'a model that speaks of itself',
    rule: {
      kind: 'phrase',
      phrases: [
        ...['ai', 'artificial intelligence', 'large', 'ai-powered', 'ai-based'].flatMap((kind) =>
          ['as an', 'as a', "i'm an", "i'm a", 'i am an', 'i am a'].map(
            (as) => `${as} ${kind} language model`,
          ),
        ),
        'as a language model',
        'as an ai model',
        'as an ai assistant',
        "i'm just an ai",
        'i am just an ai',
      ],
    },
    severity: SEVERITY,
    sources: REPORTS,
    falsePositives: 'Books, courses and posters about chat programs.',
    found: { title: 'As an AI language model, I do not have a name for this chair' },
    clean: { title: 'A language course with a model railway' },
  },
  {
    id: 'model-text.refusal',
    class: 'model-text',
    what: 'a model that refuses to write',
    rule: { kind: 'phrase', phrases: REFUSALS },
    severity: SEVERITY,
    sources: REPORTS,
    falsePositives: 'Letters to customers, novels, posters of jokes.',
    found: { title: 'I’m sorry but I cannot fulfill this request – brown' },
    clean: { title: 'Sorry, we cannot deliver on Sundays' },
  },
  {
    id: 'model-text.knowledge-limit',
    class: 'model-text',
    what: 'a model that says where its knowledge ends',
    rule: {
      kind: 'phrase',
      phrases: [
        'as of my last knowledge update',
        'as of my last training update',
        'as of my knowledge cutoff',
        'my knowledge cutoff',
        'my training data only',
        "i don't have access to real-time",
        'i do not have access to real-time',
      ],
    },
    severity: SEVERITY,
    sources: ['https://help.openai.com/en/articles/9624314-model-release-notes', ...REPORTS],
    falsePositives: 'As above.',
    found: { description: 'As of my last knowledge update, this lamp has a warm light.' },
    clean: { description: 'Our last update to the knowledge base was in May.' },
  },
  {
    id: 'model-text.preamble',
    class: 'model-text',
    what: 'a model that announces its answer',
    rule: {
      kind: 'phrase',
      phrases: [
        ...["here's", 'here is'].flatMap((here) =>
          [
            'a product description',
            'a compelling product description',
            'an engaging product description',
            'an seo-optimized product description',
            'a revised product description',
            'a rewritten version',
            'a revised version of the',
          ].map((what) => `${here} ${what}`),
        ),
        ...['certainly!', 'sure!', 'sure,', 'absolutely!', 'of course!'].flatMap((yes) =>
          ["here's a", 'here is a', 'here are'].map((here) => `${yes} ${here}`),
        ),
      ],
    },
    severity: SEVERITY,
    sources: REPORTS,
    falsePositives: 'Copy that talks to its readers: "Sure, here is a tip".',
    found: { body_html: '<p>Certainly! Here is a product description for your store:</p>' },
    clean: { body_html: '<p>Here is what our customers say.</p>' },
  },
  {
    id: 'model-text.gap',
    class: 'model-text',
    what: 'a gap of a template that nobody filled in',
    rule: {
      kind: 'phrase',
      phrases: [
        ...['product name', 'product', 'brand name', 'brand', 'company name', 'your company name']
          .concat(['store name', 'your store name', 'price', 'material', 'colour', 'color', 'link'])
          .concat(['your brand name', 'product description', 'keyword', 'product feature'])
          .map((what) => `[insert ${what}`),
        ...['product name', 'brand name', 'company name', 'store name', 'your name']
          .concat(['your brand name', 'your company', 'your company name', 'your store name'])
          .map((what) => `[${what}]`),
      ],
    },
    severity: SEVERITY,
    sources: REPORTS,
    falsePositives: 'Personalised goods, whose pictures show "[Your Name]".',
    found: { description: 'Meet the [Insert product name], made for you.' },
    clean: { description: 'Insert the product into its frame [see picture].' },
  },
];
