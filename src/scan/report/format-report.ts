/** Writes a report in the forms that other tools read. */
import { wrongArgument } from '../../errors.ts';
import { toJson } from '../../printable.ts';
import type { ScanReport } from '../finding.ts';
import { toHtml } from './html.ts';
import { toJunit } from './junit.ts';
import { toGithub, toGitlab, toJsonl } from './lists.ts';
import { toMarkdown } from './markdown.ts';
import { toSarif } from './sarif.ts';

/** Forms of a report. */
export const REPORT_FORMATS = [
  'json',
  'jsonl',
  'sarif',
  'junit',
  'markdown',
  'html',
  'gitlab',
  'github',
] as const;

/** One of {@link REPORT_FORMATS}. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/**
 * Writes a report.
 * @param version of the program that scanned, for forms that name it.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function formatReport(report: ScanReport, format: ReportFormat, version = ''): string {
  switch (format) {
    case 'json':
      return `${toJson(report)}\n`;
    case 'jsonl':
      return toJsonl(report);
    case 'sarif':
      return `${toJson(toSarif(report, version))}\n`;
    case 'junit':
      return toJunit(report);
    case 'markdown':
      return toMarkdown(report);
    case 'html':
      return toHtml(report);
    case 'gitlab':
      return `${toJson(toGitlab(report))}\n`;
    case 'github':
      return toGithub(report);
    default:
      throw wrongArgument('format', `one of ${REPORT_FORMATS.join(', ')}`, format);
  }
}
