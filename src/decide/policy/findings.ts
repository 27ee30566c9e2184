/** Re-exports the finding of detect/, which decisions take beside a verdict. */
export {
  type Finding,
  SEVERITIES,
  type Severity,
  TECHNIQUES,
  type Technique,
} from '../../detect/finding/finding.ts';
