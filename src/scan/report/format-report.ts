/** Writes a report in the forms that other tools read. */
import { wrongArgument } from '../../errors.ts';
import type { LongReport } from '../finding.ts';
import { writeHtml } from './html.ts';
import { writeJson, writeJsonl } from './json.ts';
import { writeJunit } from './junit.ts';
import { writeGithub, writeGitlab } from './lists.ts';
import { writeMarkdown } from './markdown.ts';
import { writeSarif } from './sarif.ts';

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
 * Writes a report, piece by piece, so that it may be longer than a text can be.
 * @param version of the program that scanned, for forms that name it.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function writeReport(
  report: LongReport,
  format: ReportFormat,
  version = '',
): Iterable<string> {
  switch (format) {
    case 'json':
      return writeJson(report);
    case 'jsonl':
      return writeJsonl(report);
    case 'sarif':
      return writeSarif(report, version);
    case 'junit':
      return writeJunit(report);
    case 'markdown':
      return writeMarkdown(report);
    case 'html':
      return writeHtml(report);
    case 'gitlab':
      return writeGitlab(report);
    case 'github':
      return writeGithub(report);
    default:
      throw wrongArgument('format', `one of ${REPORT_FORMATS.join(', ')}`, format);
  }
}

/**
 * A report as one text.
 * @param version of the program that scanned, for forms that name it.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function formatReport(report: LongReport, format: ReportFormat, version = ''): string {
  return [...writeReport(report, format, version)].join('');
}
