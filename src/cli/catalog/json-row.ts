/** One JSON object, held as the bytes it came as; one member of it can be replaced. */
import { type MemberSpan, parseJson } from 'contentmark/content';
import { decodeDamaged, decodeUtf8 } from '../files/utf8.ts';
import type { CatalogMap } from './map.ts';
import type { Cell, Field, Piece, Problem, Row } from './row.ts';

/** The bound that the json-1 profile has too. */
const MAX_DEPTH = 128;

/** Reads an object that may have white space around it. */
export function readJsonRow(bytes: Uint8Array, line: number, map: CatalogMap): Piece {
  const sound = decodeUtf8(bytes);
  const text = sound ?? decodeDamaged(Buffer.from(bytes).toString('latin1'));
  const parsed = parseJson(text, MAX_DEPTH);
  if (parsed.problem !== undefined) return broken(bytes, line, parsed.problem);
  const { value, members } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return broken(bytes, line, 'not a JSON object');
  }
  for (const field of map.fields) {
    const names = members.map(({ key }) => key).filter((key) => field.includes(key));
    if (names.length > 1) {
      return broken(
        bytes,
        line,
        `it has both ${names.map((n) => JSON.stringify(n)).join(' and ')}`,
      );
    }
  }
  const problem: Problem | undefined =
    sound === undefined ? { reason: 'not-utf8', detail: 'bytes that are not UTF-8' } : undefined;
  return { type: 'row', row: createJsonRow({ bytes, line, text, members, problem }, map) };
}

function broken(bytes: Uint8Array, line: number, detail: string): Piece {
  return { type: 'broken', bytes, line, problem: { reason: 'malformed', detail } };
}

interface ParsedRow {
  readonly bytes: Uint8Array;
  readonly line: number;
  readonly text: string;
  readonly members: readonly MemberSpan[];
  readonly problem: Problem | undefined;
}

function createJsonRow({ bytes, line, text, members, problem }: ParsedRow, map: CatalogMap): Row {
  const find = (field: Field): MemberSpan | undefined =>
    members.find(({ key }) => field.includes(key));
  return {
    line,
    bytes,
    problem,
    read(field: Field): Cell | undefined {
      const member = find(field);
      if (member === undefined) return undefined;
      const json = text.slice(member.valueStart, member.end);
      // The whole object has been read strictly; one value of it cannot fail.
      const value = JSON.parse(json) as unknown;
      const bytesOf = typeof value === 'string' ? Buffer.from(value, 'utf8') : undefined;
      return { value, json, bytes: bytesOf && new Uint8Array(bytesOf) };
    },
    write(mark: string | undefined): Uint8Array {
      if (mark === undefined) return bytes;
      const { column } = map.carrier;
      const member = find(column);
      const written =
        member === undefined
          ? insertMember(text, members, column[0], mark)
          : text.slice(0, member.valueStart) + JSON.stringify(mark) + text.slice(member.end);
      return Buffer.from(written, 'utf8');
    },
  };
}

/** Adds a member behind the last one, spaced as that one is. A row with a subject has one. */
function insertMember(
  text: string,
  members: readonly MemberSpan[],
  name: string,
  value: string,
): string {
  const last = members[members.length - 1] as MemberSpan;
  // Between the parts of an object stands nothing but JSON's white space.
  const head = text.slice(0, last.start);
  const before = head.slice(head.trimEnd().length);
  const key = text.slice(last.start, last.valueStart);
  const colon = key.slice(key.lastIndexOf('"') + 1);
  const member = `,${before}${JSON.stringify(name)}${colon}${JSON.stringify(value)}`;
  return text.slice(0, last.end) + member + text.slice(last.end);
}
