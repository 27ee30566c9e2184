/** Puts a gap report together: the same inputs give the same report. */
import { ContentmarkError, readOptions, requireSeconds, wrongArgument } from '../errors.ts';
import { applicabilityOf, dayOf } from './applicability.ts';
import { RULES, runOf } from './assess.ts';
import type { Statement } from './facts.ts';
import { CATALOGUE, MEASURES, type Measure } from './measures.ts';
import { requireBench, requireNamed, requireScan, requireStatistics } from './read-inputs.ts';
import {
  type Applicability,
  type Assessment,
  GAP_STATUSES,
  type GapReport,
  type GapReportInput,
  type GapStatus,
  type MarkingRow,
  type Named,
  REPORT_LIMITS,
  type ReportInput,
} from './report.ts';

const INPUT = [
  'facts',
  'asOf',
  'scans',
  'attestations',
  'registry',
  'policy',
  'benches',
  'version',
] as const satisfies readonly (keyof GapReportInput)[];

/**
 * Makes a gap report. What was not given is `not-measured`, never a default.
 * @throws ContentmarkError `ERR_ARGUMENT`
 * @example
 * ```ts
 * import { createGapReport, readFacts } from 'contentmark/report';
 *
 * const value = readFacts({ organisation: 'Example Shop', system: 'shop.example', role: 'deployer' });
 * const facts = { name: 'facts.json', sha256: '0'.repeat(64), value };
 * const report = createGapReport({ facts, asOf: Date.parse('2026-12-03') / 1000 });
 * console.log(report.measures.find(({ id }) => id === 'S2-M2.3')?.status); // not-measured
 * ```
 */
export function createGapReport(input: GapReportInput): GapReport {
  const given = readOptions('input', input, INPUT);
  const {
    facts,
    asOf,
    registry,
    scans = [],
    attestations = [],
    benches = [],
    version = '',
  } = given;
  requireSeconds('input.asOf', asOf);
  requireNamed('input.facts', facts);
  requireEach('input.scans', scans, requireScan);
  requireEach('input.attestations', attestations, requireScan);
  requireEach('input.benches', benches, requireBench);
  if (registry !== undefined) requireEach('input.registry', [registry], requireStatistics);
  const inputs = listInputs(given);
  const names = inputs.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined)
    throw new ContentmarkError('ERR_ARGUMENT', `has "${twice}" twice`, 'input');
  const { organisation, system, role, placedOnMarket, signatory, statements = [] } = facts.value;
  const applicability = applicabilityOf(facts.value, asOf);
  const measures = MEASURES.map((measure) => ({
    ...measure,
    ...assess(measure, given, applicability, statements, facts.name),
  }));
  const totals = Object.fromEntries(
    GAP_STATUSES.map((status) => [status, measures.filter((one) => one.status === status).length]),
  ) as Record<GapStatus, number>;
  return {
    version: 1,
    asOf: dayOf(asOf),
    catalogue: CATALOGUE,
    generator: { name: 'contentmark', version },
    declared: {
      organisation,
      system,
      role,
      ...(placedOnMarket !== undefined && { placedOnMarket }),
      ...(signatory !== undefined && { signatory }),
    },
    applicability,
    totals,
    measures,
    marking: [
      ...scans.map(({ name, value }) => markingOf(name, value)),
      ...attestations.map(({ name, value }) => markingOf(name, value)),
    ],
    errorRates: benches.map(({ sha256, value: { suite, date, notes } }) => ({
      run: runOf(sha256),
      suite,
      date,
      notes,
    })),
    inputs,
    limits: REPORT_LIMITS,
  };
}

function requireEach(
  argument: string,
  list: readonly Named<unknown>[],
  requireValue: (argument: string, value: unknown) => void,
): void {
  if (!Array.isArray(list)) throw wrongArgument(argument, 'an array', list);
  for (const [index, one] of list.entries()) {
    requireNamed(`${argument}[${index}]`, one);
    requireValue(`${argument}[${index}].value`, (one as Named<unknown>).value);
  }
}

function listInputs(given: GapReportInput): readonly ReportInput[] {
  const { facts, scans = [], attestations = [], registry, policy, benches = [] } = given;
  const named =
    (kind: ReportInput['kind']) =>
    (one: Omit<ReportInput, 'kind'>): ReportInput => ({
      kind,
      name: one.name,
      ...(one.sha256 !== undefined && { sha256: one.sha256 }),
    });
  return [
    named('facts')(facts),
    ...scans.map(named('scan')),
    ...attestations.map(named('attestation')),
    ...(registry === undefined ? [] : [named('registry')(registry)]),
    ...(policy === undefined ? [] : [named('policy')(policy)]),
    ...benches.map(named('bench')),
  ];
}

function assess(
  measure: Measure,
  given: GapReportInput,
  applicability: readonly [Applicability, Applicability],
  statements: readonly Statement[],
  factsName: string,
): Assessment {
  const outside = outOfScope(measure, applicability);
  if (outside !== undefined)
    return { status: 'out-of-scope', reason: outside, counts: [], basis: [] };
  const rule = RULES[measure.id];
  const counted = rule?.(given);
  const stated = statements.find(({ measure: id }) => id === measure.id);
  // What was counted stands: nobody talks a gap away.
  if (stated !== undefined && counted?.status !== 'gap') {
    const { status, text, by, on } = stated;
    const reason = `declared by ${by} on ${on}: ${text}`;
    return { status, reason, counts: counted?.counts ?? [], basis: [factsName] };
  }
  if (counted !== undefined) return counted;
  if (rule !== undefined)
    return { status: 'not-measured', reason: 'nothing was given to count', counts: [], basis: [] };
  return measure.level === 'may'
    ? { status: 'out-of-scope', reason: 'optional, and not stated', counts: [], basis: [] }
    : { status: 'needs-assessment', reason: 'a person has to say', counts: [], basis: [] };
}

function outOfScope(
  { role, id }: Measure,
  [provider, deployer]: readonly [Applicability, Applicability],
): string | undefined {
  if (role === 'any') return undefined;
  const { state, reason } = id.startsWith('S1-') ? provider : deployer;
  return state === 'other-role' || state === 'not-yet' ? reason : undefined;
}

function markingOf(
  input: string,
  {
    scanned,
    counts,
  }: Pick<NonNullable<GapReportInput['scans']>[number]['value'], 'scanned' | 'counts'>,
): MarkingRow {
  const { block, warn, info, absent, marks, notScanned } = counts;
  const { records } = scanned;
  const withMark = Math.max(0, records - absent);
  return { input, records, withMark, marks, findings: { block, warn, info }, notScanned };
}
