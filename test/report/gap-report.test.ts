/** Gap reports: every measure is listed, statuses follow what was given, and views carry the record's digest. */
import { createHash } from 'node:crypto';
import { PRESETS } from 'contentmark/policy';
import {
  createGapReport,
  formatGapReport,
  GAP_REPORT_FORMATS,
  GAP_STATUSES,
  type GapReportInput,
  MEASURES,
  REPORT_LIMITS,
  readFacts,
} from 'contentmark/report';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attested, bench, input, named, scan } from './inputs.ts';

const statusOf = (id: string, given: GapReportInput) =>
  createGapReport(given).measures.find((one) => one.id === id)?.status;
const countsOf = (id: string, given: GapReportInput) =>
  createGapReport(given).measures.find((one) => one.id === id)?.counts ?? [];
const on = (day: string) => ({ asOf: Date.parse(day) / 1000 });

it('lists all 17 measures of Section 1 and all 8 of Section 2, once each, whatever was given', () => {
  for (const given of [input(), input({ role: 'deployer' }), input({}, on('2026-01-01'))]) {
    const ids = createGapReport(given).measures.map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('S1-'))).toHaveLength(17);
    expect(ids.filter((id) => id.startsWith('S2-'))).toHaveLength(8);
    expect(new Set(ids).size).toBe(MEASURES.length);
  }
});

it('goes by the day and by when the system was placed on the market', () => {
  const provider = (day: string, placedOnMarket?: string) =>
    createGapReport(input({ role: 'provider', ...(placedOnMarket && { placedOnMarket }) }, on(day)))
      .applicability[0]?.state;
  expect(provider('2026-08-01')).toBe('not-yet');
  expect(provider('2026-11-23', '2026-07-01')).toBe('transition');
  expect(provider('2026-11-23', '2026-08-03')).toBe('applies');
  expect(provider('2026-11-23')).toBe('needs-assessment');
  expect(provider('2026-12-02', '2026-07-01')).toBe('applies');
  expect(statusOf('S1-M1.1', input({}, on('2026-08-01')))).toBe('out-of-scope');
});

it('leaves out of scope what binds the other role', () => {
  expect(statusOf('S1-M2.1', input({ role: 'deployer' }))).toBe('out-of-scope');
  expect(statusOf('S2-M2.3', input({ role: 'provider' }))).toBe('out-of-scope');
  expect(statusOf('PCI-6.5.6', input({ role: 'provider' }))).toBe('not-measured');
});

describe('layers', () => {
  const layers = (content: object) => statusOf('S1-M1.1', input({ contents: [content] }));
  const reliedOn = { name: 'the generator', checkedOn: '2026-11-01' };
  it.each<readonly [string, object, string]>([
    ['HTML with a mark', { kind: 'containerised-text', generated: 9, metadata: 9 }, 'gap'],
    ['a picture with a mark', { kind: 'image', generated: 9, metadata: 9 }, 'gap'],
    [
      'a picture with a mark and a watermark that somebody checked',
      { kind: 'image', generated: 9, metadata: 9, watermark: 9, reliedOn },
      'marked',
    ],
    [
      'a picture with a watermark of which nobody says whose it is',
      { kind: 'image', generated: 9, metadata: 9, watermark: 9 },
      'gap',
    ],
    ['free text with metadata only', { kind: 'free-text', generated: 9, metadata: 9 }, 'gap'],
    [
      'free text with a watermark',
      { kind: 'free-text', generated: 9, watermark: 9, reliedOn },
      'marked',
    ],
    [
      'one that lacks a layer',
      { kind: 'image', generated: 9, metadata: 8, watermark: 9, reliedOn },
      'gap',
    ],
    ['very short text', { kind: 'very-short-text', generated: 9 }, 'out-of-scope'],
    ['data', { kind: 'data', generated: 9 }, 'out-of-scope'],
    ['nothing generated', { kind: 'image', generated: 0 }, 'not-measured'],
  ])('of %s', (_name, content, status) => {
    expect(layers(content)).toBe(status);
  });

  it('are never counted from a registry of fingerprints', () => {
    const registry = named('r', { entries: 9, expired: 0, texts: 9, images: 0 });
    const given = input({ contents: [{ kind: 'image', generated: 9 }] }, { registry });
    expect(statusOf('S1-M1.1', given)).toBe('gap');
    expect(countsOf('S1-M1.1', given).map(({ name }) => name)).toContain(
      'fingerprints in the registry, which are no layer',
    );
  });
});

