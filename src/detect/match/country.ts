/**
 * Finds the country of a phone number, from the address or person that it belongs to. A number in
 * national form needs one, because the same digits are a number for films in one country and a
 * shopper's in another.
 */
import { readName } from './name-words.ts';
import type { ValuePlace } from './place.ts';

/** Calling code of a country with listed numbers, or {@link OTHER_COUNTRY}. */
export type CallingCode = string;
/** A country that has no listed numbers. */
export const OTHER_COUNTRY: CallingCode = '0';

const COUNTRIES: Readonly<Record<CallingCode, string>> = {
  1: `us usa unitedstates unitedstatesofamerica vereinigtestaaten etatsunis ca can canada kanada
    ag ai as bb bm bs dm do gd gu jm kn ky lc mp ms pr sx tc tt um vc vg vi`,
  33: 'fr fra france frankreich francia',
  44: `gb gbr uk unitedkingdom greatbritain england scotland wales northernireland grossbritannien
    vereinigteskonigreich royaumeuni gg im je`,
  49: 'de deu germany deutschland allemagne alemania',
  61: 'au aus australia australien australie cc cx',
};

const CODE_OF: ReadonlyMap<string, CallingCode> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ Object.entries(COUNTRIES).flatMap(([code, names]) =>
    names.split(/\s+/).map((name): [string, CallingCode] => [name, code]),
  ),
);

/** Last words, joined, of members that name a country. */
const COUNTRY_NAMES: ReadonlySet<string> = /* @__PURE__ */ new Set(
  `country countrycode countrycodev2 countryid countryname countryiso countryiso2 countryiso3
   isocountry isocountrycode countryregion nation land`.split(/\s+/),
);
/** Other names are not read: most of an order's say nothing of a country. */
const MAY_NAME_COUNTRY = /countr|nation|land|locale|address|billing|shipping|customer/i;

/** Members of an object that is a country. */
const CODE_MEMBERS: readonly string[] = [
  'code',
  'isocode',
  'iso',
  'iso2',
  'isocode2',
  'id',
  'name',
];

/** An object of more members is no address, and a list of more items none of addresses. */
const MAX_MEMBERS = 500;
const MAX_ITEMS = 20;
/** A country's name is not longer. */
const MAX_VALUE = 64;

/**
 * The country that a phone number is of; `undefined` where none is named, or several.
 * @param place where the number stands.
 */
export function countryBeside(place: ValuePlace): CallingCode | undefined {
  const { words } = place.name;
  for (let at = place.ancestors.length - 1; at >= 0; at--) {
    const holder = place.ancestors[at] as object;
    if (Array.isArray(holder)) continue;
    const found = countriesIn(holder, words);
    if (found.size > 0) return found.size === 1 ? [...found][0] : undefined;
  }
  return undefined;
}

/** Countries that an object names: beside the number, or in the addresses that it has. */
function countriesIn(holder: object, words: readonly string[]): ReadonlySet<CallingCode> {
  // Its keys were listed when it was entered.
  const members = holder as Readonly<Record<string, unknown>>;
  const near = new Set<CallingCode>();
  const own = new Set<CallingCode>();
  const below = new Set<CallingCode>();
  const locales = new Set<CallingCode>();
  for (const key of Object.keys(members).slice(0, MAX_MEMBERS)) {
    if (!MAY_NAME_COUNTRY.test(key)) continue;
    const value = members[key];
    const name = readName(key);
    const prefix = countryPrefix(name.words);
    if (prefix !== undefined) {
      const code = readCountry(value);
      if (code === undefined) continue;
      own.add(code);
      // "Billing Phone" is of "Billing Country".
      if (prefix.length > 0 && prefix.every((word, at) => word === words[at])) near.add(code);
    } else if (name.words[name.words.length - 1] === 'locale') {
      const code = readLocale(value);
      if (code !== undefined) locales.add(code);
    } else if (isAddressName(name.words)) addBelow(value, below);
  }
  return [near, own, below, locales].find(({ size }) => size > 0) ?? NONE;
}

const NONE: ReadonlySet<CallingCode> = /* @__PURE__ */ new Set<CallingCode>();

/** What stands before the words for a country, or `undefined` where the name is of something else. */
function countryPrefix(words: readonly string[]): readonly string[] | undefined {
  for (let from = Math.max(0, words.length - 4); from < words.length; from++) {
    if (COUNTRY_NAMES.has(words.slice(from).join(''))) return words.slice(0, from);
  }
  return undefined;
}

function isAddressName(words: readonly string[]): boolean {
  return words.some((word) => ADDRESS_WORDS.includes(word));
}

const ADDRESS_WORDS: readonly string[] = [
  'address',
  'addresses',
  'billing',
  'shipping',
  'customer',
];

/** Countries of an address or of a list of them. */
function addBelow(value: unknown, found: Set<CallingCode>): void {
  if (typeof value !== 'object' || value === null) return;
  const addresses: readonly unknown[] = Array.isArray(value) ? value.slice(0, MAX_ITEMS) : [value];
  for (const address of addresses) {
    if (typeof address !== 'object' || address === null) continue;
    for (const [key, member] of Object.entries(address).slice(0, MAX_MEMBERS)) {
      if (!MAY_NAME_COUNTRY.test(key)) continue;
      if (countryPrefix(readName(key).words) === undefined) continue;
      const code = readCountry(member);
      if (code !== undefined) found.add(code);
    }
  }
}

/** A code of two or three letters, a name, or an object that has one. */
function readCountry(value: unknown): CallingCode | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const members = Object.entries(value).slice(0, MAX_MEMBERS);
    for (const wanted of CODE_MEMBERS) {
      const [, member] = members.find(([key]) => readName(key).plain === wanted) ?? [];
      const code = typeof member === 'string' ? readCountry(member) : undefined;
      if (code !== undefined) return code;
    }
    return undefined;
  }
  if (typeof value !== 'string' || value.length > MAX_VALUE) return undefined;
  const { words } = readName(value);
  const known = CODE_OF.get(words.join(''));
  if (known !== undefined) return known;
  // Names in other languages are not listed, so a longer one tells nothing.
  return /^\s*[a-z]{2,3}\s*$/i.test(value) ? OTHER_COUNTRY : undefined;
}

/** The country of `de-AT` or `en_GB`; a language alone tells none. */
function readLocale(value: unknown): CallingCode | undefined {
  if (typeof value !== 'string' || value.length > MAX_VALUE) return undefined;
  const [, region] = /^[a-z]{2,3}(?:[-_][a-z]{4})?[-_]([a-z]{2})$/i.exec(value) ?? [];
  return region === undefined ? undefined : readCountry(region);
}
