/**
 * `guardSettings`: decides whether a change of app configuration may be taken into an environment.
 * Only what is added or changed is looked at; `contentmark scan` looks at what is already there.
 */
import type { Decision } from '../policy/decision.ts';
import { environmentClassOf } from '../policy/policy.ts';
import { changedIn } from './changed.ts';
import { decideBy, deciderFor } from './decider.ts';
import { type Looked, look, publishedLists } from './look.ts';
import {
  DEFAULT_POLICIES,
  MARKED_OPTIONS,
  type MarkedOptions,
  readMarkedOptions,
} from './options.ts';

const SEES_NOTHING: Looked = { findings: [], refused: [] };

/**
 * Options of {@link guardSettings}. `environment` is the one that the settings are for. Without
 * `detectors` it says what is looked for: for production test keys, sandboxes, debug flags and
 * hosts of staging; before production the secrets of production.
 */
export type SettingsOptions = MarkedOptions;

/**
 * Decides whether a change of settings may be taken. Paths lead into `after`.
 * @param before what the environment has now; `undefined` or `{}` where it has nothing.
 * @param after what it would have.
 * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the options, `ERR_POLICY`; never for the settings.
 * @example
 * ```ts
 * import { guardSettings } from 'contentmark/guards';
 *
 * const before = { shop_name: 'Trail Shop', payment: { test_mode: false } };
 * const after = { shop_name: 'Trail Shop', payment: { test_mode: true } };
 * const options = { environment: 'production', verdict: undefined };
 * console.log(guardSettings(before, after, options).action); // block
 * console.log(guardSettings(before, before, options).action); // allow
 * ```
 */
export function guardSettings(before: unknown, after: unknown, options: SettingsOptions): Decision {
  const own = readMarkedOptions(options, MARKED_OPTIONS);
  const { environment, verdict, policy = DEFAULT_POLICIES.settings } = own;
  const isLive = environmentClassOf(policy, environment) === 'production';
  const { detectors = publishedLists(isLive ? 'settings' : 'live-secrets') } = own;
  const changed = changedIn(before, after);
  const looked = changed === undefined ? SEES_NOTHING : look(changed, detectors, 'settings');
  return decideBy(deciderFor(policy, 'settings', environment), verdict, looked);
}
