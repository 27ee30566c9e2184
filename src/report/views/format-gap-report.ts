/** A gap report as its record, JSON, and as views of it that carry the record's digest. */
import { wrongArgument } from '../../errors.ts';
import { encodeUtf8 } from '../../format/bytes/utf8.ts';
import { sha256 } from '../../format/crypto/sha256.ts';
import { encodeHex } from '../../hex.ts';
import { toJson } from '../../printable.ts';
import type { GapReport } from '../report.ts';
import { toHtml } from './html.ts';
import { toMarkdown } from './markdown.ts';

/** Forms of a gap report. */
export const GAP_REPORT_FORMATS = ['json', 'markdown', 'html'] as const;

/** One of {@link GAP_REPORT_FORMATS}. */
export type GapReportFormat = (typeof GAP_REPORT_FORMATS)[number];

/**
 * Writes a gap report. JSON is the record; Markdown and HTML name the SHA-256 of exactly these bytes.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function formatGapReport(report: GapReport, format: GapReportFormat): string {
  const record = `${toJson(report)}\n`;
  if (format === 'json') return record;
  const digest = encodeHex(sha256(encodeUtf8(record)));
  if (format === 'markdown') return toMarkdown(report, digest);
  if (format === 'html') return toHtml(report, digest);
  throw wrongArgument('format', `one of ${GAP_REPORT_FORMATS.join(', ')}`, format);
}
