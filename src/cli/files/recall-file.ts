/**
 * Reads `--recall`: a signed recall list, in a file or at an address, or a file of ids of withdrawn
 * marks, as a JSON array or one a line. A malformed id is refused, because it would recall nothing and
 * nobody would notice.
 */
import { parseJson } from 'contentmark/content';
import type { FollowedRecall } from 'contentmark/recall';
import { decodeUtf8 } from 'contentmark/records';
import { createRecall, isContentmarkError, type Recall, type Trust } from 'contentmark/verify';
import { renameArgument } from '../../errors.ts';
import { EXIT, Failure } from '../terminal/failure.ts';
import { readNamedFile } from './read-input.ts';

const ARGUMENT = '--recall';

/** The words of the option, for every command that has it. */
export const RECALL_OPTION: readonly [flags: string, description: string] = [
  '--recall <list>',
  'a signed recall list, as a file or https address; or a file of ids: a JSON array, or one a line',
];

/** What `--recall` gives. */
export interface ReadRecall {
  readonly recall?: Recall;
  /** Where it is a signed list: what goes on following it, once it is started. */
  readonly followed?: FollowedRecall;
}

/** The option of a verifier, or none where nothing is named. */
export async function readRecall(source: string | undefined, trust: Trust): Promise<ReadRecall> {
  if (source === undefined) return {};
  if (/^https?:/i.test(source)) return follow(source, trust);
  const bytes = await readNamedFile(source, ARGUMENT);
  if (isSignedList(bytes)) return follow(source, trust);
  const text = decodeUtf8(bytes);
  if (text === undefined) throw wrongRecall(source, 'not UTF-8');
  try {
    return { recall: createRecall({ ids: readIds(source, text.replace(/^\ufeff/, '')) }) };
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    throw wrongRecall(source, renameArgument(error, 'options.ids', 'ids').message);
  }
}

/** Whether bytes are a signed object, by its tag: ids are text. */
export function isSignedList(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd2;
}

async function follow(source: string, trust: Trust): Promise<ReadRecall> {
  const { followRecallList } = await import('contentmark/recall');
  const followed = await followRecallList(source, { trust });
  const report = await followed.refresh();
  if (report.outcome === 'kept') {
    throw wrongRecall(source, `no recall list to go by: ${report.failure}: ${report.detail}`);
  }
  return { recall: followed.recall, followed };
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
