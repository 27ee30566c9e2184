/** What was found about content besides its mark, as a decision takes it: the finding of detect/. */
export {
  type Finding,
  SEVERITIES,
  type Severity,
  TECHNIQUES,
  type Technique,
} from '../../detect/finding/finding.ts';
