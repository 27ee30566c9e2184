/** Phone numbers as people write them, compared by their digits. */
// @ts-nocheck

import type { Row, Tables } from '../tables.ts';

/** Digits of a number, and what its writing says. */
export interface PhoneDigits {
  readonly digits: string;
  /** Begins with `+` or `00`; neither is among the digits. */
  readonly isInternational: boolean;
  /** In groups as North America writes them: 212-555-0147, 1 (212) 555-0147. */
  readonly isAmerican: boolean;
}

/** E.164 allows 15; a trunk 0 and an international prefix may come on top. */
const MAX_DIGITS = 20;
/** With spaces, brackets and an extension. */
const MAX_TEXT = 64;

const FICTION_LOCAL = /^55501\d\d$/;
const FICTION_NATIONAL = /^[2-9]\d\d55501\d\d$/;

/** The digits of a whole field, or `undefined` where it is no number. An extension is left out. */
export function parsePhone(text: string): PhoneDigits | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const groups: string[] = [];
  let digits = 0;
  let isPlus = false;
  let isInGroup = false;
  for (const character of text) {
    if (character >= '0' && character <= '9') {
      if (isInGroup) groups.push(groups.pop() + character);
      else groups.push(character);
      isInGroup = true;
      digits += 1;
      continue;
    }
    isInGroup = false;
    if (character === '+' && digits === 0) isPlus = true;
    else if (SEPARATORS.includes(character)) continue;
    // "x12", "ext. 12", ";ext=12": the number itself is over.
    else if (digits >= MIN_DIGITS) break;
    else if (digits > 0 || !/[a-z.: ]/i.test(character)) return undefined;
  }
  return digits === 0 || digits > MAX_DIGITS ? undefined : toPhoneDigits(groups, isPlus);
}

/** Before so many no extension begins. */
const MIN_DIGITS = 7;

/** Characters that stand between the digits of a phone number. */
export const SEPARATORS = ' -.()/\u00a0\u2010\u2011\u2013';

/** Takes `00` for `+`. */
export function toPhoneDigits(groups: readonly string[], isPlus: boolean): PhoneDigits {
  const all = groups.join('');
  const isZeros = !isPlus && all.startsWith('00');
  return {
    digits: isZeros ? all.slice(2) : all,
    isInternational: isPlus || isZeros,
    isAmerican: /^(?:1,)?3,3,4$/.test(groups.map(({ length }) => length).join()),
  };
}

/** Every row that lists the number. */
export function matchPhone(phone: PhoneDigits, tables: Tables): readonly Row[] {
  const { digits, isInternational } = phone;
  const rows: Row[] = [];
  const add = (row: Row | undefined): void => {
    if (row !== undefined) rows.push(row);
  };
  const american = americanNumber(phone);
  if (american !== undefined && FICTION_NATIONAL.test(american)) {
    const isMeant = isInternational || phone.isAmerican;
    add(isMeant ? tables.nanp.formatted : tables.nanp.bare);
  }
  if (!isInternational && FICTION_LOCAL.test(digits)) add(tables.nanp.local);
  if (american !== undefined) rows.push(...(tables.phones.get(`1${american}`) ?? []));
  for (const [country, ranges] of tables.phoneRanges) {
    const national = nationalNumber(phone, country);
    if (national === undefined) continue;
    for (const { digits: length, prefixLength, prefixes } of ranges) {
      if (national.length === length) add(prefixes.get(national.slice(0, prefixLength)));
    }
  }
  const australian = nationalNumber(phone, '61');
  if (australian !== undefined) rows.push(...(tables.phones.get(`61${australian}`) ?? []));
  return rows;
}

/** The ten digits of a North American number. */
function americanNumber({ digits, isInternational }: PhoneDigits): string | undefined {
  if (digits.length === 11 && digits.startsWith('1')) return digits.slice(1);
  return digits.length === 10 && !isInternational ? digits : undefined;
}

/** The number without the country's code or the trunk 0. "+44 (0)20" has both. */
function nationalNumber(
  { digits, isInternational }: PhoneDigits,
  country: string,
): string | undefined {
  if (!isInternational) return digits.startsWith('0') ? digits.slice(1) : undefined;
  if (!digits.startsWith(country)) return undefined;
  const rest = digits.slice(country.length);
  return rest.startsWith('0') ? rest.slice(1) : rest;
}
