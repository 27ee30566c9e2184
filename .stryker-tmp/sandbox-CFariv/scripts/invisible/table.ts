/** The tables of docs/invisible.md. */
// @ts-nocheck

import { withTables } from '../between-markers.ts';
import { FORMS, SAMPLES } from './samples.ts';
import type { Counts, Row, Section } from './survey.ts';

/** Texts in each form. */
const TEXTS: number = SAMPLES.length / FORMS.length;

/** One section as it stands on the page. */
export function printSection({ title, rows }: Section): string {
  return [
    `### ${title}`,
    '',
    `| | ${FORMS.join(' | ')} | false accepts |`,
    `|---|${FORMS.map(() => '---|').join('')}---|`,
    ...rows.map(printRow),
    '',
  ].join('\n');
}

function printRow({ name, counts }: Row): string {
  const falseAccepts = FORMS.reduce((sum, form) => sum + counts[form].falseAccepts, 0);
  return `| ${name} | ${FORMS.map((form) => printCell(counts[form])).join(' | ')} | ${falseAccepts} |`;
}

function printCell({ survived, verified, refused, lost, notStored }: Counts): string {
  const cells: readonly (readonly [string, number])[] = [
    ['survived', survived],
    ['refused', refused],
    ['lost', lost],
    ['not stored', notStored],
  ];
  return cells
    .filter(([, texts]) => texts > 0)
    .map(
      ([what, texts]) => `${what} ${texts}${what === 'survived' ? `, verified ${verified}` : ''}`,
    )
    .join('; ');
}

/** All of it in one sentence. */
export function printTotals(sections: readonly Section[]): string {
  const rows = sections.flatMap((section) => section.rows);
  const all = rows.flatMap(({ counts }) => FORMS.map((form) => counts[form]));
  const falseAccepts = all.reduce((sum, counts) => sum + counts.falseAccepts, 0);
  const arrived = (rows.length * SAMPLES.length).toLocaleString('en');
  return `${TEXTS} texts in ${FORMS.length} forms, ${rows.length} transformations: ${arrived} texts judged, ${falseAccepts} false accepts.`;
}

/** The page with its tables written anew. */
export function withSections(page: string, sections: readonly Section[]): string {
  const tables = sections.map(printSection).join('\n');
  return withTables(page, 'invisible-page.ts', `${printTotals(sections)}\n\n${tables}`);
}
