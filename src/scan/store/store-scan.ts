/**
 * A scan whose findings stand on disk instead of in memory, that several threads may do, and that
 * can go on where it was broken off.
 */
import { mkdtempSync, openSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentmarkError, readOptions, requireText, wrongArgument } from '../../errors.ts';
import type { LongReport, NotScanned, ScanFinding } from '../finding.ts';
import { createTools } from '../look.ts';
import { createRepeats, type Repeats } from '../repeats.ts';
import { runHere, runScan, type Sink } from '../run-scan.ts';
import { requirePaths, SCAN_OPTIONS, type ScanOptions } from '../scan.ts';
import { createTally, summaryOf, type Tally } from '../tally.ts';
import { runInThreads, type Threads } from '../threads/run-in-threads.ts';
import { chainUnit, listUnits, type ScanUnit } from '../units.ts';
import {
  createFindingsFile,
  type Entry,
  type FindingsFile,
  findCheckpoint,
} from './findings-file.ts';

/** Where a scan that was broken off goes on. */
export interface Resume {
  /** A file of the scan's own; where there is none it is begun. */
  readonly file: string;
  /** What else decides the report: where it differs from that of the file, the scan begins anew. */
  readonly key: string;
}

/** How to scan. */
export interface StoreScanOptions extends ScanOptions {
  /** Threads for large inputs. Default none: all is read in this one. */
  readonly threads?: Threads;
  /** Default none: what is interrupted begins anew. Not for inputs that are no files. */
  readonly resume?: Resume;
}

/** A report whose findings stand on disk. */
export interface StoredReport extends LongReport {
  /** Records of before, where the scan was resumed. */
  readonly resumed: number;
  /** Removes what is on disk; afterwards the lists are empty. */
  close(): void;
}

/** Milliseconds between two checkpoints. */
const CHECKPOINT_EVERY = 1000;

/**
 * Scans. The report is the same whatever the number of threads, and however often it was broken off.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_POLICY`; errors of the file system for the resume file
 */
export async function storeScan(options: StoreScanOptions): Promise<StoredReport> {
  const own = readOptions('options', options, [...SCAN_OPTIONS, 'threads', 'resume']);
  const {
    paths,
    inputs = [],
    changed,
    baseline = new Set<string>(),
    onBytes,
    threads,
    resume,
  } = own;
  requirePaths(paths);
  if (resume !== undefined) {
    requireText('options.resume.file', resume.file);
    requireText('options.resume.key', resume.key);
    if (inputs.length > 0) {
      throw wrongArgument('options.resume', 'absent beside options.inputs', resume.file);
    }
  }
  const tools = createTools(own);
  const store = resume === undefined ? openTemporary() : openResumed(resume);
  const { file, repeats } = store;
  let { tally } = store;
  let units = listUnits(paths, inputs, changed);
  let resumed = 0;
  if (tally.units > 0) {
    if (await skipUnits(units, tally, onBytes)) resumed = tally.scanned.records;
    else {
      // A file that was read has changed.
      units = listUnits(paths, inputs, changed);
      tally = createTally();
      store.begin();
    }
  }
  const running =
    threads === undefined ? runHere(units, tools) : runInThreads(units, tools, threads);
  const sink = createSink(file, resume?.key);
  try {
    const counted = resumed > 0 ? repeats : createRepeats();
    await runScan({ running, tally, repeats: counted, baseline, onBytes, sink });
  } catch (error) {
    // What a resume file holds is for the next time.
    if (resume === undefined) store.remove();
    else file.close();
    throw error;
  }
  return {
    ...summaryOf(tally),
    resumed,
    findings: listOf(file, (entry) => ('finding' in entry ? entry.finding : undefined)),
    notScanned: listOf(file, (entry) => ('notScanned' in entry ? entry.notScanned : undefined)),
    close: store.remove,
  };
}

function createSink(file: FindingsFile, key: string | undefined): Sink {
  let last = performance.now();
  return {
    finding: (finding: ScanFinding, base) =>
      file.add(finding.fingerprint === base ? { finding } : { finding, base }),
    known: (base) => file.add({ known: base }),
    notScanned: (notScanned: NotScanned) => file.add({ notScanned }),
    unit(tally) {
      if (key === undefined || performance.now() - last < CHECKPOINT_EVERY) return;
      file.add({ checkpoint: tally, key });
      file.flush();
      last = performance.now();
    },
  };
}

function listOf<T>(file: FindingsFile, pick: (entry: Entry) => T | undefined): Iterable<T> {
  return {
    *[Symbol.iterator]() {
      for (const entry of file.entries()) {
        const one = pick(entry);
        if (one !== undefined) yield one;
      }
    },
  };
}

interface Store {
  readonly file: FindingsFile;
  readonly tally: Tally;
  readonly repeats: Repeats;
  /** Forgets what the file holds. */
  begin(): void;
  remove(): void;
}

/** In a folder of the system's own, only where there are many findings. */
function openTemporary(): Store {
  let folder: string | undefined;
  const file = createFindingsFile(() => {
    folder = mkdtempSync(join(tmpdir(), 'contentmark-scan-'));
    return openSync(join(folder, 'findings'), 'wx+', 0o600);
  });
  return {
    file,
    tally: createTally(),
    repeats: createRepeats(),
    begin: () => undefined,
    remove() {
      file.close();
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
      folder = undefined;
    },
  };
}

function openResumed({ file: path, key }: Resume): Store {
  const { size } = statSync(path, { throwIfNoEntry: false }) ?? { size: undefined };
  const before = size === undefined ? undefined : findCheckpoint(path);
  if (size !== undefined && size > 0 && before === undefined) {
    // It is somebody else's, and would be written over.
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      'is a file, and not one of a scan; name another one',
      'options.resume.file',
    );
  }
  const file = createFindingsFile(() => openSync(path, size === undefined ? 'wx+' : 'r+', 0o600));
  const begin = (): void => {
    file.cut(0);
    file.add({ checkpoint: createTally(), key });
    file.flush();
  };
  const isSame = before?.key === key;
  if (isSame) file.cut(before.length);
  else begin();
  const repeats = createRepeats();
  for (const entry of file.entries()) {
    if ('finding' in entry) repeats.count(entry.base ?? entry.finding.fingerprint);
    else if ('known' in entry) repeats.count(entry.known);
  }
  return {
    file,
    tally: isSame ? before.tally : createTally(),
    repeats,
    begin,
    remove() {
      file.close();
      rmSync(path, { force: true });
    },
  };
}

/** Passes over what was read before; false where it is not what was read. */
async function skipUnits(
  units: AsyncGenerator<ScanUnit>,
  tally: Tally,
  onBytes: ((bytes: number) => void) | undefined,
): Promise<boolean> {
  let chain = '';
  for (let count = 0; count < tally.units; count++) {
    const { done, value } = await units.next();
    if (done) return false;
    chain = chainUnit(chain, value);
    onBytes?.(value.size);
  }
  return chain === tally.chain;
}
