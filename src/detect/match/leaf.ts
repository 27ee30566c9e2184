/** Compares one value with the tables, in the way of its field. */

import { groupBy } from '../../group-by.ts';
import type { FieldKind } from '../markers/marker.ts';
import { createCleanTexts } from './clean-texts.ts';
import { countryBeside } from './country.ts';
import type { NameField } from './field-names.ts';
import { DIVIDES_URLS, findAuthority, urlsIn } from './host.ts';
import { reportAddress } from './number-run.ts';
import { matchPhone, type PhoneMatch, parsePhone } from './phone.ts';
import { isCardPlace, isServicePlace, type ValuePlace } from './place.ts';
import { createScan, type Report } from './scan.ts';
import { MAX_MODE, matchSwitch, readState, type SwitchState } from './switch.ts';
import type { FoundSwitch } from './switch-names.ts';
import type { Row, Tables } from './tables.ts';
import { createMatchTemplates } from './template.ts';
import type { Leaf } from './walk.ts';

/** Longest value that stands whole in a row. */
const MAX_WHOLE = 128;

/** Longest value that is remembered as one without a find, and how many are for each field. */
const MAX_REMEMBERED = 64;
const MAX_CLEAN = 2048;

/** Of a first character: its last bits, which are the same in either case. */
const START_BITS = 5;

/** By which most values are told from all listed ones: their length and first character. */
function startOf(value: string): number {
  const first = value === '' ? 0 : value.charCodeAt(0);
  // A letter beyond ASCII may be one of ASCII in lower case, as the sign of Kelvin is.
  const bits = first < 128 ? first & 31 : 0;
  return (value.length << START_BITS) | bits;
}

/** What is written over the digits of a masked card. */
const MASK = /^[\s(-]*[x*•·●][x*•·●\s-]*(\d{4})\)?$/i;

/** Numbers are compared as text in these fields; elsewhere a number counts or costs something. */
const NUMBER_FIELDS: readonly NameField[] = ['card', 'phone', 'barcode', 'sku', 'token'];

/** Compares values. */
export interface LeafMatch {
  leaf(
    value: Leaf,
    field: NameField,
    switches: readonly FoundSwitch[],
    place: ValuePlace,
    report: Report,
  ): void;
  /** First and last name of one person, joined. */
  fullName(name: string, report: Report): void;
}

