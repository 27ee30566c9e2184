/** docs/performance.md, made from what was measured and from nothing else. */
import type { Curve, CurveReport } from '../curve.ts';
import {
  formatNumber,
  formatRatio,
  formatScaling,
  formatTime,
  type Report,
  type Setting,
} from '../report.ts';
import { describe } from './chart.ts';
import { type Fared, GOALS, judge } from './goals.ts';
import type { Results } from './results.ts';

/** Writes the page. */
export function writePage({ suites, curves }: Results): string {
  const fared = GOALS.flatMap((goal) => judge(goal, suites) ?? []);
  const blocks = [
    '<!-- Made by `npm run performance` from performance.json; a test holds the three together. -->',
    '# Performance',
    INTRODUCTION,
    describeMachine([...suites, ...curves]),
    '## Goals',
    ...writeGoals(fared),
    '## Suites',
    'A ratio is of times taken in turn in one process, one ratio a round: its median, and the least and the greatest of the rounds. `cold/bare` of 1.05 says that ours takes 1.05 of the time of the bare cryptography; below 1 ours is the faster one.',
    ...suites.flatMap(writeSuite),
    '## Curves',
    `![${curves.flatMap((report) => report.curves.map(describe)).join(' ')}](performance.svg)`,
    ...curves.flatMap(writeCurves),
    '## Doing it again',
    REPRODUCE,
  ];
  return `${blocks.join('\n\n')}\n`;
}

const INTRODUCTION =
  'What a check costs, against the limit of the machine and against libraries that do the same job, measured by the benchmarks of a clone; `bench/README.md` there says how. Absolute times are of one machine; ratios travel better. Only the ranges say how far a median is to be believed.';

const REPRODUCE = `In a clone:

\`\`\`sh
npm ci
npm run performance                # all suites and curves, then this page, its picture and its JSON
npm run bench -- verify            # one suite, as a table
npm run bench -- curves batch-size # one curve
\`\`\`

Node and npm are all it needs; the libraries to compare with are installed from \`bench/peers/package-lock.json\`, exact versions, without scripts. Leave the machine alone meanwhile: what else runs on it costs JavaScript more than native code, and threads most of all. A curve up to a million entries takes some minutes and about 4 GB of memory.

Not measured here: what \`contentmark/verify\` weighs in a browser, which \`npm run size\` reports; other runtimes, whose verdicts \`npm run test:runtimes\` compares, not their times.`;

/** The settings differ in nothing but date and load; the first and the last say from when to when. */
function describeMachine(settings: readonly Setting[]): string {
  const first = settings[0];
  const last = settings.at(-1);
  if (first === undefined || last === undefined) throw new Error('nothing was measured');
  const loads = settings.map(({ load }) => load);
  const rounds = [...new Set(settings.map(({ rounds }) => rounds))].join(' and ');
  return [
    '| | |',
    '|---|---|',
    `| Machine | ${first.machine} |`,
    `| Node | ${first.node} |`,
    `| Date | ${toMinutes(first.date)} to ${toMinutes(last.date)} UTC |`,
    `| Rounds | ${rounds} |`,
    `| Load average | ${formatNumber(Math.min(...loads))} to ${formatNumber(Math.max(...loads))} at the end of each suite; above the number of cores, something else was running |`,
  ].join('\n');
}

function toMinutes(date: string): string {
  return date.slice(0, 16).replace('T', ' ');
}

function writeGoals(fared: readonly Fared[]): readonly string[] {
  const met = fared.filter(({ isMet }) => isMet).length;
  return [
    `${met} of ${fared.length} met. Goals are upper bounds.`,
    table(
      ['', 'goal', 'measured', ''],
      fared.map(({ goal, limit, measured, verdict }) => {
        const { what, name } = goal;
        return [`${what} (\`${name}\`)`, `≤ ${limit}`, measured, verdict];
      }),
    ),
  ];
}

function writeSuite({
  suite,
  results,
  ratios,
  figures,
  scaling,
  notes,
}: Report): readonly string[] {
  return [
    `### ${suite}`,
    table(
      ['case', 'median', 'p99'],
      results.map(({ name, medianNs, p99Ns }) => [name, formatTime(medianNs), formatTime(p99Ns)]),
    ),
    table(
      ['ratio', 'median', 'least', 'greatest'],
      Object.entries(ratios).map(([name, { median, min, max }]) => [
        `\`${name}\``,
        ...[median, min, max].map(formatRatio),
      ]),
    ),
    ...(figures.length === 0
      ? []
      : [
          table(
            ['figure', 'value'],
            figures.map(({ name, value, unit }) => [name, `${formatNumber(value)} ${unit}`]),
          ),
        ]),
    ...(scaling === undefined ? [] : [formatScaling(scaling)]),
    ...writeNotes(notes),
  ];
}

/** More than this is a list to look something up in, not to read. */
const MANY_NOTES = 12;

function writeNotes(notes: readonly string[]): readonly string[] {
  const list = notes.map((note) => `- ${note}`).join('\n');
  return notes.length <= MANY_NOTES
    ? [list]
    : ['<details><summary>What was found</summary>', list, '</details>'];
}

function writeCurves({ curves, scaling, notes }: CurveReport): readonly string[] {
  return [
    ...curves.flatMap((curve) => [`### ${curve.title}`, writeCurve(curve)]),
    ...(scaling === undefined ? [] : [formatScaling(scaling)]),
    ...writeNotes(notes),
  ];
}

function writeCurve({ x, y, sizes, series, ratios }: Curve): string {
  return table(
    [
      `${x.label} (${x.unit})`,
      ...series.map(({ name }) => `${name} (${y.unit})`),
      ...ratios.map(({ name }) => `\`${name}\``),
    ],
    sizes.map((size, i) => [
      size.toLocaleString('en'),
      ...series.map(({ values }) => formatNumber(values[i] as number)),
      ...ratios.map(({ values }) => formatRatio(values[i] as number)),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, i) => (i === 0 ? '---' : '--:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
