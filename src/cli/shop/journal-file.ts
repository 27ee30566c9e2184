/** Keeps a journal in a file with mode 0600, replaced atomically at each note. */
import { readFile, unlink } from 'node:fs/promises';
import type { Journal } from 'contentmark/shopify-client';
import { writeAtomically } from '../files/atomic-file.ts';
import { EXIT, Failure, unreadable } from '../terminal/failure.ts';

const ARGUMENT = '--journal';

/** A journal is under a kilobyte; a larger file is another one, named by mistake. */
const MAX_LENGTH = 65_536;

/** Opens a journal at a path where there may be none yet. */
export function openJournal(path: string): Journal {
  return {
    async load() {
      try {
        const text = await readFile(path, 'utf8');
        if (text.length <= MAX_LENGTH) return text;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw unreadable(error, path, ARGUMENT);
      }
      throw new Failure(EXIT.usage, 'ERR_USAGE', `${path}: too large for a journal`, ARGUMENT);
    },
    async save(text) {
      await writeAtomically(path, ARGUMENT, text, 0o600);
    },
    async clear() {
      await unlink(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw unreadable(error, path, ARGUMENT);
      });
    },
  };
}
