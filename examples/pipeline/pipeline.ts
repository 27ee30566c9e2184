/**
 * The pipeline: generate, sign, push; a chunk at a time. A chunk is signed when all its texts
 * are whole, with one call to whoever holds the key, and pushed when it is signed and kept.
 */
import { keyIdOf, type Signer } from 'contentmark/keys';
import { digestIndex, type PrivateIndex } from './private-record.ts';
import { type Pushed, pushDraft, type Shop } from './push-draft.ts';
import { signDrafts } from './sign-drafts.ts';
import type { SignedDraft } from './signed-draft.ts';
import type { Task } from './tasks/task.ts';
import type { TextGenerator } from './text-generator.ts';
import type { Workspace } from './workspace.ts';
import { type FailedDraft, type WrittenDraft, writeDrafts } from './write-drafts.ts';

/** What may become of a task: a closed list. */
export type Outcome = Pushed['outcome'] | FailedDraft['outcome'] | 'unsignable';

/** What became of one task. */
export interface TaskResult {
  readonly handle: string;
  readonly outcome: Outcome;
  /** Why, where it is not as it should be; `''` otherwise. */
  readonly detail: string;
}

/** Options of {@link runPipeline}. */
export interface PipelineOptions<Environment extends string> {
  readonly tasks: readonly Task[];
  readonly generator: TextGenerator;
  readonly signer: Signer;
  /** A URI of yours, which the key may speak for. */
  readonly issuer: string;
  readonly shop: Shop<Environment>;
  readonly workspace: Workspace;
  /** Texts under one signature. Default 25. */
  readonly chunkSize?: number;
  /** Texts that are generated at a time. Default 4. */
  readonly parallel?: number;
  /** Ends the run; the next one goes on from there. */
  readonly signal?: AbortSignal;
  readonly onText?: (handle: string, piece: string) => void;
  readonly onResult?: (result: TaskResult) => void;
}

/** What a run came to. Whatever it came to, nothing was pushed that was not signed. */
export interface PipelineReport {
  /** `stopped`: by the signal, or because going on makes no sense; the same run can be resumed. */
  readonly status: 'done' | 'stopped';
  /** Why it was stopped. */
  readonly detail: string;
  /** Texts that were generated in this run, and those that a run before had signed already. */
  readonly generated: number;
  readonly found: number;
  /** One for each chunk that this run has signed. */
  readonly signatures: number;
  readonly results: readonly TaskResult[];
}

/**
 * Runs.
 * @throws Error where the workspace is of another run; what the signer throws never comes out.
 */
export async function runPipeline<Environment extends string>(
  options: PipelineOptions<Environment>,
): Promise<PipelineReport> {
  const { tasks, generator, signer, issuer, shop, workspace, signal } = options;
  const { chunkSize = 25, parallel = 4 } = options;
  const { claim, sourceType } = generator;
  const plan = JSON.stringify([
    claim,
    sourceType,
    issuer,
    shop.environment,
    keyIdOf(signer.publicKey),
  ]);
  const results: TaskResult[] = [];
  let generated = 0;
  let signatures = 0;

  const chunks = await workspace.readChunks(shop);
  const wanted = new Set(tasks.map(({ handle }) => handle));
  const found = chunks.flatMap(({ drafts }) => drafts).filter(({ handle }) => wanted.has(handle));
  const signed = new Set(found.map(({ handle }) => handle));

  const report = (result: TaskResult): void => {
    results.push(result);
    options.onResult?.(result);
  };
  const end = (detail = ''): PipelineReport => ({
    status: detail === '' ? 'done' : 'stopped',
    detail,
    generated,
    found: found.length,
    signatures,
    results,
  });

  /** Why it must stop, or `undefined`. */
  async function push(drafts: readonly SignedDraft<Environment>[]): Promise<string | undefined> {
    for (const draft of drafts) {
      if (signal?.aborted) return 'interrupted';
      const pushed = await pushDraft(shop, draft);
      if (pushed.status === 'failed') return `the shop: ${pushed.reason}, ${pushed.detail}`;
      report({ handle: draft.handle, outcome: pushed.outcome, detail: pushed.detail });
    }
    return undefined;
  }

  /** Likewise. */
  async function sign(drafts: readonly WrittenDraft[]): Promise<string | undefined> {
    const index: PrivateIndex = Object.fromEntries(
      drafts.map(({ handle, recordDigest }) => [handle, recordDigest]),
    );
    let chunk: Awaited<ReturnType<typeof signDrafts<Environment>>>;
    try {
      chunk = await signDrafts(drafts, {
        signer,
        claims: { issuer, generator: claim, sourceType, privateDigest: digestIndex(index) },
        checker: shop,
      });
    } catch (error) {
      // The texts are in the journal: once the signer is back, nothing is generated again.
      return `signing failed: ${error instanceof Error ? error.message : String(error)}`;
    }
    for (const { handle, why } of chunk.unsignable) {
      report({ handle, outcome: 'unsignable', detail: why });
    }
    if (chunk.signed.length > 0) {
      signatures += 1;
      await workspace.saveChunk({ drafts: chunk.signed, index });
    }
    await workspace.journal.clear();
    return push(chunk.signed);
  }

  const stopped = await push(found);
  if (stopped !== undefined) return end(stopped);
  const waiting = tasks.filter(({ handle }) => !signed.has(handle));
  for (let at = 0; at < waiting.length; at += chunkSize) {
    const { drafts, failed } = await writeDrafts(waiting.slice(at, at + chunkSize), {
      generator,
      workspace,
      plan,
      parallel,
      signal,
      onText: options.onText ?? (() => undefined),
    });
    generated += drafts.length;
    if (signal?.aborted) return end('interrupted');
    for (const { handle, outcome, why } of failed) report({ handle, outcome, detail: why });
    // A whole chunk without a text is the generator's fault and not that of a product.
    if (drafts.length === 0) return end('no text of a whole chunk could be used');
    const reason = await sign(drafts);
    if (reason !== undefined) return end(reason);
  }
  return end();
}