describe('a measure that is counted', () => {
  it('is not measured without what it is counted from, and never a default', () => {
    const bare = createGapReport(input());
    for (const id of ['S1-M1.1', 'S1-M2.3', 'S1-M3.2', 'S1-M3.3', 'S1-M4.2', 'S2-M1.2', 'S2-M2.3'])
      expect(bare.measures.find((one) => one.id === id)?.status, id).toBe('not-measured');
    expect(bare.errorRates).toEqual([]);
  });

  it('of a release goes by attested scans for production, not by others', () => {
    const release = (attestation: object) =>
      statusOf('PCI-6.5.6', input({}, { attestations: [named('a', attested(attestation))] }));
    expect(release({})).toBe('marked');
    expect(release({ result: 'stopped' })).toBe('gap');
    expect(release({ environment: 'staging' })).toBe('not-measured');
    expect(release({ counts: { ...scan.counts, known: 3 } })).toBe('needs-assessment');
    expect(release({ scanned: { files: 0, records: 0 } })).toBe('not-measured');
    expect(statusOf('PCI-6.5.6', input({}, { scans: [named('s', scan)] }))).toBe('not-measured');
  });

  it('by a policy tells the places where test data passes', () => {
    const by = (name: keyof typeof PRESETS) =>
      createGapReport(input({}, { policy: { name, value: PRESETS[name] } })).measures.find(
        ({ id }) => id === 'PCI-6.5.3',
      );
    expect(by('strict')).toMatchObject({
      status: 'needs-assessment',
      counts: [{ count: 7, of: 7 }],
    });
    expect(by('observe')).toMatchObject({ status: 'gap', counts: [{ count: 0, of: 7 }] });
  });

  it('cites benchmark runs by id and day, old ones as a gap', () => {
    const given = input({}, { benches: [named('b', bench)] });
    const report = createGapReport(given);
    expect(report.errorRates).toEqual([{ run: 'a'.repeat(16), ...bench }]);
    expect(report.measures.find(({ id }) => id === 'S1-M3.2')?.reason).toContain('a'.repeat(16));
    expect(statusOf('S1-M4.2', given)).toBe('marked');
    expect(statusOf('S1-M4.2', { ...given, ...on('2028-01-01') })).toBe('gap');
  });

  it('of pictures waits for those that nobody assessed', () => {
    const images = (counts: readonly number[]) => {
      const [generated, assessed, deepFakes, disclosed] = counts;
      return statusOf('S2-M1.2', input({ images: { generated, assessed, deepFakes, disclosed } }));
    };
    expect(images([9, 9, 2, 2])).toBe('marked');
    expect(images([9, 8, 2, 2])).toBe('needs-assessment');
    expect(images([9, 8, 2, 1])).toBe('gap');
  });

  it('of wrong labels tells how many are open and how old the oldest is', () => {
    const mislabelled = { received: 4, open: 1, oldestOpen: '2026-11-03' };
    expect(countsOf('S2-M2.3', input({ mislabelled }))).toEqual([
      { name: 'reports of wrong labels that are open', count: 1, of: 4 },
      { name: 'days that the oldest is open', count: 30 },
    ]);
    expect(statusOf('S2-M2.3', input({ mislabelled: { received: 4, open: 0 } }))).toBe('marked');
  });

  it('of the means to check marks has a day of its own', () => {
    expect(statusOf('S1-M3.4', input())).toBe('needs-assessment');
    expect(statusOf('S1-M3.4', input({}, on('2027-02-02')))).toBe('gap');
    expect(statusOf('S1-M3.4', input({ detectionUrl: 'https://a.example' }))).toBe('marked');
  });
});

describe("a person's statement", () => {
  const stated = (measure: string, status: string) => ({
    statements: [{ measure, status, text: 'so', by: 'head of content', on: '2026-10-01' }],
  });

  it('settles what no tool measures, and says whose it is', () => {
    const report = createGapReport(input(stated('S1-M4.3', 'marked')));
    expect(report.measures.find(({ id }) => id === 'S1-M4.3')).toMatchObject({
      status: 'marked',
      reason: 'declared by head of content on 2026-10-01: so',
    });
  });

  it('talks no counted gap away', () => {
    const reviews = { synthetic: 3, shown: 1 };
    const given = input({ reviews, ...stated('FTC-465.2', 'marked') });
    expect(statusOf('FTC-465.2', given)).toBe('gap');
  });
});

