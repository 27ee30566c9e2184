/** Writes a report as Markdown, for the comment of a pull request. */
import { printable } from '../../printable.ts';
import { gravestFirst, type ScanReport } from '../finding.ts';

/** A comment holds some thousand characters; the whole list is in the other formats. */
const MAX_LISTED = 100;

/** Counts, and the gravest findings as a table. */
export function toMarkdown({ scanned, findings, notScanned, counts }: ScanReport): string {
  const grave = gravestFirst(findings).filter(({ severity }) => severity !== 'info');
  const unread = notScanned.filter(({ isFault }) => isFault);
  const rest = grave.length - MAX_LISTED;
  return [
    `## contentmark scan: ${counts.block} block, ${counts.warn} warn, ${counts.info} info`,
    '',
    `${scanned.records} records of ${scanned.files} files; ${unread.length} not scanned; ${counts.known} known by the baseline.`,
    ...(grave.length === 0
      ? []
      : ['', '| severity | rule | place | what it is |', '|---|---|---|---|']),
    ...grave
      .slice(0, MAX_LISTED)
      .map(
        ({ severity, id, place, reason }) =>
          `| ${severity} | <code>${cell(id)}</code> | ${cell(`${place.file}:${place.line} ${place.pointer}`)} | ${cell(reason)} |`,
      ),
    ...(rest > 0 ? ['', `… and ${rest} more.`] : []),
    ...(unread.length === 0 ? [] : ['', '### Not scanned', '']),
    ...unread
      .slice(0, MAX_LISTED)
      .map(
        ({ file, line, detail }) =>
          `- ${cell(line === undefined ? file : `${file}:${line}`)}: ${cell(detail)}`,
      ),
    '',
    'No finding says nothing: what no list knows is not found.',
    '',
  ].join('\n');
}

/** Text as it stands, whatever Markdown and HTML would make of it. */
function cell(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>()#+!|&~]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
