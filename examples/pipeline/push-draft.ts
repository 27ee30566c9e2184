/**
 * Puts a signed draft into a shop: texts and mark in one call, so that the shop never has one
 * without the other. It takes nothing but signed drafts of the shop's own environment.
 */
import { embed, extract, metafieldCarrier } from 'contentmark/carrier';
import { productCarrier, productRequest, readProductReply } from 'contentmark/shopify';
import type { Failed, ShopifyClient } from 'contentmark/shopify-client';
import { type Checker, isSigned, type SignedDraft, vouch } from './signed-draft.ts';

/** A shop, and what is checked for there. */
export interface Shop<Environment extends string> extends Checker<Environment> {
  readonly client: ShopifyClient;
}

/** What became of a draft. */
export interface Pushed {
  readonly status: 'ok';
  readonly outcome: /** A new product. */
    | 'pushed'
    /** It stands there already, word for word. */
    | 'kept'
    /** There was a product with a mark of ours, which held; it has the new texts now. */
    | 'replaced'
    /** There is a product of this handle that is not ours, or that somebody has edited. */
    | 'conflict'
    /** Shopify does not take it. */
    | 'refused';
  readonly detail: string;
}

/** Whoever looks for what this pipeline has made can search for it. */
export const TAG = 'contentmark-pipeline';

const CREATE = `mutation PushProduct($product: ProductCreateInput!) {
productCreate(product: $product) { product { id } userErrors { field message } }
}`;

const UPDATE = `mutation ReplaceProduct($product: ProductUpdateInput!) {
productUpdate(product: $product) { product { id } userErrors { field message } }
}`;

/**
 * Pushes a draft. Done twice, it changes nothing the second time: a reply that was lost, and a
 * run that was killed, are mended by doing it again.
 */
export async function pushDraft<Environment extends string>(
  shop: Shop<Environment>,
  // NoInfer: the shop says which environment it is, and a draft of another one does not compile.
  draft: SignedDraft<NoInfer<Environment>>,
): Promise<Pushed | Failed> {
  if (!isSigned(draft) || draft.environment !== shop.environment) {
    throw new TypeError(`not a draft that was signed for ${shop.environment}`);
  }
  const created = await shop.client.request({
    query: CREATE,
    variables: { product: toInput(draft) },
  });
  if (created.status !== 'ok') return created;
  const { id, errors } = readChange(created.data, 'productCreate');
  if (id !== undefined) return ok('pushed');
  return look(shop, draft, errors);
}

/** There is something of this handle, perhaps from a run before: what is it? */
async function look<Environment extends string>(
  shop: Shop<Environment>,
  draft: SignedDraft<Environment>,
  errors: string,
): Promise<Pushed | Failed> {
  const there = await readStanding(shop, draft.handle);
  if (there.status === 'failed') return there;
  if (there.id === undefined) return ok('refused', errors);
  if (there.signed === undefined) return ok('conflict', 'no mark of ours holds for what is there');
  if (Buffer.compare(there.signed.envelope, draft.envelope) === 0) return ok('kept');
  // Shopify has no compare-and-set for texts: an edit in this very moment would be lost.
  const product = { ...toInput(draft), id: there.id };
  const updated = await shop.client.request({ query: UPDATE, variables: { product } });
  if (updated.status !== 'ok') return updated;
  const change = readChange(updated.data, 'productUpdate');
  return change.id === undefined ? ok('refused', change.errors) : ok('replaced');
}

function ok(outcome: Pushed['outcome'], detail = ''): Pushed {
  return { status: 'ok', outcome, detail };
}

/** A product as it stands in a shop. */
export interface Standing<Environment extends string> {
  readonly status: 'ok';
  /** GID; `undefined` where there is none of this handle. */
  readonly id: string | undefined;
  /** Where a mark of ours holds for it. */
  readonly signed: SignedDraft<Environment> | undefined;
}

/** Reads a product and checks it. */
export async function readStanding<Environment extends string>(
  shop: Shop<Environment>,
  handle: string,
): Promise<Standing<Environment> | Failed> {
  const reply = await shop.client.request(productRequest(handle));
  if (reply.status !== 'ok') return reply;
  const product = readProductReply(reply.data)?.product;
  const [mark] = product === undefined ? [] : extract(product, productCarrier());
  if (product === undefined || mark === undefined) {
    return { status: 'ok', id: product?.id, signed: undefined };
  }
  const { signed } = await vouch(product, mark, shop);
  return { status: 'ok', id: product.id, signed };
}

function toInput(draft: SignedDraft<string>) {
  const { handle, title, descriptionHtml, seoTitle, seoDescription, envelope } = draft;
  return {
    handle,
    title,
    descriptionHtml,
    seo: { title: seoTitle, description: seoDescription },
    metafields: embed([], envelope, metafieldCarrier()),
    tags: [TAG],
    // Somebody sets prices and stock before it is sold, and has a look.
    status: 'DRAFT',
  };
}

/** The id of what was changed, or why nothing was. */
function readChange(
  data: unknown,
  name: string,
): { readonly id: string | undefined; readonly errors: string } {
  const payload = member(data, name);
  const id = member(member(payload, 'product'), 'id');
  const errors = member(payload, 'userErrors');
  const messages = (Array.isArray(errors) ? errors : []).map((error) =>
    String(member(error, 'message')),
  );
  return {
    id: typeof id === 'string' ? id : undefined,
    errors: messages.join('; ') || 'no reason given',
  };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
