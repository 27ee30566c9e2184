/** `contentmark/detect`: test data by published lists. Re-exports only. */
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
} from '../detect/markers/marker.ts';
export { MARKERS } from '../detect/markers/markers.ts';
export { NOT_LOOKED_AT, type NotLookedAt } from '../detect/match/walk.ts';
export type { OwnMarker, OwnRule } from '../detect/own-markers.ts';
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
