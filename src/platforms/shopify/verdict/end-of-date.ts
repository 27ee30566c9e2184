/**
 * `endOfDate`: gives the time at which a date ends, for places that know only a date. A Shopify
 * Function has no clock, but its input has `shop.localTime.date`.
 */
import { wrongArgument } from '../../../errors.ts';

const DATE = /^(19[7-9]|20\d)\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** In seconds. No place's clocks are further behind UTC than twelve hours. */
const LATEST_END = (24 + 12) * 3600;

/**
 * The time at which a date has ended everywhere, for `now` of `readVerdict`. No verdict outlives
 * its time by it, and one may end up to 50 hours early: let verdicts hold for days.
 * @param date such as `2026-11-24`.
 * @returns Unix seconds.
 * @throws ContentmarkError `ERR_ARGUMENT` for anything but a date from 1970 to 2099.
 */
export function endOfDate(date: string): number {
  // Date.UTC, because engines disagree on what Date.parse makes of the 31st of February.
  const isDate = typeof date === 'string' && DATE.test(date);
  if (!isDate) throw wrongArgument('date', 'a date such as "2026-11-24"', date);
  const [year, month, day] = [date.slice(0, 4), date.slice(5, 7), date.slice(8)].map(Number);
  return Date.UTC(year as number, (month as number) - 1, day) / 1000 + LATEST_END;
}
