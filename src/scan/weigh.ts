/** Weighs findings: the severity of each is what the policy of the place would do about it. */
import { createDecider, type Decider } from '../decide/policy/decide.ts';
import type { Action, PolicyPlace } from '../decide/policy/decision.ts';
import type { Policy } from '../decide/policy/policy.ts';
import type { Finding, Severity } from '../detect/finding/finding.ts';
import type { Rejected } from '../verify/verdict.ts';

/** Weighs what was found in one kind of data. */
export interface Weigh {
  finding(finding: Finding): Severity;
  /** A mark that does not hold, as a finding. */
  refused(path: string, verdict: Rejected): Finding | undefined;
}

const SEVERITY_OF: Readonly<Record<Action, Severity>> = {
  allow: 'info',
  disclose: 'info',
  flag: 'warn',
  hide: 'block',
  block: 'block',
};

/**
 * Prepares weighing.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_POLICY`
 */
export function createWeigh(policy: Policy, place: PolicyPlace, environment: string): Weigh {
  const decider: Decider = createDecider(policy, { place, environment });
  // A policy looks at the severity of a finding, of which there are three.
  const known = new Map<Severity, Severity>();
  return {
    finding(finding) {
      let severity = known.get(finding.severity);
      if (severity === undefined) {
        severity = SEVERITY_OF[decider({ verdict: undefined, findings: [finding] }).action];
        known.set(finding.severity, severity);
      }
      return severity;
    },
    refused: (path, verdict) => decider({ verdict, path }).findings[0],
  };
}
