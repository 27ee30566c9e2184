/**
 * Makes a row of one JSON object, which keeps its bytes as they came and in which one member can be
 * replaced.
 */

import { decodeUtf8 } from '../../format/bytes/utf8.ts';
import { type MemberSpan, parseJson } from '../../format/content/json-text.ts';
import { isNamed } from '../piece/fields.ts';
import type {
  BrokenPiece,
  Cell,
  ColumnNames,
  Place,
  Problem,
  Row,
  RowPiece,
} from '../piece/piece.ts';
import type { ReadOptions } from '../piece/read-options.ts';
import { decodeDamaged } from '../piece/utf8.ts';

/** The bound that the json-1 profile has too. */
export const MAX_DEPTH = 128;

/** Reads an object that may have white space around it. */
export function readJsonRow(
  bytes: Uint8Array,
  place: Place,
  options: ReadOptions,
): RowPiece | BrokenPiece {
  const sound = decodeUtf8(bytes);
  const text = sound ?? decodeDamaged(Buffer.from(bytes).toString('latin1'));
  const parsed = parseJson(text, MAX_DEPTH);
  if (parsed.problem !== undefined) return broken(bytes, place, parsed.problem);
  const { value, members } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return broken(bytes, place, 'not a JSON object');
  }
  for (const field of options.fields ?? []) {
    const names = members.map(({ key }) => key).filter((key) => isNamed(key, field));
    if (names.length > 1) {
      const both = names.map((name) => JSON.stringify(name)).join(' and ');
      return broken(bytes, place, `it has both ${both}`);
    }
  }
  const problem: Problem | undefined =
    sound === undefined ? { reason: 'not-utf8', detail: 'bytes that are not UTF-8' } : undefined;
  return {
    type: 'row',
    row: createJsonRow({ bytes, place, text, value, members, problem }, options),
  };
}

function broken(bytes: Uint8Array, place: Place, detail: string): BrokenPiece {
  return { type: 'broken', bytes, place, problem: { reason: 'malformed', detail } };
}

interface ParsedRow {
  readonly bytes: Uint8Array;
  readonly place: Place;
  readonly text: string;
  readonly value: object;
  readonly members: readonly MemberSpan[];
  readonly problem: Problem | undefined;
}

function createJsonRow(
  { bytes, place, text, value, members, problem }: ParsedRow,
  { mark }: ReadOptions,
): Row {
  const find = (field: ColumnNames): MemberSpan | undefined =>
    members.find(({ key }) => isNamed(key, field));
  const parentId = parentOf(value);
  return {
    place,
    bytes,
    problem,
    ...(parentId !== undefined && { parentId }),
    read(field: ColumnNames): Cell | undefined {
      const member = find(field);
      if (member === undefined) return undefined;
      const json = text.slice(member.valueStart, member.end);
      // The whole object has been read strictly; one value of it cannot fail.
      const own = JSON.parse(json) as unknown;
      const bytesOf = typeof own === 'string' ? Buffer.from(own, 'utf8') : undefined;
      return { value: own, json, bytes: bytesOf && new Uint8Array(bytesOf) };
    },
    toValue: () => value,
    write(written_: string | undefined): Uint8Array {
      if (written_ === undefined || mark === undefined) return bytes;
      const member = find(mark);
      const written =
        member === undefined
          ? insertMember(text, members, mark[0], written_)
          : text.slice(0, member.valueStart) + JSON.stringify(written_) + text.slice(member.end);
      return Buffer.from(written, 'utf8');
    },
  };
}

function parentOf(value: object): string | undefined {
  const id = Object.getOwnPropertyDescriptor(value, '__parentId')?.value as unknown;
  return typeof id === 'string' ? id : undefined;
}

/** Adds a member behind the last one, spaced as that one is; into an object without one as the first. */
function insertMember(
  text: string,
  members: readonly MemberSpan[],
  name: string,
  value: string,
): string {
  const last = members.at(-1);
  if (last === undefined) {
    const at = text.indexOf('{') + 1;
    return `${text.slice(0, at)}${JSON.stringify(name)}:${JSON.stringify(value)}${text.slice(at)}`;
  }
  // Between the parts of an object stands nothing but JSON's white space.
  const head = text.slice(0, last.start);
  const before = head.slice(head.trimEnd().length);
  const key = text.slice(last.start, last.valueStart);
  const colon = key.slice(key.lastIndexOf('"') + 1);
  const member = `,${before}${JSON.stringify(name)}${colon}${JSON.stringify(value)}`;
  return text.slice(0, last.end) + member + text.slice(last.end);
}
