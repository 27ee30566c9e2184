/**
 * Reads recall files: the ids of withdrawn marks, as a JSON array or one a line. A malformed id is
 * refused, because it would recall nothing and nobody would notice.
 */

import { parseJson } from 'contentmark/content';
import { decodeUtf8 } from 'contentmark/records';
import { createRecall, isContentmarkError, type Recall } from 'contentmark/verify';
import { renameArgument } from '../../errors.ts';
import { EXIT, Failure } from '../terminal/failure.ts';
import { readNamedFile } from './read-input.ts';

const ARGUMENT = '--recall';

/** The words of the option, for every command that has it. */
export const RECALL_OPTION: readonly [flags: string, description: string] = [
  '--recall <file>',
  'ids of marks that are withdrawn: a JSON array, or one a line',
];

/** The option of a verifier, or none where no file is named. */
export async function readRecall(file: string | undefined): Promise<{ readonly recall?: Recall }> {
  if (file === undefined) return {};
  const source = decodeUtf8(await readNamedFile(file, ARGUMENT));
  if (source === undefined) throw wrongRecall(file, 'not UTF-8');
  try {
    return { recall: createRecall({ ids: readIds(file, source.replace(/^\ufeff/, '')) }) };
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    throw wrongRecall(file, renameArgument(error, 'options.ids', 'ids').message);
  }
}

function readIds(file: string, source: string): readonly string[] {
  const lines = source.split('\n').map((line) => line.trim());
  // Of JSON only an array can be meant; an object is told so, and not taken for ids.
  if (!/^\s*[[{"]/.test(source)) return lines.filter((line) => line !== '');
  const parsed = parseJson(source, 1);
  if (parsed.problem !== undefined) throw wrongRecall(file, parsed.problem);
  if (!Array.isArray(parsed.value)) throw wrongRecall(file, 'expected an array of ids');
  // createRecall looks at every one of them itself.
  return parsed.value as string[];
}

function wrongRecall(file: string, why: string): Failure {
  return new Failure(EXIT.usage, 'ERR_ARGUMENT', `${file}: ${why}`, ARGUMENT);
}
