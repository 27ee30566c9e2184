/**
 * Matches runs of digits in running text, in groups as people write them: cards, phone numbers,
 * IPv4 addresses. A run is read once, and what can begin at each of its groups is looked up.
 */

import { isInNetwork, parseAddress } from './network.ts';
import { matchPhone, SEPARATORS, toPhoneDigits } from './phone.ts';
import type { Row, Tables } from './tables.ts';

/** A card has 12 to 19 digits (ISO/IEC 7812-1). */
const MIN_CARD = 12;
const MAX_CARD = 19;
/** Shortest group of a card as people write it: 3782 822463 10005. */
const MIN_GROUP = 3;
const CARD_GAPS = ' -\u00a0\u2010\u2011';
/** A phone number in running text. Shorter ones are dates and prices. */
const MIN_PHONE = 9;
/** E.164, and an international prefix. */
const MAX_PHONE = 17;
/** Digits of one group that are kept: a longer one is none of what is looked for. */
const MAX_GROUP = 20;

/** Groups that are kept at once, so that a text of digits alone takes no memory of its own. */
const MAX_GROUPS = 64;
/** Groups that are read again after that: nothing that is looked for has more. */
const OVERLAP = MAX_CARD;

/** One group of digits, and the characters between it and the next. */
interface Group {
  readonly start: number;
  readonly digits: string;
  readonly gap: string;
}

/**
 * Reads the run of digits at `start`, calls `report` for every listed number in it, and
 * returns where the run ends. A group next to a letter is no number by itself.
 */
export function matchNumberRun(
  text: string,
  start: number,
  end: number,
  tables: Tables,
  report: (row: Row) => void,
): number {
  const short = shortRunEnd(text, start, end);
  if (short !== undefined) return short;
  const groups: Group[] = [];
  let total = 0;
  let at = start;
  for (;;) {
    const from = at;
    while (at < end && isDigit(text.charCodeAt(at))) at += 1;
    const gapStart = at;
    while (at < end && at - gapStart < 2 && SEPARATORS.includes(text[at] as string)) at += 1;
    const isLast = at === gapStart || at >= end || !isDigit(text.charCodeAt(at));
    groups.push({
      start: from,
      digits: text.slice(from, Math.min(gapStart, from + MAX_GROUP)),
      gap: isLast ? '' : text.slice(gapStart, at),
    });
    total += gapStart - from;
    const isFull = groups.length === MAX_GROUPS;
    if (!isLast && !isFull) continue;
    // "4242abc": the last group belongs to a word.
    if (isLetter(text.charCodeAt(gapStart))) groups.pop();
    if (total >= MIN_CARD) matchCards(groups, tables, report);
    if (total >= MIN_PHONE) matchPhones(groups, text[start - 1] === '+', tables, report);
    if (groups.length >= 4 && tables.networks.length > 0) matchAddresses(groups, tables, report);
    return isLast ? gapStart : (groups[MAX_GROUPS - OVERLAP] as Group).start;
  }
}

/**
 * Groups are joined over single spaces and hyphens; next to a dot they are part of a decimal.
 * Only the last group may be short: a text of single digits would take long.
 */
function matchCards(groups: readonly Group[], tables: Tables, report: (row: Row) => void): void {
  for (let first = 0; first < groups.length; first++) {
    if (groups[first - 1]?.gap === '.') continue;
    let digits = '';
    for (let last = first; last < groups.length; last++) {
      const group = groups[last] as Group;
      digits += group.digits;
      const isShort = group.digits.length < MIN_GROUP;
      if (digits.length > MAX_CARD || (isShort && last === first)) break;
      if (digits.length >= MIN_CARD && group.gap !== '.') {
        for (const row of tables.cards.get(digits) ?? []) report(row);
      }
      if (isShort || group.gap === '' || !CARD_GAPS.includes(group.gap)) break;
    }
  }
}

/** Numbers that are written as phone numbers: ten digits in a row may be anything. */
function matchPhones(
  groups: readonly Group[],
  isPlus: boolean,
  tables: Tables,
  report: (row: Row) => void,
): void {
  for (let first = 0; first < groups.length; first++) {
    // What follows a "+" is one number, and none begins in the middle of it.
    if (first > 0 && isPlus) return;
    // A 0 dials out of the area or the country.
    const isDialled = (groups[first] as Group).digits[0] === '0';
    if (!isPlus && !isDialled && !isAmerican(groups, first)) continue;
    const parts: string[] = [];
    let length = 0;
    for (let last = first; last < groups.length; last++) {
      const { digits } = groups[last] as Group;
      parts.push(digits);
      length += digits.length;
      if (length > MAX_PHONE || (last > first + 1 && digits.length === 1)) break;
      if (length < MIN_PHONE || (parts.length === 1 && !isPlus)) continue;
      for (const { row, form } of matchPhone(toPhoneDigits(parts, isPlus), tables)) {
        if (form !== 'bare') report(row);
      }
    }
  }
}

/** 212-555-0147, with or without a 1 before it. */
function isAmerican(groups: readonly Group[], first: number): boolean {
  const at = groups[first]?.digits === '1' ? first + 1 : first;
  return [3, 3, 4].every((length, step) => groups[at + step]?.digits.length === length);
}

function matchAddresses(
  groups: readonly Group[],
  tables: Tables,
  report: (row: Row) => void,
): void {
  // Runs of dots only: "1.2.3.4.5" is a version, not an address and a number.
  for (let first = 0; first < groups.length; ) {
    let last = first;
    while (last < groups.length - 1 && (groups[last] as Group).gap === '.') last += 1;
    if (last - first === 3) {
      const address = groups.slice(first, last + 1).map(({ digits }) => digits);
      reportAddress(address.join('.'), tables, report);
    }
    first = last + 1;
  }
}

/** Calls `report` with every row in whose networks the address lies. */
export function reportAddress(text: string, tables: Tables, report: (row: Row) => void): void {
  const groups = parseAddress(text);
  if (groups === undefined) return;
  for (const { network, row } of tables.networks) if (isInNetwork(groups, network)) report(row);
}

/**
 * Where a run ends that is too short for anything: a size, a price, a year, as most numbers
 * are. `undefined` for others.
 */
function shortRunEnd(text: string, start: number, end: number): number | undefined {
  let digits = 0;
  let dots = 0;
  let last = start;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      digits += 1;
      last = at + 1;
      if (digits >= MIN_PHONE || dots >= 3) return undefined;
    } else if (at - last >= 2 || !SEPARATORS.includes(text[at] as string)) break;
    else if (code === DOT) dots += 1;
  }
  return last;
}

const DOT = 46;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  const letter = code | 32;
  return (letter >= 97 && letter <= 122) || code === 95;
}
