/**
 * Puts signed texts into a Shopify shop and reads them back. Texts and mark go in one mutation,
 * so the shop never has one without the other; and not the reply decides what has become of it,
 * but what stands there afterwards. So a reply that was lost needs no care of its own.
 */
// @ts-nocheck

import { embed, extract, metafieldCarrier } from 'contentmark/carrier';
import { type PartsContent, parts, text } from 'contentmark/content';
import {
  productCarrier,
  productContent,
  productRequest,
  readProductReply,
  type ShownProduct,
} from 'contentmark/shopify';
import type { Failed, ShopifyClient } from 'contentmark/shopify-client';
import type { Verdict, Verifier } from 'contentmark/verify';
import type { Draft } from './draft.ts';

/** A shop, and what checks for it. */
export interface Shop {
  readonly client: ShopifyClient;
  readonly verifier: Verifier;
}

/** What became of a product. The first three were read back, and their mark holds. */
export interface Pushed {
  readonly status: 'ok';
  readonly outcome:
    | 'created'
    /** It had older texts with a mark that held; it has these now. */
    | 'replaced'
    /** It stands there already, word for word. */
    | 'kept'
    /** Something else has this handle: a person's text, or one that was edited. Left alone. */
    | 'conflict'
    /** Shopify did not take it, or has made something else of it. */
    | 'refused';
  /** Why, where it is not as it should be; `''` otherwise. */
  readonly detail: string;
}

const CREATE = `mutation CreateMarkedProduct($product: ProductCreateInput!) {
productCreate(product: $product) { product { id } userErrors { message } }
}`;

const UPDATE = `mutation UpdateMarkedProduct($product: ProductUpdateInput!) {
productUpdate(product: $product) { product { id } userErrors { message } }
}`;

/** Pushes a draft. Done twice, it changes nothing the second time. */
export async function push(
  shop: Shop,
  handle: string,
  draft: Draft,
  envelope: Uint8Array,
): Promise<Pushed | Failed> {
  const before = await readBack(shop, handle);
  if (before.status === 'failed') return before;
  const { id, verdict } = before;
  if (id !== undefined && verdict.status !== 'verified') {
    return ok('conflict', `no mark of ours holds for what is there: ${why(verdict)}`);
  }
  if (isSame(before.envelope, envelope)) return ok('kept');

  const product = { ...draft, metafields: embed([], envelope, metafieldCarrier()) };
  const reply = await shop.client.request(
    id === undefined
      ? // A draft is shown to nobody: somebody reads it, and sets its price, before it is sold.
        { query: CREATE, variables: { product: { ...product, handle, status: 'DRAFT' } } }
      : // Shopify has no compare-and-set for texts: an edit in this very moment would be lost.
        { query: UPDATE, variables: { product: { ...product, id } } },
  );
  if (reply.status !== 'ok') return reply;

  const after = await readBack(shop, handle);
  if (after.status === 'failed') return after;
  if (after.verdict.status === 'verified' && isSame(after.envelope, envelope)) {
    return ok(id === undefined ? 'created' : 'replaced');
  }
  return ok('refused', userErrors(reply.data) || `read back: ${why(after.verdict)}`);
}

/** A product as it stands in the shop. */
export interface Standing {
  readonly status: 'ok';
  /** GID; `undefined` where there is no product of this handle. */
  readonly id: string | undefined;
  readonly envelope: Uint8Array | undefined;
  readonly verdict: Verdict;
}

/** Reads a product, and checks that its mark holds for every text that it has. */
export async function readBack(
  { client, verifier }: Shop,
  handle: string,
): Promise<Standing | Failed> {
  const reply = await client.request(productRequest(handle));
  if (reply.status !== 'ok') return reply;
  const { product, problem } = readProductReply(reply.data) ?? {};
  if (problem !== undefined) return { status: 'failed', reason: 'malformed', detail: problem };
  const found = product === undefined ? [] : extract(product, productCarrier());
  const verdict = await verifier.verify(contentOf(product ?? {}), found, {
    subject: handle,
    requiredParts: 'all',
  });
  return { status: 'ok', id: product?.id, envelope: found[0], verdict };
}

/** What of a product is signed: every text of it, by the names that the Shopify adapter gives them. */
export function contentOf(product: Partial<ShownProduct>): PartsContent {
  const shown = { title: '', descriptionHtml: '', seoTitle: '', seoDescription: '', images: [] };
  // A product of no text at all is compared as one without a description, and does not hold.
  return productContent({ ...shown, ...product }).content ?? parts({ descriptionHtml: text('') });
}

/** A verdict in a few words. */
export function why(verdict: Verdict): string {
  return verdict.status === 'rejected' ? `${verdict.reason}, ${verdict.detail}` : verdict.status;
}

function ok(outcome: Pushed['outcome'], detail = ''): Pushed {
  return { status: 'ok', outcome, detail };
}

function isSame(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && Buffer.compare(one, other) === 0;
}

/** What Shopify says is wrong with the input; `''` where it says nothing. */
function userErrors(data: unknown): string {
  // Of the two mutations above, whose reply has one member; a shop that answers otherwise says nothing.
  const [change] = Object.values(Object(data)) as readonly {
    readonly userErrors?: readonly { readonly message: string }[];
  }[];
  return (change?.userErrors ?? []).map(({ message }) => message).join('; ');
}
