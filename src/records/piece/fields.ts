/**
 * Finds columns and members by the names that a map gives them. Names are compared without white
 * space around them, with one space for several and without case: importers do the same, and a
 * header "Body (html) " that is not found would leave a description unsigned. A `*` at the
 * beginning or end of a name stands for anything: `* (product.metafields.custom.contentmark)`.
 */
import { isOneApart } from '../../members.ts';
import { InputError } from './input-error.ts';
import type { ColumnNames } from './piece.ts';

interface Matcher {
  readonly exact: ReadonlySet<string>;
  readonly beginnings: readonly string[];
  readonly endings: readonly string[];
}

const matchers = new WeakMap<ColumnNames, Matcher>();

/** Names come from headers and from members that all records share, so a few are met again and again. */
const folded = new Map<string, string>();
const MAX_FOLDED = 4096;

/** Longer names are compared as they stand. */
const MAX_NAME_LENGTH = 512;

/** A name as it is compared. */
export function foldName(name: string): string {
  const before = folded.get(name);
  if (before !== undefined) return before;
  // No column is called so: to normalize marks in their thousands takes seconds.
  if (name.length > MAX_NAME_LENGTH) return name;
  const result = name.trim().replace(/\s+/g, ' ').toLowerCase().normalize('NFC');
  if (folded.size >= MAX_FOLDED) folded.clear();
  folded.set(name, result);
  return result;
}

/** Whether a column or member goes by one of a field's names. */
export function isNamed(name: string, field: ColumnNames): boolean {
  const { exact, beginnings, endings } = matcherOf(field);
  const compared = foldName(name);
  return (
    exact.has(compared) ||
    beginnings.some((text) => compared.startsWith(text)) ||
    endings.some((text) => compared.endsWith(text))
  );
}

/** Where the only name of a field stands; `undefined` for none, `'several'` where two go by it. */
export function findName(
  names: readonly string[],
  field: ColumnNames,
): number | 'several' | undefined {
  let found: number | undefined;
  for (const [index, name] of names.entries()) {
    if (!isNamed(name, field)) continue;
    if (found !== undefined) return 'several';
    found = index;
  }
  return found;
}

/**
 * Refuses a table with two columns for one field: importers differ in which of them they take, so a
 * mark could cover the other one.
 * @throws InputError
 */
export function assertOneEach(
  names: readonly string[],
  fields: readonly ColumnNames[],
  file: string,
): void {
  for (const field of fields) {
    const found = names.filter((name) => isNamed(name, field)).map((name) => JSON.stringify(name));
    if (found.length < 2) continue;
    const problem = `has ${found.length} columns for one field: ${found.join(', ')}; leave one`;
    throw new InputError(file, problem);
  }
}

/** The name that is most like a field's, for a message; `undefined` where none is near. */
export function nearestName(names: readonly string[], field: ColumnNames): string | undefined {
  const wanted = field
    .filter((name) => name.length <= MAX_NAME_LENGTH)
    .map((name) => lettersOf(name))
    .filter((letters) => letters !== '');
  return names.find((name) => {
    const letters = name.length > MAX_NAME_LENGTH ? '' : lettersOf(name);
    if (letters.length < 3) return false;
    return wanted.some(
      (other) => letters.includes(other) || other.includes(letters) || isOneApart(letters, other),
    );
  });
}

function matcherOf(field: ColumnNames): Matcher {
  const before = matchers.get(field);
  if (before !== undefined) return before;
  const matcher = {
    exact: new Set(
      field.filter((name) => !name.startsWith('*') && !name.endsWith('*')).map(foldName),
    ),
    beginnings: field
      .filter((name) => name.endsWith('*'))
      .map((name) => foldName(name.slice(0, -1))),
    endings: field.filter((name) => name.startsWith('*')).map((name) => foldName(name.slice(1))),
  };
  matchers.set(field, matcher);
  return matcher;
}

function lettersOf(name: string): string {
  return foldName(name).replace(/[^\p{L}\p{N}]/gu, '');
}
