/**
 * `lostForeignMarks`: finds the marks that an image pipeline dropped, by comparing the original
 * with the delivered file.
 */
import { wrongArgument } from '../../errors.ts';
import type { ForeignMarks } from './read-foreign-marks.ts';

/** A kind of mark that the original has and the other file has not. */
export type LostMark = 'c2pa' | 'c2pa-remote' | 'digital-source-type' | 'aigc';

/**
 * Names what was lost between two files. A C2PA manifest that is still there counts as kept,
 * though re-encoding breaks its binding: only a validator can say.
 * @throws ContentmarkError `ERR_ARGUMENT` for anything but what `readForeignMarks` returned.
 */
export function lostForeignMarks(original: ForeignMarks, delivered: ForeignMarks): LostMark[] {
  requireMarks('original', original);
  requireMarks('delivered', delivered);
  const lost: LostMark[] = [];
  const isKept = (before: readonly string[], after: readonly string[]): boolean =>
    before.every((value) => after.includes(value));
  if (original.c2pa.locations.length > 0 && delivered.c2pa.locations.length === 0)
    lost.push('c2pa');
  if (!isKept(original.c2pa.remoteManifests, delivered.c2pa.remoteManifests)) {
    lost.push('c2pa-remote');
  }
  if (!isKept(original.digitalSourceTypes, delivered.digitalSourceTypes)) {
    lost.push('digital-source-type');
  }
  const ids = ({ aigc }: ForeignMarks): string[] =>
    aigc.map(({ fields }) => JSON.stringify(fields));
  if (!isKept(ids(original), ids(delivered))) lost.push('aigc');
  return lost;
}

function requireMarks(argument: string, value: unknown): asserts value is ForeignMarks {
  const { c2pa, digitalSourceTypes, aigc } = Object(value) as Partial<ForeignMarks>;
  const isMarks =
    Array.isArray(digitalSourceTypes) &&
    Array.isArray(aigc) &&
    Array.isArray(Object(c2pa).locations) &&
    Array.isArray(Object(c2pa).remoteManifests);
  if (!isMarks) throw wrongArgument(argument, 'what readForeignMarks returned', value);
}
