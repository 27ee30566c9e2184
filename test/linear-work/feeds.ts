/** How an entry point is given what comes from outside: as text, as a value, or as bytes. */
import { BYTES, type Family, JSONS, TEXTS } from './hostile-texts.ts';
import type { Feed } from './measure.ts';

/** One way into the package. */
export interface EntryPoint {
  readonly families: Readonly<Record<string, Family>>;
  readonly feed: Feed;
}

export type Texts = EntryPoint['families'];

export const text = (feed: Feed, ...more: readonly Texts[]): EntryPoint => ({
  families: Object.assign({}, TEXTS, ...more),
  feed,
});
/** Texts that are JSON are given as the value they are; the others as text, and in many small records. */
export const value = (feed: (value: unknown) => unknown): EntryPoint => ({
  families: { ...TEXTS, ...JSONS },
  feed: (given) => {
    feed(given);
    feed({ [given.slice(0, 4096)]: given, line_items: pieces(given) });
    feed(parse(given));
  },
});
export const bytes = (
  feed: (bytes: Uint8Array) => unknown,
  ...more: readonly Texts[]
): EntryPoint => ({
  families: Object.assign({}, BYTES, ...more),
  feed: (given) => feed(Buffer.from(given, 'latin1')),
});

function parse(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    return { items: pieces(given) };
  }
}

/** Many small texts, each in a record that platforms might send. */
export function pieces(given: string): readonly object[] {
  return (given.slice(0, 65_536).match(/.{1,64}/gs) ?? []).map((piece) => record(piece));
}

/** One record that any platform might send, of one text. */
export function record(piece: string): object {
  return {
    __typename: 'Product',
    id: 'gid://shopify/Product/1',
    sku: 'a',
    name: piece,
    code: piece,
    key: piece,
    title: piece,
    handle: piece,
    message: piece,
    descriptionHtml: piece,
    description: piece,
    attribute_code: piece,
    custom_attributes: [{ attribute_code: 'contentmark', value: piece }],
    field: [piece],
    value: piece,
    media: { nodes: [{ mediaContentType: 'IMAGE', alt: piece }] },
    metafields: { nodes: [{ namespace: piece, key: piece, value: piece }] },
  };
}
