/**
 * Carries a mark in the `additional_attributes` column of Magento's import CSV:
 * `code=value,code2=value2`. Magento splits at commas, re-joins a piece without `=` to the value
 * before it, and splits at the first `=`. A text form has neither character, so it survives in both
 * of its parsers where JSON would not.
 */
import { requireText, wrongArgument } from '../errors.ts';
import type { Carrier } from './carrier.ts';
import { readCell } from './cell.ts';

/** One `code="value"` piece; sticky, so the pieces must follow one another without a gap. */
const ENCLOSED = /(?:^|,)([^,="]+="(?:[^"]|"")*")(?=,|$)/gy;

const CODE = /^[a-z][a-z0-9_]{0,59}$/;

/** Carries a mark as one attribute of an `additional_attributes` value. Default code `contentmark`. */
export function additionalAttributesCarrier(code = 'contentmark'): Carrier<string> {
  requireText('code', code);
  if (!CODE.test(code)) throw wrongArgument('code', 'a Magento attribute code', code);
  return Object.freeze({
    name: `additional_attributes ${code}`,
    write(host: string, textForm: string): string {
      if (typeof host !== 'string') throw wrongArgument('host', 'a string', host);
      const kept = splitAttributes(host).filter((piece) => codeOf(piece) !== code);
      // "Fields enclosure" mode writes code="value" throughout; a bare value would be lost there.
      const isEnclosed = kept.length > 0 && kept.every((piece) => /^[^=]+=".*"$/s.test(piece));
      return [...kept, isEnclosed ? `${code}="${textForm}"` : `${code}=${textForm}`].join(',');
    },
    read: (host: string) =>
      typeof host === 'string'
        ? splitAttributes(host)
            .filter((piece) => codeOf(piece) === code)
            .flatMap((piece) => readCell(readValue(piece)))
        : [],
  });
}

/**
 * `code=value` pieces as they stand. In enclosure mode a quoted value may hold commas and
 * `=`, with `""` for a quote; otherwise a piece without `=` belongs to the value before it.
 */
function splitAttributes(value: string): string[] {
  if (value.length === 0) return [];
  const enclosed = [...value.matchAll(ENCLOSED)].map((match) => match[1] as string);
  if (enclosed.length > 0 && enclosed.join(',').length === value.length) return enclosed;
  const bare: string[] = [];
  for (const piece of value.split(',')) {
    if (piece.includes('=') || bare.length === 0) bare.push(piece);
    else bare.push(`${bare.pop()},${piece}`);
  }
  return bare;
}

/** The code of a piece, in lower case as Magento stores it. */
function codeOf(piece: string): string {
  return (piece.split('=', 1)[0] ?? '').trim().toLowerCase();
}

function readValue(piece: string): string {
  const value = piece.slice(piece.indexOf('=') + 1);
  return /^".*"$/s.test(value) ? value.slice(1, -1).replaceAll('""', '"') : value;
}
