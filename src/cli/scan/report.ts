/**
 * Prints the findings of a scan for a person at a terminal: the gravest first in each file, similar
 * ones together.
 */
import type { ScanFinding, ScanReport } from 'contentmark/scan';
import { groupBy } from '../../group-by.ts';
import { printable, printableNumber } from '../../printable.ts';
import { colorsFor, type Io } from '../terminal/io.ts';

/** Lines of one file; a file of a million bad rows has one cause, not a million. */
const MAX_LINES = 12;
/** Places of findings that are alike. */
const MAX_ALIKE = 3;

type Colors = ReturnType<typeof colorsFor>;

/**
 * The report as text.
 * @param isBad whether a gate stops for it.
 */
export function describeReport(
  report: ScanReport,
  environment: string,
  isBad: boolean,
  io: Io,
  isFile: boolean,
): string {
  // Nobody sees colours in a file, and other programs trip over them.
  const colors = colorsFor(isFile ? ({ ...io.stdout, isTTY: false } as never) : io.stdout, io.env);
  const { scanned, findings, notScanned, counts } = report;
  const unread = notScanned.filter(({ isFault }) => isFault);
  const told = findings.filter(({ severity }) => severity !== 'info');
  const paint = isBad ? colors.red : counts.warn > 0 ? colors.yellow : colors.green;
  const word = isBad ? 'STOP' : counts.warn > 0 ? 'LOOK' : 'CLEAN';
  const lines = [
    `${paint(colors.bold(word))} for ${printable(environment)}: ${[
      count(counts.block, 'block', colors.red),
      count(counts.warn, 'warn', colors.yellow),
      count(counts.info, 'info', colors.dim),
    ].join(', ')}`,
    colors.dim(
      `${printableNumber(scanned.records)} records in ${printableNumber(scanned.files)} ${scanned.files === 1 ? 'file' : 'files'}, ${printableNumber(counts.marks.found)} marks (${printableNumber(counts.marks.checked)} checked, ${printableNumber(counts.marks.refused)} refused)${counts.known > 0 ? `, ${printableNumber(counts.known)} known by the baseline` : ''}`,
    ),
    ...[...groupBy(told, ({ place }) => place.file)].flatMap(([file, held]) =>
      describeFile(file, held, colors),
    ),
  ];
  if (unread.length > 0) {
    lines.push('', colors.bold('Not scanned'));
    for (const { file, line, reason, detail } of unread.slice(0, MAX_LINES)) {
      const at = line === undefined ? file : `${file}:${line}`;
      lines.push(`  ${colors.red(reason.padEnd(10))} ${printable(at)}  ${printable(detail)}`);
    }
    if (unread.length > MAX_LINES)
      lines.push(`  … and ${printableNumber(unread.length - MAX_LINES)} more`);
  }
  const others = notScanned.length - unread.length;
  if (others > 0)
    lines.push(
      '',
      colors.dim(`${printableNumber(others)} files of other formats were passed over`),
    );
  if (counts.block + counts.warn === 0) lines.push('', colors.dim('No finding says nothing.'));
  return `${lines.join('\n')}\n`;
}

function describeFile(file: string, findings: readonly ScanFinding[], colors: Colors): string[] {
  const sorted = findings.toSorted((a, b) =>
    a.severity < b.severity ? -1 : a.severity > b.severity ? 1 : 0,
  );
  const alike = groupBy(sorted, ({ id }) => id);
  const lines: string[] = [];
  for (const held of alike.values()) {
    for (const { severity, id, place, reason } of held.slice(0, MAX_ALIKE)) {
      const paint = severity === 'block' ? colors.red : colors.yellow;
      const at = `line ${place.line}`.padEnd(10);
      lines.push(
        `  ${paint(severity.padEnd(5))}  ${colors.dim(at)} ${colors.bold(id)}  ${printable(place.pointer || '(the whole)')}  ${colors.dim(printable(reason))}`,
      );
    }
    const rest = held.length - MAX_ALIKE;
    if (rest > 0)
      lines.push(colors.dim(`         … and ${printableNumber(rest)} more of ${held[0]?.id}`));
  }
  const hidden = lines.length - MAX_LINES;
  const shown = hidden > 1 ? lines.slice(0, MAX_LINES) : lines;
  if (hidden > 1)
    shown.push(colors.dim(`  … ${printableNumber(hidden)} more lines; --json lists every finding`));
  return ['', colors.underline(printable(file)), ...shown];
}

function count(value: number, word: string, paint: (text: string) => string): string {
  const text = `${printableNumber(value)} ${word}`;
  return value === 0 ? text : paint(text);
}
