/**
 * Human review. A person reads a record and signs it off by its digest, so what they stand for
 * is these texts and no others: after any change, by a person or a model, the digest is another
 * one and the sign-off is void. A program cannot sign off: no kind of review is automated.
 */
import { inspect } from 'contentmark/inspect';
import { REVIEW_KINDS, type Review, type ReviewKind } from 'contentmark/sign';
import type { Workspace } from './workspace.ts';

/** What somebody stands for. */
export interface SignOff {
  readonly handle: string;
  /** SHA-256 of the record's manifest, 64 hexadecimal digits. */
  readonly digest: string;
  readonly kind: ReviewKind;
  /** Who answers for it: a role, or an id of your own directory; no e-mail address. */
  readonly party: string;
  /** Unix seconds. */
  readonly reviewedAt: number;
}

/** What a reviewer of a record signs off; `undefined` where the mark is not one of a record. */
export function digestToSignOff(envelope: Uint8Array): string | undefined {
  const { payload } = inspect(envelope) as {
    readonly payload?: { readonly type: string; readonly digest: string };
  };
  return payload?.type === 'parts' ? payload.digest : undefined;
}

/** The last sign-off of each handle. Lines that are none are passed over. */
export async function readSignOffs(
  workspace: Pick<Workspace, 'readNotes'>,
): Promise<ReadonlyMap<string, SignOff>> {
  const notes = await workspace.readNotes('sign-offs');
  return new Map(notes.filter(isSignOff).map((signOff) => [signOff.handle, signOff]));
}

/** The claim of the mark. */
export function toReview({ kind, party, reviewedAt, digest }: SignOff): Review {
  return { kind, party, reviewedAt, digest: new Uint8Array(Buffer.from(digest, 'hex')) };
}

function isSignOff(value: unknown): value is SignOff {
  if (typeof value !== 'object' || value === null) return false;
  const { handle, digest, kind, party, reviewedAt } = value as Partial<
    Record<keyof SignOff, unknown>
  >;
  return (
    typeof handle === 'string' &&
    typeof digest === 'string' &&
    /^[0-9a-f]{64}$/.test(digest) &&
    REVIEW_KINDS.some((known) => known === kind) &&
    typeof party === 'string' &&
    Number.isSafeInteger(reviewedAt)
  );
}
