/**
 * Maps: which column is the subject, which columns are signed and how, and where the mark goes
 * (docs/catalog-maps.md). Unknown members are refused, because a misspelt part would be left
 * unsigned.
 */
import { ContentmarkError } from '../../errors.ts';
import { KINDS, type Kind } from '../../format/envelope/vocabulary.ts';
import { createStrictReader, type Refuse, type StrictReader } from '../../strict-json.ts';
import { FORMATS, type Format } from '../format.ts';
import { isNamed } from '../piece/fields.ts';
import type { ColumnNames } from '../piece/piece.ts';
import { PROFILE_NAMES, type ProfileName } from './profiles.ts';

/**
 * What a platform makes of a subject. `handle`: Shopify lowercases a handle and puts one hyphen for
 * white space. `trimmed`: Magento cuts white space off a SKU.
 */
export const SUBJECT_FORMS = ['as-is', 'trimmed', 'handle'] as const;

/** One of {@link SUBJECT_FORMS}. */
export type SubjectForm = (typeof SUBJECT_FORMS)[number];

/** A column that is signed. */
export interface PartSpec {
  readonly column: ColumnNames;
  readonly profile: ProfileName;
  /** A part of its own for each row of a group, numbered from 1. */
  readonly each: EachRow | undefined;
}

/** Which rows of a group have a part of their own, and how they are numbered. */
export interface EachRow {
  /** Only rows with a value in this column count; every row of a table without such a column. */
  readonly has: ColumnNames | undefined;
  /** Only rows with these very texts count. */
  readonly where: readonly { readonly column: ColumnNames; readonly value: string }[];
  /** Numbered in the order of this column; in that of the file where it has none. */
  readonly position: ColumnNames | undefined;
}

/** Where the mark goes. */
export type CarrierSpec =
  | { readonly type: 'column'; readonly column: ColumnNames }
  | { readonly type: 'additional_attributes'; readonly column: ColumnNames; readonly code: string };

/** A map that has been checked. */
export interface CatalogMap {
  readonly format: Format | undefined;
  /** The member of a JSON document, the table of a dump or the sheet of a workbook that holds the records. */
  readonly list: string | undefined;
  readonly subject: ColumnNames;
  readonly subjectPrefix: string;
  /** What the platform makes of a subject when it is stored. */
  readonly subjectForm: SubjectForm;
  readonly scope: ColumnNames | undefined;
  readonly group: boolean;
  readonly parts: ReadonlyMap<string, PartSpec>;
  readonly kind: Kind | undefined;
  readonly carrier: CarrierSpec;
  /** Every column that the map names. */
  readonly fields: readonly ColumnNames[];
}

/** As many as one mark may cover (docs/format.md, "Limits"). */
const MAX_PARTS = 64;
/** A part name may be 512 bytes; the number of a row goes behind it. */
const MAX_NAME_LENGTH = 100;

/**
 * Checks a map.
 * @throws ContentmarkError `ERR_MAP`, its argument the path of a member, such as `map.parts`.
 */
export function readMap(value: unknown): CatalogMap {
  const map = read.object('', value, MAP_MEMBERS);
  const subject = readField('subject', map['subject']);
  const scope = map['scope'] === undefined ? undefined : readField('scope', map['scope']);
  const group = map['group'] !== undefined && read.flag('group', map['group']);
  const parts = readParts(map['parts'], group);
  const carrier = readCarrier(map['carrier']);
  if (group && carrier.type !== 'column') {
    refuse(
      'group',
      'goes with a carrier of type "column": other rows must be cleared of old marks',
    );
  }
  const signed = [...parts.values()].map(({ column }) => column);
  for (const field of [subject, ...(scope === undefined ? [] : [scope]), ...signed]) {
    const shared = field.find((column) => isNamed(column, carrier.column));
    if (shared !== undefined) refuse('carrier', `"${shared}" would be changed by its own mark`);
  }
  return {
    format: readChoice('format', map['format'], FORMATS),
    list: readOptionalText('list', map['list']),
    subject,
    subjectPrefix: readOptionalText('subjectPrefix', map['subjectPrefix']) ?? '',
    subjectForm: readChoice('subjectForm', map['subjectForm'], SUBJECT_FORMS) ?? 'as-is',
    scope,
    group,
    parts,
    kind: readChoice('kind', map['kind'], KINDS),
    carrier,
    fields: [subject, ...(scope === undefined ? [] : [scope]), ...signed, carrier.column],
  };
}

