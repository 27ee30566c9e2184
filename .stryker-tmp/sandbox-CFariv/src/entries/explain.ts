/** `contentmark/explain`: verdicts in plain words. Apart, because they are as long as the check. Re-exports only. */
// @ts-nocheck

export { type Explanation, explain } from '../verify/explain.ts';
