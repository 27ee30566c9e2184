/**
 * What text goes through on its way through shops, feeds and editors, each by the library that
 * really does it. A transformation takes the text with its mark and gives what arrives, or
 * `undefined` where the other side refuses it.
 */
// @ts-nocheck

import { createRequire } from 'node:module';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { decodeHTML, encodeHTML, encodeXML, escapeUTF8 } from 'entities';
import { marked } from 'marked';
import { htmlOf, purify, textOf, window } from './dom.ts';

/** One of them. */
export interface Transformation {
  readonly name: string;
  readonly apply: (text: string) => string | undefined;
}

/** Transformations of one kind, in the order of the page. */
export interface Group {
  readonly title: string;
  readonly transformations: readonly Transformation[];
}

const require = createRequire(import.meta.url);

// Its documented form: markup in, markup out.
const sanitizeHtml = require('sanitize-html') as (html: string) => string;

// Exact pins, so the manifest says what runs.
const { dependencies, devDependencies } = require('../../package.json') as Readonly<
  Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>
>;
const named = (name: string) => `${name} ${dependencies[name] ?? devDependencies[name]}`;

const utf8 = (text: string) => Buffer.from(text, 'utf8');

/** The first so many bytes of UTF-8, with what a lenient decoder makes of a character cut in two. */
const cutBytes = (text: string, bytes: number) => utf8(text).subarray(0, bytes).toString('utf8');

/** The text without any mark that a person would see or copy from a printed page. */
const VARIATION_SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

function csvRoundTrip(text: string, options: object): string | undefined {
  const rows = parse(
    stringify(
      [
        ['Handle', 'Body'],
        ['boots', text],
      ],
      options,
    ),
    {
      ...options,
      columns: true,
    },
  ) as readonly Readonly<Record<string, string>>[];
  return rows[0]?.['Body'];
}

