/**
 * Writes a feed as RSS 2.0 or Atom 1.0 with Google's namespace. It does not use an XML library,
 * which would build a tree of each item and not know the attributes' names.
 */

import { readOptions, requireSeconds, requireText, wrongArgument } from '../../errors.ts';
import { escapeXml } from '../../escape-markup.ts';
import { feedRows, type Items, type RefusedOption, requireOnRefused } from './feed-items.ts';
import type { MerchantItem } from './item.ts';

/** Options of {@link xmlFeed}. */
export interface XmlFeedOptions extends RefusedOption {
  /** Default `rss`. */
  readonly dialect?: 'rss' | 'atom';
  /** Name of the shop or feed. */
  readonly title: string;
  /** URL of the shop. */
  readonly link: string;
  /** When the feed was made, in Unix seconds. Atom needs it; RSS does without. */
  readonly updated?: number;
}

const GOOGLE = 'http://base.google.com/ns/1.0';

/**
 * Writes a feed piece by piece: the head, one element an item, the end.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export async function* xmlFeed(
  items: Items,
  options: XmlFeedOptions,
): AsyncGenerator<string, void, undefined> {
  const {
    dialect = 'rss',
    title,
    link,
    updated,
    onRefused,
  } = readOptions('options', options, ['dialect', 'title', 'link', 'updated', 'onRefused']);
  requireOnRefused(onRefused);
  if (dialect !== 'rss' && dialect !== 'atom') {
    throw wrongArgument('options.dialect', '"rss" or "atom"', dialect);
  }
  requireText('options.title', title);
  requireText('options.link', link);
  if (updated !== undefined || dialect === 'atom') requireSeconds('options.updated', updated);
  const isAtom = dialect === 'atom';
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield isAtom
    ? `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="${GOOGLE}">${element('title', title)}` +
      `<link rel="self" href="${escapeXml(link)}"/>` +
      // Checked just above.
      `${element('updated', new Date((updated as number) * 1000).toISOString())}\n`
    : `<rss version="2.0" xmlns:g="${GOOGLE}"><channel>${element('title', title)}` +
      `${element('link', link)}${element('description', title)}\n`;
  const tag = isAtom ? 'entry' : 'item';
  yield* feedRows(
    items,
    onRefused === undefined ? {} : { onRefused },
    (item) => `<${tag}>${writeItem(item)}</${tag}>\n`,
  );
  yield isAtom ? '</feed>\n' : '</channel></rss>\n';
}

function writeItem(item: MerchantItem): string {
  const { attributes = {}, ...rest } = item;
  return [...Object.entries(rest), ...Object.entries(attributes)]
    .map(([name, value]) => writeAttribute(name, value))
    .join('');
}

/** A text, a list as the element repeated, or sub-attributes as elements within. */
function writeAttribute(
  name: string,
  value: Exclude<MerchantItem[keyof MerchantItem], Readonly<Record<string, string>>>,
): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return element(`g:${name}`, value);
  if (Array.isArray(value)) return value.map((each) => element(`g:${name}`, each)).join('');
  const within = Object.entries(value).map(([sub, text]) => element(`g:${sub}`, String(text)));
  return `<g:${name}>${within.join('')}</g:${name}>`;
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}
