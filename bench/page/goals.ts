/** What was to be reached, and whether it was. */
import type { Report } from '../report.ts';
import { formatNumber, formatRatio, formatTime } from '../report.ts';

/** A bound on something that the bench measures. All of them are upper bounds. */
export type Goal = {
  readonly what: string;
  readonly suite: string;
  readonly limit: number;
} & (
  | { readonly kind: 'ratio' | 'figure'; readonly name: string }
  /** A case's median; the limit is in nanoseconds. */
  | { readonly kind: 'time'; readonly name: string }
);

const ratio = (suite: string, name: string, limit: number, what: string): Goal => {
  return { kind: 'ratio', suite, name, limit, what };
};

/** All goals of the suites, in the order of the page. */
export const GOALS: readonly Goal[] = [
  ratio('verify', 'cold/bare', 1.05, 'a cold check against its bare cryptography'),
  ratio('verify', 'cold/jose', 1, 'a cold check against jose'),
  ratio('verify', 'cold/auth0-cose', 1, 'against @auth0/cose'),
  ratio('verify', 'cold/paseto', 1, 'against paseto'),
  ratio('verify', 'cold/fast-jwt', 1, 'against fast-jwt without its cache'),
  ratio('verify', 'cold/sigstore', 1, 'against @sigstore/verify'),
  ratio('verify', 'noble-cold/noble', 1, 'the JavaScript backend against @noble/ed25519 itself'),
  ratio('hot', 'hot/jose', 1 / 100, 'a remembered mark, equal strings, against jose'),
  ratio('hot', 'rehash/jose', 1 / 60, 'a remembered mark, bytes hashed again, against jose'),
  ratio('hot', 'rehash/bare-hash', 1.3, 'the same against the bare hash'),
  ratio('hot', 'hot/fast-jwt', 1 / 1.1, 'a remembered mark against the cache of fast-jwt'),
  {
    kind: 'time',
    suite: 'hot',
    name: 'same-string',
    limit: 100,
    what: 'a remembered mark, the same strings',
  },
  {
    kind: 'figure',
    suite: 'hot',
    name: 'cache entry',
    limit: 700,
    what: 'memory of a remembered mark, beside mark and content',
  },
  ratio('page', 'page/bare', 0.6, 'a page of fifty, on the thread pool'),
  ratio('page', 'page-batch/bare', 0.16, 'a page of fifty of one batch'),
  ratio('batch', 'batch-item/bare', 0.1, 'an item of a million, root known'),
  {
    kind: 'figure',
    suite: 'batch',
    name: 'growth',
    limit: 1000,
    what: 'memory that more items of the tree take',
  },
  ratio('batch', 'batch-sign/single-sign', 1 / 7, 'signing in a batch against one by one'),
  {
    kind: 'figure',
    suite: 'batch',
    name: 'peak memory',
    limit: 300,
    what: 'memory to sign a million items, streamed',
  },
  ratio('guard', 'verify+guard/verify', 1.1, 'a product checked and guarded, against checked'),
  ratio('guard', 'verify+guard-cold/verify', 1.1, 'the same where no text is remembered'),
  ratio('render', 'on/off', 1.05, 'a listing of fifty products, verification on against off'),
  ratio('cold', 'coldstart/bare', 2.5, 'import, key and first check against node:crypto'),
  ratio('cold', 'coldstart/jose', 1, 'the same against jose'),
  ratio('cold', 'noble-coldstart/noble', 1, 'the same in JavaScript against @noble/ed25519 itself'),
];

/** How a goal fared. */
export interface Fared {
  readonly goal: Goal;
  /** As people read it, with its range where there is one. */
  readonly measured: string;
  readonly limit: string;
  readonly isMet: boolean;
  /** `met, 12 % below` or `not met, 6 % above`. */
  readonly verdict: string;
}

/** Holds a goal against what was measured; `undefined` where its suite was not run. */
export function judge(goal: Goal, reports: readonly Report[]): Fared | undefined {
  const report = reports.find(({ suite }) => suite === goal.suite);
  if (report === undefined) return undefined;
  const { value, measured, limit } = read(goal, report);
  const isMet = value <= goal.limit;
  const away = Math.abs(value / goal.limit - 1) * 100;
  // What is to stay flat may end up below where it began.
  if (value <= 0) return { goal, measured, limit, isMet, verdict: 'met' };
  const share = `${away < 10 ? away.toFixed(1) : away.toFixed(0)} %`;
  const verdict = isMet ? `met, ${share} below` : `**not met**, ${share} above`;
  return { goal, measured, limit, isMet, verdict };
}

function read(
  { kind, name, limit, suite }: Goal,
  { ratios, results, figures }: Report,
): { readonly value: number; readonly measured: string; readonly limit: string } {
  switch (kind) {
    case 'ratio': {
      const spread = ratios[name];
      if (spread === undefined) throw missing(suite, name);
      const { median, min, max } = spread;
      const range = `${formatRatio(median)} (${formatRatio(min)} to ${formatRatio(max)})`;
      return { value: median, measured: range, limit: formatRatio(limit) };
    }
    case 'time': {
      const found = results.find((result) => result.name === name);
      if (found === undefined) throw missing(suite, name);
      const { medianNs } = found;
      return { value: medianNs, measured: formatTime(medianNs), limit: formatTime(limit) };
    }
    case 'figure': {
      const found = figures.find((figure) => figure.name === name);
      if (found === undefined) throw missing(suite, name);
      const { value, unit } = found;
      return { value, measured: `${formatNumber(value)} ${unit}`, limit: `${limit} ${unit}` };
    }
  }
}

function missing(suite: string, name: string): Error {
  return new Error(`suite ${suite} has measured no "${name}"`);
}