/** All of them that need no server. `other` is the text of another record. */
export function listGroups(other: string): readonly Group[] {
  return [
    {
      title: 'Unicode normalization',
      transformations: (['NFC', 'NFD', 'NFKC', 'NFKD'] as const).map((form) => ({
        name: form,
        apply: (text) => text.normalize(form),
      })),
    },
    {
      title: 'Whitespace',
      transformations: [
        { name: '`trim()`', apply: (text) => text.trim() },
        {
          name: 'trim of ASCII whitespace, as PHP does',
          apply: (text) => text.replace(/^[ \t\n\r\0\v]+|[ \t\n\r\0\v]+$/g, ''),
        },
        { name: 'ASCII whitespace collapsed', apply: (text) => text.replace(/[ \t\r\n]+/g, ' ') },
        {
          name: '`\\s+` collapsed: takes U+FEFF for a space',
          apply: (text) => text.replace(/\s+/g, ' '),
        },
        { name: 'line ends to CR LF', apply: (text) => text.replace(/\r\n?|\n/g, '\r\n') },
        { name: 'a line end put behind it', apply: (text) => `${text}\n` },
      ],
    },
    {
      title: 'Invisible characters removed',
      transformations: [
        {
          name: 'zero-width characters, `[\\u200B-\\u200D\\uFEFF]`',
          apply: (text) => text.replace(/[\u200B-\u200D\uFEFF]/g, ''),
        },
        { name: 'variation selectors', apply: (text) => text.replace(VARIATION_SELECTORS, '') },
        { name: 'format characters, `\\p{Cf}`', apply: (text) => text.replace(/\p{Cf}/gu, '') },
        {
          name: 'all that draws nothing, `\\p{Default_Ignorable_Code_Point}`',
          apply: (text) => text.replace(/\p{Default_Ignorable_Code_Point}/gu, ''),
        },
        {
          name: 'characters beyond the basic plane',
          apply: (text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, ''),
        },
        { name: 'characters that are not ASCII', apply: (text) => text.replace(/[^\0-\x7f]/g, '') },
      ],
    },
    {
      title: 'Sanitizers and pages',
      transformations: [
        {
          name: `${named('sanitize-html')}, then the text`,
          apply: (text) => textOf(sanitizeHtml(`<p>${htmlOf(text)}</p>`)),
        },
        {
          name: `${named('dompurify')} on ${named('jsdom')}, then the text`,
          apply: (text) => textOf(purify(`<p>${htmlOf(text)}</p>`)),
        },
        {
          name: '`textContent` in, `innerHTML` out, and back',
          apply: (text) => textOf(htmlOf(text)),
        },
        {
          name: 'taken for markup: `innerHTML` in, `textContent` out',
          apply: (text) => textOf(text),
        },
        { name: 'an XML document, written and parsed', apply: (text) => readXml(text) },
        {
          name: `Markdown, one line (${named('marked')}), then the text`,
          apply: (text) => textOf(marked.parseInline(text, { async: false })),
        },
        {
          name: 'Markdown, a document, then the text',
          apply: (text) => textOf(marked.parse(text, { async: false })),
        },
        {
          name: 'put into a sentence of a template',
          apply: (text) => `About this item: ${text} See all of our range.`,
        },
        { name: 'put behind a headline', apply: (text) => `About this item\n${text}` },
      ],
    },
    {
      title: 'Encodings',
      transformations: [
        { name: 'JSON', apply: (text) => String(JSON.parse(JSON.stringify(text))) },
        {
          name: 'JSON in ASCII, `\\u` escapes',
          apply: (text) => String(JSON.parse(toAsciiJson(text))),
        },
        {
          name: `CSV (${named('csv-stringify')}, ${named('csv-parse')})`,
          apply: (text) => csvRoundTrip(text, {}),
        },
        {
          name: 'CSV with semicolons, all quoted, with a byte order mark',
          apply: (text) => csvRoundTrip(text, { delimiter: ';', quoted: true, bom: true }),
        },
        { name: 'CSV, fields trimmed', apply: (text) => csvRoundTrip(text, { trim: true }) },
        {
          name: `HTML entities (${named('entities')}), special characters`,
          apply: (text) => decodeHTML(escapeUTF8(text)),
        },
        {
          name: 'HTML entities, all that is not ASCII',
          apply: (text) => decodeHTML(encodeHTML(text)),
        },
        {
          name: 'XML references, all that is not ASCII',
          apply: (text) => decodeHTML(encodeXML(text)),
        },
        {
          name: '`encodeURIComponent`',
          apply: (text) => decodeURIComponent(encodeURIComponent(text)),
        },
        {
          name: 'a form, `URLSearchParams`',
          apply: (text) =>
            new URLSearchParams(new URLSearchParams({ a: text }).toString()).get('a') ?? undefined,
        },
        {
          name: 'UTF-8, by `TextDecoder`, which drops a leading U+FEFF',
          apply: (text) => new TextDecoder().decode(utf8(text)),
        },
        { name: 'UTF-16', apply: (text) => Buffer.from(text, 'utf16le').toString('utf16le') },
        { name: 'Latin-1', apply: (text) => Buffer.from(text, 'latin1').toString('latin1') },
        { name: 'UTF-8 read as Latin-1', apply: (text) => utf8(text).toString('latin1') },
      ],
    },
    {
      title: 'Cut short',
      transformations: [
        {
          name: 'to 65,535 bytes of UTF-8 (MySQL `TEXT`)',
          apply: (text) => cutBytes(text, 65_535),
        },
        {
          name: 'to 5,000 characters (a feed description)',
          apply: (text) => [...text].slice(0, 5000).join(''),
        },
        { name: 'to 320 UTF-16 units (an SEO description)', apply: (text) => text.slice(0, 320) },
        { name: 'to 255 bytes of UTF-8', apply: (text) => cutBytes(text, 255) },
        {
          name: 'to 160 characters, with an ellipsis',
          apply: (text) => ([...text].length > 160 ? `${[...text].slice(0, 159).join('')}…` : text),
        },
        { name: 'to half', apply: (text) => text.slice(0, text.length / 2) },
        { name: 'by the last character', apply: (text) => [...text].slice(0, -1).join('') },
        { name: 'by the last UTF-16 unit', apply: (text) => text.slice(0, -1) },
        {
          name: 'by the last byte of UTF-8',
          apply: (text) => cutBytes(text, utf8(text).length - 1),
        },
      ],
    },
    {
      title: 'Edits and attacks',
      transformations: [
        { name: 'a word put in front', apply: (text) => `New! ${text}` },
        { name: 'lower case', apply: (text) => text.toLowerCase() },
        {
          name: 'a letter of another script (e for Cyrillic е)',
          apply: (text) => text.replace(/e/, '\u0435'),
        },
        {
          name: 'typed anew: only what is seen',
          apply: (text) => text.replace(/\p{Default_Ignorable_Code_Point}/gu, '').trim(),
        },
        {
          name: 'the mark moved to another text',
          apply: (text) => other + text.slice(text.lastIndexOf('\ufeff')),
        },
        {
          name: 'the mark put on twice',
          apply: (text) => text + text.slice(text.lastIndexOf('\ufeff')),
        },
        { name: 'the marked text twice', apply: (text) => text + text },
        {
          name: "another tool's run put behind it",
          apply: (text) => `${text}\ufeff\u{e0133}\u{e0122}\u{e0140}`,
        },
      ],
    },
  ];
}

function readXml(text: string): string {
  const source = `<copy>${encodeXML(text)}</copy>`;
  return new window.DOMParser().parseFromString(source, 'application/xml').documentElement
    .textContent;
}

function toAsciiJson(text: string): string {
  return JSON.stringify(text).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
