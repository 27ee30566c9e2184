/** A gap report as one HTML file that needs nothing else: on paper and on a phone, in light and dark, without a script. */
import { escapeMarkup } from '../../escape-markup.ts';
import { printable } from '../../printable.ts';
import { STYLE as SCAN_STYLE } from '../../scan/report/html-assets.ts';
import type { GapReport, GapStatus } from '../report.ts';
import {
  countWords,
  headingOf,
  LEVEL_WORDS,
  number,
  percent,
  STATE_WORDS,
  STATUS_WORDS,
} from './words.ts';

/** What the report has beside the style of scan reports. Signs and words tell a status; colour only helps. */
const STYLE = `
.tiles{grid-template-columns:repeat(5,minmax(0,1fr))}
.tile.gap{border-top-color:var(--block)}.tile.needs-assessment{border-top-color:var(--warn)}.tile.marked{border-top-color:var(--clean)}.tile.not-measured{border-top-color:var(--info)}
.badge{white-space:nowrap}
.badge.gap{color:var(--block);background:var(--block-ground)}.badge.needs-assessment{color:var(--warn);background:var(--warn-ground)}
.badge.not-measured{color:var(--info);background:var(--info-ground)}.badge.marked{color:var(--clean);background:var(--ground)}.badge.out-of-scope{color:var(--quiet);background:var(--ground)}
.badge{border:1px solid currentColor}
.shares{display:flex;height:.75rem;border-radius:.375rem;overflow:hidden;background:var(--line);margin:0 0 1.2rem}
.shares i{display:block;border-right:2px solid var(--ground)}.shares i:last-child{border:0}
.shares .gap{background:var(--block)}.shares .needs-assessment{background:var(--warn)}.shares .marked{background:var(--clean)}.shares .not-measured{background:var(--info)}.shares .out-of-scope{background:var(--quiet);opacity:.45}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.6rem 1.2rem;margin:0}
.facts dt{color:var(--quiet);font-size:.85rem}.facts dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.measures .status{width:10.5rem}.measures .what{width:38%}
.measures ul{margin:.35rem 0 0;padding-left:1.1rem;font-size:.9rem;font-variant-numeric:tabular-nums}
.measures .id{font-weight:650}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.digest{overflow-wrap:anywhere}
.gaps li{margin:.35rem 0}.gaps .quiet{display:block}.gaps a{color:inherit;font-weight:650}
@media (max-width:60rem){.tiles{grid-template-columns:repeat(3,minmax(0,1fr))}}
@media (max-width:40rem){.tiles{grid-template-columns:repeat(2,minmax(0,1fr))}.measures .status,.measures .what{width:auto}.number{text-align:left;white-space:normal}td[data-label]::before{content:attr(data-label) ": ";color:var(--quiet)}}
@media print{.measures{break-inside:auto}tr{break-inside:avoid}.scroll{overflow:visible}}
`;

const SIGNS: Readonly<Record<GapStatus, string>> = {
  marked: '✓',
  gap: '✕',
  'needs-assessment': '?',
  'not-measured': '…',
  'out-of-scope': '–',
};

/** The gravest first. */
const ORDER: readonly GapStatus[] = [
  'gap',
  'needs-assessment',
  'not-measured',
  'marked',
  'out-of-scope',
];

