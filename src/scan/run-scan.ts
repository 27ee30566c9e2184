/** The scan itself: units in, findings out, in the order of the files whoever reads them. */
import type { NotScanned, ScanFinding } from './finding.ts';
import { fingerprintOfRepeat } from './fingerprint.ts';
import type { Repeats } from './repeats.ts';
import type { ScanBatch, ScanTools } from './scan-file.ts';
import { movePlaces, scanUnit, type UnitBatch } from './scan-unit.ts';
import type { Tally } from './tally.ts';
import { chainUnit, type ScanUnit } from './units.ts';

/** Where findings go. */
export interface Sink {
  /** @param base its fingerprint before repeats were counted. */
  finding(finding: ScanFinding, base: string): void;
  /** A finding of the baseline. */
  known(base: string): void;
  notScanned(one: NotScanned): void;
  /** Called when a unit has been read whole. */
  unit?(tally: Tally): void;
}

/** A unit that is being read. */
export interface RunningUnit {
  readonly unit: ScanUnit;
  readonly batches: AsyncIterable<UnitBatch>;
}

/** What a scan is run with. */
export interface RunOptions {
  readonly running: AsyncIterable<RunningUnit>;
  readonly tally: Tally;
  readonly repeats: Repeats;
  readonly baseline: ReadonlySet<string>;
  readonly sink: Sink;
  readonly onBytes: ((bytes: number) => void) | undefined;
}

/** Reads each unit in this thread, when it is asked for. */
export async function* runHere(
  units: AsyncIterable<ScanUnit>,
  tools: ScanTools,
): AsyncGenerator<RunningUnit> {
  for await (const unit of units) yield { unit, batches: scanUnit(unit, tools) };
}

/** Takes what was read, unit by unit. */
export async function runScan(options: RunOptions): Promise<void> {
  const { running, tally, sink, onBytes } = options;
  const { scanned, counts, before } = tally;
  for await (const { unit, batches } of running) {
    if (unit.isFirst) {
      scanned.files += 1;
      before.records = 0;
      before.lines = 0;
    }
    if (unit.notScanned !== undefined) {
      counts.notScanned += 1;
      sink.notScanned(unit.notScanned);
    }
    let span = { records: 0, lines: 0 };
    for await (const batch of batches) {
      if (batch.span !== undefined) span = batch.span;
      onBytes?.(batch.bytes);
      takeBatch(movePlaces(batch, before.records, before.lines), options);
    }
    before.records += span.records;
    before.lines += span.lines;
    tally.units += 1;
    tally.chain = chainUnit(tally.chain, unit);
    sink.unit?.(tally);
  }
}

function takeBatch(batch: ScanBatch, { tally, repeats, baseline, sink }: RunOptions): void {
  const { scanned, counts, marks } = tally;
  scanned.records += batch.records;
  counts.absent += batch.absent;
  for (const name of ['found', 'checked', 'refused'] as const) marks[name] += batch.marks[name];
  counts.notScanned += batch.notScanned.length;
  for (const one of batch.notScanned) sink.notScanned(one);
  for (const finding of batch.findings) {
    const base = finding.fingerprint;
    const fingerprint = fingerprintOfRepeat(base, repeats.count(base));
    if (baseline.has(fingerprint)) {
      counts.known += 1;
      sink.known(base);
      continue;
    }
    counts[finding.severity] += 1;
    sink.finding(fingerprint === base ? finding : { ...finding, fingerprint }, base);
  }
}
