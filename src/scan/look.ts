/** What a scan looks for in each kind of data, and how grave it is there. */
import { publishedLists, SETTING_CLASSES } from '../decide/guards/look.ts';
import type { PolicyPlace } from '../decide/policy/decision.ts';
import { environmentClassOf, type Policy } from '../decide/policy/policy.ts';
import { storefront } from '../decide/policy/presets.ts';
import { createDetector } from '../detect/create-detector.ts';
import type { Detector } from '../detect/finding/detection.ts';
import { createMarkDetector } from '../detect/marks.ts';
import type { OwnMarker } from '../detect/own-markers.ts';
import type { Registry } from '../detect/registry/entry.ts';
import { createRegistryDetector } from '../detect/registry/recognize.ts';
import { wrongArgument } from '../errors.ts';
import type { Format } from '../records/format.ts';
import type { Verifier } from '../verify/verifier.ts';
import type { Look, ScanTools } from './scan-file.ts';
import { createWeigh } from './weigh.ts';

/** From which severity on a finding stops a gate; `absent`: a record without a mark as well. */
export const FAIL_ON = ['block', 'warn', 'absent'] as const;

/** One of {@link FAIL_ON}. */
export type FailOn = (typeof FAIL_ON)[number];

/** What to look for, and for where. */
export interface LookOptions {
  /** Where the data goes. Default `production`; a name that the policy does not know is judged as that. */
  readonly environment?: string;
  /** Checks marks but for their content. Default: they are decoded only. */
  readonly verifier?: Pick<Verifier, 'verifySync'>;
  /** Default the preset `storefront`: `import` for records, `settings` for settings. */
  readonly policy?: Policy;
  /** Finds texts of records without a mark that are, or are like, what was signed. Default none. */
  readonly registry?: Pick<Registry, 'recognize'>;
  /** Markers of your own. Default none. */
  readonly markers?: readonly OwnMarker[];
  /** Default `block`. */
  readonly failOn?: FailOn;
}

/** Their names. */
export const LOOK_OPTIONS: readonly (keyof LookOptions)[] = [
  'environment',
  'verifier',
  'policy',
  'registry',
  'markers',
  'failOn',
];

/**
 * Prepares looking.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_POLICY`
 */
export function createTools(options: LookOptions): ScanTools {
  const { failOn = 'block', registry } = options;
  if (!FAIL_ON.includes(failOn)) {
    throw wrongArgument('options.failOn', `one of ${FAIL_ON.join(', ')}`, failOn);
  }
  return {
    lookFor: createLooks(options),
    isMarkWanted: failOn === 'absent',
    recognize: registry && createRegistryDetector(registry),
  };
}

const SETTING_FORMATS: readonly (Format | undefined)[] = ['env', 'ini'];

/** What is looked for in records and in settings. */
function createLooks(options: LookOptions): (format: Format | undefined) => Look {
  const { environment = 'production', verifier, policy = storefront, markers = [] } = options;
  const isLive = environmentClassOf(policy, environment) === 'production';
  const marks = createMarkDetector({ environment, ...(verifier && { verifier }) });

  const make = (place: PolicyPlace, lists: readonly Detector[]): Look => ({
    isSettings: place === 'settings',
    detectors: [...lists, marks],
    weigh: createWeigh(policy, place, environment),
  });
  const records = make('import', [createDetector({ markers })]);
  const settings = make(
    'settings',
    isLive
      ? [createDetector({ classes: SETTING_CLASSES, markers })]
      : publishedLists('live-secrets'),
  );
  return (format) => (SETTING_FORMATS.includes(format) ? settings : records);
}
