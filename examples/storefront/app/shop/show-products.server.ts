/**
 * `showProducts`: what of a page of products may be shown. One `verifyAll` for the whole page,
 * and one decision for each verdict: a verdict that is the same as last time, which is what the
 * verifier's cache gives for an unchanged product, is not decided again.
 */
import type { PageItem, Verdict } from 'contentmark';
import { type LabelText, WORDS } from 'contentmark/disclosure';
import { guardRender } from 'contentmark/guards';
import type { Decision, PolicyPlace } from 'contentmark/policy';
import { type Provenance, provenanceOf } from 'contentmark/provenance';
import type { Product } from './catalogue.server.ts';
import { POLICY } from './policy.server.ts';
import type { Shop } from './shop.server.ts';
import type { ShownPicture, ShownProduct } from './shown.ts';

/** A product, as it may be shown, with the verdicts it rests on. */
export interface Judgement {
  readonly copy: Verdict;
  readonly picture: Verdict;
  /** `undefined` for a product that is left out. */
  readonly shown: ShownProduct | undefined;
}

/** Products that may be shown, in their order, with what may be shown of them. */
export async function showProducts(
  shop: Shop,
  products: readonly Product[],
): Promise<readonly ShownProduct[]> {
  const { verification } = shop;
  if (verification !== 'on') {
    return products.map((product) => {
      const last = unchecked.get(product) ?? showUnchecked(product, verification === 'off');
      unchecked.set(product, last);
      return last;
    });
  }
  const judgements = await judgeProducts(shop, products);
  return judgements.flatMap(({ shown }) => (shown === undefined ? [] : [shown]));
}

const remembered = new WeakMap<Product, Judgement>();

/** Each product checked and decided on, in their order. */
export async function judgeProducts(
  shop: Shop,
  products: readonly Product[],
): Promise<readonly Judgement[]> {
  const items: PageItem[] = [];
  for (const { copyItem, pictureItem } of products) items.push(copyItem, pictureItem);
  const verdicts = await shop.verifier.verifyAll(items);
  return products.map((product, index) => {
    // Verdicts come in the order of the items, two for each product.
    const copy = verdicts[2 * index] as Verdict;
    const picture = verdicts[2 * index + 1] as Verdict;
    const last = remembered.get(product);
    if (last?.copy === copy && last.picture === picture) return last;
    const judgement = { copy, picture, shown: show(shop, product, copy, picture) };
    remembered.set(product, judgement);
    return judgement;
  });
}

function show(
  shop: Shop,
  product: Product,
  copy: Verdict,
  image: Verdict,
): ShownProduct | undefined {
  const { handle, name, brand, type, price, description, picture, subject } = product;
  const guard = { environment: shop.environment, policy: POLICY };
  const onCopy = guardRender({ name, description, brand }, { ...guard, verdict: copy });
  tell(shop, 'render', subject, onCopy, copy, product.contentmark);
  if (onCopy.action === 'block') return undefined;
  const onImage = guardRender({ alt: picture.alt }, { ...guard, verdict: image, place: 'image' });
  tell(shop, 'image', `${subject}/picture`, onImage, image, picture.contentmark);
  const label = { market: 'eu', form: 'short', about: name } as const;
  const provenance = provenanceOf(copy, onCopy, label);
  const shownPicture: ShownPicture = {
    file: picture.file,
    alt: picture.alt,
    provenance: provenanceOf(image, onImage, label),
  };
  return {
    handle,
    name,
    brand,
    type,
    price,
    provenance,
    ...(provenance.isShown && { description }),
    ...(shownPicture.provenance.isShown && { picture: shownPicture }),
  };
}

/** Writes down what is not simply shown, once. */
function tell(
  { log }: Shop,
  place: PolicyPlace,
  subject: string,
  decision: Decision,
  verdict: Verdict,
  mark: string | undefined,
): void {
  if (decision.action === 'allow' || decision.action === 'disclose') return;
  log.writeOnce({ place, subject, decision, verdict, ...(mark !== undefined && { mark }) });
}

const unchecked = new WeakMap<Product, ShownProduct>();

/**
 * Everything as it is stored, its labels taken on trust: the other half of `npm run bench --
 * render`, and no shop.
 */
function showUnchecked(
  { handle, name, brand, type, price, description, picture }: Product,
  labels: boolean,
): ShownProduct {
  const words = WORDS.en;
  const label: LabelText = {
    lang: 'en',
    dir: 'ltr',
    name: `${words.name}: ${name}`,
    short: words.short['ai-generated'],
    long: words.long['ai-generated'].image,
    form: 'short',
    label: 'ai-generated',
    basis: 'eu-deep-fake-not-assessed',
  };
  const provenance: Provenance = { isShown: true, ...(labels && { label }) };
  const shown = { file: picture.file, alt: picture.alt, provenance };
  return { handle, name, brand, type, price, description, provenance, picture: shown };
}
