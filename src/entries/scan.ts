/**
 * `contentmark/scan`: scans files for test data and marks that do not belong there. Re-exports
 * only.
 */
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export type { ChangedLines, LineRange } from '../scan/changed-lines.ts';
export { digestInputs, type InputDigest } from '../scan/digest-inputs.ts';
export type {
  LongReport,
  NotScanned,
  NotScannedReason,
  ScanCounts,
  ScanFinding,
  ScanPlace,
  ScanReport,
} from '../scan/finding.ts';
export { FAIL_ON, type FailOn, type LookOptions } from '../scan/look.ts';
export {
  formatReport,
  REPORT_FORMATS,
  type ReportFormat,
  writeReport,
} from '../scan/report/format-report.ts';
export { isStopped, type ScanOptions, scan } from '../scan/scan.ts';
export type { ScanInput } from '../scan/scan-file.ts';
export {
  type Resume,
  type StoredReport,
  type StoreScanOptions,
  storeScan,
} from '../scan/store/store-scan.ts';
export { readUnits } from '../scan/threads/read-units.ts';
export type { Threads } from '../scan/threads/run-in-threads.ts';
