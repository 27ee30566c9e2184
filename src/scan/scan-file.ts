/**
 * Scans one file: reads its records, looks for findings and weighs them. What cannot be read is
 * reported with its place.
 */
import type { Detector } from '../detect/finding/detection.ts';
import type { Finding, Severity } from '../detect/finding/finding.ts';
import type { RegistryDetector } from '../detect/registry/recognize.ts';
import type { Format } from '../records/format.ts';
import { openRecords } from '../records/open-records.ts';
import { InputError } from '../records/piece/input-error.ts';
import type { Piece, Place, Problem } from '../records/piece/piece.ts';
import { isTouched, type LineRange } from './changed-lines.ts';
import type { NotScanned, ScanCounts, ScanFinding, ScanPlace } from './finding.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { unreadable } from './list-files.ts';
import type { Weigh } from './weigh.ts';

/** What a kind of data is looked through with. */
export interface Look {
  /** Settings have their whole path in their value, so their place leads to nothing more. */
  readonly isSettings: boolean;
  readonly detectors: readonly Detector[];
  readonly weigh: Weigh;
}

/** What a scan is made of. */
export interface ScanTools {
  /** For settings other things are looked for than for catalogues, orders and accounts. */
  readonly lookFor: (format: Format | undefined) => Look;
  /** Whether a record without a mark is a finding. */
  readonly isMarkWanted: boolean;
  /** Finds texts of a record that were signed; asked where there is a registry. */
  readonly recognize: RegistryDetector | undefined;
}

/** What came of some records that stand together. */
export interface ScanBatch {
  records: number;
  /** Of them, those without a mark. */
  absent: number;
  readonly marks: { -readonly [K in keyof ScanCounts['marks']]: number };
  /** Alike ones have the same fingerprint. */
  readonly findings: ScanFinding[];
  readonly notScanned: NotScanned[];
  /** Of the file, read since the batch before, before decompression. */
  bytes: number;
  /** Number of the last record, also of one that could not be read; 0 before the first. */
  last: number;
}

/** A file, and its bytes where it is no file of the disk. */
export interface ScanInput {
  readonly file: string;
  readonly stream?: AsyncIterable<Uint8Array | string>;
  readonly format?: Format;
}

/** What of a file is looked at. */
export interface FilePart {
  /** Whether it is the rest of one, whose header was looked through already. */
  readonly isContinued?: boolean;
  /** Records that touch none of these are passed over; all are looked at where the header does. */
  readonly lines?: readonly LineRange[] | 'all';
}

/**
 * Reads one file. Never throws for what stands in it.
 */
export async function* scanFile(
  input: ScanInput,
  tools: ScanTools,
  { isContinued = false, lines = 'all' }: FilePart = {},
): AsyncGenerator<ScanBatch> {
  let bytes = 0;
  let last = 0;
  let wanted = lines;
  const take = (): ScanBatch => {
    const batch = createBatch(bytes, last);
    bytes = 0;
    return batch;
  };
  const onRead = (count: number): void => {
    bytes += count;
  };
  const isAsked = tools.isMarkWanted || tools.recognize !== undefined;
  try {
    for await (const { format, pieces } of openRecords({ ...input, onRead })) {
      const look = tools.lookFor(format);
      for await (const some of pieces) {
        const batch = take();
        for (const piece of some) {
          if (isContinued && piece.type === 'header') continue;
          if (wanted !== 'all' && !isWanted(piece, wanted)) continue;
          // By another header every row is another record.
          if (piece.type === 'header') wanted = 'all';
          const unmarked = readPiece(piece, look, batch);
          // Nothing is waited for in vain: that would take as long as to look through the record.
          if (isAsked && unmarked !== undefined) await lookFurther(unmarked, look, tools);
        }
        last = batch.last;
        yield batch;
      }
    }
  } catch (error) {
    const { notScanned } =
      error instanceof InputError
        ? unreadable(error.file, new Error(error.problem))
        : unreadable(input.file, error);
    const batch = take();
    batch.notScanned.push(notScanned);
    yield batch;
  }
}

