/** What is left of a mark: the tables of docs/invisible.md are what happens, and nothing false is accepted. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { surveyMariadb } from '../../../scripts/invisible/mariadb.ts';
import { findMariadb } from '../../../scripts/invisible/mariadb-server.ts';
import { FORMS, type Form, SAMPLES } from '../../../scripts/invisible/samples.ts';
import {
  type Counts,
  count,
  type Row,
  type Section,
  survey,
} from '../../../scripts/invisible/survey.ts';
import { printSection, withSections } from '../../../scripts/invisible/table.ts';

const page = readFileSync(new URL('../../../docs/invisible.md', import.meta.url), 'utf8');
const texts = SAMPLES.length / FORMS.length;
const sections = survey();
const programs = findMariadb();
const mariadb = programs === undefined ? undefined : await surveyMariadb(programs);
if (mariadb === undefined) {
  // Nobody reads the warnings of a run that is green.
  if (process.env['CI'] === 'true') throw new Error('mariadbd is not installed');
  console.warn('SKIPPED: mariadbd is not installed, so no mark was sent through a real database.');
}

function rowOf(start: string, where: readonly Section[] = sections): Row {
  const rows = where.flatMap((section) => section.rows);
  const exact = rows.filter(({ name }) => name === start);
  const found = exact.length > 0 ? exact : rows.filter(({ name }) => name.startsWith(start));
  if (found.length !== 1) throw new Error(`${found.length} rows begin with ${start}`);
  return found[0] as Row;
}

function requireSafe({ rows }: Section): void {
  for (const { name, counts } of rows) {
    for (const form of FORMS) {
      const { survived, verified, refused, lost, notStored, falseAccepts } = counts[form];
      expect([name, form, falseAccepts]).toEqual([name, form, 0]);
      expect([name, form, survived + refused + lost + notStored]).toEqual([name, form, texts]);
      expect(verified).toBeLessThanOrEqual(survived);
    }
  }
}

test('141 texts, no two alike, each in four forms', () => {
  expect(texts).toBe(141);
  expect(new Set(SAMPLES.map(({ marked }) => marked)).size).toBe(SAMPLES.length);
  expect(new Set(SAMPLES.map(({ item }) => item.source)).size).toBe(texts);
});

test('a text that nothing happens to verifies, in every form', () => {
  const { counts } = count(
    'nothing',
    SAMPLES.map(({ marked }) => marked),
  );
  for (const form of FORMS) {
    expect(counts[form]).toMatchObject({ survived: texts, verified: texts, falseAccepts: 0 });
  }
});

describe('a false accept would be counted:', () => {
  const total = (row: Row, of: keyof Counts) =>
    FORMS.reduce((sum, form) => sum + row.counts[form][of], 0);

  test('a mark that arrives as the mark of another record', () => {
    const swapped = SAMPLES.map((_, index) => SAMPLES[(index + 1) % SAMPLES.length]?.marked);
    const row = count('swapped', swapped);
    // Each reads as another one, and verifies as the record that it came from.
    expect(total(row, 'falseAccepts')).toBeGreaterThanOrEqual(SAMPLES.length);
    expect(total(row, 'survived')).toBe(0);
    expect(total(row, 'verified')).toBe(0);
  });

  test('and texts that do not arrive are not passed over', () => {
    expect(
      total(
        count(
          'nothing stored',
          SAMPLES.map(() => undefined),
        ),
        'notStored',
      ),
    ).toBe(SAMPLES.length);
    expect(() => count('too few', [])).toThrow();
  });
});

describe.each(sections.map((section) => [section.title, section] as const))(
  '%s',
  (_title, section) => {
    test('nothing false is accepted', () => requireSafe(section));

    test('the table is on the page', () => {
      expect(page).toContain(printSection(section));
    });
  },
);

describe.skipIf(mariadb === undefined)('a real MariaDB', () => {
  // Not reached without one.
  const section = mariadb as Section;

  test('nothing false is accepted', () => requireSafe(section));

  test('the table is on the page, and nothing else is', () => {
    expect(withSections(page, [...sections, section])).toBe(page);
  });

  test('vs256 is lost in a column of utf8mb3 and vs16 is not, but for texts that do not fit themselves', () => {
    for (const name of ['`TEXT`, utf8mb3', '`TEXT`, utf8mb3, after']) {
      const row = rowOf(name, [section]);
      const astral = SAMPLES.slice(0, texts).filter(({ item }) =>
        /[\u{10000}-\u{10ffff}]/u.test(item.source),
      );
      expect(row.counts.vs256).toMatchObject({ lost: texts, verified: 0 });
      expect(row.counts.vs16).toMatchObject({ survived: texts, verified: texts - astral.length });
    }
  });
});

describe('the page says in words what the tables say in numbers:', () => {
  const all = (row: Row, of: keyof Counts, forms: readonly Form[] = FORMS) =>
    forms.every((form) => row.counts[form][of] === texts);

  test.each([
    'variation selectors',
    'all that draws nothing',
    'characters that are not ASCII',
    'Latin-1',
    'typed anew',
  ])('%s: lost in every form', (name) => expect(all(rowOf(name), 'lost')).toBe(true));

  test.each([
    'a line end put behind',
    'by the last character',
    'by the last byte',
    "another tool's run",
    'put into a sentence',
    '`\\s+`',
  ])('%s: refused in every form', (name) => expect(all(rowOf(name), 'refused')).toBe(true));

  test.each([
    'NFC',
    'NFD',
    'JSON',
    'CSV (',
    'HTML entities, all',
    '`encodeURIComponent`',
    'sanitize-html',
    'dompurify',
  ])('%s: verified in every form', (name) => expect(all(rowOf(name), 'verified')).toBe(true));

  test.each(['zero-width', 'format characters'])(
    "%s, U+FEFF among them: refused in every form, but behind another tool's run",
    (name) => {
      for (const form of FORMS)
        expect(rowOf(name).counts[form]).toMatchObject({ refused: texts - 1, lost: 1 });
    },
  );

  test('characters beyond the basic plane: only vs16 stays', () => {
    const row = rowOf('characters beyond');
    expect(all(row, 'lost', ['vs256', 'pointer vs256'])).toBe(true);
    expect(all(row, 'survived', ['vs16', 'pointer vs16'])).toBe(true);
  });

  test('a mark that is moved to another text is read and does not verify', () => {
    const row = rowOf('the mark moved');
    expect(all(row, 'survived')).toBe(true);
    for (const form of FORMS) expect(row.counts[form].verified).toBe(0);
  });
});