/** The whole page. */
export function toHtml(report: GapReport, digest: string): string {
  const { declared, asOf, totals, measures, generator } = report;
  const heading = headingOf(report);
  const state = totals.gap > 0 ? 'block' : totals['needs-assessment'] > 0 ? 'warn' : 'clean';
  const instruments = [...new Set(measures.map(({ instrument }) => instrument))];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="generator" content="contentmark">
<title>Gap report of ${text(declared.organisation)}: ${heading}</title>
<style>${SCAN_STYLE}${STYLE}</style>
</head>
<body>
<main>
<header class="${state}">
<p class="eyebrow">contentmark gap report · ${asOf}</p>
<h1>${heading}</h1>
<p>${text(declared.organisation)}, ${text(declared.system)}: what was found of the EU Code of Practice on marking and labelling, and of some neighbours, in the inputs listed below. It does not say whether a law is met.</p>
</header>
<dl class="tiles">
${ORDER.map((status) => `<div class="tile ${status}"><dt>${status}<span>${STATUS_WORDS[status]}</span></dt><dd>${totals[status]}</dd></div>`).join('\n')}
</dl>
<div class="shares" aria-hidden="true">${ORDER.filter((status) => totals[status] > 0)
    .map(
      (status) =>
        `<i class="${status}" style="width:${((100 * totals[status]) / measures.length).toFixed(2)}%"></i>`,
    )
    .join('')}</div>
${gapList(report)}
<section><h2>Declared</h2>
<dl class="facts">${[
    ['Role', declared.role],
    ['Placed on the market', declared.placedOnMarket ?? 'not stated'],
    [
      'Signed the Code',
      declared.signatory === undefined ? 'not stated' : declared.signatory ? 'yes' : 'no',
    ],
    ['Day of the report', asOf],
  ]
    .map(([name, value]) => `<div><dt>${name}</dt><dd>${text(value ?? '')}</dd></div>`)
    .join('')}</dl></section>
${sections(report)}
${instruments.map((instrument, index) => measureTable(report, instrument, index)).join('\n')}
${markingTable(report)}
${rates(report)}
${inputTable(report)}
<section><h2>What this report does not say</h2><ul>${report.limits.map((limit) => `<li>${text(limit)}</li>`).join('')}</ul></section>
<footer><p>This page is a view. The record is the JSON document with SHA-256 <code class="digest">${digest}</code>; <code>contentmark report --format json</code> with the same inputs prints it again. Made by contentmark ${text(generator.version)} with the measures of ${report.catalogue}.</p></footer>
</main>
</body>
</html>
`;
}

/** The one page that is read first: what lacks, and where it stands. */
function gapList({ measures }: GapReport): string {
  const gaps = measures.filter(({ status }) => status === 'gap');
  if (gaps.length === 0) return '';
  const items = gaps.map(
    ({ id, title, reason }) =>
      `<li><a href="#${id}">${id}</a> ${text(title)}<span class="quiet">${text(reason)}</span></li>`,
  );
  return `<section class="unread gaps"><h2>Gaps</h2><ul>${items.join('')}</ul></section>`;
}

function sections({ applicability }: GapReport): string {
  const rows = applicability.map(
    ({ section, state, reason }) =>
      `<tr><td>Section ${section}, ${section === 1 ? 'providers' : 'deployers'}</td><td><strong>${STATE_WORDS[state]}</strong></td><td>${text(reason)}</td></tr>`,
  );
  return `<section><h2>Which sections apply</h2>${table(['Section', 'State', 'Why'], rows, 'Sections of the Code')}</section>`;
}

function measureTable({ measures }: GapReport, instrument: string, index: number): string {
  const own = measures.filter((one) => one.instrument === instrument);
  const rows = own.map(({ id, level, title, status, reason, counts, basis, due }) => {
    const counted =
      counts.length === 0
        ? ''
        : `<ul>${counts.map((one) => `<li>${text(countWords(one))}</li>`).join('')}</ul>`;
    const rests =
      basis.length === 0 ? '' : `<span class="quiet">rests on ${text(basis.join(', '))}</span>`;
    const when = due === undefined ? '' : `<span class="quiet">due ${due}</span>`;
    return `<tr id="${id}"><td class="status"><span class="badge ${status}"><span aria-hidden="true">${SIGNS[status]} </span>${status}</span></td><td class="what"><span class="id">${text(id)}</span> ${text(title)}<span class="quiet">${LEVEL_WORDS[level]}</span></td><td>${text(reason)}${counted}${when}${rests}</td></tr>`;
  });
  const name = `instrument-${index}`;
  return `<section class="measures"><h2 id="${name}">${text(instrument)}</h2>${table(['Status', 'Measure', 'Why'], rows, `${own.length} ${own.length === 1 ? 'measure' : 'measures'}`, text(instrument))}</section>`;
}

function markingTable({ marking }: GapReport): string {
  if (marking.length === 0)
    return '<section><h2>What was scanned</h2><p>Nothing was scanned.</p></section>';
  const columns = [
    'Input',
    'Records',
    'With a mark',
    'Marks checked',
    'Refused',
    'Block',
    'Warn',
    'Info',
    'Not scanned',
  ];
  const rows = marking.map(({ input, records, withMark, marks, findings, notScanned }) => {
    const share = records === 0 ? '' : ` (${percent(withMark, records)})`;
    const cells = [
      number(records),
      `${number(withMark)}${share}`,
      `${number(marks.checked)} of ${number(marks.found)}`,
      ...[marks.refused, findings.block, findings.warn, findings.info, notScanned].map(number),
    ];
    return `<tr><td>${text(input)}</td>${cells.map((one, at) => `<td class="number" data-label="${columns[at + 1]}">${one}</td>`).join('')}</tr>`;
  });
  return `<section><h2>What was scanned</h2>${table(columns, rows, 'Each input by itself: one file may stand in several', 'What was scanned', true)}</section>`;
}

function rates({ errorRates }: GapReport): string {
  if (errorRates.length === 0)
    return '<section><h2>Error rates</h2><p>Not measured: no benchmark run was given.</p></section>';
  const runs = errorRates.map(
    ({ run, suite, date, notes }) =>
      `<h3>Run <code>${run}</code>, ${text(suite)}, ${text(date.slice(0, 10))}</h3><ul>${notes.map((note) => `<li>${text(note)}</li>`).join('')}</ul>`,
  );
  return `<section><h2>Error rates</h2>${runs.join('')}</section>`;
}

function inputTable({ inputs }: GapReport): string {
  const rows = inputs.map(
    ({ kind, name, sha256 }) =>
      `<tr><td>${kind}</td><td>${text(name)}</td><td class="digest">${sha256 === undefined ? 'comes with the program' : `<code>${text(sha256)}</code>`}</td></tr>`,
  );
  return `<section><h2>Inputs</h2>${table(['Kind', 'Name', 'SHA-256'], rows, 'What this report was made from')}</section>`;
}

function table(
  columns: readonly string[],
  rows: readonly string[],
  caption: string,
  label: string = caption,
  isCounted = false,
): string {
  const heads = columns
    .map((one, at) => `<th scope="col"${at > 0 && isCounted ? ' class="number"' : ''}>${one}</th>`)
    .join('');
  return `<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>`;
}

function text(value: string): string {
  return escapeMarkup(printable(value));
}
