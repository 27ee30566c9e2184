/** Reads the options that guards share, and has the default policy of each place. */
import type { Detector } from '../../detect/finding/detection.ts';
import { ContentmarkError, readOptions, requireText } from '../../errors.ts';
import type { PolicyPlace } from '../policy/decision.ts';
import { type Judged, missingVerdict } from '../policy/judge-verdict.ts';
import type { Policy } from '../policy/policy.ts';
import { checkout, storefront } from '../policy/presets.ts';

/** What every guard takes. */
export interface GuardOptions {
  /**
   * The environment, as `createVerifier` has it. A name that the policy does not know is judged as
   * production.
   */
  readonly environment: string;
  /** Default that of the guard's place in {@link DEFAULT_POLICIES}. */
  readonly policy?: Policy;
  /**
   * What looks for test data. One that throws, or gives no `Detection`, is told as a finding
   * `detector-failed`. Default one detector: the published lists.
   */
  readonly detectors?: readonly Detector[];
}

/** Further options of guards that decide on one marked thing. */
export interface MarkedOptions extends GuardOptions {
  /**
   * What `verify` returned for it. `undefined` for what cannot bear a mark. It has no default: a
   * forgotten verdict would pass as "nothing found".
   */
  readonly verdict: Judged | undefined;
}

/** The options that every guard knows. */
export const GUARD_OPTIONS: readonly (keyof GuardOptions)[] = [
  'environment',
  'policy',
  'detectors',
];
/** The options of guards that decide on one marked thing. */
export const MARKED_OPTIONS: readonly (keyof MarkedOptions)[] = [...GUARD_OPTIONS, 'verdict'];

/** The default policy of each guard. */
export const DEFAULT_POLICIES: Readonly<Record<PolicyPlace, Policy>> =
  /* @__PURE__ */ Object.freeze({
    render: storefront,
    review: storefront,
    image: storefront,
    checkout,
    import: storefront,
    settings: storefront,
    provisioning: storefront,
  });

/**
 * Reads options: an unknown one is refused, own members only.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readGuardOptions<T extends GuardOptions>(
  options: T,
  known: readonly (keyof T & string)[],
): T {
  const own = readOptions('options', options, known);
  const { environment, detectors } = own;
  requireText('options.environment', environment);
  if (detectors === undefined) return own;
  // Copied, so that a hole is refused and not skipped.
  const list = Array.isArray(detectors) ? Array.from(detectors as readonly unknown[]) : [];
  if (list.length > 0 && list.every((one) => typeof one === 'function')) return own;
  throw new ContentmarkError(
    'ERR_ARGUMENT',
    'must be an array of at least one detector, as `createDetector` returns it',
    'options.detectors',
  );
}

/**
 * Reads options of which a verdict is one. `undefined` is an answer, a missing member is none.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function readMarkedOptions<T extends MarkedOptions>(
  options: T,
  known: readonly (keyof T & string)[],
): T {
  const own = readGuardOptions(options, known);
  if (Object.hasOwn(own, 'verdict')) return own;
  throw missingVerdict('options.verdict');
}