const MAP_MEMBERS = [
  'format',
  'list',
  'subject',
  'subjectPrefix',
  'subjectForm',
  'scope',
  'group',
  'parts',
  'kind',
  'carrier',
] as const;

const refuse: Refuse = (where, why) => {
  throw new ContentmarkError('ERR_MAP', why, where === '' ? 'map' : `map.${where}`);
};

const read: StrictReader = /* @__PURE__ */ createStrictReader(refuse);

function readField(where: string, value: unknown): ColumnNames {
  const names: unknown[] = Array.isArray(value) ? value : [value];
  if (names.length === 0 || !names.every((name) => typeof name === 'string' && name !== '')) {
    return refuse(where, 'must be a column name, or a list of the names it may have');
  }
  // Checked just above: at least one, and all of them text.
  return names as unknown as ColumnNames;
}

function readOptionalText(where: string, value: unknown): string | undefined {
  return value === undefined || typeof value === 'string' ? value : refuse(where, 'must be text');
}

function readChoice<Word extends string>(
  where: string,
  value: unknown,
  words: readonly Word[],
): Word | undefined {
  return value === undefined ? undefined : read.word(where, value, words);
}

function readParts(value: unknown, group: boolean): ReadonlyMap<string, PartSpec> {
  const entries = Object.entries(read.object('parts', value));
  if (entries.length === 0 || entries.length > MAX_PARTS) {
    refuse('parts', `must name 1 to ${MAX_PARTS} parts`);
  }
  const parts = new Map<string, PartSpec>();
  for (const [name, part] of entries) {
    const where = `parts.${name}`;
    if (name === '' || name.length > MAX_NAME_LENGTH || !name.isWellFormed()) {
      refuse('parts', `has a part name that is not text of 1 to ${MAX_NAME_LENGTH} characters`);
    }
    const members = read.object(where, part, ['column', 'profile', 'each']);
    const each = readEach(`${where}.each`, members.each);
    if (each !== undefined && !group) refuse(`${where}.each`, 'goes with "group": true');
    parts.set(name, {
      column: readField(`${where}.column`, members.column),
      profile: read.word(`${where}.profile`, members.profile, PROFILE_NAMES),
      each,
    });
  }
  for (const [name, { each }] of parts) {
    const clash =
      each !== undefined ? [...parts.keys()].find((other) => isNumbered(other, name)) : undefined;
    if (clash !== undefined) refuse(`parts.${clash}`, `is also what a row of "${name}" is called`);
  }
  return parts;
}

function readEach(where: string, value: unknown): EachRow | undefined {
  if (value === undefined || value === false) return undefined;
  if (value === true) return { has: undefined, where: [], position: undefined };
  const members = read.object(where, value, ['has', 'where', 'position']);
  const { has, position } = members;
  const texts = Object.entries(read.object(`${where}.where`, members.where ?? {}));
  return {
    has: has === undefined ? undefined : readField(`${where}.has`, has),
    where: texts.map(([name, text]) => ({
      column: readField(`${where}.where`, name),
      value: readOptionalText(`${where}.where.${name}`, text) ?? '',
    })),
    position: position === undefined ? undefined : readField(`${where}.position`, position),
  };
}

function isNumbered(name: string, stem: string): boolean {
  return name.startsWith(stem) && /^\d+\+?$/.test(name.slice(stem.length));
}

function readCarrier(value: unknown): CarrierSpec {
  const { type } = read.object<'type'>('carrier', value);
  if (type === 'column') {
    const { name } = read.object('carrier', value, ['type', 'name']);
    return { type, column: readField('carrier.name', name) };
  }
  if (type === 'additional_attributes') {
    const members = read.object('carrier', value, ['type', 'column', 'code']);
    const code = readOptionalText('carrier.code', members.code) ?? 'contentmark';
    if (!/^[a-z][a-z0-9_]{0,59}$/.test(code)) {
      refuse('carrier.code', 'must be a Magento attribute code: lower case, digits, underscores');
    }
    const column = readField('carrier.column', members.column ?? 'additional_attributes');
    return { type, column, code };
  }
  return refuse('carrier.type', 'must be "column" or "additional_attributes"');
}
