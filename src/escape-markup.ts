/** Text as it may stand in HTML and XML. Product names are whatever somebody typed. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and for attribute values in either kind of quotes. Lone surrogates become U+FFFD. */
export function escapeMarkup(text: string): string {
  return text.toWellFormed().replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

/** Everything but the characters of XML 1.0 (section 2.2): no escape can carry them. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/**
 * For XML: likewise, without the characters that XML cannot hold, and with the white space
 * that a parser would fold in attributes or at line ends written out.
 */
export function escapeXml(text: string): string {
  return escapeMarkup(text.toWellFormed().replace(NOT_XML, '')).replace(
    /[\t\n\r]/g,
    (space) => `&#${space.charCodeAt(0)};`,
  );
}
