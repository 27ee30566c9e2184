/** Inputs of a report that come from files, validated: what is printed as a number is one. */
import { wrongArgument } from '../errors.ts';
import { ownMember } from '../members.ts';
import type { Bench, GapReportInput } from './report.ts';

const COUNTS = ['block', 'warn', 'info', 'known', 'absent', 'notScanned'] as const;
const MARKS = ['found', 'checked', 'refused'] as const;

/** A report of a scan, or an attestation of one, as far as it is counted. */
export function requireScan(argument: string, value: unknown): void {
  const counts = ownMember(value, 'counts');
  requireCounts(`${argument}.scanned`, ownMember(value, 'scanned'), ['files', 'records']);
  requireCounts(`${argument}.counts`, counts, COUNTS);
  requireCounts(`${argument}.counts.marks`, ownMember(counts, 'marks'), MARKS);
}

/** Statistics of a registry. */
export function requireStatistics(argument: string, value: unknown): void {
  requireCounts(argument, value, ['entries', 'expired', 'texts', 'images']);
}

/** A benchmark's record. */
export function requireBench(argument: string, value: unknown): asserts value is Bench {
  const { suite, date, notes } = Object(value) as Partial<Bench>;
  const isBench =
    typeof suite === 'string' &&
    typeof date === 'string' &&
    /^\d{4}-\d{2}-\d{2}T/.test(date) &&
    Number.isFinite(Date.parse(date)) &&
    Array.isArray(notes) &&
    notes.every((note) => typeof note === 'string');
  if (!isBench)
    throw wrongArgument(argument, '{ suite, date, notes }, as a benchmark prints it', value);
}

function requireCounts(argument: string, value: unknown, names: readonly string[]): void {
  for (const name of names) {
    const count = ownMember(value, name);
    if (Number.isSafeInteger(count) && (count as number) >= 0) continue;
    throw wrongArgument(`${argument}.${name}`, 'a whole number from 0', count);
  }
}

/** A file with its name and its digest. */
export function requireNamed(argument: string, given: unknown): void {
  const { name, sha256, value } = Object(given) as Partial<GapReportInput['facts']>;
  const isDigest = typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
  if (typeof name !== 'string' || !isDigest || typeof value !== 'object' || value === null)
    throw wrongArgument(argument, '{ name, sha256, value }', given);
}
