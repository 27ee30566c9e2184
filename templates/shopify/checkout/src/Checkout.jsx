import '@shopify/ui-extensions/preact';
import { readVerdict } from 'contentmark/verdict';
import { render } from 'preact';

export default async () => {
  render(<Disclosure />, document.body);
};

export function Disclosure() {
  const { product } = shopify.target.value.merchandise;
  const { environment } = shopify.settings.value;
  const entry = shopify.appMetafields.value.find(
    ({ target, metafield }) =>
      target.type === 'product' &&
      target.id === product.id &&
      metafield.namespace === '$app' &&
      metafield.key === 'contentmark_verdict',
  );
  const reading = readVerdict(entry?.metafield.value, {
    // The whole id: a verdict that was copied from another product is not this one's.
    ownerId: product.id,
    environment: typeof environment === 'string' && environment ? environment : 'production',
    now: Math.floor(Date.now() / 1000),
    fail: 'closed',
  });
  // Nothing is said of what is not known: no verdict is no reason to call a product anything.
  if (reading.status !== 'verified' || reading.action !== 'disclose') return null;
  // What AI did not make, wholly or in part, is not labelled, whatever else is disclosed of it.
  const { basis } = JSON.parse(String(entry?.metafield.value));
  const generated = basis === 'generated' ? 'ai_generated' : undefined;
  const key = basis === 'partly-generated' ? 'ai_modified' : generated;
  if (key === undefined) return null;
  return <s-text color="subdued">{shopify.i18n.translate(key)}</s-text>;
}
