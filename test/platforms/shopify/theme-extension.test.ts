/** The Liquid files, rendered: what a page says of a product in each state. */
import { createHash } from 'node:crypto';
import { WORDS } from 'contentmark/disclosure';
import type { Decision } from 'contentmark/policy';
import { themeExtension } from 'contentmark/shopify';
import { writeVerdict } from 'contentmark/verdict';
import { Liquid, Tag, type TagToken, type Template, type TopLevelToken } from 'liquidjs';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { verifiedVerdict } from './verdicts.ts';

const files = themeExtension();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** `{% schema %}` is for the theme editor and prints nothing. */
class Schema extends Tag {
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    while (remaining.length > 0) {
      const next = remaining.shift();
      if ((next as { name?: string } | undefined)?.name === 'endschema') return;
    }
    throw new Error('schema is not closed');
  }
  render(): void {}
}

const engine = new Liquid({
  strictFilters: true,
  templates: { contentmark: files['snippets/contentmark.liquid'] as string },
});
engine.registerFilter('sha256', sha256);
engine.registerTag('schema', Schema);
const words = JSON.parse(files['locales/en.default.json'] as string);
engine.registerFilter('t', (key: string) =>
  key.split('.').reduce((found, name) => found[name], words),
);
const snippet: Template[] = engine.parse(files['snippets/contentmark.liquid'] as string);

const DESCRIPTION = '<p>Light &amp; <b>warm</b></p>';
const MARK = `0oRY${'a'.repeat(400)}`;
const LATER = 4_000_000_000;

function product(
  change: {
    readonly mark?: string;
    readonly verdict?: unknown;
    readonly description?: string;
  } = {},
) {
  const { mark = MARK, description = DESCRIPTION } = change;
  const verdict = Object.hasOwn(change, 'verdict') ? change.verdict : stored({});
  return {
    handle: 'boots',
    description,
    metafields: { $app: { contentmark: { value: mark }, contentmark_verdict: { value: verdict } } },
  };
}

/** A verdict as the app writes it, and as Liquid gets it: parsed. */
function stored({
  expiresAt = LATER,
  subject = 'boots',
  descSha256 = { en: sha256(DESCRIPTION) },
  decision = { action: 'disclose', basis: 'generated' },
}: {
  readonly expiresAt?: number;
  readonly subject?: string;
  readonly descSha256?: Readonly<Record<string, string>>;
  readonly decision?: Pick<Decision, 'action' | 'basis'>;
}) {
  return JSON.parse(
    writeVerdict(verifiedVerdict(subject), {
      subject,
      environment: 'production',
      expiresAt,
      envelopeDigest: 'a'.repeat(64),
      decision,
      descSha256,
    }),
  );
}

const render = (
  shown: object,
  { locale = 'en', label = '', label_partly = '', environment = '' } = {},
): string =>
  engine.renderSync(snippet, {
    product: shown,
    label,
    label_partly,
    environment,
    request: { locale: { iso_code: locale } },
  });
const stateOf = (page: string) => /data-contentmark-state="([a-z]+)"/.exec(page)?.[1];

