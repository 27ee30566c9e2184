/**
 * An AI content pipeline that signs as it generates. For each product, in this order:
 *
 *   1. generate   stream the text, and keep it once it is whole
 *   2. sign       bind it to the product, the environment and the generator; keep the mark
 *   3. push       text and mark into the shop, in one mutation
 *   4. read back  from the shop, and verify
 *
 * Each step is kept before the next begins, and each can be done again: a run that was killed at
 * any moment is mended by running it again.
 */
// @ts-nocheck

import { decodeTextForm, encodeTextForm } from 'contentmark/carrier';
import type { Signer } from 'contentmark/keys';
import { sign } from 'contentmark/sign';
import { type Draft, readDraft } from './draft.ts';
import type { TextGenerator } from './generator.ts';
import { contentOf, type Pushed, push, type Shop, why } from './push.ts';
import type { Task } from './tasks.ts';
import type { Work, Workspace } from './workspace.ts';

/** What became of one product. */
export interface Result {
  readonly handle: string;
  readonly outcome:
    | Pushed['outcome']
    /** The generator gave no text, or half of one. */
    | 'unfinished'
    /** A text in another form than was asked for: generated anew in the next run. */
    | 'unreadable'
    /** The mark that was kept does not hold for the text that was kept. Nothing was pushed. */
    | 'stale'
    /** The signer or the shop failed. What was generated is kept; the run takes no other task. */
    | 'failed';
  /** Why, where it is not as it should be; `''` otherwise. */
  readonly detail: string;
  /** Whether this run has generated the text; otherwise an earlier one had. */
  readonly isNew: boolean;
}

/** Options of {@link runPipeline}. */
export interface PipelineOptions {
  readonly tasks: readonly Task[];
  readonly generator: TextGenerator;
  /** Holds the key: `localSigner`, or a few lines around a key service (docs/pipeline.md). */
  readonly signer: Signer;
  /** `issuer`: a URI of yours, which the key may speak for. */
  readonly claims: { readonly issuer: string; readonly environment: string };
  readonly shop: Shop;
  readonly workspace: Workspace;
  /** Products at a time. Default 4. */
  readonly parallel?: number;
  /** Ends the run; the next one goes on from there. */
  readonly signal?: AbortSignal;
  /** Told of each piece of text as it comes. */
  readonly onText?: (handle: string, piece: string) => void;
  readonly onResult?: (result: Result) => void;
}

/** No page of a product is longer, in UTF-16 code units: a model that does not end is stopped. */
const MAX_TEXT = 20_000;

/**
 * Runs all tasks. Results come in the order of the tasks; a task that was not begun has none.
 * @throws what the workspace throws.
 */
export async function runPipeline(options: PipelineOptions): Promise<readonly Result[]> {
  const { tasks, parallel = 4, signal } = options;
  const results = new Map<string, Result>();
  // All workers take from one iterator, each the next task.
  const waiting = tasks.values();
  let hasFailed = false;
  async function work(): Promise<void> {
    for (const task of waiting) {
      if (hasFailed || signal?.aborted) return;
      const result = await runTask(task, options).catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
      // Without a signer or a shop every further text would be paid for and go nowhere.
      hasFailed ||= result.outcome === 'failed';
      results.set(task.handle, result);
      options.onResult?.(result);
    }
  }
  // A full disk or a defect throws, but not before what is under way has come to its end.
  const ends = await Promise.allSettled(Array.from({ length: parallel }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return tasks.flatMap(({ handle }) => results.get(handle) ?? []);
}

async function runTask(task: Task, options: PipelineOptions): Promise<Result> {
  const { handle, prompt } = task;
  const { generator, workspace, shop } = options;
  const { verifier } = shop;
  const found = await workspace.load(handle);
  const isNew = !isFor(found, task, generator);
  const end = (outcome: Result['outcome'], detail = ''): Result => {
    return { handle, outcome, detail, isNew };
  };

  // 1. Generate.
  let text: string;
  try {
    text = isNew ? await collect(task, options) : found.text;
  } catch (error) {
    // Whatever a generator throws, this text is not whole. The others may be.
    return end('unfinished', messageOf(error));
  }
  const { draft, problem } = readDraft(text);
  if (draft === undefined) return end('unreadable', problem);
  const work: Work = isNew ? { prompt, generator: generator.claim, text } : found;
  if (isNew) await workspace.save(handle, work);

  // 2. Sign.
  let { mark } = work;
  if (mark === undefined) {
    try {
      mark = encodeTextForm(await signDraft(handle, draft, options));
    } catch (error) {
      return end('failed', `signing: ${messageOf(error)}`);
    }
    // Before the shop has it: so there is never a second mark for the same text.
    await workspace.save(handle, { ...work, mark });
  }
  const envelope = decodeTextForm(mark) ?? new Uint8Array();
  const verdict = await verifier.verify(contentOf(draft), envelope, { subject: handle });
  if (verdict.status !== 'verified') return end('stale', why(verdict));

  // 3. Push, 4. read back.
  const pushed = await push(shop, handle, draft, envelope);
  if (pushed.status === 'failed')
    return end('failed', `the shop: ${pushed.reason}, ${pushed.detail}`);
  return end(pushed.outcome, pushed.detail);
}

/** Whether what was kept is an answer to this prompt by this generator. */
function isFor(found: Work | undefined, { prompt }: Task, { claim }: TextGenerator): found is Work {
  return found?.prompt === prompt && JSON.stringify(found.generator) === JSON.stringify(claim);
}

async function collect(
  { handle, prompt }: Task,
  { generator, signal, onText }: PipelineOptions,
): Promise<string> {
  let text = '';
  for await (const piece of generator.generate(prompt, signal)) {
    text += piece;
    if (text.length > MAX_TEXT) throw new Error(`more than ${MAX_TEXT} characters`);
    onText?.(handle, piece);
  }
  return text;
}

/** The mark of one draft. */
function signDraft(
  handle: string,
  draft: Draft,
  { signer, claims, generator }: PipelineOptions,
): Promise<Uint8Array> {
  return sign(contentOf(draft), {
    signer,
    claims: {
      ...claims,
      subject: handle,
      kind: 'product',
      generator: generator.claim,
      sourceType: generator.sourceType,
    },
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
