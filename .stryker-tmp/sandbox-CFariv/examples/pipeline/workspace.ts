/**
 * What a run keeps on disk, one file a product: the text once it is whole, and its mark before
 * any shop has it. Whoever kills the run loses neither. The prompt is here and nowhere else, so
 * this folder is also the private record of how each text came about.
 */
// @ts-nocheck

import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Generator } from 'contentmark/sign';

/** What is kept of one product. */
export interface Work {
  readonly prompt: string;
  readonly generator: Generator;
  /** As it was generated. */
  readonly text: string;
  /** The mark in its text form; none yet where the run ended between text and signature. */
  readonly mark?: string;
}

/** Where work is kept: a folder here, a table of yours. `save` replaces all of it or nothing. */
export interface Workspace {
  load(handle: string): Promise<Work | undefined>;
  save(handle: string, work: Work): Promise<void>;
}

/** A workspace in a folder, which is made where there is none. */
export async function openWorkspace(folder: string): Promise<Workspace> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    async load(handle) {
      try {
        // Written by `save` below; that its mark holds for its text is checked before it is used.
        return JSON.parse(await readFile(pathOf(folder, handle), 'utf8')) as Work;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    save: (handle, work) =>
      writeWhole(pathOf(folder, handle), `${JSON.stringify(work, undefined, 2)}\n`),
  };
}

/** Handles become names of files. */
function pathOf(folder: string, handle: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,200}$/.test(handle)) throw new Error(`not a handle: ${handle}`);
  return join(folder, `${handle}.json`);
}

/** Writes beside the place, flushes, renames. Mode 0600: nothing here is for other users. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
