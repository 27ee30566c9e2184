/**
 * `detect`: searches data once with every technique: published lists and lists of the shop's own,
 * columns that flag their record, marks of any kind, canaries.
 */
import { readOptions } from '../errors.ts';
import { createDetector, DETECTOR_OPTIONS, type DetectorOptions } from './create-detector.ts';
import type { Detection } from './finding/detection.ts';
import { createMarkDetector, type MarkDetectorOptions } from './marks.ts';

/** What to look for, and where the data goes. */
export interface DetectOptions extends DetectorOptions, Partial<MarkDetectorOptions> {}

const OPTIONS: readonly (keyof DetectOptions)[] = [...DETECTOR_OPTIONS, 'environment', 'verifier'];

/**
 * Looks through data once. For many records make the detectors once, with {@link createDetector}
 * and {@link createMarkDetector}.
 * @param options `environment` is by default production.
 * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the options; never for the data.
 * @example
 * ```ts
 * import { detect } from 'contentmark/detect';
 *
 * const { findings } = detect({ customer: { email: 'jane@example.com' } });
 * console.log(findings[0]?.path, findings[0]?.severity); // /customer/email block
 * ```
 */
export function detect(data: unknown, options: DetectOptions = {}): Detection {
  const {
    environment = 'production',
    verifier,
    ...lists
  } = readOptions('options', options, OPTIONS);
  const listed = createDetector(lists)(data);
  const marked = createMarkDetector({ environment, ...(verifier && { verifier }) })(data);
  return Object.freeze({
    ...listed,
    findings: Object.freeze([...listed.findings, ...marked.findings]),
    isComplete: listed.isComplete && marked.isComplete,
    marks: marked.marks ?? [],
  });
}
