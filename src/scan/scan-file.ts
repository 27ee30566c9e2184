/**
 * Scans one file: reads its records, looks for findings and weighs them. What cannot be read is
 * reported with its place.
 */
import type { Detector } from '../detect/finding/detection.ts';
import type { Finding } from '../detect/finding/finding.ts';
import type { RegistryDetector } from '../detect/registry/recognize.ts';
import type { Format } from '../records/format.ts';
import { openRecords } from '../records/open-records.ts';
import { InputError } from '../records/piece/input-error.ts';
import type { Piece, Place, Problem } from '../records/piece/piece.ts';
import type { NotScanned, ScanFinding, ScanPlace } from './finding.ts';
import type { Fingerprints } from './fingerprint.ts';
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
  readonly fingerprints: Fingerprints;
  /** Whether a record without a mark is a finding. */
  readonly isMarkWanted: boolean;
  readonly onBytes: ((bytes: number) => void) | undefined;
  /** Finds texts of a record that were signed; asked where there is a registry. */
  readonly recognize: RegistryDetector | undefined;
}

/** One step of a scan. */
export type ScanEvent =
  | {
      readonly type: 'record';
      /** False for a header, which is looked through and is no record. */
      readonly isRecord: boolean;
      readonly findings: readonly ScanFinding[];
      readonly marks: {
        readonly found: number;
        readonly checked: number;
        readonly refused: number;
      };
    }
  | { readonly type: 'not-scanned'; readonly notScanned: NotScanned };

/** A file, and its bytes where it is no file of the disk. */
export interface ScanInput {
  readonly file: string;
  readonly stream?: AsyncIterable<Uint8Array | string>;
  readonly format?: Format;
}

/** Reads one file. Never throws for what stands in it. */
export async function* scanFile(input: ScanInput, tools: ScanTools): AsyncGenerator<ScanEvent> {
  const { onBytes } = tools;
  try {
    for await (const { format, pieces } of openRecords({
      ...input,
      ...(onBytes && { onRead: onBytes }),
    })) {
      const look = tools.lookFor(format);
      for await (const batch of pieces) {
        for (const piece of batch) {
          const event = await readPiece(piece, look, tools);
          if (event !== undefined) yield event;
        }
      }
    }
  } catch (error) {
    const { notScanned } =
      error instanceof InputError
        ? unreadable(error.file, new Error(error.problem))
        : unreadable(input.file, error);
    yield { type: 'not-scanned', notScanned };
  }
}

async function readPiece(
  piece: Piece,
  look: Look,
  tools: ScanTools,
): Promise<ScanEvent | undefined> {
  switch (piece.type) {
    case 'gap':
      return undefined;
    case 'broken':
      return broken(piece.place, piece.problem);
    case 'header': {
      if (piece.problem !== undefined) return broken(piece.place, piece.problem);
      // A file without a header has its first row in this place.
      const names = piece.names.map((name, index) => [`column ${index + 1}`, name]);
      const header = { ...tools, recognize: undefined };
      return readValue(Object.fromEntries(names), piece.place, look, header, false);
    }
    case 'row': {
      const { row } = piece;
      if (row.problem !== undefined) return broken(row.place, row.problem);
      return readValue(row.toValue(), row.place, look, tools, row.isAround !== true);
    }
  }
}

async function readValue(
  value: unknown,
  place: Place,
  { isSettings, detectors, weigh }: Look,
  { fingerprints, isMarkWanted, recognize }: ScanTools,
  isRecord: boolean,
): Promise<ScanEvent> {
  const fingerprintOf = fingerprints.of(value);
  const findings: ScanFinding[] = [];
  const marks = { found: 0, checked: 0, refused: 0 };
  const at = (path: string): ScanPlace => placeOf(place, isSettings ? '' : place.pointer, path);
  const add = ({ technique, id, path, reason }: Finding, severity: Finding['severity']): void => {
    const fingerprint = fingerprintOf(id, path);
    findings.push({ fingerprint, technique, id, severity, place: at(path), reason });
  };
  for (const detector of detectors) {
    const found = detector(value);
    for (const finding of found.findings) add(finding, weigh.finding(finding));
    for (const { path, isChecked, refused } of found.marks ?? []) {
      marks.found += 1;
      if (isChecked) marks.checked += 1;
      if (refused === undefined) continue;
      marks.refused += 1;
      const finding = weigh.refused(path, refused);
      if (finding !== undefined) add(finding, finding.severity);
    }
  }
  // With its mark a signed text is as it should be.
  if (marks.found === 0 && recognize !== undefined) {
    const { findings: recognised } = await recognize(value);
    for (const finding of recognised) add(finding, weigh.finding(finding));
  }
  if (isMarkWanted && isRecord && marks.found === 0) {
    add(
      { path: '', technique: 'signature', id: 'absent', severity: 'warn', reason: 'no mark' },
      'warn',
    );
  }
  return { type: 'record', isRecord, findings, marks };
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

function broken({ file, record, line }: Place, { reason, detail }: Problem): ScanEvent {
  return {
    type: 'not-scanned',
    notScanned: { file, record, line, reason, detail, isFault: true },
  };
}
