/**
 * One table written in each format that can carry a mark, as stretches of text: what stands around
 * the marks, and the cells of the marks between them.
 */

/** A record as its file has it. */
export interface Entry {
  readonly sku: string;
  readonly title: string;
  /** Of no part. */
  readonly note: string;
  /** In the mark's column before it is signed. */
  readonly before: string;
}

/** How a file is spelled, wherever its format leaves a choice. */
export interface Style {
  readonly lineEnd: '\n' | '\r\n';
  readonly delimiter: string;
  /** Where the mark's column stands; `undefined` where the file has none yet. */
  readonly markAt: 0 | 1 | 2 | 3 | undefined;
  /** Quotes that need not be, escapes that need not be, space that need not be. */
  readonly isWordy: boolean;
}

/** Texts around the marks: one more than there are marks. */
export interface Rendered {
  readonly around: readonly string[];
  /** What may stand between two of them, before or behind signing. */
  readonly cell: RegExp;
  readonly before: readonly string[];
}

const MARK = '__mark__';
const COLUMNS = ['sku', 'title', 'note'] as const;

type Spell = (value: string) => string;

function cellsOf(entry: Entry, { markAt }: Style, spell: Spell): string[] {
  const cells = COLUMNS.map((name) => spell(entry[name]));
  if (markAt !== undefined) cells.splice(markAt, 0, MARK);
  return cells;
}

function namesOf({ markAt }: Style): string[] {
  const names: string[] = [...COLUMNS];
  if (markAt !== undefined) names.splice(markAt, 0, 'contentmark');
  return names;
}

function cut(text: string, cell: RegExp, before: readonly string[]): Rendered {
  return { around: text.split(MARK), cell, before };
}

function renderCsv(entries: readonly Entry[], style: Style): Rendered {
  const { delimiter, isWordy, lineEnd, markAt } = style;
  const spell: Spell = (value) =>
    isWordy || /["\r\n]/.test(value) || value.includes(delimiter)
      ? `"${value.replaceAll('"', '""')}"`
      : value;
  // A column that is added comes last, with its delimiter; in the header too.
  const added = markAt === undefined ? MARK : '';
  const lines = [
    namesOf(style).join(delimiter) + added,
    ...entries.map((entry) => cellsOf(entry, style, spell).join(delimiter) + added),
  ];
  const blank = isWordy ? lineEnd : '';
  const before =
    markAt === undefined ? lines.map(() => '') : entries.map((one) => spell(one.before));
  return cut(
    lines.join(lineEnd + blank) + (isWordy ? '' : lineEnd),
    /^[,;|\t]?"?[\w-]*"?$/,
    before,
  );
}

function renderJson(entries: readonly Entry[], style: Style, isLines: boolean): Rendered {
  const { isWordy, markAt } = style;
  const space = isWordy ? ' ' : '';
  const spell: Spell = (value) => {
    const json = JSON.stringify(value);
    if (!isWordy) return json;
    return json.replace(/[^\x20-\x7e]|\//g, (sign) =>
      sign === '/' ? '\\/' : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  };
  const names = namesOf(style);
  const objects = entries.map((entry) => {
    const members = cellsOf(entry, style, spell).map(
      (cell, at) => `"${names[at]}"${space}:${space}${cell}`,
    );
    return `{${space}${members.join(`,${space}`)}${markAt === undefined ? MARK : ''}${space}}`;
  });
  const before = entries.map((one) => (markAt === undefined ? '' : spell(one.before)));
  const cell = /^(?:,\s*"contentmark"\s*:\s*)?(?:"[\w-]*")?$/;
  if (isLines) return cut(objects.map((one) => one + style.lineEnd).join(''), cell, before);
  const list = `[${space}${objects.join(`,${style.lineEnd}`)}${space}]`;
  return cut(isWordy ? `{"products": ${list}, "count": 7}\n` : list, cell, before);
}

function renderSql(
  entries: readonly Entry[],
  style: Style,
  dialect: 'postgresql' | 'mysql',
): Rendered {
  const shown = { ...style, markAt: style.markAt ?? 3 } as const;
  const { isWordy, lineEnd } = style;
  const spell: Spell = (value) => {
    const doubled = value.replaceAll("'", "''");
    if (dialect === 'mysql') {
      const escaped = value.replace(/[\\'"\n\r]/g, (sign) => `\\${SIGNS[sign] ?? sign}`);
      return `'${isWordy ? escaped : doubled.replaceAll('\\', '\\\\')}'`;
    }
    return isWordy ? `E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
  };
  const quote = dialect === 'mysql' ? '`' : '"';
  const names = namesOf(shown).map((name) => quote + name + quote);
  const banner = dialect === 'mysql' ? '-- MySQL dump 10.13' : "-- PostgreSQL database dump; it's";
  const head = `INSERT INTO ${quote}products${quote} (${names.join(', ')}) VALUES`;
  const rows = entries.map(
    (entry) => `(${cellsOf(entry, shown, spell).join(isWordy ? ' , ' : ',')})`,
  );
  const statements = isWordy
    ? [`${head}${lineEnd}  ${rows.join(`,${lineEnd}  `)};`]
    : rows.map((row) => `${head} ${row};`);
  const before = entries.map(({ before: own }) => (own === '' ? 'NULL' : spell(own)));
  const text = [banner, ...statements, '/* the end (1) */'].join(lineEnd) + lineEnd;
  return cut(text, /^(?:NULL|E?'[\w-]*')$/, before);
}

const SIGNS: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r' };

function renderCopy(entries: readonly Entry[], style: Style): Rendered {
  const shown = { ...style, markAt: style.markAt ?? 3 } as const;
  const spell: Spell = (value) =>
    value.replace(/[\\\t\n\r]/g, (sign) => `\\${COPY_SIGNS[sign] ?? sign}`);
  const lines = entries.map((entry) => cellsOf(entry, shown, spell).join('\t'));
  const head = `COPY public.products (${namesOf(shown).join(', ')}) FROM stdin;`;
  const text = ['-- dump', head, ...lines, '\\.', 'SELECT 1;', ''].join('\n');
  const before = entries.map(({ before: own }) => (own === '' ? '\\N' : spell(own)));
  return cut(text, /^(?:\\N|[\w-]*)$/, before);
}

const COPY_SIGNS: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't' };

/** By the name of a file of the format. */
export const RENDERERS: Readonly<
  Record<string, (entries: readonly Entry[], style: Style) => Rendered>
> = {
  'a.csv': renderCsv,
  'a.tsv': (entries, style) => renderCsv(entries, { ...style, delimiter: '\t' }),
  'a.json': (entries, style) => renderJson(entries, style, false),
  'a.jsonl': (entries, style) => renderJson(entries, style, true),
  'insert of PostgreSQL.sql': (entries, style) => renderSql(entries, style, 'postgresql'),
  'insert of MySQL.sql': (entries, style) => renderSql(entries, style, 'mysql'),
  'copy.sql': renderCopy,
};
