/** The files of templates/shopify are those that the package has, and name the metafields that it writes. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkoutExtension, MARK_FIELD, themeExtension, VERDICT_FIELD } from 'contentmark/shopify';
import { expect, it } from 'vitest';
import { MODULE, templatesModule } from '../../../scripts/shopify-templates.ts';

const template = (path: string) =>
  readFileSync(
    fileURLToPath(new URL(`../../../templates/shopify/${path}`, import.meta.url)),
    'utf8',
  );

it('the module holds the files as they are; if not, run scripts/shopify-templates.ts', () => {
  expect(readFileSync(MODULE, 'utf8')).toBe(templatesModule());
});

it('what an app gets is the file, byte for byte', () => {
  const path = 'snippets/contentmark.liquid';
  expect(themeExtension()[path]).toBe(template(`theme/${path}`));
  expect(checkoutExtension()['src/Checkout.jsx']).toBe(template('checkout/src/Checkout.jsx'));
});

it('the files name the metafields that are written', () => {
  const snippet = template('theme/snippets/contentmark.liquid');
  for (const { namespace, key } of [MARK_FIELD, VERDICT_FIELD]) {
    expect(snippet).toContain(`product.metafields['${namespace}']['${key}'].value`);
  }
  const { namespace, key } = VERDICT_FIELD;
  expect(template('checkout/shopify.extension.toml')).toContain(
    `namespace = "${namespace}"\nkey = "${key}"`,
  );
  expect(template('checkout/src/Checkout.jsx')).toContain(`metafield.namespace === '${namespace}'`);
  expect(template('checkout/src/Checkout.jsx')).toContain(`metafield.key === '${key}'`);
});
