/** One unit of a scan: a file, or part of one read as if it were a file of its own. */
import { countLines } from '../records/piece/piece.ts';
import { type ScanBatch, type ScanTools, scanFile } from './scan-file.ts';
import { readRange, type ScanUnit } from './units.ts';

/** A batch, with what to add to the places of what follows. */
export interface UnitBatch extends ScanBatch {
  /** Of a whole part, with its last batch; lines are line feeds. */
  readonly span?: { readonly records: number; readonly lines: number };
}

/** Places count from the beginning of the unit. */
export async function* scanUnit(unit: ScanUnit, tools: ScanTools): AsyncGenerator<UnitBatch> {
  const { input, range } = unit;
  if (input === undefined) return;
  if (range === undefined) {
    yield* scanFile(input, tools, { ...(unit.lines && { lines: unit.lines }) });
    return;
  }
  const headLines = range.head === undefined ? 0 : countLines(range.head);
  let lines = -headLines;
  async function* stream(file: string): AsyncGenerator<Uint8Array> {
    for await (const chunk of readRange(file, range as typeof range & object)) {
      lines += countLines(chunk);
      yield chunk;
    }
  }
  const whole = { ...input, stream: stream(input.file) };
  let held: ScanBatch | undefined;
  for await (const batch of scanFile(whole, tools, { isContinued: range.head !== undefined })) {
    if (held !== undefined) yield held;
    held = movePlaces(batch, 0, -headLines);
  }
  if (held !== undefined) yield { ...held, span: { records: held.last, lines } };
}

/** A batch of what stands behind so many other records and lines. */
export function movePlaces<T extends ScanBatch>(batch: T, records: number, lines: number): T {
  if (records === 0 && lines === 0) return batch;
  return {
    ...batch,
    findings: batch.findings.map((finding) => {
      const { place } = finding;
      const moved = { record: place.record + records, line: place.line + lines };
      return { ...finding, place: { ...place, ...moved } };
    }),
    notScanned: batch.notScanned.map((one) => {
      if (one.record === undefined || one.line === undefined) return one;
      return { ...one, record: one.record + records, line: one.line + lines };
    }),
  };
}
