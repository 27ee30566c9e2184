/**
 * A theme app extension: a snippet that puts a product's mark into the page and says what the
 * app found out about it, and an app block that a merchant places on product pages.
 *
 * Liquid cannot verify a signature. It can compare: the verdict is write-protected, and holds
 * the SHA-256 of the description that was checked, so a description that has been edited since
 * shows as `changed` without any script. A translation has another digest, or none.
 */
import type { ExtensionFiles } from './extension-files.ts';
import { extensionLocales } from './extension-locales.ts';
import { MARK_FIELD, VERDICT_FIELD } from './fields.ts';

const metafield = ({ namespace, key }: { namespace: string; key: string }): string =>
  `product.metafields['${namespace}']['${key}'].value`;

const SNIPPET = `{%- comment -%}
  The provenance mark of a product, from contentmark.
  product: the product. A label is shown only while the verdict holds, where the app decided to
  disclose and says on which basis: generated, or partly-generated, by AI. On any other basis,
  or none, nothing is shown. label, label_partly: words of the shop's own for the two.
  environment: which one this shop is; empty means production. A verdict of another does not count.
  data-contentmark-state is one of
    unmarked   no mark
    unchecked  a mark, and no verdict for this product here, in this language
    expired    a verdict that no longer holds
    rejected   the app checked the mark, and it does not hold
    changed    the description is not the one that was checked
    verified   the app verified the mark, and the description is still the one it checked
  Whoever controls the page controls this element: it informs, and proves nothing by itself.
{%- endcomment -%}
{%- liquid
  assign mark = ${metafield(MARK_FIELD)}
  assign verdict = ${metafield(VERDICT_FIELD)}
  assign state = 'unmarked'
  if mark != blank
    assign state = 'unchecked'
    assign place = environment | strip | default: 'production'
    assign now = 'now' | date: '%s' | plus: 0
    assign here = false
    if verdict.environment == place and verdict.subject == product.handle
      assign here = true
    endif
    if verdict != blank and verdict.v == 1 and here
      if verdict.expiresAt <= now
        assign state = 'expired'
      elsif verdict.status == 'rejected'
        assign state = 'rejected'
      elsif verdict.status == 'verified'
        assign locale = request.locale.iso_code
        assign checked = verdict.descSha256[locale]
        assign shown = product.description | sha256
        if checked == shown
          assign state = 'verified'
        elsif checked != blank
          assign state = 'changed'
        endif
      endif
    endif
  endif
-%}
{%- if mark != blank -%}
<span
  class="contentmark"
  data-contentmark="{{ mark | escape }}"
  data-contentmark-subject="{{ product.handle | escape }}"
  data-contentmark-state="{{ state }}"
>
  {%- if state == 'verified' and verdict.action == 'disclose' -%}
    {%- if verdict.basis == 'generated' -%}
      {%- assign words = 'contentmark.ai_generated' | t -%}
      {{ label | default: words | escape }}
    {%- elsif verdict.basis == 'partly-generated' -%}
      {%- assign words = 'contentmark.ai_modified' | t -%}
      {{ label_partly | default: words | escape }}
    {%- endif -%}
  {%- endif -%}
</span>
{%- endif -%}
`;

const BLOCK_SCHEMA = {
  name: 'Provenance mark',
  target: 'section',
  enabled_on: { templates: ['product'] },
  settings: [
    { type: 'product', id: 'product', label: 'Product', autofill: true },
    {
      type: 'text',
      id: 'label',
      label: 'Label where AI made the content',
      info: 'Empty: "AI-generated", in the languages of the extension.',
    },
    {
      type: 'text',
      id: 'label_partly',
      label: 'Label where AI made part of it',
      info: 'Empty: "AI-modified", in the languages of the extension.',
    },
    {
      type: 'text',
      id: 'environment',
      label: 'Environment',
      default: 'production',
      info: 'As in the verdicts: production, staging. Verdicts of another do not count.',
    },
  ],
};

const BLOCK = `<div {{ block.shopify_attributes }}>
  {%- render 'contentmark',
    product: block.settings.product,
    label: block.settings.label,
    label_partly: block.settings.label_partly,
    environment: block.settings.environment
  -%}
</div>

{% schema %}
${JSON.stringify(BLOCK_SCHEMA, null, 2)}
{% endschema %}
`;

const CONFIGURATION = `name = "contentmark-theme"
type = "theme"
`;

/** The files of the theme app extension. */
export function themeExtension(): ExtensionFiles {
  return {
    'shopify.extension.toml': CONFIGURATION,
    'snippets/contentmark.liquid': SNIPPET,
    'blocks/contentmark.liquid': BLOCK,
    ...extensionLocales(
      (words, label) => words.short[label],
      (words) => ({ contentmark: words }),
    ),
  };
}
