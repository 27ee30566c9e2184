/**
 * Decides the duties in California: §§ 22757 ff. of the Business and Professions Code bind
 * providers of generative systems, for images, video and audio. Text may carry the fields, but they
 * are not owed.
 */
import { CA_OPERATIVE, CA_SB_1000 } from './dates.ts';
import { type Duty, duty } from './duty.ts';
import type { Facts } from './facts.ts';

/** The visible label: an option to be offered until SB 1000, nothing since. */
export function decideCaliforniaVisible(facts: Facts): Duty {
  const scope = outOfScope(facts);
  if (scope !== undefined) return scope;
  return facts.asOf < CA_SB_1000
    ? duty('not-required', 'ca-manifest-option')
    : duty('not-required', 'ca-no-visible-label');
}

const COVERED: Readonly<Record<Facts['coveredProvider'], Duty>> = {
  yes: /* @__PURE__ */ duty('required', 'ca-latent-disclosure'),
  no: /* @__PURE__ */ duty('not-required', 'ca-deployer'),
  'not-assessed': /* @__PURE__ */ duty(
    'needs-assessment',
    'ca-covered-provider-not-stated',
    'options.coveredProvider',
  ),
};

/** The latent disclosure. */
export function decideCaliforniaMachineReadable(facts: Facts): Duty {
  const scope = outOfScope(facts);
  if (scope !== undefined) return scope;
  if (!facts.isProvider) return duty('not-required', 'ca-deployer');
  return COVERED[facts.coveredProvider];
}

function outOfScope({ asOf, subject }: Facts): Duty | undefined {
  if (asOf < CA_OPERATIVE) return duty('not-required', 'ca-not-yet-operative');
  if (subject === 'unstated') return duty('needs-assessment', 'kind-not-stated', 'options.kind');
  return subject === 'image' ? undefined : duty('not-required', 'ca-text-not-covered');
}
