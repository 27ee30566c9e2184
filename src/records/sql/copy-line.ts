/**
 * Reads and writes one line of PostgreSQL's COPY in text format: values divided by tabs, `\N` for
 * NULL.
 */

/** One value of a line. */
export interface CopyValue {
  /** Where it stands in the line, one character for each byte. */
  readonly start: number;
  readonly end: number;
  readonly value: string | null;
}

/** The values of a line without its line end. */
export function readCopyLine(line: string): readonly CopyValue[] {
  const values: CopyValue[] = [];
  for (let start = 0; ; ) {
    const tab = line.indexOf('\t', start);
    const end = tab === -1 ? line.length : tab;
    values.push({ start, end, value: readValue(line.slice(start, end)) });
    if (tab === -1) return values;
    start = tab + 1;
  }
}

/** A text as a value of a line. */
export function writeCopyText(text: string): string {
  return text.replace(/[\\\t\n\r\b\f\v]/g, (sign) => `\\${WRITTEN[sign] ?? sign}`);
}

const READ: Readonly<Record<string, string>> = {
  __proto__: null as never,
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const WRITTEN: Readonly<Record<string, string>> = {
  __proto__: null as never,
  '\b': 'b',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\v': 'v',
};

function readValue(source: string): string | null {
  if (source === '\\N') return null;
  if (!source.includes('\\')) return source;
  return source.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([\s\S]))/g,
    (_whole, hex, octal, sign) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      return READ[sign] ?? sign;
    },
  );
}
