/** A report as JSON: one document, or one finding a line. */
import { toJson } from '../../printable.ts';
import type { LongReport } from '../finding.ts';

/** The report as one document on one line. */
export function* writeJson({
  scanned,
  findings,
  notScanned,
  counts,
}: LongReport): Generator<string> {
  yield `{"scanned":${toJson(scanned)},"findings":[`;
  yield* writeItems(findings);
  yield '],"notScanned":[';
  yield* writeItems(notScanned);
  yield `],"counts":${toJson(counts)}}\n`;
}

/** JSON Lines: findings, what was not scanned, and last what was counted. */
export function* writeJsonl({
  scanned,
  findings,
  notScanned,
  counts,
}: LongReport): Generator<string> {
  for (const finding of findings) yield `${toJson({ type: 'finding', ...finding })}\n`;
  for (const one of notScanned) yield `${toJson({ type: 'not-scanned', ...one })}\n`;
  yield `${toJson({ type: 'summary', scanned, counts })}\n`;
}

/** Elements of an array, with commas between them. */
export function* writeItems(items: Iterable<object>): Generator<string> {
  let comma = '';
  for (const item of items) {
    yield comma + toJson(item);
    comma = ',';
  }
}
