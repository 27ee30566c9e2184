/**
 * `contentmark/detect`: finds test data by published lists, and marks anywhere. Re-exports only.
 */
export {
  createDetector,
  type DetectorOptions,
  TEST_DATA_CLASSES,
} from '../detect/create-detector.ts';
export { type DetectOptions, detect } from '../detect/detect.ts';
export { digestMarkers } from '../detect/digest-markers.ts';
export type { DetectedMark, Detection, Detector } from '../detect/finding/detection.ts';
export {
  type Finding,
  SEVERITIES,
  type Severity,
  TECHNIQUES,
  type Technique,
} from '../detect/finding/finding.ts';
export {
  FIELDS,
  type FieldKind,
  MARKER_CLASSES,
  type Marker,
  type MarkerClass,
  type PhoneRange,
  type Rule,
} from '../detect/markers/marker.ts';
export { MARKERS } from '../detect/markers/markers.ts';
export { createMarkDetector, type MarkDetectorOptions, SEED_SET } from '../detect/marks.ts';
export { NOT_LOOKED_AT, type NotLookedAt } from '../detect/match/walk.ts';
export type { OwnMarker, OwnRule } from '../detect/own-markers.ts';
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
