/** Writes a report as Markdown, for the comment of a pull request. */
import { printable } from '../../printable.ts';
import { faultsOf, gravestFirst, type LongReport, take } from '../finding.ts';

/** A comment holds some thousand characters; the whole list is in the other formats. */
const MAX_LISTED = 100;

/** Counts, and the gravest findings as a table. */
export function* writeMarkdown(report: LongReport): Generator<string> {
  const { scanned, findings, notScanned, counts } = report;
  const grave = counts.block + counts.warn;
  const unread = [...take(faultsOf(notScanned), MAX_LISTED)];
  // What is no fault is counted too, so only the list itself says how many are.
  let faults = 0;
  for (const _ of faultsOf(notScanned)) faults += 1;
  const lines = [
    `## contentmark scan: ${counts.block} block, ${counts.warn} warn, ${counts.info} info`,
    '',
    `${scanned.records} records of ${scanned.files} files; ${faults} not scanned; ${counts.known} known by the baseline.`,
    ...(grave === 0 ? [] : ['', '| severity | rule | place | what it is |', '|---|---|---|---|']),
  ];
  for (const { severity, id, place, reason } of take(
    gravestFirst(findings),
    Math.min(grave, MAX_LISTED),
  )) {
    lines.push(
      `| ${severity} | <code>${cell(id)}</code> | ${cell(`${place.file}:${place.line} ${place.pointer}`)} | ${cell(reason)} |`,
    );
  }
  if (grave > MAX_LISTED) lines.push('', `… and ${grave - MAX_LISTED} more.`);
  if (unread.length > 0) lines.push('', '### Not scanned', '');
  for (const { file, line, detail } of unread) {
    lines.push(`- ${cell(line === undefined ? file : `${file}:${line}`)}: ${cell(detail)}`);
  }
  lines.push('', 'No finding says nothing: what no list knows is not found.', '');
  yield lines.join('\n');
}

/** Text as it stands, whatever Markdown and HTML would make of it. */
function cell(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>()#+!|&~]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