describe('the snippet', () => {
  it('carries the mark, and the label only while the verdict holds', () => {
    const page = render(product());
    expect(page).toContain(`data-contentmark="${MARK}"`);
    expect(page).toContain('data-contentmark-subject="boots"');
    expect(stateOf(page)).toBe('verified');
    expect(page).toContain('>AI-generated</span>');
    expect(render(product(), { label: 'Made by our AI' })).toContain('>Made by our AI</span>');
  });

  it('says "AI-generated" of what AI made, "AI-modified" of what it changed, nothing of the rest', () => {
    const of = (decision: Pick<Decision, 'action' | 'basis'>) =>
      render(product({ verdict: stored({ decision }) }), { label: 'All', label_partly: 'Some' });
    const plain = (basis: 'generated' | 'partly-generated') =>
      render(product({ verdict: stored({ decision: { action: 'disclose', basis } }) }));
    expect(plain('generated')).toContain('>AI-generated</span>');
    expect(plain('partly-generated')).toContain('>AI-modified</span>');
    expect(of({ action: 'disclose', basis: 'generated' })).toContain('>All</span>');
    expect(of({ action: 'disclose', basis: 'partly-generated' })).toContain('>Some</span>');
    for (const decision of [
      { action: 'disclose' },
      { action: 'disclose', basis: 'other-source' },
      { action: 'disclose', basis: 'unknown-source' },
      { action: 'disclose', basis: 'claim-topic' },
      { action: 'allow' },
      { action: 'hide' },
    ] as const) {
      expect(of(decision)).toMatch(/data-contentmark-state="verified"\s*><\/span>/);
    }
  });

  it('has its words in the languages of src/disclose, under the names that Shopify gives them', () => {
    const locales = Object.keys(files).filter((path) => path.startsWith('locales/'));
    expect(locales.map((path) => path.slice(8, -5)).sort()).toEqual(
      ['de', 'en.default', 'es', 'fr', 'it', 'nl', 'pl', 'zh-CN'].sort(),
    );
    expect(JSON.parse(files['locales/de.json'] as string)).toEqual({
      contentmark: {
        ai_generated: WORDS.de.short['ai-generated'],
        ai_modified: WORDS.de.short['ai-modified'],
      },
    });
    expect(files['locales/zh-CN.json']).toContain(WORDS['zh-Hans'].short['ai-modified']);
  });

  it.each([
    ['an edited description', product({ description: `${DESCRIPTION} ` }), 'en', 'changed'],
    ['a translation', product({ description: '<p>Leicht</p>' }), 'de', 'unchecked'],
    [
      'a verdict that is over',
      product({ verdict: stored({ expiresAt: 1_000_000_000 }) }),
      'en',
      'expired',
    ],
    [
      "another product's verdict",
      product({ verdict: stored({ subject: 'hat' }) }),
      'en',
      'unchecked',
    ],
    ['no verdict', product({ verdict: undefined }), 'en', 'unchecked'],
    [
      'a verdict of a later version',
      product({ verdict: { ...stored({}), v: 2 } }),
      'en',
      'unchecked',
    ],
    [
      'a mark that was refused',
      product({
        verdict: {
          v: 1,
          status: 'rejected',
          subject: 'boots',
          environment: 'production',
          expiresAt: LATER,
        },
      }),
      'en',
      'rejected',
    ],
  ])('says of %s that it is not verified, and shows no label', (_what, shown, locale, state) => {
    const page = render(shown, { locale });
    expect(stateOf(page)).toBe(state);
    expect(page).not.toContain('AI-generated');
  });

  it('takes no verdict of another environment, and that of production unless told otherwise', () => {
    const staging = product({ verdict: { ...stored({}), environment: 'staging' } });
    expect(stateOf(render(staging))).toBe('unchecked');
    expect(render(staging)).not.toContain('AI-generated');
    expect(stateOf(render(staging, { environment: 'staging' }))).toBe('verified');
    expect(stateOf(render(staging, { environment: 'production' }))).toBe('unchecked');
    expect(stateOf(render(product(), { environment: 'staging' }))).toBe('unchecked');
    const { environment: _none, ...unstated } = stored({});
    expect(stateOf(render(product({ verdict: unstated })))).toBe('unchecked');
  });

  it('checks a translation against the digest of its own language', () => {
    const translated = '<p>Leicht</p>';
    const descSha256 = { en: sha256(DESCRIPTION), de: sha256(translated) };
    const shown = product({ description: translated, verdict: stored({ descSha256 }) });
    expect(stateOf(render(shown, { locale: 'de' }))).toBe('verified');
    expect(stateOf(render(shown, { locale: 'en' }))).toBe('changed');
  });

  it('prints nothing for a product without a mark', () => {
    expect(render(product({ mark: '' })).trim()).toBe('');
    expect(render({ handle: 'x', description: '', metafields: {} }).trim()).toBe('');
  });

  it('escapes whatever stands in a metafield, a handle or a label', () => {
    const hostile = `"><script>alert('x')</script>`;
    const shown = { ...product({ mark: hostile }), handle: hostile };
    const page = render(shown) + render(product(), { label: hostile });
    expect(page).not.toContain('<script');
    expect(page.match(/</g)?.length).toBe(4);
  });
});

describe('the block', () => {
  const globals = { request: { locale: { iso_code: 'en' } } };
  const block = files['blocks/contentmark.liquid'] as string;
  const schema = JSON.parse(/{% schema %}([\s\S]*){% endschema %}/.exec(block)?.[1] ?? '');

  it('renders the snippet for the product that is chosen', () => {
    const scope = {
      block: {
        shopify_attributes: 'data-x',
        settings: { product: product(), label: 'Made by AI', environment: 'production' },
      },
    };
    const page = engine.parseAndRenderSync(block, scope, { globals });
    expect(page).toMatch(/^<div data-x>/);
    expect(stateOf(page)).toBe('verified');
    // A rendered snippet sees its parameters and the global objects, and nothing else.
    expect(page).toContain('data-contentmark-subject="boots"');
  });

  it('passes on which environment the shop is', () => {
    const settings = { product: product() };
    const stateIn = (environment: string) => {
      const scope = { block: { settings: { ...settings, environment } } };
      return stateOf(engine.parseAndRenderSync(block, scope, { globals }));
    };
    expect([stateIn('staging'), stateIn('production')]).toEqual(['unchecked', 'verified']);
  });

  it('has a schema within what Shopify takes of an app block', () => {
    expect(schema.target).toBe('section');
    expect(schema.name.length).toBeLessThanOrEqual(25);
    expect(schema.enabled_on).toEqual({ templates: ['product'] });
    expect(schema.settings.map(({ id, type }: { id: string; type: string }) => [id, type])).toEqual(
      [
        ['product', 'product'],
        ['label', 'text'],
        ['label_partly', 'text'],
        ['environment', 'text'],
      ],
    );
  });
});

it('the extension is a theme extension, small against the 100 KB of Liquid that are allowed', () => {
  expect(parseToml(files['shopify.extension.toml'] as string)).toMatchObject({ type: 'theme' });
  const liquid = Object.entries(files).filter(([path]) => path.endsWith('.liquid'));
  expect(liquid.reduce((sum, [, text]) => sum + text.length, 0)).toBeLessThan(10_000);
});
