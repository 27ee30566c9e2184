/**
 * Reads an HTML or Liquid file as one row, whose only field is the source. Marks are in its
 * attributes, script blocks and text, where the caller looks for them.
 */
import { isNamed } from '../piece/fields.ts';
import { countLines, MAX_RECORD_BYTES, type Piece } from '../piece/piece.ts';
import type { ReadOptions } from '../piece/read-options.ts';
import { decodeDamaged } from '../piece/utf8.ts';

/** What the field of a page is called. */
export const MARKUP_FIELD = 'html';

/** Reads a file as UTF-8 without its byte order mark. A page over the limit of a record is not read. */
export async function* readMarkup(
  source: AsyncIterable<Uint8Array>,
  { file }: ReadOptions,
): AsyncGenerator<readonly Piece[]> {
  const held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size <= MAX_RECORD_BYTES) held.push(chunk);
    else held.length = 0;
  }
  const place = { file, record: 1, line: 1, byteStart: 0, byteEnd: size };
  if (size > MAX_RECORD_BYTES) {
    const detail = `a page of over ${MAX_RECORD_BYTES} bytes; it was not read`;
    yield [
      { type: 'broken', place, bytes: new Uint8Array(0), problem: { reason: 'too-large', detail } },
    ];
    return;
  }
  const bytes = Buffer.concat(held);
  const text = decodeDamaged(bytes.toString('latin1'));
  if (countLines(bytes) === 0 && text.trim() === '') {
    yield [{ type: 'gap', bytes }];
    return;
  }
  const value: Record<string, unknown> = Object.create(null);
  value[MARKUP_FIELD] = text;
  const problem = text.isWellFormed()
    ? undefined
    : ({ reason: 'not-utf8', detail: 'bytes that are not UTF-8' } as const);
  yield [
    {
      type: 'row',
      row: {
        place,
        bytes,
        problem,
        read: (field) =>
          isNamed(MARKUP_FIELD, field)
            ? { value: text, json: text, bytes: new Uint8Array(bytes) }
            : undefined,
        toValue: () => value,
        write: undefined,
      },
    },
  ];
}
