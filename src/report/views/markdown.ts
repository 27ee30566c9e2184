/** A gap report as Markdown. */
import { printable } from '../../printable.ts';
import { GAP_STATUSES, type GapReport } from '../report.ts';
import {
  countWords,
  headingOf,
  LEVEL_WORDS,
  number,
  percent,
  STATE_WORDS,
  STATUS_WORDS,
} from './words.ts';

/** The whole page. */
export function toMarkdown(report: GapReport, digest: string): string {
  const { declared, asOf, totals, applicability, marking, errorRates, inputs, limits } = report;
  const instruments = [...new Set(report.measures.map(({ instrument }) => instrument))];
  return [
    `# Gap report: ${headingOf(report)}`,
    '',
    `${cell(declared.organisation)}, ${cell(declared.system)}, as ${declared.role}, on ${asOf}. Made by contentmark ${cell(report.generator.version)} with the measures of ${report.catalogue}.`,
    '',
    '| status | measures | what it means |',
    '|---|---|---|',
    ...GAP_STATUSES.map((status) => `| ${status} | ${totals[status]} | ${STATUS_WORDS[status]} |`),
    '',
    '## Which sections apply',
    '',
    '| section of the Code | state | why |',
    '|---|---|---|',
    ...applicability.map(
      ({ section, state, reason }) => `| ${section} | ${STATE_WORDS[state]} | ${cell(reason)} |`,
    ),
    ...instruments.flatMap((instrument) => [
      '',
      `## ${cell(instrument)}`,
      '',
      '| status | measure | what it asks for | why, and how it was counted |',
      '|---|---|---|---|',
      ...report.measures
        .filter((one) => one.instrument === instrument)
        .map(({ id, level, title, status, reason, counts, basis, due }) => {
          const told = [reason, ...counts.map(countWords)].map(cell).join('<br>');
          const rests = basis.length === 0 ? '' : `<br>rests on ${basis.map(cell).join(', ')}`;
          const when = due === undefined ? '' : `<br>due ${due}`;
          return `| **${status}** | ${id}, ${LEVEL_WORDS[level]} | ${cell(title)} | ${told}${when}${rests} |`;
        }),
    ]),
    '',
    '## What was scanned',
    '',
    ...(marking.length === 0
      ? ['Nothing was scanned.']
      : [
          '| input | records | with a mark | marks checked | refused | block | warn | info | not scanned |',
          '|---|---|---|---|---|---|---|---|---|',
          ...marking.map(({ input, records, withMark, marks, findings, notScanned }) => {
            const share = records === 0 ? '' : ` (${percent(withMark, records)})`;
            return `| ${[cell(input), number(records), `${number(withMark)}${share}`, `${number(marks.checked)} of ${number(marks.found)}`, number(marks.refused), number(findings.block), number(findings.warn), number(findings.info), number(notScanned)].join(' | ')} |`;
          }),
        ]),
    '',
    '## Error rates',
    '',
    ...(errorRates.length === 0
      ? ['Not measured: no benchmark run was given.']
      : errorRates.flatMap(({ run, suite, date, notes }) => [
          `Run \`${run}\`, ${cell(suite)}, ${cell(date)}:`,
          '',
          ...notes.map((note) => `- ${cell(note)}`),
          '',
        ])),
    '',
    '## Inputs',
    '',
    '| input | name | SHA-256 |',
    '|---|---|---|',
    ...inputs.map(
      ({ kind, name, sha256 }) =>
        `| ${kind} | ${cell(name)} | ${sha256 ?? 'comes with the program'} |`,
    ),
    '',
    '## What this report does not say',
    '',
    ...limits.map((limit) => `- ${limit}`),
    '',
    `This is a view. The record is the JSON document with SHA-256 \`${digest}\`.`,
    '',
  ].join('\n');
}

/** Text as it stands, whatever Markdown and HTML would make of it. */
function cell(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>()#+!|&~]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
