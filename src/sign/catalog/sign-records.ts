/** Signs records, each under a signature of its own or many under one. */

import { type ContentmarkError, isContentmarkError } from '../../errors.ts';
import type { PartsContent } from '../../format/content/content.ts';
import type { Signer } from '../../format/crypto/signer.ts';
import type { SoftBinding } from '../../format/envelope/claims.ts';
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

/** The near fingerprints of a record's content, which its mark is to carry. */
export type SoftBindings = (content: PartsContent) => readonly SoftBinding[];

/** As members of claims or of an item of a batch; a mark has no empty list. */
function bind(
  content: PartsContent,
  softBindings: SoftBindings | undefined,
): { readonly softBindings?: readonly SoftBinding[] } {
  const made = softBindings?.(content) ?? [];
  return made.length > 0 ? { softBindings: made } : {};
}

/** Signs each record by itself. */
export function createSingleSigner(
  signer: Signer,
  claims: Claims,
  softBindings?: SoftBindings,
): RecordSigner {
  return async (records) =>
    records.map(({ content, place }) => {
      try {
        const own = { ...claims, ...bind(content, softBindings), subject: place.subject };
        return signSync(content, { signer, claims: own });
      } catch (error) {
        if (!isContentmarkError(error)) throw error;
        return unsignable(error);
      }
    });
}

/** Signs all records that it is given at once under one signature. */
export function createBatchSigner(
  signer: Signer,
  claims: Claims,
  softBindings?: SoftBindings,
): RecordSigner {
  return async (records) => {
    const signed: (Uint8Array | Problem)[] = new Array(records.length);
    const items = records.map(({ content, place }) => {
      return { content, subject: place.subject, ...bind(content, softBindings) };
    });
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
