/** Words of a gap report for people, the same in every view. */
import type { Applicability, Count, GapReport, GapStatus } from '../report.ts';

/** What each status means. */
export const STATUS_WORDS: Readonly<Record<GapStatus, string>> = {
  marked: 'found in what was given',
  gap: 'looked for, and lacking',
  'needs-assessment': 'a person has to decide',
  'not-measured': 'nothing was given to count',
  'out-of-scope': 'not for this role or day',
};

/** How binding a measure is. */
export const LEVEL_WORDS = {
  will: 'binding for signatories',
  encouraged: 'encouraged',
  may: 'optional',
  standard: 'standard',
  law: 'law',
} as const;

/** Whether a section applies. */
export const STATE_WORDS: Readonly<Record<Applicability['state'], string>> = {
  applies: 'applies',
  transition: 'in transition',
  'not-yet': 'not yet',
  'needs-assessment': 'needs assessment',
  'other-role': 'not for this role',
};

/** The heading. */
export function headingOf({ totals }: GapReport): string {
  const { gap, 'needs-assessment': open } = totals;
  const gaps = gap === 0 ? 'No gap found' : `${gap} ${gap === 1 ? 'gap' : 'gaps'}`;
  return open === 0 ? gaps : `${gaps}, ${open} to assess`;
}

/** A count with its denominator: `1,200 of 1,204 (99.7 %)`. */
export function countWords({ name, count, of }: Count): string {
  const counted = number(count);
  if (of === undefined) return `${name}: ${counted}`;
  return `${name}: ${counted} of ${number(of)}${of === 0 ? '' : ` (${percent(count, of)})`}`;
}

/** Never rounded up to all, nor down to none. */
export function percent(count: number, of: number): string {
  const share = (100 * count) / of;
  const shown = share.toFixed(1);
  if (count < of && shown === '100.0') return '> 99.9 %';
  if (count > 0 && shown === '0.0') return '< 0.1 %';
  return `${shown} %`;
}

/** With thousands apart: 1,204,033. */
export function number(value: number): string {
  return value.toLocaleString('en-US');
}
