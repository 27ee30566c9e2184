/** `contentmark/report`: what of the Code of Practice was found in scans, attestations and what a shop declares. Re-exports only. */
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export { createGapReport } from '../report/create-gap-report.ts';
export {
  CONTENT_KINDS,
  type ContentFacts,
  type ContentKind,
  type ReportFacts,
  ROLES,
  type Role,
  readFacts,
  type Statement,
} from '../report/facts.ts';
export { MEASURES, type Measure, type MeasureLevel, type MeasureRole } from '../report/measures.ts';
export {
  type Applicability,
  type Assessment,
  type Bench,
  type CitedRates,
  type Count,
  GAP_STATUSES,
  type GapReport,
  type GapReportInput,
  type GapStatus,
  type MarkingRow,
  type Named,
  REPORT_LIMITS,
  type ReportInput,
} from '../report/report.ts';
export {
  formatGapReport,
  GAP_REPORT_FORMATS,
  type GapReportFormat,
} from '../report/views/format-gap-report.ts';
