/**
 * `contentmark/foreign-marks`: marks of others on images. Needs the optional peers `exifreader`
 * and `@xmldom/xmldom`. Re-exports only.
 */
// @ts-nocheck

export type { AigcFound, AigcPlace } from '../disclosure/foreign-marks/aigc-text.ts';
export type { ImageFormat, Location } from '../disclosure/foreign-marks/containers.ts';
export { type LostMark, lostForeignMarks } from '../disclosure/foreign-marks/lost-foreign-marks.ts';
export {
  type C2paFound,
  FOREIGN_MARK_PROBLEMS,
  type ForeignMarkProblem,
  type ForeignMarks,
  readForeignMarks,
} from '../disclosure/foreign-marks/read-foreign-marks.ts';
