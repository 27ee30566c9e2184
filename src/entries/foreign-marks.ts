/**
 * `contentmark/foreign-marks`: reads C2PA, IPTC and AIGC marks of images. Needs the optional peers
 * `exifreader` and `@xmldom/xmldom`. Re-exports only.
 */
export type { AigcFound, AigcPlace } from '../detect/foreign/aigc-text.ts';
export type { ImageFormat, Location } from '../detect/foreign/containers.ts';
export { type LostMark, lostForeignMarks } from '../detect/foreign/lost-foreign-marks.ts';
export {
  type C2paFound,
  FOREIGN_MARK_PROBLEMS,
  type ForeignMarkProblem,
  type ForeignMarks,
  readForeignMarks,
} from '../detect/foreign/read-foreign-marks.ts';
