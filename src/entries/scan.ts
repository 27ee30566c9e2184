/**
 * `contentmark/scan`: scans files for test data and marks that do not belong there. Re-exports
 * only.
 */
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export { digestInputs, type InputDigest } from '../scan/digest-inputs.ts';
export type {
  NotScanned,
  NotScannedReason,
  ScanCounts,
  ScanFinding,
  ScanPlace,
  ScanReport,
} from '../scan/finding.ts';
export { formatReport, REPORT_FORMATS, type ReportFormat } from '../scan/report/format-report.ts';
export { FAIL_ON, type FailOn, isStopped, type ScanOptions, scan } from '../scan/scan.ts';
export type { ScanInput } from '../scan/scan-file.ts';
