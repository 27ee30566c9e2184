/** Signs the drafts of a chunk: one call to the signer, however many there are. */
import { type ClaimsInput, type Signer, signBatch } from 'contentmark';
import { type Draft, draftContent } from './draft.ts';
import { type Checker, type SignedDraft, vouch } from './signed-draft.ts';

/** Options of {@link signDrafts}. */
export interface SignDraftsOptions<Environment extends string> {
  readonly signer: Signer;
  /** Of all marks alike; the subject is each draft's handle. */
  readonly claims: Omit<ClaimsInput, 'subject' | 'id' | 'kind' | 'environment'>;
  readonly checker: Checker<Environment>;
}

/** What could be signed, and what could not. */
export interface SignedChunk<Environment extends string> {
  readonly signed: readonly SignedDraft<Environment>[];
  readonly unsignable: readonly { readonly handle: string; readonly why: string }[];
}

/**
 * Signs drafts, all or none but for those that have no form to sign.
 * @throws what the signer throws; then nothing was signed.
 */
export async function signDrafts<Environment extends string>(
  drafts: readonly Draft[],
  { signer, claims, checker }: SignDraftsOptions<Environment>,
): Promise<SignedChunk<Environment>> {
  const unsignable: { handle: string; why: string }[] = [];
  const signed: SignedDraft<Environment>[] = [];
  const byHandle = new Map(drafts.map((draft) => [draft.handle, draft]));
  const items = drafts.map((draft) => ({ content: draftContent(draft), subject: draft.handle }));
  const marks = signBatch(items, {
    signer,
    claims: { ...claims, environment: checker.environment, kind: 'product' },
    // All of them under one signature: whoever cut the chunk has chosen its size.
    chunkSize: Math.max(1, items.length),
    onUnsignable(error, index) {
      unsignable.push({ handle: drafts[index]?.handle ?? '', why: error.message });
    },
  });
  for await (const { subject, envelope } of marks) {
    const draft = byHandle.get(subject);
    if (draft === undefined) throw new Error(`a mark for ${subject}, which nobody asked for`);
    const vouched = await vouch(draft, envelope, checker);
    if (vouched.signed) signed.push(vouched.signed);
    else
      unsignable.push({
        handle: subject,
        why: `the new mark is ${explainStatus(vouched.verdict)}`,
      });
  }
  return { signed, unsignable };
}

function explainStatus(verdict: { readonly status: string; readonly reason?: string }): string {
  return verdict.reason ?? verdict.status;
}
