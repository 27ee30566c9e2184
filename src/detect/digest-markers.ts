/** Which version of the lists looked: a digest of every row, for what signs what it looked for. */
import { digestContent } from '../format/content/digest.ts';
import { json } from '../format/content/json.ts';
import { getNativeBackend } from '../format/crypto/default.ts';
import { PORTABLE } from '../format/crypto/portable.ts';
import { MARKERS } from './markers/markers.ts';
import { type OwnMarker, readOwnMarkers } from './own-markers.ts';

/**
 * SHA-256 over the published lists and rows of your own: the `id`, `class`, `severity` and `rule` of
 * each, as a list in json-1. Two detectors with one digest look for the same rows.
 * @param markers rows of your own, in the order in which the detector was given them. Default none.
 * @returns 32 bytes.
 * @throws ContentmarkError `ERR_ARGUMENT`
 * @example
 * ```ts
 * import { digestMarkers } from 'contentmark/detect';
 *
 * console.log(digestMarkers().length); // 32
 * ```
 */
export function digestMarkers(markers: readonly OwnMarker[] = []): Uint8Array {
  const rows = [...MARKERS, ...readOwnMarkers('markers', markers)];
  const told = rows.map(({ id, class: name, severity, rule }) => {
    return { id, class: name, severity, rule };
  });
  // Rows are plain data, so they have a canonical form.
  return digestContent(json(told), getNativeBackend() ?? PORTABLE).digest as Uint8Array;
}
