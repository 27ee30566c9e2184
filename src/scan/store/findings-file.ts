/**
 * Findings on disk: of a million records there may be millions. A file of lines, of which some are
 * checkpoints: what a scan had counted when all before them had been written.
 */
import { closeSync, fdatasyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { NotScanned, ScanFinding } from '../finding.ts';
import type { Tally } from '../tally.ts';

/** One line. */
export type Entry =
  /** `base` is its fingerprint before repeats were counted, where that differs. */
  | { readonly finding: ScanFinding; readonly base?: string }
  /** A finding of the baseline, by its fingerprint before repeats were counted. */
  | { readonly known: string }
  | { readonly notScanned: NotScanned }
  | { readonly checkpoint: Tally; readonly key: string };

/** A file of findings. All of it is synchronous: a line takes microseconds. */
export interface FindingsFile {
  add(entry: Entry): void;
  /** Every entry in order. Can be gone over as often as is wanted. */
  entries(): Generator<Entry>;
  /** Writes what is held, and waits for the disk. */
  flush(): void;
  /** Forgets what was written behind an entry that {@link FindingsFile.entries} gave. */
  cut(length: number): void;
  close(): void;
}

/** Small scans have no file at all. */
const BUFFER_LENGTH = 1024 * 1024;
/** How the line of a checkpoint begins. */
const CHECKPOINT = '{"checkpoint":';
const CHUNK_BYTES = 256 * 1024;

/** Opens the file when something has to be written, by `open`; it may hold entries already. */
export function createFindingsFile(open: () => number): FindingsFile {
  let file: number | undefined;
  let size = 0;
  let held: string[] = [];
  let heldLength = 0;

  function write(): void {
    if (heldLength === 0) return;
    file ??= open();
    const bytes = Buffer.from(held.join(''), 'utf8');
    for (let at = 0; at < bytes.length; ) {
      at += writeSync(file, bytes, at, bytes.length - at, size + at);
    }
    size += bytes.length;
    held = [];
    heldLength = 0;
  }

  return {
    add(entry) {
      const line = `${JSON.stringify(entry)}\n`;
      held.push(line);
      heldLength += line.length;
      if (heldLength >= BUFFER_LENGTH) write();
    },
    *entries() {
      if (file !== undefined) {
        for (const { line } of readLines(file, size)) yield JSON.parse(line) as Entry;
      }
      for (const line of held) yield JSON.parse(line) as Entry;
    },
    flush() {
      write();
      if (file !== undefined) fdatasyncSync(file);
    },
    cut(length) {
      file ??= open();
      ftruncateSync(file, length);
      size = length;
    },
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

/** A place from which a scan can go on. */
export interface Checkpoint {
  readonly tally: Tally;
  readonly key: string;
  /** Bytes up to its end. */
  readonly length: number;
}

/** The last checkpoint of a file; `undefined` for a file that does not begin with one. */
export function findCheckpoint(path: string): Checkpoint | undefined {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(CHECKPOINT.length);
    readSync(file, start, 0, start.length, 0);
    if (start.toString('latin1') !== CHECKPOINT) return undefined;
    let found: Checkpoint | undefined;
    for (const { line, end } of readLines(file, Number.POSITIVE_INFINITY)) {
      // A line that was written whole; what a crash left half has no line feed.
      if (line.startsWith(CHECKPOINT)) {
        const { checkpoint, key } = JSON.parse(line) as Extract<Entry, { key: string }>;
        found = { tally: checkpoint, key, length: end };
      }
    }
    return found;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Lines that end, by their bytes. */
function* readLines(
  file: number,
  size: number,
): Generator<{ readonly line: string; readonly end: number }> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  let left = Buffer.alloc(0);
  let position = 0;
  while (position < size) {
    const wanted = Math.min(CHUNK_BYTES, size - position);
    const length = readSync(file, buffer, 0, wanted, position);
    if (length === 0) return;
    const bytes = Buffer.concat([left, buffer.subarray(0, length)]);
    const from = position - left.length;
    position += length;
    let start = 0;
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, start)) {
      yield { line: bytes.toString('utf8', start, at), end: from + at + 1 };
      start = at + 1;
    }
    left = Buffer.from(bytes.subarray(start));
  }
}
