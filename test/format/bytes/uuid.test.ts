/** UUIDs have one text: lower case, with hyphens in four places (RFC 9562 §4). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatUuid, parseUuid } from '../../../src/format/bytes/uuid.ts';
import { hex } from '../../fixtures/bytes.ts';

test('the example of RFC 9562 is written as it stands there', () => {
  const bytes = hex('f81d4fae7dec11d0a76500a0c91e6bf6');
  expect(formatUuid(bytes)).toBe('f81d4fae-7dec-11d0-a765-00a0c91e6bf6');
  expect(parseUuid('f81d4fae-7dec-11d0-a765-00a0c91e6bf6')).toEqual(bytes);
});

test('16 bytes are written as their hexadecimal, and read back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const text = formatUuid(bytes);
      const groups = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(Buffer.from(bytes).toString('hex'));
      expect(text).toBe(groups?.slice(1).join('-'));
      expect(parseUuid(text)).toEqual(bytes);
    }),
  );
});

test('any other spelling is refused', () => {
  const id = 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6';
  for (let at = 0; at < id.length; at++) {
    const [before, after] = [id.slice(0, at), id.slice(at + 1)];
    for (const other of ['', 'g', 'F', ' ', '\uff11', `${id.charAt(at)}0`, `${id.charAt(at)}-`]) {
      const text = before + other + after;
      expect(parseUuid(text), text).toBeUndefined();
    }
  }
  for (const text of [
    '',
    `{${id}}`,
    `urn:uuid:${id}`,
    `${id}\n`,
    ` ${id}`,
    id.replaceAll('-', ''),
    id + id,
  ]) {
    expect(parseUuid(text), text).toBeUndefined();
  }
});
