/**
 * `contentmark/explain`: explains verdicts in plain words. It is apart, because the words are as
 * long as the check. Re-exports only.
 */
export { type Explanation, explain } from '../verify/explain.ts';
