/** Tells the format of a file with records by its name. */

/** Every format that is read. */
export const FORMATS = [
  'csv',
  'tsv',
  'json',
  'jsonl',
  'xml',
  'sql',
  'html',
  'env',
  'ini',
  'xlsx',
] as const;

/** One of {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];

const BY_EXTENSION: ReadonlyMap<string, Format> = /* @__PURE__ */ new Map([
  ['csv', 'csv'],
  ['tsv', 'tsv'],
  ['tab', 'tsv'],
  ['json', 'json'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
  ['xml', 'xml'],
  ['rss', 'xml'],
  ['atom', 'xml'],
  ['sql', 'sql'],
  ['dump', 'sql'],
  ['html', 'html'],
  ['htm', 'html'],
  ['liquid', 'html'],
  ['env', 'env'],
  ['ini', 'ini'],
  ['properties', 'ini'],
  ['xlsx', 'xlsx'],
  ['xlsm', 'xlsx'],
]);

/** The format that a file's name says; `undefined` where it says none. */
export function formatOfName(name: string): Format | undefined {
  const base = name
    .slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
    .toLowerCase();
  if (/^\.env(?:\.|$)/.test(base)) return 'env';
  const dot = base.lastIndexOf('.');
  return dot === -1 ? undefined : BY_EXTENSION.get(base.slice(dot + 1));
}