describe('views', () => {
  const evil = '<script>alert(1)</script>|x`\u202e';
  const given = input(
    { organisation: evil, contents: [{ kind: 'image', generated: 3, metadata: 1 }] },
    { scans: [named(evil, scan)], benches: [named('b', { ...bench, notes: [evil] })] },
  );
  const report = createGapReport(given);

  it('carry the SHA-256 of the JSON record', () => {
    const record = formatGapReport(report, 'json');
    const digest = createHash('sha256').update(record).digest('hex');
    for (const format of ['markdown', 'html'] as const)
      expect(formatGapReport(report, format)).toContain(digest);
    expect(JSON.parse(record).totals).toEqual(report.totals);
  });

  it('escape every value', () => {
    for (const format of ['markdown', 'html'] as const) {
      const view = formatGapReport(report, format);
      expect(view).not.toContain('<script>');
      expect(view).not.toContain('\u202e');
    }
    expect(formatGapReport(report, 'markdown')).not.toMatch(/\|x/);
  });

  it('agree with the record on every status and count', () => {
    const html = formatGapReport(report, 'html');
    const markdown = formatGapReport(report, 'markdown');
    for (const { id, status } of report.measures) {
      expect(html).toMatch(
        new RegExp(`<tr id="${id}"><td class="status"><span class="badge ${status}"`),
      );
      expect(markdown).toMatch(new RegExp(`\\| \\*\\*${status}\\*\\* \\| ${id},`));
    }
    for (const status of GAP_STATUSES) {
      expect(markdown).toContain(`| ${status} | ${report.totals[status]} |`);
      const tile = new RegExp(
        `tile ${status}"><dt>${status}<span>[^<]*</span></dt><dd>${report.totals[status]}<`,
      );
      expect(html).toMatch(tile);
    }
    for (const view of [html, markdown]) expect(view).toContain('160 (80.0 %)');
    expect(html).not.toContain('<script');
  });

  it('are the same for the same inputs', () => {
    for (const format of GAP_REPORT_FORMATS)
      expect(formatGapReport(createGapReport(given), format)).toBe(formatGapReport(report, format));
  });

  it('of nothing say that nothing was scanned, not that nothing was found', () => {
    const empty = createGapReport(input());
    for (const format of ['markdown', 'html'] as const) {
      expect(formatGapReport(empty, format)).toContain('Nothing was scanned.');
      expect(formatGapReport(empty, format)).toContain('Not measured: no benchmark run was given.');
    }
  });
});

it('no text claims more than was found', () => {
  const all = MEASURES.map(({ id }) => id);
  const full = input(
    {
      contents: [{ kind: 'free-text', generated: 3, metadata: 3 }],
      mislabelled: { received: 1, open: 1, oldestOpen: '2026-11-01' },
      images: { generated: 1, assessed: 0, deepFakes: 0, disclosed: 0 },
      publicTexts: { unlabelled: 2, reviewed: 1, responsible: 'editor' },
      reviews: { synthetic: 1, shown: 1 },
    },
    {
      scans: [named('s', scan)],
      attestations: [named('a', attested())],
      benches: [named('b', bench)],
    },
  );
  const texts = [input(), input({ role: 'deployer' }), full].flatMap((given) =>
    GAP_REPORT_FORMATS.map((format) => formatGapReport(createGapReport(given), format)),
  );
  expect(all.length).toBeGreaterThan(25);
  const words =
    /complian|conform|certif|guarant|tamper-?proof|detects AI|AI text detect|unbreakable|100 ?% (?:safe|secure)|article 50 ready|legally|authentic\b|human-made/i;
  for (const text of [...texts, ...REPORT_LIMITS, ...GAP_STATUSES]) expect(text).not.toMatch(words);
});

describe('a mistake is refused, naming its place:', () => {
  it.each<readonly [object, string]>([
    [{ role: 'seller' }, 'facts.role'],
    [{ rolle: 'x' }, 'facts'],
    [{ placedOnMarket: '2026-02-31' }, 'facts.placedOnMarket'],
    [{ detectionUrl: 'no uri' }, 'facts.detectionUrl'],
    [{ contents: [{ kind: 'image', generated: -1 }] }, 'facts.contents[0].generated'],
    [{ contents: [{ kind: 'image', generated: 1, metadata: 2 }] }, 'facts.contents[0].metadata'],
    [{ disclosures: { required: 1, shown: 2 } }, 'facts.disclosures.shown'],
    [{ mislabelled: { received: 1, open: 1 } }, 'facts.mislabelled.oldestOpen'],
    [{ statements: [{ measure: 'S9' }] }, 'facts.statements[0].measure'],
  ])('%j', (more, argument) => {
    const facts = { organisation: 'a', system: 'b', role: 'both', ...more };
    expect(() => readFacts(facts)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument }),
    );
  });

  it.each<readonly [object, string]>([
    [{ asOf: 1.5 }, 'input.asOf'],
    [{ scans: [named('s', { scanned: {} })] }, 'input.scans[0].value.scanned.files'],
    [
      { scans: [named('s', { ...scan, counts: { ...scan.counts, block: '<b>' } })] },
      'input.scans[0].value.counts.block',
    ],
    [{ scans: [{ name: 's', sha256: 'x', value: scan }] }, 'input.scans[0]'],
    [{ benches: [named('b', { ...bench, notes: [7] })] }, 'input.benches[0].value'],
    [{ registry: named('r', {}) }, 'input.registry[0].value.entries'],
    [{ scans: [named('s', scan), named('s', scan)] }, 'input'],
  ])('%#', (more, argument) => {
    expect(() => createGapReport(input({}, more))).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument }),
    );
  });
});

it('law: whatever JSON stands in the facts, they are read or refused with a code', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        fc.dictionary(
          fc.constantFrom('role', 'contents', 'images', 'statements', 'system'),
          fc.jsonValue(),
        ),
      ),
      (value) => {
        try {
          readFacts(value);
        } catch (error) {
          expect(error).toMatchObject({ code: 'ERR_ARGUMENT' });
        }
      },
    ),
    { numRuns: 200 },
  );
});