/** @param cleanCharacters of clean texts to remember. */
export function createLeafMatch(tables: Tables, cleanCharacters: number): LeafMatch {
  const scan = createScan(tables);
  const cleanTexts = createCleanTexts(cleanCharacters);
  const matchTemplates = createMatchTemplates(tables);
  const wholeStarts = new Uint8Array((MAX_WHOLE + 1) << START_BITS);
  for (const value of tables.whole.keys()) {
    wholeStarts[startOf(value)] = 1;
    wholeStarts[value.length << START_BITS] = 1;
  }
  const states = new Map<string, SwitchState>();
  const cleanValues = new Map<FieldKind, Set<string>>();
  /** Whether a value was passed over for where it stands, and may be a find elsewhere. */
  let isPlaced = false;
  const beginnings = groupByFirst(tables.beginnings, ({ text }) => text);
  const variants = groupByFirst(
    tables.variants.flatMap((variant) => [...variant.stems].map((stem) => ({ stem, variant }))),
    ({ stem }) => stem,
  );

  function matchWhole(
    value: string,
    field: FieldKind,
    place: ValuePlace | undefined,
    report: Report,
  ): void {
    if (value.length > MAX_WHOLE) return;
    const trimmed = value.trim();
    // Most values have another length, or begin otherwise, and need not be written small.
    if (wholeStarts[startOf(trimmed)] === 1) {
      for (const row of tables.whole.get(trimmed.toLowerCase()) ?? []) {
        const isThere = row.place !== 'card' || (place !== undefined && isCardPlace(place));
        if (isThere) report(row, field);
        else isPlaced = true;
      }
    }
    for (const { text, more, row } of beginnings.get(trimmed.charCodeAt(0) | 32) ?? []) {
      if (trimmed.length < text.length + more) continue;
      if (trimmed.slice(0, text.length).toLowerCase() === text) report(row, field);
    }
  }

  function matchVariant(value: string, report: Report): void {
    if (value.length > MAX_WHOLE) return;
    const alike = variants.get(value.charCodeAt(0) | 32);
    if (alike === undefined) return;
    const code = value.toLowerCase();
    for (const { stem, variant } of alike) {
      if (!code.startsWith(stem)) continue;
      const [before, ...tail] = code.slice(stem.length).split('-');
      if (before !== '' || tail.length > 2) continue;
      const [colour, size] = [tail[tail.length - 1], tail.length === 2 ? tail[0] : undefined];
      if (colour !== undefined && !variant.colours.has(colour)) continue;
      if (size === undefined || variant.sizes.has(size)) report(variant.row, 'sku');
    }
  }

  function matchUrl(
    text: string,
    from: number,
    to: number,
    field: FieldKind,
    place: ValuePlace,
    report: Report,
  ): void {
    const { start, end } = findAuthority(text, from, to);
    const found = (row: Row): void => {
      // What no browser opens is a service: `redis://localhost`.
      const isOpened = start === from || /^https?:\/\/$/i.test(text.slice(from, start));
      const isService = row.place === 'shopper' && (!isOpened || isServicePlace(place));
      report(row, field, isService ? 'warn' : undefined);
    };
    if (text[start] === '[') reportAddress(text.slice(start, end), tables, found);
    scan(text, start, end, field, found);
    // What follows the host may name another one, but does not lead there.
    scan(text, end, to, 'text', report, true);
  }

  /** Most columns hold a few values again and again: brands, states, kinds. */
  function matchText(given: string, field: FieldKind, place: ValuePlace, report: Report): void {
    // A phone number is judged by the country beside it.
    if (given.length > MAX_REMEMBERED || cleanCharacters === 0 || field === 'phone') {
      readValue(given, field, place, report);
      return;
    }
    let clean = cleanValues.get(field);
    if (clean?.has(given)) return;
    let isClean = true;
    isPlaced = false;
    readValue(given, field, place, (row, its, atMost) => {
      isClean = false;
      report(row, its, atMost);
    });
    if (!isClean || isPlaced) return;
    if (clean === undefined) {
      clean = new Set();
      cleanValues.set(field, clean);
    } else if (clean.size >= MAX_CLEAN) clean.clear();
    clean.add(given);
  }

  function readValue(given: string, field: FieldKind, place: ValuePlace, report: Report): void {
    const value = FOLDED_FIELDS.includes(field) ? fold(given) : given;
    matchWhole(value, field, place, report);
    switch (field) {
      case 'sku':
        matchVariant(value.trim(), report);
        break;
      case 'barcode':
        // Digits of another kind: no card, no phone number.
        return;
      case 'url':
      case 'image':
        if (!DIVIDES_URLS.test(value)) matchUrl(value, 0, value.length, field, place, report);
        else {
          for (const [from, to] of urlsIn(value)) matchUrl(value, from, to, field, place, report);
        }
        return;
      case 'phone': {
        const phone = parsePhone(value);
        if (phone === undefined) break;
        reportPhone(matchPhone(phone, tables), place, report);
        for (const row of tables.cards.get(phone.digits) ?? []) report(row, field);
        return;
      }
      case 'ip':
        // "client, proxy, proxy": how X-Forwarded-For is written.
        for (const address of value.slice(0, 1024).split(',')) {
          reportAddress(withoutPort(address.trim()), tables, (row: Row) => report(row, field));
        }
        return;
      case 'card': {
        const lastFour = MASK.exec(value.slice(0, 64).trim())?.[1] ?? '';
        for (const row of tables.maskedCards.get(lastFour) ?? []) report(row, field);
        // `test_` is how Adyen takes a card in the place of an encrypted one.
        const digits = value.slice(0, 64).replace(/^test_|[\s.\u2010-\u2015-]/gi, '');
        for (const row of tables.cards.get(digits) ?? []) report(row, field);
        break;
      }
    }
    // The name of a user is no address, and no host: `ada.test`.
    const isName = field === 'email' && !value.includes('@');
    if (field === 'text' || isName) readText(value, report);
    else {
      scan(value, 0, value.length, field, report);
      if (field === 'name') matchTemplates(value, (row) => report(row, field));
    }
  }

  function readText(value: string, report: Report): void {
    if (cleanTexts.has(value)) return;
    let isClean = true;
    const note: Report = (row, field, atMost) => {
      isClean = false;
      report(row, field, atMost);
    };
    scan(value, 0, value.length, 'text', note);
    matchTemplates(value, (row) => note(row, 'text'));
    if (isClean) cleanTexts.add(value);
  }

  /** A number in national form is judged by the country beside it, and where there is none only told. */
  function reportPhone(matches: readonly PhoneMatch[], place: ValuePlace, report: Report): void {
    if (matches.length === 0) return;
    const country = countryBeside(place);
    for (const { row, country: its, form } of matches) {
      if (form === 'international') report(row, 'phone');
      else if (country === undefined) {
        if (form === 'national') report(row, 'phone', 'warn');
      } else if (country === its && row !== tables.nanp.bare) report(row, 'phone');
    }
  }

  function stateOf(value: Leaf): SwitchState | undefined {
    if (typeof value !== 'string' || value.length > MAX_MODE) return readState(value);
    let state = states.get(value);
    if (state === undefined) {
      state = readState(value);
      if (states.size >= MAX_CLEAN || cleanCharacters === 0) states.clear();
      if (state !== undefined) states.set(value, state);
    }
    return state;
  }

  return {
    leaf(value, field, switches, place, report) {
      if (switches.length > 0) matchSwitch(stateOf(value), switches, place, report);
      if (field === 'opaque' || typeof value === 'boolean') return;
      const known = field === 'given-name' || field === 'family-name' ? 'name' : field;
      if (typeof value === 'string') {
        if (value === '') return;
        if (known === 'text' || !LISTED_FIELDS.includes(known) || !DIVIDES_ITEMS.test(value)) {
          matchText(value, known, place, report);
        } else for (const item of value.split(DIVIDES_ITEMS)) matchText(item, known, place, report);
      } else if (NUMBER_FIELDS.includes(known)) matchText(String(value), known, place, report);
    },
    fullName(name, report) {
      matchWhole(name, 'name', undefined, report);
    },
  };
}

