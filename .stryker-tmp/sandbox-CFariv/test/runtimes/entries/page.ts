/** The suite as the script of a page: it fetches its job and posts its reply. */
// @ts-nocheck

import { run } from './portable.ts';

const violations: string[] = [];
(globalThis as unknown as EventTarget).addEventListener('securitypolicyviolation', (event) => {
  const { violatedDirective, blockedURI } = event as Event & Record<string, unknown>;
  violations.push(`${violatedDirective} ${blockedURI}`);
});

// Violations are reported as tasks, so they have arrived when a response has.
const listViolations = async () => {
  await fetch('/job');
  return violations;
};

try {
  const job = JSON.parse(await (await fetch('/job')).text());
  const reply = await run(job, listViolations);
  await fetch('/reply', { method: 'POST', body: JSON.stringify(reply) });
} catch (error) {
  await fetch('/failure', { method: 'POST', body: String(error) });
}
