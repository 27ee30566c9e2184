/** Reads the beginnings of statements in a dump, which say what rows follow. */

/** A table that rows belong to. */
export interface Table {
  /** With its schema where the dump gives one other than `public`. */
  readonly name: string;
  /** `undefined` where neither the statement nor a CREATE TABLE before it names them. */
  readonly columns: readonly string[] | undefined;
}

/** Text of a statement in words, quoted names and single signs. */
interface Token {
  readonly text: string;
  /** A name in quotes is never a key word. */
  readonly isQuoted: boolean;
}

/** `INSERT INTO t (a, b) VALUES`, up to before the first row; `undefined` for anything else. */
export function readInsert(head: string): Table | undefined {
  const tokens = tokenize(head);
  let at = 0;
  if (!isWord(tokens[at], 'INSERT') && !isWord(tokens[at], 'REPLACE')) return undefined;
  while (at < tokens.length && !isWord(tokens[at], 'INTO')) at += 1;
  const named = readName(tokens, at + 1);
  if (named === undefined) return undefined;
  const listed = readList(tokens, named.next);
  const last = tokens.at(-1);
  if (!isWord(last, 'VALUES') && !isWord(last, 'VALUE')) return undefined;
  return { name: named.name, columns: listed };
}

/** `COPY t (a, b) FROM stdin`; `isText` is false where the data is CSV or binary. */
export function readCopy(head: string): (Table & { readonly isText: boolean }) | undefined {
  const tokens = tokenize(head);
  if (!isWord(tokens[0], 'COPY')) return undefined;
  const named = readName(tokens, 1);
  if (named === undefined) return undefined;
  const from = tokens.findIndex((token) => isWord(token, 'FROM'));
  if (from === -1 || !isWord(tokens[from + 1], 'STDIN')) return undefined;
  const isText = !tokens
    .slice(from + 2)
    .some((token) => isWord(token, 'CSV') || isWord(token, 'BINARY') || isWord(token, 'DELIMITER'));
  return { name: named.name, columns: readList(tokens, named.next), isText };
}

/** Words that stand in the place of a column in CREATE TABLE and name none. */
const NO_COLUMN = new Set(
  'PRIMARY UNIQUE KEY INDEX CONSTRAINT FOREIGN CHECK FULLTEXT SPATIAL EXCLUDE LIKE PERIOD'.split(
    ' ',
  ),
);

/** `CREATE TABLE t (a int, b text, PRIMARY KEY (a))`. */
export function readCreateTable(head: string): Table | undefined {
  const tokens = tokenize(head);
  if (!isWord(tokens[0], 'CREATE')) return undefined;
  const table = tokens.slice(0, 4).findIndex((token) => isWord(token, 'TABLE'));
  if (table === -1) return undefined;
  const isConditional = isWord(tokens[table + 1], 'IF');
  const named = readName(tokens, table + (isConditional ? 4 : 1));
  if (named === undefined || tokens[named.next]?.text !== '(') return undefined;
  const columns: string[] = [];
  let depth = 0;
  for (let at = named.next; at < tokens.length; at++) {
    const { text, isQuoted } = tokens[at] as Token;
    const isOpening = !isQuoted && text === '(';
    if (isOpening) depth += 1;
    if (!isQuoted && text === ')') depth -= 1;
    if (depth === 0) break;
    if (depth !== 1 || !(isOpening || (!isQuoted && text === ','))) continue;
    const next = tokens[at + 1];
    if (next === undefined) break;
    if (next.isQuoted || !NO_COLUMN.has(next.text.toUpperCase())) columns.push(next.text);
  }
  return { name: named.name, columns };
}

/** A word, a name in quotes with its quotes doubled inside, or one sign. Strings count as names. */
const TOKEN = /"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|'(?:[^']|'')*'|[\w$\x80-\xff]+|[^\s\w]/g;

function tokenize(head: string): readonly Token[] {
  return [...head.matchAll(TOKEN)].map(([text, double, backtick]) => {
    if (double !== undefined) return { text: double.replaceAll('""', '"'), isQuoted: true };
    if (backtick !== undefined) return { text: backtick.replaceAll('``', '`'), isQuoted: true };
    return { text, isQuoted: text.startsWith("'") };
  });
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.isQuoted === false && token.text.toUpperCase() === word;
}

function readName(
  tokens: readonly Token[],
  at: number,
): { readonly name: string; readonly next: number } | undefined {
  const first = tokens[at];
  if (first === undefined || (!first.isQuoted && !/^[\w$\x80-\xff]+$/.test(first.text))) {
    return undefined;
  }
  if (tokens[at + 1]?.text !== '.' || tokens[at + 1]?.isQuoted) {
    return { name: first.text, next: at + 1 };
  }
  const second = tokens[at + 2];
  if (second === undefined) return undefined;
  const name = first.text === 'public' ? second.text : `${first.text}.${second.text}`;
  return { name, next: at + 3 };
}

function readList(tokens: readonly Token[], at: number): readonly string[] | undefined {
  if (tokens[at]?.text !== '(' || tokens[at]?.isQuoted) return undefined;
  const names: string[] = [];
  for (let next = at + 1; next < tokens.length; next += 2) {
    const { text } = tokens[next] as Token;
    names.push(text);
    if (tokens[next + 1]?.text === ')') return names;
    if (tokens[next + 1]?.text !== ',') return undefined;
  }
  return undefined;
}
