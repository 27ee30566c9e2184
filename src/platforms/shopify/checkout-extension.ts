/**
 * A checkout UI extension that shows, under a line of the cart, that AI made its content,
 * wholly or in part, where the app decided to disclose it. It reads the verdict, which Shopify hands to it without
 * any network; a checkout cannot see descriptions, so there is nothing it could verify. It
 * blocks nothing: Shopify has deprecated that in UI extensions, and a Function reads the same
 * verdict.
 */

import type { ExtensionFiles } from './extension-files.ts';
import { extensionLocales } from './extension-locales.ts';
import { VERDICT_FIELD } from './fields.ts';

/** Of `@shopify/ui-extensions` 2026.7, with which the source was compiled. */
const API_VERSION = '2026-07';
const TARGET = 'purchase.checkout.cart-line-item.render-after';

const CONFIGURATION = `api_version = "${API_VERSION}"

[[extensions]]
name = "Contentmark"
handle = "contentmark-checkout"
type = "ui_extension"

[[extensions.targeting]]
module = "./src/Checkout.jsx"
target = "${TARGET}"

[[extensions.targeting.metafields]]
namespace = "${VERDICT_FIELD.namespace}"
key = "${VERDICT_FIELD.key}"

[extensions.settings]

[[extensions.settings.fields]]
key = "environment"
type = "single_line_text_field"
name = "Environment"
description = "As in the verdicts: production, staging. Empty means production."
`;

// Line by line, so that neither people nor tools take it for code of this file.
const SOURCE = [
  "import '@shopify/ui-extensions/preact';",
  "import { readVerdict } from 'contentmark/verdict';",
  "import { render } from 'preact';",
  '',
  'export default async () => {',
  '  render(<Disclosure />, document.body);',
  '};',
  '',
  'export function Disclosure() {',
  '  const { product } = shopify.target.value.merchandise;',
  '  const { environment } = shopify.settings.value;',
  '  const entry = shopify.appMetafields.value.find(',
  '    ({ target, metafield }) =>',
  "      target.type === 'product' &&",
  '      target.id === product.id &&',
  `      metafield.namespace === '${VERDICT_FIELD.namespace}' &&`,
  `      metafield.key === '${VERDICT_FIELD.key}',`,
  '  );',
  '  const reading = readVerdict(entry?.metafield.value, {',
  "    // The whole id: a verdict that was copied from another product is not this one's.",
  '    ownerId: product.id,',
  "    environment: typeof environment === 'string' && environment ? environment : 'production',",
  '    now: Math.floor(Date.now() / 1000),',
  "    fail: 'closed',",
  '  });',
  '  // Nothing is said of what is not known: no verdict is no reason to call a product anything.',
  "  if (reading.status !== 'verified' || reading.action !== 'disclose') return null;",
  '  // What AI did not make, wholly or in part, is not labelled, whatever else is disclosed of it.',
  '  const { basis } = JSON.parse(String(entry?.metafield.value));',
  "  const generated = basis === 'generated' ? 'ai_generated' : undefined;",
  "  const key = basis === 'partly-generated' ? 'ai_modified' : generated;",
  '  if (key === undefined) return null;',
  '  return <s-text color="subdued">{shopify.i18n.translate(key)}</s-text>;',
  '}',
]
  .map((line) => `${line}\n`)
  .join('');

/** What `shopify app dev` writes too: the global of this target. */
const DECLARATION = `import '@shopify/ui-extensions';

declare module './src/Checkout.jsx' {
  const shopify: import('@shopify/ui-extensions/${TARGET}').Api;
  const globalThis: { shopify: typeof shopify };
}
`;

const TSCONFIG = {
  compilerOptions: {
    jsx: 'react-jsx',
    jsxImportSource: 'preact',
    target: 'ES2020',
    module: 'ESNext',
    moduleResolution: 'Bundler',
    checkJs: true,
    allowJs: true,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
  },
  include: ['./src', './shopify.d.ts'],
};

const PACKAGE = {
  name: 'contentmark-checkout',
  private: true,
  version: '1.0.0',
  type: 'module',
  dependencies: {
    '@preact/signals': '^2.3.0',
    '@shopify/ui-extensions': '2026.7.x',
    contentmark: '^0.1.0',
    preact: '^10.25.0',
  },
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The files of the checkout UI extension. */
export function checkoutExtension(): ExtensionFiles {
  return {
    'shopify.extension.toml': CONFIGURATION,
    'src/Checkout.jsx': SOURCE,
    // A sentence: "AI-generated" alone, under the name of a pair of boots, would be said of the boots.
    ...extensionLocales(
      (words, label) => words.long[label].content,
      (words) => words,
    ),
    'shopify.d.ts': DECLARATION,
    'tsconfig.json': json(TSCONFIG),
    'package.json': json(PACKAGE),
  };
}
