/** The forms of a report: each is read back as its readers do, and none lets text from outside out of its place. */
import { DOMParser } from '@xmldom/xmldom';
import { formatReport, REPORT_FORMATS, type ScanReport } from 'contentmark/scan';
import { parse as parseHtml } from 'parse5';
import { describe, expect, it, test } from 'vitest';

const HOSTILE = 'a b|<script>alert(1)</script>%0A::error::"\u202e\n';

const finding = (severity: 'block' | 'warn' | 'info', id: string, file: string, line: number) => ({
  fingerprint: id.padEnd(32, '0').slice(0, 32),
  technique: 'marker' as const,
  id,
  severity,
  place: { file, record: line - 1, line, pointer: '/Body (HTML)' },
  reason: `half a line of ${id}`,
});

const REPORT: ScanReport = {
  scanned: { files: 3, records: 1200 },
  findings: [
    finding('block', 'domain.example', 'exports/a b.csv', 12),
    finding('warn', 'model-text.gap', 'exports/all.zip!/b.csv', 3),
    finding('info', 'word.test', HOSTILE, 7),
    finding('block', HOSTILE, '/exports/x.csv', 1),
  ],
  notScanned: [
    { file: HOSTILE, record: 8, line: 9, reason: 'malformed', detail: HOSTILE, isFault: true },
    { file: 'a.png', reason: 'unknown-format', detail: 'no format', isFault: false },
  ],
  counts: {
    block: 2,
    warn: 1,
    info: 1,
    known: 5,
    marks: { found: 3, checked: 2, refused: 1 },
    absent: 1197,
    notScanned: 2,
  },
};
const CLEAN: ScanReport = {
  scanned: { files: 1, records: 1 },
  findings: [],
  notScanned: [],
  counts: {
    block: 0,
    warn: 0,
    info: 0,
    known: 0,
    marks: { found: 0, checked: 0, refused: 0 },
    absent: 1,
    notScanned: 0,
  },
};

const lines = (text: string) => text.trimEnd().split('\n');

describe('json and jsonl', () => {
  it('hold the report, and every finding a line', () => {
    expect(JSON.parse(formatReport(REPORT, 'json'))).toEqual(REPORT);
    const all = lines(formatReport(REPORT, 'jsonl')).map((line) => JSON.parse(line));
    expect(all.map(({ type }) => type)).toEqual([
      ...Array.from({ length: 4 }, () => 'finding'),
      'not-scanned',
      'not-scanned',
      'summary',
    ]);
    expect(all[0]).toEqual({ type: 'finding', ...REPORT.findings[0] });
  });
});

describe('sarif', () => {
  const [run] = JSON.parse(formatReport(REPORT, 'sarif', '1.2.3')).runs;

  it('has a rule for each id, and each result points at its own', () => {
    const { driver } = run.tool;
    expect([driver.name, driver.version]).toEqual(['contentmark', '1.2.3']);
    for (const { ruleId, ruleIndex } of run.results)
      expect(driver.rules[ruleIndex].id).toBe(ruleId);
    for (const { shortDescription, help } of driver.rules)
      expect([typeof shortDescription.text, typeof help.text]).toEqual(['string', 'string']);
  });

  it('names file, line and fingerprint; of an archive the archive', () => {
    const [first, member, , absolute] = run.results;
    expect([first.level, member.level]).toEqual(['error', 'warning']);
    expect(first.partialFingerprints).toEqual({
      'contentmark/v1': REPORT.findings[0]?.fingerprint,
    });
    expect(first.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'exports/a%20b.csv' },
      region: { startLine: 12 },
    });
    expect(member.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'exports/all.zip' },
    });
    expect(absolute.locations[0].physicalLocation.artifactLocation.uri).toBe(
      'file:///exports/x.csv',
    );
    for (const { locations } of run.results)
      expect(
        () => new URL(locations[0].physicalLocation.artifactLocation.uri, 'file:///'),
      ).not.toThrow();
  });

  it('tells what was not scanned', () => {
    expect(run.invocations[0].toolExecutionNotifications).toMatchObject([{ level: 'error' }]);
  });
});

test('junit is XML with a suite for each file, and its counts are those of its cases', () => {
  for (const report of [REPORT, CLEAN]) {
    const document = new DOMParser({
      onError: (_, message) => {
        throw new Error(message);
      },
    }).parseFromString(formatReport(report, 'junit'), 'text/xml');
    const count = (name: string) => document.getElementsByTagName(name).length;
    const root = document.documentElement;
    expect(root?.getAttribute('tests')).toBe(String(count('testcase')));
    expect(root?.getAttribute('failures')).toBe(String(count('failure')));
    expect(root?.getAttribute('errors')).toBe(String(count('error')));
    // Findings of severity info are no failures.
    expect(count('failure')).toBe(report.counts.block + report.counts.warn);
  }
});

test('gitlab has an entry with description, rule, fingerprint, severity and line for each finding', () => {
  const entries = JSON.parse(formatReport(REPORT, 'gitlab'));
  expect(entries[0]).toEqual({
    description: 'domain.example: half a line of domain.example, at /Body (HTML)',
    check_name: 'domain.example',
    fingerprint: REPORT.findings[0]?.fingerprint,
    severity: 'blocker',
    location: { path: 'exports/a b.csv', lines: { begin: 12 } },
  });
  expect(new Set(entries.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(
    5,
  );
});

test('github annotations are one command a line, and text cannot begin another', () => {
  const all = lines(formatReport(REPORT, 'github'));
  expect(all).toHaveLength(5);
  for (const line of all) expect(line).toMatch(/^::(?:error|warning|notice) /);
  expect(all[1]).toBe(
    '::error file=exports/a b.csv,line=12,title=domain.example::half a line of domain.example, at /Body (HTML)',
  );
});

test('markdown has no markup but its own', () => {
  const text = formatReport(REPORT, 'markdown');
  expect(text).toContain('| block | <code>domain.example</code> |');
  expect(text).not.toContain('<script>');
  expect(lines(text).filter((line) => line.startsWith('| '))).toHaveLength(4);
});

describe('html', () => {
  const page = formatReport(REPORT, 'html');

  it('is well-formed, stands alone and escapes what comes from outside', () => {
    const problems: string[] = [];
    parseHtml(page, { onParseError: ({ code }) => problems.push(code) });
    expect(problems).toEqual([]);
    expect(page).not.toMatch(/(?:src|href)=|@import|url\(|alert\(1\)<\/script>/);
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  it('says in words what it shows, and a clean one says what that proves', () => {
    expect(page).toContain('<h1>2 findings to remove</h1>');
    expect(page).toContain('1,200 records in 3 files');
    const clean = formatReport(CLEAN, 'html');
    expect(clean).toContain('<h1>Nothing found</h1>');
    expect(clean).toContain('find nothing prove nothing');
  });
});

test('every form is text that shows no character which nobody sees', () => {
  for (const format of REPORT_FORMATS) expect(formatReport(REPORT, format)).not.toMatch(/\u202e/);
  expect(() => formatReport(REPORT, 'pdf' as never)).toThrow(/"format" expected one of/);
});
