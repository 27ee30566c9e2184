/** `contentmark/detect`: test data by published lists. Re-exports only. */
// @ts-nocheck

export {
  createDetector,
  type Detection,
  type DetectOptions,
  type Detector,
  detect,
  TEST_DATA_CLASSES,
} from '../detect/detect.ts';
export {
  FIELDS,
  type Field,
  MARKER_CLASSES,
  type Marker,
  type MarkerClass,
  type MarkerFinding,
  type PhoneRange,
  type Rule,
  type Severity,
} from '../detect/marker.ts';
export { MARKERS } from '../detect/markers.ts';
export type { OwnMarker, OwnRule } from '../detect/own-markers.ts';
export { NOT_LOOKED_AT, type NotLookedAt } from '../detect/walk.ts';
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
