/** One value against the tables, in the way that its field asks for. */
// @ts-nocheck

import type { NameField } from '../field-names.ts';
import type { Field } from '../marker.ts';
import type { Row, Switch, Tables } from '../tables.ts';
import type { Leaf } from '../walk.ts';
import { createCleanTexts } from './clean-texts.ts';
import { findAuthority } from './host.ts';
import { reportAddress } from './number-run.ts';
import { matchPhone, parsePhone } from './phone.ts';
import { createScan, type Report } from './scan.ts';
import { createMatchTemplates } from './template.ts';

/** Longest value that stands whole in a row. */
const MAX_WHOLE = 128;

/** What is written over the digits of a masked card. */
const MASK = /^[\s(-]*(?:[x*•·●]{1,6}[\s-]*){1,5}(\d{4})\)?$/i;

/** Numbers are compared as text in these fields; elsewhere a number counts or costs something. */
const NUMBER_FIELDS: readonly NameField[] = ['card', 'phone', 'barcode', 'sku', 'token'];

const WORDS_ON: readonly string[] = ['true', '1', 'yes', 'on', 'y', 'enabled'];
const WORDS_OFF: readonly string[] = ['false', '0', 'no', 'off', 'n', 'disabled'];

/** Compares values. */
export interface LeafMatch {
  leaf(value: Leaf, field: NameField, name: string, report: Report): void;
  /** First and last name of one person, joined. */
  fullName(name: string, report: Report): void;
}

/** @param cleanCharacters of clean texts to remember. */
export function createLeafMatch(tables: Tables, cleanCharacters: number): LeafMatch {
  const scan = createScan(tables);
  const cleanTexts = createCleanTexts(cleanCharacters);
  const matchTemplates = createMatchTemplates(tables);
  const findSwitches = createSwitchFinder(tables);
  const wholeLengths = new Uint8Array(MAX_WHOLE + 1);
  for (const value of tables.whole.keys()) wholeLengths[value.length] = 1;

  function matchSwitch(value: Leaf, name: string, report: Report): void {
    const switches = findSwitches(name);
    if (switches.length === 0) return;
    const state = readState(value);
    if (state === undefined) return;
    for (const { row, values } of switches) if (values.includes(state)) report(row, 'switch');
  }

  function matchWhole(value: string, field: Field, report: Report): void {
    if (value.length > MAX_WHOLE) return;
    const trimmed = value.trim();
    // Most values have another length, or begin otherwise, and need not be written small.
    if (wholeLengths[trimmed.length] === 1) {
      for (const row of tables.whole.get(trimmed.toLowerCase()) ?? []) report(row, field);
    }
    const first = trimmed.charCodeAt(0) | 32;
    for (const { text, row } of tables.beginnings) {
      if (text.charCodeAt(0) !== first) continue;
      if (trimmed.slice(0, text.length).toLowerCase() === text) report(row, field);
    }
  }

  function matchText(given: string, field: Field, report: Report): void {
    const value = FOLDED_FIELDS.includes(field) ? fold(given) : given;
    matchWhole(value, field, report);
    switch (field) {
      case 'barcode':
        // Digits of another kind: no card, no phone number.
        return;
      case 'url':
      case 'image': {
        const { start, end } = findAuthority(value);
        scan(value, start, end, field, report);
        // What follows the host may name another one, but does not lead there.
        scan(value, end, value.length, 'text', report, true);
        return;
      }
      case 'phone': {
        const phone = parsePhone(value);
        if (phone === undefined) break;
        for (const row of matchPhone(phone, tables)) report(row, field);
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
        const digits = value.slice(0, 64).replace(/[\s.\u2010-\u2015-]/g, '');
        for (const row of tables.cards.get(digits) ?? []) report(row, field);
        break;
      }
    }
    if (field === 'text') readText(value, report);
    else {
      scan(value, 0, value.length, field, report);
      if (field === 'name') matchTemplates(value, (row) => report(row, field));
    }
  }

  function readText(value: string, report: Report): void {
    if (cleanTexts.has(value)) return;
    let isClean = true;
    const note: Report = (row, field) => {
      isClean = false;
      report(row, field);
    };
    scan(value, 0, value.length, 'text', note);
    matchTemplates(value, (row) => note(row, 'text'));
    if (isClean) cleanTexts.add(value);
  }

  return {
    leaf(value, field, name, report) {
      if (tables.switches.size > 0 && name !== '') matchSwitch(value, name, report);
      if (field === 'opaque' || typeof value === 'boolean') return;
      const known = field === 'given-name' || field === 'family-name' ? 'name' : field;
      if (typeof value === 'string') {
        if (value !== '') matchText(value, known, report);
      } else if (NUMBER_FIELDS.includes(known)) matchText(String(value), known, report);
    },
    fullName(name, report) {
      matchWhole(name, 'name', report);
    },
  };
}

/** Fields with few forms, in which other widths of a character and what nobody sees mean nothing. */
const FOLDED_FIELDS: readonly Field[] = ['card', 'email', 'ip'];
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

/** On, off, or the mode that a word names. */
function readState(value: Leaf): boolean | string | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value === 1 ? true : value === 0 ? false : undefined;
  if (typeof value !== 'string' || value.length > MAX_MODE) return undefined;
  const word = value.trim().toLowerCase();
  if (WORDS_ON.includes(word)) return true;
  return WORDS_OFF.includes(word) ? false : word;
}

/** No mode has a longer name. */
const MAX_MODE = 32;

/** Finds the switches of a name, and remembers them for names that come again. */
function createSwitchFinder({
  switches,
  switchEndings,
}: Tables): (name: string) => readonly Switch[] {
  const known = new Map<string, readonly Switch[]>(switches);
  return (name) => {
    let found = known.get(name);
    if (found === undefined) {
      found = switchEndings.filter(({ ending }) => name.endsWith(ending)).map((end) => end.found);
      if (known.size < MAX_NAMES) known.set(name, found);
    }
    return found;
  };
}

/** As in walk.ts: a catalogue has some dozens of names. */
const MAX_NAMES = 4096;
