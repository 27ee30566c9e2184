/**
 * Writes a feed as tab-separated text. Structured texts are written as Google's specification shows
 * them, `trained_algorithmic_media:"…"`; cells with tabs or line ends are quoted attributes.
 */
import { ContentmarkError, readOptions, wrongArgument } from '../../errors.ts';
import { feedRows, type Items, type RefusedOption, requireOnRefused } from './feed-items.ts';
import type { MerchantItem, StructuredText } from './item.ts';

/** Options of {@link tsvFeed}. */
export interface TsvFeedOptions extends RefusedOption {
  /**
   * Further attributes, in the order of their columns. The header comes before the items, so
   * an item with another attribute is refused. Default none.
   */
  readonly attributes?: readonly string[];
}

const COLUMNS = [
  'id',
  'title',
  'structured_title',
  'description',
  'structured_description',
  'link',
  'image_link',
  'additional_image_link',
  'lifestyle_image_link',
] as const satisfies readonly (keyof MerchantItem)[];

/**
 * Writes a feed line by line, in UTF-8 text, the header first. Nothing is kept of what was
 * written.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export async function* tsvFeed(
  items: Items,
  options: TsvFeedOptions = {},
): AsyncGenerator<string, void, undefined> {
  const { attributes = [], onRefused } = readOptions('options', options, [
    'attributes',
    'onRefused',
  ]);
  requireOnRefused(onRefused);
  requireColumns(attributes);
  yield `${[...COLUMNS, ...attributes].join('\t')}\n`;
  yield* feedRows(items, onRefused === undefined ? {} : { onRefused }, (item) =>
    writeRow(item, attributes),
  );
}

function requireColumns(attributes: unknown): void {
  if (!Array.isArray(attributes)) {
    throw wrongArgument('options.attributes', 'an array of attribute names', attributes);
  }
  const names = attributes as readonly unknown[];
  const isGood = (name: unknown): boolean =>
    typeof name === 'string' &&
    /^[a-z][a-z0-9_]{0,63}$/.test(name) &&
    !(COLUMNS as readonly string[]).includes(name);
  if (names.every(isGood) && new Set(names).size === names.length) return;
  throw new ContentmarkError(
    'ERR_ARGUMENT',
    "expected further attributes by Google's names, each once",
    'options.attributes',
  );
}

function writeRow(item: MerchantItem, attributes: readonly string[]): string {
  const further = item.attributes ?? {};
  const stranger = Object.keys(further).find((name) => !attributes.includes(name));
  if (stranger !== undefined) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `names no column for item.attributes.${stranger}; add it`,
      'options.attributes',
    );
  }
  const cells = [
    ...COLUMNS.map((name) => writeCell(item[name])),
    ...attributes.map((name) =>
      writeCell(Object.hasOwn(further, name) ? further[name] : undefined),
    ),
  ];
  return `${cells.join('\t')}\n`;
}

function writeCell(value: string | StructuredText | readonly string[] | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return quote(value);
  // URLs in a list have their commas encoded, so that a comma divides.
  if (isList(value)) return value.map((url) => url.replaceAll(',', '%2C')).join(',');
  return quoteStructured(value);
}

function isList(value: StructuredText | readonly string[]): value is readonly string[] {
  return Array.isArray(value);
}

const BREAKS = /[\t\n\r]/;

/** A quoted attribute where a plain one would be cut or misread; quotes within are doubled. */
function quote(text: string): string {
  return BREAKS.test(text) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Writes a structured text as Google's own example does. The content is in quotes, since a colon
 * would begin another part; the cell is not, since it does not begin with a quote.
 */
function quoteStructured({ digital_source_type, content }: StructuredText): string {
  const cell = `${digital_source_type}:"${content.replaceAll('"', '""')}"`;
  return BREAKS.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