/** Entries by the first character of a text of theirs, so that most values are compared with none. */
function groupByFirst<T>(entries: readonly T[], textOf: (entry: T) => string): Map<number, T[]> {
  // As a letter is compared in either case.
  return groupBy(entries, (entry) => textOf(entry).charCodeAt(0) | 32);
}

/** Fields of which one text may hold several values: "bogus, gift_card". */
const LISTED_FIELDS: readonly FieldKind[] = ['email', 'gateway', 'token', 'sku', 'phone', 'card'];
const DIVIDES_ITEMS = /[,;|]/;

/** Fields with few forms, in which other widths of a character and what nobody sees mean nothing. */
const FOLDED_FIELDS: readonly FieldKind[] = ['card', 'email', 'ip'];
/** Longest value that is folded: of an e-mail address, a card, a chain of proxies. */
const MAX_FOLDED = 1024;

/** NFKC without format characters (Cf); mail takes the ideographic full stop for a dot. */
function fold(value: string): string {
  if (value.length > MAX_FOLDED || !BEYOND_ASCII.test(value)) return value;
  return value
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replaceAll('\u3002', '.');
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** `192.0.2.7:443`, as some proxies write it. An IPv6 address with a port stands in brackets. */
function withoutPort(address: string): string {
  return address.replace(/^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/, '$1');
}
