/** Parses phone numbers as people write them, and matches them by their digits. */
import type { CallingCode } from './country.ts';
import type { Row, Tables } from './tables.ts';

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

/**
 * How sure it is of which country a number is: it begins with the code, or it is dialled inside
 * a country, or it is digits that are a number inside the country if it is of that country.
 */
type PhoneForm = 'international' | 'national' | 'bare';

/** A row that lists a number. */
export interface PhoneMatch {
  readonly row: Row;
  /** Of the country whose number it is. */
  readonly country: CallingCode;
  readonly form: PhoneForm;
}

/** Every row that lists the number, as one of whatever country. */
export function matchPhone(phone: PhoneDigits, tables: Tables): readonly PhoneMatch[] {
  const { digits, isInternational } = phone;
  const matches: PhoneMatch[] = [];
  const add = (row: Row | undefined, country: CallingCode, form: PhoneForm): void => {
    if (row !== undefined) matches.push({ row, country, form });
  };
  const american = americanNumber(phone);
  if (american !== undefined && FICTION_NATIONAL.test(american)) {
    if (isInternational) add(tables.nanp.formatted, '1', 'international');
    else if (phone.isAmerican) add(tables.nanp.formatted, '1', 'national');
    else {
      add(tables.nanp.bare, '1', 'national');
      add(tables.nanp.formatted, '1', 'bare');
    }
  }
  if (!isInternational && FICTION_LOCAL.test(digits)) add(tables.nanp.local, '1', 'national');
  for (const row of tables.phones.get(digits) ?? []) {
    if (isInternational) add(row, '', 'international');
  }
  if (american !== undefined && !isInternational) {
    for (const row of tables.phones.get(`1${american}`) ?? []) add(row, '1', 'national');
  }
  for (const [country, ranges] of tables.phoneRanges) {
    for (const [national, form] of nationalNumbers(phone, country)) {
      for (const { digits: length, prefixLength, prefixes } of ranges) {
        if (national.length !== length) continue;
        add(prefixes.get(national.slice(0, prefixLength)), country, form);
      }
    }
  }
  for (const [national, form] of nationalNumbers(phone, AUSTRALIA)) {
    for (const row of tables.phones.get(AUSTRALIA + national) ?? []) add(row, AUSTRALIA, form);
  }
  return matches;
}

/** The one country beside North America whose numbers are listed one by one. */
const AUSTRALIA: CallingCode = '61';

/** The ten digits of a North American number. */
function americanNumber({ digits, isInternational }: PhoneDigits): string | undefined {
  if (digits.length === 11 && digits.startsWith('1')) return digits.slice(1);
  return digits.length === 10 && !isInternational ? digits : undefined;
}

/** What the number is without the country's code and the trunk 0. "+44 (0)20" has both. */
function nationalNumbers(
  { digits, isInternational }: PhoneDigits,
  country: CallingCode,
): readonly (readonly [national: string, form: PhoneForm])[] {
  const hasCode = digits.startsWith(country);
  const rest = withoutTrunk(digits.slice(country.length));
  if (isInternational) return hasCode ? [[rest, 'international']] : [];
  if (digits.startsWith('0')) return [[digits.slice(1), 'national']];
  return hasCode
    ? [
        [digits, 'bare'],
        [rest, 'bare'],
      ]
    : [[digits, 'bare']];
}

function withoutTrunk(digits: string): string {
  return digits.startsWith('0') ? digits.slice(1) : digits;
}
