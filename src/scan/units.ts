/** What a scan reads, in pieces that are read one after the other or by several threads at once. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type RecordRange, splitFile } from '../records/ranges/split-file.ts';
import { type ChangedLines, type LineRange, linesOf } from './changed-lines.ts';
import type { NotScanned } from './finding.ts';
import { listFiles, unreadable } from './list-files.ts';
import type { ScanInput } from './scan-file.ts';

/** A file, part of one, or what will not be read. */
export interface ScanUnit {
  readonly input?: ScanInput;
  readonly range?: RecordRange;
  /** Of the file, where not all of it is looked at. */
  readonly lines?: readonly LineRange[];
  /** Whether it begins a file. */
  readonly isFirst: boolean;
  /** In bytes, where it is known. */
  readonly size: number;
  /** Changes when the file does. */
  readonly stamp: string;
  readonly notScanned?: NotScanned;
}

/** In the order in which they are told. */
export async function* listUnits(
  paths: readonly string[],
  inputs: readonly ScanInput[],
  changed?: ChangedLines,
): AsyncGenerator<ScanUnit> {
  for (const path of paths) {
    for await (const listed of listFiles(path)) {
      const file = 'file' in listed ? listed.file : listed.notScanned.file;
      const lines = linesOf(file, changed);
      if (lines === undefined) continue;
      if (!('file' in listed)) yield notRead(listed.notScanned);
      else if (lines === 'all') yield* unitsOf(file);
      else yield { ...(await wholeOf(file)), lines };
    }
  }
  for (const input of inputs) yield { input, isFirst: true, size: 0, stamp: '' };
}

/** A file that is not divided. */
async function wholeOf(file: string): Promise<ScanUnit> {
  const found = await stat(file).catch(() => undefined);
  const stamp = found === undefined ? '' : `${found.size} ${found.mtimeMs}`;
  return { input: { file }, isFirst: true, size: found?.size ?? 0, stamp };
}

async function* unitsOf(file: string): AsyncGenerator<ScanUnit> {
  let isFirst = true;
  try {
    const { size, mtimeMs } = await stat(file);
    const stamp = `${size} ${mtimeMs}`;
    for await (const range of splitFile(file)) {
      const { start, end = size } = range;
      const isWhole = start === 0 && range.end === undefined;
      yield {
        input: { file },
        ...(!isWhole && { range }),
        isFirst,
        size: end - start,
        stamp,
      };
      isFirst = false;
    }
  } catch (error) {
    if (isFirst) yield await wholeOf(file);
    else yield notRead(unreadable(file, error).notScanned);
  }
}

function notRead(notScanned: NotScanned): ScanUnit {
  return { notScanned, isFirst: false, size: 0, stamp: '' };
}

/** The bytes of a part, as a file of its own. */
export async function* readRange(
  file: string,
  { start, end, head }: RecordRange,
): AsyncGenerator<Uint8Array> {
  if (head !== undefined) yield head;
  if (end === start) return;
  yield* createReadStream(file, {
    start,
    ...(end !== undefined && { end: end - 1 }),
    highWaterMark: 64 * 1024,
  });
}

/** A digest of all that was read up to here; another one where a file has changed. */
export function chainUnit(before: string, { input, range, stamp, notScanned }: ScanUnit): string {
  const own = [before, input?.file ?? notScanned?.file, range?.start, range?.end, stamp];
  return createHash('sha256').update(JSON.stringify(own)).digest('base64url');
}
