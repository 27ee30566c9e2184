/** Inputs of gap reports. */
import { type GapReportInput, type ReportFacts, readFacts } from 'contentmark/report';

const sha256 = (digit: string) => digit.repeat(64);

export const factsOf = (more: object = {}): ReportFacts =>
  readFacts({ organisation: 'Example Shop', system: 'shop.example', role: 'both', ...more });

const counts = {
  block: 0,
  warn: 1,
  info: 0,
  known: 0,
  absent: 40,
  marks: { found: 160, checked: 160, refused: 2 },
  notScanned: 0,
};

export const scan = {
  scanned: { files: 1, records: 200 },
  findings: [],
  notScanned: [],
  counts,
} as const;

export const attested = (more: object = {}) =>
  ({ ...scan, environment: 'production', result: 'passed', inputs: [], ...more }) as never;

export const bench = {
  suite: 'detect',
  date: '2026-11-28T10:00:00.000Z',
  notes: ['After an edit the registry still finds 91.2 % of 2100 texts (89.9 to 92.3).'],
};

export const input = (facts: object = {}, more: object = {}): GapReportInput => ({
  facts: { name: 'facts.toml', sha256: sha256('1'), value: factsOf(facts) },
  asOf: Date.parse('2026-12-03') / 1000,
  version: '0.1.0',
  ...more,
});

export const named = <T>(name: string, value: T) => ({ name, sha256: sha256('a'), value });
