/**
 * Stands for the shop's database. The marks are made here so that the example runs by itself; in
 * a shop they were signed where the texts were generated, and no page's server has the key.
 */
// @ts-nocheck

import { generateKey, localSigner, signSync, text } from 'contentmark';

/** A product as it is stored. */
export interface StoredProduct {
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  /** The mark on the description, as it stands in a column. */
  readonly mark: Uint8Array | undefined;
}

export const ISSUER = 'https://shop.example/ai';

const key = generateKey();

/** The key that pages trust: the public half only. */
export const publicKey: Uint8Array = key.publicKey;

function mark(handle: string, description: string, environment: string): Uint8Array {
  const claims = {
    issuer: ISSUER,
    subject: handle,
    environment,
    kind: 'description',
    topics: ['none'],
  } as const;
  return signSync(text(description), { signer: localSigner(key), claims });
}

const boots = 'Waterproof leather, a rubber sole, a padded collar.';
const fixture = 'Lorem ipsum for the staging shop.';

export const catalogue: readonly StoredProduct[] = [
  {
    handle: 'hiking-boots',
    title: 'Hiking boots',
    description: boots,
    mark: mark('hiking-boots', boots, 'production'),
  },
  {
    handle: 'staging-boots',
    title: 'Staging boots',
    description: fixture,
    mark: mark('staging-boots', fixture, 'staging'),
  },
  {
    handle: 'wool-scarf',
    title: 'Wool scarf',
    description: 'Written by our own staff.',
    mark: undefined,
  },
];
