/** Whether the sections of the Code speak to a role on a day (AI Act Art. 113 and 111(4)). */
import { EU_APPLIES, EU_TRANSITION_ENDS } from '../disclose/rules/dates.ts';
import type { ReportFacts } from './facts.ts';
import type { Applicability } from './report.ts';

/** Both sections, in their order. */
export function applicabilityOf(
  { role, placedOnMarket }: ReportFacts,
  asOf: number,
): readonly [Applicability, Applicability] {
  return [providerSection(role, placedOnMarket, asOf), deployerSection(role, asOf)];
}

const NOT_YET = 'Art. 50 applies from 2026-08-02';

function providerSection(
  role: ReportFacts['role'],
  placedOnMarket: string | undefined,
  asOf: number,
): Applicability {
  const say = (state: Applicability['state'], reason: string): Applicability => ({
    section: 1,
    state,
    reason,
  });
  if (role === 'deployer') return say('other-role', 'Art. 50(2) binds providers of the system');
  if (asOf < EU_APPLIES) return say('not-yet', NOT_YET);
  if (asOf >= EU_TRANSITION_ENDS) return say('applies', 'Art. 50(2) applies');
  if (placedOnMarket === undefined)
    return say(
      'needs-assessment',
      'systems placed on the market before 2026-08-02 have until 2026-12-02, and the day is not stated',
    );
  return secondsOf(placedOnMarket) < EU_APPLIES
    ? say('transition', 'placed on the market before 2026-08-02: until 2026-12-02')
    : say('applies', 'placed on the market on or after 2026-08-02: no transition');
}

function deployerSection(role: ReportFacts['role'], asOf: number): Applicability {
  if (role === 'provider')
    return { section: 2, state: 'other-role', reason: 'Art. 50(4) binds deployers' };
  return asOf < EU_APPLIES
    ? { section: 2, state: 'not-yet', reason: NOT_YET }
    : { section: 2, state: 'applies', reason: 'Art. 50(4) applies; it has no transition' };
}

/** Unix seconds at midnight UTC of a day `YYYY-MM-DD`. */
export function secondsOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

/** The day of a time in Unix seconds, in UTC. */
export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
