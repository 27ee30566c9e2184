/**
 * What a run keeps on disk, so that a kill loses nothing that was paid for:
 *
 *     journal.json         the texts of the chunk under way, written and not yet signed
 *     signed/000001.json   a chunk: its texts, their marks, the index of its private records
 *     private/HANDLE.json  prompt and settings of one text
 *     check.json           how far the check of the shop has come
 *     sign-offs.jsonl      what people have read and stand for
 *     promotions.jsonl     what was let into production, by whom and why
 */
import { appendFile, mkdir, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeTextForm, encodeTextForm } from 'contentmark/carrier';
import type { Journal } from 'contentmark/shopify-client';
import type { Draft } from './draft.ts';
import type { PrivateIndex, PrivateRecord } from './private-record.ts';
import { type Checker, type SignedDraft, vouch } from './signed-draft.ts';
import { writeWhole } from './write-file.ts';

/** A chunk that was signed. */
export interface StoredChunk<Environment extends string> {
  readonly drafts: readonly SignedDraft<Environment>[];
  readonly index: PrivateIndex;
}

/** A folder of one run. */
export interface Workspace {
  readonly folder: string;
  /** How far this run has come. The same port that `markProducts` and `checkProducts` take. */
  readonly journal: Journal;
  /** For `checkProducts`. */
  readonly checkJournal: Journal;
  /**
   * Every chunk that was signed, in order, each mark checked again.
   * @throws Error where a mark does not hold: somebody changed the file, or the key is another.
   */
  readChunks<Environment extends string>(
    checker: Checker<Environment>,
  ): Promise<readonly StoredChunk<Environment>[]>;
  saveChunk<Environment extends string>(chunk: StoredChunk<Environment>): Promise<void>;
  savePrivate(handle: string, record: PrivateRecord): Promise<void>;
  readPrivate(handle: string): Promise<string>;
  /** Appends a line of JSON. */
  note(file: 'sign-offs' | 'promotions', entry: object): Promise<void>;
  readNotes(file: 'sign-offs' | 'promotions'): Promise<readonly unknown[]>;
}

/** Opens a folder, and makes it where there is none. */
export async function openWorkspace(folder: string): Promise<Workspace> {
  for (const each of [folder, join(folder, 'signed'), join(folder, 'private')]) {
    await mkdir(each, { recursive: true, mode: 0o700 });
  }
  const signedFiles = async () =>
    (await readdir(join(folder, 'signed'))).filter((name) => /^\d{6}\.json$/.test(name)).sort();
  return {
    folder,
    journal: openJournal(join(folder, 'journal.json')),
    checkJournal: openJournal(join(folder, 'check.json')),

    async readChunks(checker) {
      const chunks = [];
      for (const name of await signedFiles()) {
        const path = join(folder, 'signed', name);
        chunks.push(await readChunk(await readFile(path, 'utf8'), path, checker));
      }
      return chunks;
    },
    async saveChunk({ drafts, index }) {
      const place = String((await signedFiles()).length + 1).padStart(6, '0');
      const stored = drafts.map(({ envelope, claims: _, ...draft }) => ({
        ...draft,
        mark: encodeTextForm(envelope),
      }));
      const text = JSON.stringify({ drafts: stored, index }, undefined, 1);
      await writeWhole(join(folder, 'signed', `${place}.json`), `${text}\n`);
    },
    savePrivate: (handle, { text }) => writeWhole(privatePath(folder, handle), text),
    readPrivate: (handle) => readFile(privatePath(folder, handle), 'utf8'),
    async note(file, entry) {
      await appendFile(join(folder, `${file}.jsonl`), `${JSON.stringify(entry)}\n`, {
        mode: 0o600,
      });
    },
    async readNotes(file) {
      const text = (await readIfThere(join(folder, `${file}.jsonl`))) ?? '';
      // A line that a kill cut off was never acknowledged.
      return text
        .split('\n')
        .slice(0, -1)
        .map((line): unknown => JSON.parse(line));
    },
  };
}

async function readChunk<Environment extends string>(
  text: string,
  path: string,
  checker: Checker<Environment>,
): Promise<StoredChunk<Environment>> {
  // Written by saveChunk above; that nobody has touched it since is what `vouch` finds out.
  const { drafts, index } = JSON.parse(text) as {
    readonly drafts: readonly (Draft & { readonly mark: string })[];
    readonly index: PrivateIndex;
  };
  const checked = await Promise.all(
    drafts.map(async (draft) => {
      const { signed, verdict } = await vouch(
        draft,
        decodeTextForm(draft.mark) ?? new Uint8Array(),
        checker,
      );
      if (signed !== undefined) return signed;
      const why = verdict.status === 'rejected' ? verdict.reason : verdict.status;
      throw new Error(
        `${path}: the mark of ${draft.handle} does not hold (${why}); use another folder for another key, generator or environment`,
      );
    }),
  );
  return { drafts: checked, index };
}

/** Handles become names of files. */
function privatePath(folder: string, handle: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,200}$/.test(handle)) throw new Error(`not a handle: ${handle}`);
  return join(folder, 'private', `${handle}.json`);
}

/** A journal in a file: replaced whole, gone when the run is done. */
function openJournal(path: string): Journal {
  return {
    load: () => readIfThere(path),
    save: (text) => writeWhole(path, text),
    clear: () => unlink(path).catch(ignoreMissing),
  };
}

function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(ignoreMissing);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
