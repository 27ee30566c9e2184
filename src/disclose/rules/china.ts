/**
 * Decides the duties in China under the Labelling Measures of 2025. The provider of a generation
 * service labels, visibly and in the file; a publisher declares. How far that reaches a shop of
 * one's own needs a person's judgement.
 */
import { CN_IN_FORCE } from './dates.ts';
import { type Duty, duty } from './duty.ts';
import type { Facts } from './facts.ts';

/** The explicit label. */
export function decideChinaVisible(facts: Facts): Duty {
  return decide(facts, duty('required', 'cn-explicit-label'));
}

/** The implicit label in the file's metadata. */
export function decideChinaMachineReadable(facts: Facts): Duty {
  return decide(facts, duty('required', 'cn-implicit-label'));
}

function decide({ asOf, isProvider, subject }: Facts, owed: Duty): Duty {
  if (asOf < CN_IN_FORCE) return duty('not-required', 'cn-not-yet-in-force');
  if (subject === 'unstated') return duty('needs-assessment', 'kind-not-stated', 'options.kind');
  return isProvider ? owed : duty('needs-assessment', 'cn-publisher', 'options.role');
}
