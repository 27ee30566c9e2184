/** Words of attestations and audit logs by code: their places in these lists, which are only ever appended to. */
import type { Severity, Technique } from '../../decide/policy/findings.ts';

export const TECHNIQUE_CODES: readonly Technique[] = [
  'signature',
  'registry',
  'marker',
  'declared',
  'canary',
  'schema',
];

export const SEVERITY_CODES: readonly Severity[] = ['block', 'warn', 'info'];
