/**
 * Generates the texts of a chunk and keeps each as soon as it is whole: what a model was paid
 * for is not generated twice because a run was killed.
 */
import type { Journal } from 'contentmark/shopify-client';
import { type Draft, readDraft } from './draft.ts';
import { sealPrivateRecord } from './private-record.ts';
import type { Task } from './tasks/task.ts';
import type { TextGenerator } from './text-generator.ts';
import type { Workspace } from './workspace.ts';

/** A draft with the digest of the record of how it came about. */
export interface WrittenDraft extends Draft {
  readonly recordDigest: string;
}

/** A task that gave no draft. */
export interface FailedDraft {
  readonly handle: string;
  /** No text at all, or half of one; or one in another form than was asked for. */
  readonly outcome: 'unfinished' | 'unreadable';
  readonly why: string;
}

/** Options of {@link writeDrafts}. */
export interface WriteDraftsOptions {
  readonly generator: TextGenerator;
  readonly workspace: Pick<Workspace, 'journal' | 'savePrivate'>;
  /** What this run is; a journal of another one is refused. */
  readonly plan: string;
  /** Texts at a time. */
  readonly parallel: number;
  readonly signal: AbortSignal | undefined;
  /** Told of each piece as it comes. */
  readonly onText: (handle: string, piece: string) => void;
}

/** Writes what is not in the journal yet. Drafts come in the order of the tasks. */
export async function writeDrafts(
  tasks: readonly Task[],
  options: WriteDraftsOptions,
): Promise<{ readonly drafts: readonly WrittenDraft[]; readonly failed: readonly FailedDraft[] }> {
  const { workspace, plan, parallel, signal } = options;
  const written = await loadDrafts(workspace.journal, plan);
  const failed = new Map<string, FailedDraft>();
  // One after the other: two saves at once could end in the wrong order.
  let saving: Promise<void> = Promise.resolve();
  const save = (): Promise<void> => {
    saving = saving.then(() => {
      const drafts = [...written.values()];
      return workspace.journal.save(`${JSON.stringify({ plan, drafts })}\n`);
    });
    return saving;
  };
  const waiting = tasks.filter(({ handle }) => !written.has(handle)).values();
  async function work(): Promise<void> {
    // All workers take from one iterator, each the next task.
    for (const task of waiting) {
      if (signal?.aborted) return;
      const result = await writeDraft(task, options);
      if ('outcome' in result) failed.set(task.handle, result);
      else {
        written.set(task.handle, result);
        await save();
      }
    }
  }
  await Promise.all(Array.from({ length: parallel }, work));
  const inOrder = <T>(found: ReadonlyMap<string, T>): T[] =>
    tasks.flatMap(({ handle }) => found.get(handle) ?? []);
  return { drafts: inOrder(written), failed: inOrder(failed) };
}

async function writeDraft(
  task: Task,
  { generator, workspace, signal, onText }: WriteDraftsOptions,
): Promise<WrittenDraft | FailedDraft> {
  const { handle, prompt } = task;
  let text = '';
  try {
    for await (const piece of generator.generate(task, { ...(signal && { signal }) })) {
      text += piece;
      onText(handle, piece);
    }
  } catch (error) {
    // Whatever a generator throws, this text is not whole. The others may be.
    const why = error instanceof Error ? error.message : String(error);
    return { handle, outcome: 'unfinished', why };
  }
  const { draft, problem } = readDraft(handle, text);
  if (draft === undefined) return { handle, outcome: 'unreadable', why: problem };
  const record = sealPrivateRecord({ handle, prompt, text, ...generator.claim });
  // Before the draft is kept: no mark may name a record that does not exist.
  await workspace.savePrivate(handle, record);
  return { ...draft, recordDigest: record.digest };
}

async function loadDrafts(journal: Journal, plan: string): Promise<Map<string, WrittenDraft>> {
  const text = await journal.load();
  if (text === undefined) return new Map();
  // Written by `save` above, and by nobody else.
  const found = JSON.parse(text) as {
    readonly plan: string;
    readonly drafts: readonly WrittenDraft[];
  };
  if (found.plan !== plan) {
    throw new Error(
      'the journal is of a run with another key, generator or environment; use another folder',
    );
  }
  return new Map(found.drafts.map((draft) => [draft.handle, draft]));
}