function isWanted(piece: Piece, lines: readonly LineRange[]): boolean {
  if (piece.type === 'gap') return false;
  if (piece.type !== 'row') return isTouched(piece.place.line, piece.bytes, lines);
  return isTouched(piece.row.place.line, piece.row.bytes, lines);
}

function createBatch(bytes: number, last: number): ScanBatch {
  const marks = { found: 0, checked: 0, refused: 0 };
  return { records: 0, absent: 0, marks, findings: [], notScanned: [], bytes, last };
}

/** A record in which no mark was found. */
interface Unmarked {
  readonly value: unknown;
  readonly add: AddFinding;
  readonly isRecord: boolean;
}

type AddFinding = (finding: Finding, severity: Severity) => void;

/** Takes one piece; gives it back where it has no mark. */
function readPiece(piece: Piece, look: Look, batch: ScanBatch): Unmarked | undefined {
  switch (piece.type) {
    case 'gap':
      return undefined;
    case 'broken':
      return skip(piece.place, piece.problem, batch);
    case 'header': {
      if (piece.problem !== undefined) return skip(piece.place, piece.problem, batch);
      // A file without a header has its first row in this place.
      const names = piece.names.map((name, index) => [`column ${index + 1}`, name]);
      readValue(Object.fromEntries(names), piece.place, look, batch);
      return undefined;
    }
    case 'row': {
      const { row } = piece;
      batch.last = row.place.record;
      if (row.problem !== undefined) return skip(row.place, row.problem, batch);
      const isRecord = row.isAround !== true;
      if (isRecord) batch.records += 1;
      const value = row.toValue();
      const { add, isMarked } = readValue(value, row.place, look, batch);
      if (isMarked) return undefined;
      if (isRecord) batch.absent += 1;
      return { value, add, isRecord };
    }
  }
}

function readValue(
  value: unknown,
  place: Place,
  { isSettings, detectors, weigh }: Look,
  { findings, marks }: ScanBatch,
): { readonly add: AddFinding; readonly isMarked: boolean } {
  const nameFinding = fingerprintsOf(value);
  let isMarked = false;
  const add: AddFinding = ({ technique, id, path, reason }, severity) => {
    const own = placeOf(place, isSettings ? '' : place.pointer, path);
    const fingerprint = nameFinding(id, path);
    findings.push({ fingerprint, technique, id, severity, place: own, reason });
  };
  for (const detector of detectors) {
    const found = detector(value);
    for (const finding of found.findings) add(finding, weigh.finding(finding));
    for (const { path, isChecked, refused } of found.marks ?? []) {
      isMarked = true;
      marks.found += 1;
      if (isChecked) marks.checked += 1;
      if (refused === undefined) continue;
      marks.refused += 1;
      const finding = weigh.refused(path, refused);
      if (finding !== undefined) add(finding, finding.severity);
    }
  }
  return { add, isMarked };
}

const ABSENT: Finding = {
  path: '',
  technique: 'signature',
  id: 'absent',
  severity: 'warn',
  reason: 'no mark',
};

/** With its mark a signed text is as it should be, so only a record without one comes here. */
async function lookFurther(
  { value, add, isRecord }: Unmarked,
  { weigh }: Look,
  { recognize, isMarkWanted }: ScanTools,
): Promise<void> {
  if (recognize !== undefined) {
    const { findings } = await recognize(value);
    for (const finding of findings) add(finding, weigh.finding(finding));
  }
  if (isMarkWanted && isRecord) add(ABSENT, 'warn');
}

function placeOf(
  { file, record, line, column }: Place,
  pointer: string | undefined,
  path: string,
): ScanPlace {
  return {
    file,
    record,
    line,
    ...(column !== undefined && { column }),
    pointer: (pointer ?? '') + path,
  };
}

function skip(
  { file, record, line }: Place,
  { reason, detail }: Problem,
  batch: ScanBatch,
): undefined {
  batch.last = record;
  batch.notScanned.push({ file, record, line, reason, detail, isFault: true });
  return undefined;
}
