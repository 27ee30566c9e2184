/**
 * Prints the findings of a scan for a person at a terminal: the gravest first in each file, similar
 * ones together.
 */
import type { LongReport, NotScanned, ScanFinding } from 'contentmark/scan';
import { printable, printableNumber } from '../../printable.ts';
import { colorsFor, type Io } from '../terminal/io.ts';

/** Lines of one file; a file of a million bad rows has one cause, not a million. */
const MAX_LINES = 12;
/** Places of findings that are alike. */
const MAX_ALIKE = 3;

type Colors = ReturnType<typeof colorsFor>;

/**
 * The report as text, piece by piece.
 * @param isBad whether a gate stops for it.
 */
export function* describeReport(
  report: LongReport,
  environment: string,
  isBad: boolean,
  io: Io,
  isFile: boolean,
): Generator<string> {
  // Nobody sees colours in a file, and other programs trip over them.
  const colors = colorsFor(isFile ? ({ ...io.stdout, isTTY: false } as never) : io.stdout, io.env);
  const { scanned, findings, notScanned, counts } = report;
  const paint = isBad ? colors.red : counts.warn > 0 ? colors.yellow : colors.green;
  const word = isBad ? 'STOP' : counts.warn > 0 ? 'LOOK' : 'CLEAN';
  const said = [
    count(counts.block, 'block', colors.red),
    count(counts.warn, 'warn', colors.yellow),
    count(counts.info, 'info', colors.dim),
  ].join(', ');
  yield `${paint(colors.bold(word))} for ${printable(environment)}: ${said}\n`;
  yield `${colors.dim(
    `${printableNumber(scanned.records)} records in ${printableNumber(scanned.files)} ${scanned.files === 1 ? 'file' : 'files'}, ${printableNumber(counts.marks.found)} marks (${printableNumber(counts.marks.checked)} checked, ${printableNumber(counts.marks.refused)} refused)${counts.known > 0 ? `, ${printableNumber(counts.known)} known by the baseline` : ''}`,
  )}\n`;
  for (const file of filesOf(findings)) yield* lines(describeFile(file, colors));
  yield* lines(describeNotScanned(notScanned, colors));
  if (counts.block + counts.warn === 0) yield* lines(['', colors.dim('No finding says nothing.')]);
}

function* lines(texts: Iterable<string>): Generator<string> {
  for (const text of texts) yield `${text}\n`;
}

/** What is told of a file: of alike findings the first, and how many there are. */
interface FileFindings {
  readonly file: string;
  readonly alike: Map<string, { readonly first: ScanFinding[]; count: number }>;
}

/** Findings of one file stand together. */
function* filesOf(findings: Iterable<ScanFinding>): Generator<FileFindings> {
  let held: FileFindings | undefined;
  for (const finding of findings) {
    if (finding.severity === 'info') continue;
    if (held?.file !== finding.place.file) {
      if (held !== undefined) yield held;
      held = { file: finding.place.file, alike: new Map() };
    }
    const key = `${finding.severity} ${finding.id}`;
    const alike = held.alike.get(key) ?? { first: [], count: 0 };
    if (alike.first.length < MAX_ALIKE) alike.first.push(finding);
    alike.count += 1;
    held.alike.set(key, alike);
  }
  if (held !== undefined) yield held;
}

function describeFile({ file, alike }: FileFindings, colors: Colors): string[] {
  const described: string[] = [];
  const groups = [...alike].sort(([a], [b]) => rankOf(a) - rankOf(b));
  for (const [, { first, count: all }] of groups) {
    for (const { severity, id, place, reason } of first) {
      const paint = severity === 'block' ? colors.red : colors.yellow;
      const at = `line ${place.line}`.padEnd(10);
      described.push(
        `  ${paint(severity.padEnd(5))}  ${colors.dim(at)} ${colors.bold(id)}  ${printable(place.pointer || '(the whole)')}  ${colors.dim(printable(reason))}`,
      );
    }
    const rest = all - first.length;
    if (rest > 0) {
      described.push(colors.dim(`         … and ${printableNumber(rest)} more of ${first[0]?.id}`));
    }
  }
  const hidden = described.length - MAX_LINES;
  const shown = hidden > 1 ? described.slice(0, MAX_LINES) : described;
  if (hidden > 1)
    shown.push(colors.dim(`  … ${printableNumber(hidden)} more lines; --json lists every finding`));
  return ['', colors.underline(printable(file)), ...shown];
}

/** The gravest first. */
function rankOf(key: string): number {
  return key.startsWith('block ') ? 0 : 1;
}

function* describeNotScanned(notScanned: Iterable<NotScanned>, colors: Colors): Generator<string> {
  let unread = 0;
  let others = 0;
  for (const { file, line, reason, detail, isFault } of notScanned) {
    if (!isFault) {
      others += 1;
      continue;
    }
    unread += 1;
    if (unread === 1) yield* ['', colors.bold('Not scanned')];
    if (unread > MAX_LINES) continue;
    const at = line === undefined ? file : `${file}:${line}`;
    yield `  ${colors.red(reason.padEnd(10))} ${printable(at)}  ${printable(detail)}`;
  }
  if (unread > MAX_LINES) yield `  … and ${printableNumber(unread - MAX_LINES)} more`;
  if (others > 0)
    yield* ['', colors.dim(`${printableNumber(others)} files of other formats were passed over`)];
}

function count(value: number, word: string, paint: (text: string) => string): string {
  const text = `${printableNumber(value)} ${word}`;
  return value === 0 ? text : paint(text);
}
