/** Signs records, each under a signature of its own or many under one. */

import { type ContentmarkError, isContentmarkError } from '../../errors.ts';
import type { PartsContent } from '../../format/content/content.ts';
import type { Signer } from '../../format/crypto/signer.ts';
import type { CatalogRecord } from '../../records/catalog/items.ts';
import type { Problem } from '../../records/piece/piece.ts';
import type { ClaimsInput } from '../claims-input.ts';
import { signSync } from '../sign.ts';
import { signBatch } from '../sign-batch.ts';

/** A record that has something to sign. */
export type Signable = CatalogRecord & { readonly content: PartsContent };

/** Gives the envelope of each record in order, or why it has none. */
export type RecordSigner = (records: readonly Signable[]) => Promise<(Uint8Array | Problem)[]>;

type Claims = Omit<ClaimsInput, 'subject' | 'id'>;

/** Signs each record by itself. */
export function createSingleSigner(signer: Signer, claims: Claims): RecordSigner {
  return async (records) =>
    records.map(({ content, place }) => {
      try {
        return signSync(content, { signer, claims: { ...claims, subject: place.subject } });
      } catch (error) {
        if (!isContentmarkError(error)) throw error;
        return unsignable(error);
      }
    });
}

/** Signs all records that it is given at once under one signature. */
export function createBatchSigner(signer: Signer, claims: Claims): RecordSigner {
  return async (records) => {
    const signed: (Uint8Array | Problem)[] = new Array(records.length);
    const items = records.map(({ content, place }) => ({ content, subject: place.subject }));
    const batch = signBatch(items, {
      signer,
      claims,
      chunkSize: Math.max(items.length, 1),
      onUnsignable(error, index) {
        signed[index] = unsignable(error);
      },
    });
    let at = 0;
    for await (const { envelope } of batch) {
      // What could not be signed was left out, the others come in order.
      while (signed[at] !== undefined) at += 1;
      signed[at] = envelope;
    }
    return signed;
  };
}

function unsignable(error: ContentmarkError): Problem {
  return { reason: 'unsignable', detail: error.message };
}
